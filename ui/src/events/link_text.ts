// Addresses of the web inside of texts that attackers write: where they stand, and how they are shown so that nothing of
// them stays hidden. Pure.

export interface Piece {
  text: string;
  /** The text is an address: shown as text, opened only after asking. */
  link: boolean;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`，。；：、！？（）【】《》「」“”]+/giu;
/** What closes a sentence or a bracket around an address, and is no part of it. */
const TRAILING = /[.,;:!?)\]}|\\]+$/u;
/** Controls, marks of direction and other characters without a shape, and blanks other than the usual one. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u115f\u1160\u2000-\u200a\u3000\u3164\uffa0]/gu;

/** A text in pieces, in order: joined again they are the text. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const link = match[0].replace(TRAILING, "");
    // A scheme alone leads nowhere.
    if (/^https?:\/*$/iu.test(link)) continue;
    if (match.index > end) found.push({ text: text.slice(end, match.index), link: false });
    found.push({ text: link, link: true });
    end = match.index + link.length;
  }
  if (end < text.length) found.push({ text: text.slice(end), link: false });
  return found;
}

/** The text with every character that cannot be seen written as its code. */
export function visible(text: string): string {
  return text.replace(
    HIDDEN,
    (letter) => `[U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`,
  );
}

export interface Address {
  /** As it was written, with nothing hidden. */
  shown: string;
  /** The host in ASCII, as a browser asks for it. */
  host: string;
  /** As a browser would be given it, in ASCII. */
  plain: string;
  hidden: boolean;
  foreign: boolean;
  login: boolean;
}

/** What an address is made of; null when no browser would understand it, or when it is none of the web. */
export function read(text: string): Address | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  const shown = visible(text);
  return {
    shown,
    host: url.host,
    plain: url.href,
    hidden: shown !== text,
    foreign: /(^|\.)xn--/u.test(url.hostname),
    login: url.username !== "" || url.password !== "",
  };
}
