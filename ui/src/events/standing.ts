// The values that a facet has shown, in the places where they first stood: whatever their numbers become, nothing moves from
// under the pointer.
import type { Word } from "../wire/types";

/** More values than these stand in a box of its own height, where those that bring nothing can go. */
export const MANY = 10;

export class Standing {
  readonly #words = new Map<string, Word>();

  /** What is shown now: in a short list also what was shown before. */
  arrange(found: Word[]): Word[] {
    const now = new Set(found.map(keyOf));
    // A word that is set again keeps its place.
    for (const word of found) this.#words.set(keyOf(word), word);
    const all = [...this.#words.values()];
    return all.length <= MANY ? all : all.filter((word) => now.has(keyOf(word)));
  }
}

const keyOf = (word: Word): string => word.value.toLowerCase();
