// English, continued: saving lists, and the record of actions.
export const enLists = {
  "list.save": "Save list…",
  "list.saveText":
    "Save the rows shown, with everything known of them, as CSV (or as JSON, by the file’s ending)",
  "list.saved": "Saved: {n} {n|row|rows}",
  "list.counts": "How many events have which value, as filtered now",
  "list.failed": "The list could not be saved",

  "audit.title": "Record of actions",
  "audit.text": "Who asked for what, when, from where, and whether it was allowed. It stays on this machine.",
  "audit.show": "Show the record",
  "audit.find": "Find in the record",
  "audit.count": "{n} {n|entry|entries}",
  "audit.none": "No entry holds all of these words.",
  "audit.failed": "The record of actions could not be read",
  "audit.head.when": "When",
  "audit.head.who": "Who",
  "audit.head.door": "From",
  "audit.head.action": "Action",
  "audit.head.allowed": "Allowed",
  "audit.head.request": "Request",
  "audit.door.cli": "command line",
  "audit.door.window": "window",
  "audit.yes": "Yes",
  "audit.no": "Refused",
} as const;
