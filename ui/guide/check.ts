// What is wrong with the guide: links that lead nowhere, pages that one language lacks, pictures that are too large.
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { LANGUAGES, type Book } from "./book.ts";
import type { Page } from "./page.ts";

/** Bytes of one picture, and of all together: they are carried by every installer. */
export const MOST_OF_ONE = 120_000;
export const MOST_OF_ALL = 3_000_000;

export function findings(book: Book): string[] {
  return [
    ...pagesOf(book),
    ...book.pages.flatMap((page) => [...linksOf(book, page), ...picturesOf(book, page)]),
    ...structureOf(book),
    ...unreachable(book),
    ...imagesOf(book),
  ];
}

const find = (book: Book, language: string, slug: string) =>
  book.pages.find((page) => page.language === language && page.slug === slug);
const nameOf = (page: Page) => `${page.language}/${page.slug}.md`;

function pagesOf(book: Book): string[] {
  const missing = LANGUAGES.flatMap((language) =>
    book.contents
      .filter((slug) => find(book, language, slug) === undefined)
      .map((slug) => `${language}/${slug}.md is in contents.json and is not there`),
  );
  const unlisted = book.pages.filter((page) => !book.contents.includes(page.slug));
  const untitled = book.pages.filter((page) => page.headings.filter(({ level }) => level === 1).length !== 1);
  return [
    ...missing,
    ...unlisted.map((page) => `${nameOf(page)} is not in contents.json`),
    ...untitled.map((page) => `${nameOf(page)} has no title, or several`),
  ];
}

/** The page and the place that a link within the guide leads to. */
function target(page: Page, href: string): { language: string; slug: string; anchor: string } | null {
  const [path = "", anchor = ""] = href.split("#");
  if (path === "") return { language: page.language, slug: page.slug, anchor };
  const parts = posix.join(page.language, path).split("/");
  const [language = "", file = ""] = parts;
  if (parts.length !== 2 || !file.endsWith(".md")) return null;
  return { language, slug: file.slice(0, -3), anchor };
}

function linksOf(book: Book, page: Page): string[] {
  return page.links.flatMap((href) => {
    if (/^https:\/\//.test(href)) return [];
    const there = target(page, href);
    if (there === null) {
      const path = join(book.folder, page.language, href.split("#")[0] ?? "");
      return existsSync(path) ? [] : [`${nameOf(page)}: ${href} leads nowhere`];
    }
    const found = find(book, there.language, there.slug);
    if (found === undefined) return [`${nameOf(page)}: ${href} is no page`];
    const anchor = decodeURIComponent(there.anchor);
    // Code hosts know the first name of a heading only.
    const known = anchor === "" || found.headings.some((heading) => heading.anchors[0] === anchor);
    return known ? [] : [`${nameOf(page)}: ${href} is no heading`];
  });
}

function picturesOf(book: Book, page: Page): string[] {
  return page.images.flatMap((source) => {
    const path = posix.join(page.language, source);
    if (!book.images.has(path)) return [`${nameOf(page)}: ${source} is not there`];
    return path.startsWith(`images/${page.language}/`)
      ? []
      : [`${nameOf(page)}: ${source} is in the other language`];
  });
}

function structureOf(book: Book): string[] {
  const levels = (page: Page) => page.headings.map((heading) => "#".repeat(heading.level)).join(" ");
  return book.pages.flatMap((page) => {
    const other = find(book, "zh", page.slug);
    if (page.language !== "en" || other === undefined) return [];
    const differ = [
      levels(page) === levels(other) ? [] : ["headings"],
      page.images.length === other.images.length ? [] : ["pictures"],
    ].flat();
    return differ.map((what) => `${page.slug}.md: the ${what} of both languages differ`);
  });
}

/** Pages to which no way leads from the first one, by links alone: on a code host there is no list at the left. */
function unreachable(book: Book): string[] {
  return LANGUAGES.flatMap((language) => {
    const reached = new Set(["index"]);
    for (const slug of reached) {
      const page = find(book, language, slug);
      for (const href of page?.links ?? []) {
        const there = page === undefined ? null : target(page, href);
        if (there !== null && there.language === language) reached.add(there.slug);
      }
    }
    return book.pages
      .filter((page) => page.language === language && !reached.has(page.slug))
      .map((page) => `${nameOf(page)}: no link leads to it`);
  });
}

function imagesOf(book: Book): string[] {
  const shown = new Set(
    book.pages.flatMap((page) => page.images.map((source) => posix.join(page.language, source))),
  );
  const all = [...book.images];
  const sum = all.reduce((bytes, [, own]) => bytes + own, 0);
  return [
    ...all
      .filter(([, bytes]) => bytes > MOST_OF_ONE)
      .map(([name, bytes]) => `${name}: ${bytes} bytes are too many`),
    ...all.filter(([name]) => !shown.has(name)).map(([name]) => `${name}: no page shows it`),
    ...(sum > MOST_OF_ALL ? [`images: ${sum} bytes are too many`] : []),
  ];
}
