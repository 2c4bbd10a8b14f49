// English: what policies set, and looking for newer versions.
export const enPolicy = {
  "managed.by": "Set by {path}",
  "managed.format": "Not allowed: {path}",
  "managed.unmaskable": "Cannot be masked, and masking is demanded by {path}",
  "managed.noFormat": "No format is allowed by {path}",
  "managed.masking": "Every export, copy and saved list is masked in this way.",
  "managed.copy":
    "Single values and raw text cannot be copied: they are not masked, and masking is demanded by {path}. Whole events can be copied in the list.",
  "managed.picture":
    "No picture can be saved: names in it cannot be masked, and masking is demanded by {path}",
  "managed.cloud": "The cloud’s own file is not allowed: {path}",
  "managed.cloudUnmaskable": "The cloud’s own file cannot be masked, and masking is demanded by {path}",

  "policy.files": "Files",
  "policy.place.machine": "Of this machine",
  "policy.place.dataFolder": "Of the data folder",
  "policy.place.given": "A file",
  "policy.absent": "none",
  "policy.inForce": "in force",
  "policy.unusable": "not understood",
  "policy.set": "Set for everybody",
  "policy.setting": "Setting",
  "policy.value": "Value",
  "policy.by": "Set by",
  "policy.forbiddenFormats": "Not allowed as a format",
  "policy.masking": "Masking",
  "policy.exportsFolder": "Exports folder",
  "policy.proxy": "Proxy",
  "policy.caFile": "Further root certificates",
  "policy.offline": "Offline mode",
  "policy.update": "Looking for newer versions",
  "policy.update.forbidden": "Not allowed",
  "policy.update.ask": "Only when asked for",
  "policy.cannotMask": " (cannot be masked)",
  "policy.cloud": "The cloud’s own file",

  "releases.title": "Newer versions",
  "releases.text": "The program never looks by itself. The page of releases opens in the browser.",
  "releases.look": "Look for a newer version…",
  "releases.unknown":
    "This build knows no page of releases. Ask whoever gave you the program for a newer version.",
  "releases.offline": "Offline mode is on.",
  "releases.ask": "Open the page of releases?",
  "releases.warning":
    "It opens in the browser, which connects to this address. The program itself sends nothing.",
  "releases.failed": "The page could not be opened",
} as const;
