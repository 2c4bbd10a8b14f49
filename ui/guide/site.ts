// The guide as files of a static site: pages, one stylesheet, pictures.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Book, BookLanguage } from "./book.ts";
import { escaped, type Page } from "./page.ts";
import { WORDS } from "./words.ts";

const STYLE = "guide.css";

/** Every file below `guide/`. */
export function site(book: Book, tokens: string, style: string): Map<string, string | Buffer> {
  const files = new Map<string, string | Buffer>([[STYLE, stylesheet(tokens) + style]]);
  for (const page of book.pages) files.set(`${page.language}/${page.slug}.html`, document(book, page));
  for (const name of book.images.keys()) files.set(name, readFileSync(join(book.folder, name)));
  return files;
}

/** The program's tokens, chosen by the system unless the window's theme is told. */
export function stylesheet(tokens: string): string {
  const colours = (theme: string) =>
    new RegExp(`:root\\[data-theme="${theme}"\\]\\s*\\{([^}]*)\\}`).exec(tokens)?.[1] ?? "";
  return `${tokens}
:root:not([data-theme]) {${colours("light")}}
@media (prefers-color-scheme: dark) { :root:not([data-theme]) {${colours("dark")}} }
@media (prefers-contrast: more) { :root:not([data-theme]) {${colours("contrast")}} }
`;
}

/** The pages of a language in the order in which they are read. */
function inOrder(book: Book, language: BookLanguage): Page[] {
  return book.contents.flatMap(
    (slug) => book.pages.find((page) => page.language === language && page.slug === slug) ?? [],
  );
}

function document(book: Book, page: Page): string {
  const words = WORDS[page.language];
  const pages = inOrder(book, page.language);
  const title = page.slug === "index" ? words.title : `${page.title} – ${words.title}`;
  return `<!doctype html>
<html lang="${words.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="../${STYLE}">
</head>
<body>
<a class="skip" href="#text">${words.skip}</a>
<nav aria-label="${words.contents}">
${head(page)}
<ol>
${pages.map((one) => entry(one, page)).join("\n")}
</ol>
</nav>
<main id="text" tabindex="-1">
<article>
${page.html}</article>
${turning(pages, page)}
</main>
</body>
</html>
`;
}

function head(page: Page): string {
  const words = WORDS[page.language];
  const other = page.language === "en" ? "zh" : "en";
  const link = `<a href="../${other}/${page.slug}.html" hreflang="${WORDS[other].tag}" lang="${WORDS[other].tag}">${words.other}</a>`;
  return `<div class="book"><strong>${words.title}</strong> ${link}</div>`;
}

/** A page in the list; the open one with its sections. */
function entry(one: Page, open: Page): string {
  const here = one === open;
  const sections = here ? one.headings.filter(({ level }) => level === 2) : [];
  const items = sections.map(
    ({ anchors: [anchor = ""], text }) =>
      `<li><a href="#${encodeURIComponent(anchor)}">${escaped(text)}</a></li>`,
  );
  const list = items.length > 0 ? `<ol>${items.join("")}</ol>` : "";
  const current = here ? ' aria-current="page"' : "";
  return `<li><a href="${one.slug}.html"${current}>${escaped(one.title)}</a>${list}</li>`;
}

function turning(pages: Page[], page: Page): string {
  const words = WORDS[page.language];
  const at = pages.indexOf(page);
  const link = (to: Page | undefined, rel: string, word: string) =>
    to === undefined
      ? "<span></span>"
      : `<a rel="${rel}" href="${to.slug}.html"><span>${word}</span>${escaped(to.title)}</a>`;
  return `<footer>${link(pages[at - 1], "prev", words.previous)}${link(pages[at + 1], "next", words.next)}</footer>`;
}
