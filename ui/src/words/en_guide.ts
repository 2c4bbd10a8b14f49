// English: the guide, and the ways to it.
export const enGuide = {
  "rail.guide": "Guide",
  "keys.guide": "The guide, at the page that belongs here",
  "keys.inGuide": "In the guide",
  "keys.closeGuide": "Close the guide",
  "guide.more": "More in the guide",
  "guide.whatToDo": "What to do",
  "guide.failed": "The guide could not be opened",
};
