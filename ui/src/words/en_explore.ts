// English, continued: facets and the histogram.
export const enExplore = {
  "facet.exclude": "Leave out: {name}",
  "facet.nothing": "No event that the other filters select has a value here.",
  "facet.none": "{name}: {n} {n|event|events}",
  "facet.omitted": "{n} more with fewer events; find them by the fields above.",
  "facet.failed": "The numbers could not be counted",

  "empty.waiting": "Looking for the condition that excludes most…",
  "empty.condition": "{title}: {words}",
  "empty.most": "“{name}” excludes most: without it, the list has {n} {n|event|events}.",
  "empty.remove": "Remove “{name}” – {n} {n|event|events}",
  "empty.together":
    "No single condition is the reason: without any one of them there is still no event. It is their combination.",
  "empty.others": "Other conditions to remove",
  "empty.failed": "Which condition excludes most could not be counted",

  "time.title": "Events over time",
  "time.hide": "Hide events over time",
  "time.show": "Show events over time",
  "time.bar":
    "{from} to {to}: {n} {n|event|events}, of them {serious} urgent, {suspicious} suspicious, {remind} reminders",
  "time.range": "{from} to {to}: Enter narrows the list to it",
  "time.help":
    "Left and Right go from bar to bar; with Shift they choose a range; Enter narrows the list to it, Escape lets go, Backspace widens again.",
  "time.whole": "All times",
  "time.none": "No event to show over time.",
  "time.step.minute": "a minute a bar",
  "time.step.minutes5": "5 minutes a bar",
  "time.step.minutes15": "15 minutes a bar",
  "time.step.hour": "an hour a bar",
  "time.step.hours3": "3 hours a bar",
  "time.step.hours12": "12 hours a bar",
  "time.step.day": "a day a bar",
  "time.step.week": "a week a bar",
  "time.step.month": "a month a bar",
  "time.step.quarter": "a quarter a bar",
  "time.step.year": "a year a bar",
} as const;
