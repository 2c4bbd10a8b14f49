// Where a heading can be linked to: by the name that code hosts give it, and by the word of the program that it is about.

/** Names for the headings of one page, each once. */
export class Anchors {
  #taken = new Set<string>();

  /** As GitHub names a heading: lower case, without punctuation, blanks as hyphens, numbered when it stands again. */
  named(heading: string): string {
    const plain = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
      .replaceAll(" ", "-");
    for (let turn = 0; ; turn += 1) {
      const name = turn === 0 ? plain : `${plain}-${turn}`;
      if (this.#take(name)) return name;
    }
  }

  /** The words in code of a heading, by which the program leads to it. */
  words(code: readonly string[]): string[] {
    return code.filter((word) => /^[\w.-]+$/.test(word) && this.#take(word));
  }

  #take(name: string): boolean {
    if (this.#taken.has(name)) return false;
    this.#taken.add(name);
    return true;
  }
}
