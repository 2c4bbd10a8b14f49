// Reviewing: one step at a time, each with an undo. A change of one's own moves no row under the person's eyes.
import { asWireError, call } from "../backend";
import { say, type WordKey } from "../words/words.svelte";
import type { EventKey, NamedChoice, ReviewEvents, ReviewStep } from "../wire/types";
import { detail } from "./detail.svelte";
import { eventList } from "./event_list.svelte";
import { eventSelection } from "./event_selection.svelte";
import { toasts } from "./toasts.svelte";

export type ReviewField = "verdict" | "tag" | "note";
export type ReviewChange = Partial<Omit<ReviewEvents, "events" | "request" | "count">>;

/** What was done, in words that follow a change of language. */
export interface Told {
  key: WordKey;
  values: Record<string, string | number>;
}

/** The event that the keys are about. */
interface ActiveEvent {
  key: EventKey;
  open: () => void;
  next: () => void;
}

const UNTOUCHED: Omit<ReviewEvents, "events"> = {
  request: null,
  count: null,
  reviewed: null,
  verdict: null,
  addTags: [],
  removeTags: [],
};

class ReviewsState {
  tags = $state.raw<NamedChoice[]>([]);
  /** The field that shall take the focus; rises with every wish. */
  wish = $state.raw<{ field: ReviewField; turn: number } | null>(null);
  /** Told by the list, which knows where the person is. */
  active: () => ActiveEvent | null = () => null;

  #underway: Promise<unknown> = Promise.resolve();

  /** When no step of one's own is on its way: a notice of it may come before its answer. */
  get settled(): Promise<unknown> {
    return this.#underway;
  }

  async loadTags(): Promise<void> {
    try {
      this.tags = await call("list_tags", {});
    } catch {
      // Only suggestions: whatever is typed is taken all the same.
      this.tags = [];
    }
  }

  change(events: EventKey[], change: ReviewChange, told: Told): Promise<boolean> {
    const review = { ...UNTOUCHED, ...change, events };
    return this.#step(() => call("review_events", { review }), told, events, change.reviewed ?? null);
  }

  /** The same change to everything that is selected, as one step. */
  async changeSelected(change: ReviewChange, told: Told): Promise<boolean> {
    const selected = eventSelection.selected();
    const review = { ...UNTOUCHED, ...change, ...selected };
    const done = await this.#step(
      () => call("review_events", { review }),
      told,
      selected.events,
      change.reviewed ?? null,
    );
    // What matches by now may be others: they were not what the person selected.
    if (selected.request !== null && eventList.stale) eventSelection.drop();
    return done;
  }

  addNote(events: EventKey[], text: string): Promise<boolean> {
    const told: Told = { key: "review.done.note", values: {} };
    return this.#step(() => call("add_review_note", { note: { events, text } }), told, events, null);
  }

  removeNote(event: EventKey, id: number): Promise<boolean> {
    const told: Told = { key: "review.done.noteRemoved", values: {} };
    return this.#step(() => call("remove_review_note", { id }), told, [event], null);
  }

  /** Undoes a step, or the last one. */
  async undo(step: number | null): Promise<void> {
    const work = call("undo_review", { step });
    this.#underway = work.catch(() => undefined);
    try {
      const undone = await work;
      toasts.forgetReviews();
      toasts.spoken = say("review.undone");
      eventList.ownChange(undone.revision, [], null);
      this.#reread();
    } catch (reason) {
      toasts.fail(asWireError(reason), "review.failed");
    }
  }

  /** Marks the event that the keys are about, and goes on to the next one. */
  async markAndGoOn(): Promise<void> {
    const active = this.active();
    if (active === null) return;
    active.next();
    await this.change([active.key], { reviewed: true }, { key: "review.done.marked", values: {} });
  }

  /** Opens the event that the keys are about, at one field of its review. */
  focus(field: ReviewField): void {
    const active = this.active();
    if (active === null) return;
    active.open();
    this.wish = { field, turn: (this.wish?.turn ?? 0) + 1 };
  }

  async #step(
    ask: () => Promise<ReviewStep>,
    told: Told,
    events: EventKey[],
    reviewed: boolean | null,
  ): Promise<boolean> {
    const work = ask();
    this.#underway = work.catch(() => undefined);
    try {
      const { step, revision } = await work;
      if (step !== null) {
        toasts.reviewed(step, told);
        if (revision !== null) eventList.ownChange(revision, events, reviewed);
        this.#reread();
      }
      return true;
    } catch (reason) {
      toasts.fail(asWireError(reason), "review.failed");
      return false;
    }
  }

  #reread(): void {
    void detail.reread();
    void this.loadTags();
  }
}

export const reviews = new ReviewsState();
