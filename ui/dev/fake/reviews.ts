// Reviews of the stand-in backend, with an undo that gives back what was.
import type { CommandName, Commands } from "../../src/backend";
import type { EventKey, EventReview, ParameterMap, ReviewStep, UndoneReview } from "../../src/wire/types";
import { wireError } from "./records";

const NOW = "2026-11-22 12:00:00";
const BLANK: EventReview = { reviewed: false, verdict: "none", author: "", marked: "", tags: [], notes: [] };

type ReviewCommand = Extract<
  CommandName,
  "review_events" | "add_review_note" | "remove_review_note" | "list_tags" | "undo_review"
>;
type Handlers = { [Name in ReviewCommand]: (args: Commands[Name]["args"]) => Commands[Name]["answer"] };

export class FakeReviews {
  #held = new Map<string, EventReview>();
  #steps: { step: number; before: [string, EventReview][] }[] = [];
  #last = 0;

  /** `changed` raises the store's revision and tells it. */
  constructor(
    private readonly changed: () => number,
    private readonly author: () => string,
    private readonly found: (request: ParameterMap) => EventKey[],
  ) {}

  of(id: string): EventReview {
    return this.#held.get(id) ?? BLANK;
  }

  handlers(): Handlers {
    return {
      review_events: ({ review }) =>
        this.#step(review.request === null ? review.events : this.found(review.request), (before) => ({
          ...before,
          reviewed: review.reviewed ?? before.reviewed,
          verdict: review.verdict ?? before.verdict,
          author: this.author(),
          marked: NOW,
          tags: [...new Set([...before.tags, ...review.addTags])]
            .filter((tag) => !review.removeTags.includes(tag))
            .sort(),
        })),
      add_review_note: ({ note }) =>
        this.#step(note.events, (before) => ({
          ...before,
          notes: [
            ...before.notes,
            { id: this.#last + 1, author: this.author(), written: NOW, text: note.text.trim() },
          ],
        })),
      remove_review_note: ({ id }) => {
        const found = [...this.#held].find(([, review]) => review.notes.some((note) => note.id === id));
        if (found === undefined) throw wireError("review.note_not_found", "There is no such note.");
        return this.#step([{ id: found[0], account: null }], (before) => ({
          ...before,
          notes: before.notes.filter((note) => note.id !== id),
        }));
      },
      list_tags: () => {
        const counts = new Map<string, number>();
        for (const { tags } of this.#held.values()) {
          for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
        }
        return [...counts].map(([value, events]) => ({ value, name: value, events }));
      },
      undo_review: ({ step }) => this.#undo(step),
    };
  }

  #step(events: EventKey[], change: (before: EventReview) => EventReview): ReviewStep {
    this.#last += 1;
    const before = events.map(({ id }): [string, EventReview] => [id, this.of(id)]);
    for (const [id, review] of before) this.#held.set(id, change(review));
    this.#steps.push({ step: this.#last, before });
    return { step: this.#last, changed: events.length, revision: this.changed() };
  }

  #undo(wanted: number | null): UndoneReview {
    const undone = this.#steps.pop();
    if (undone === undefined || (wanted !== null && wanted !== undone.step)) {
      throw wireError("review.nothing_to_undo", "There is no step of reviewing to undo.");
    }
    for (const [id, review] of undone.before) this.#held.set(id, review);
    return {
      step: undone.step,
      author: this.author(),
      made: NOW,
      events: undone.before.length,
      revision: this.changed(),
      wish: { reviewed: null, verdict: null, addTags: [], removeTags: [], note: null, removedNote: null },
    };
  }
}
