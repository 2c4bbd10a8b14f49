// One page of the guide: what it holds, and as HTML without scripts.
import { Marked, type Token, type Tokens } from "marked";
import { Anchors } from "./anchors.ts";

export interface Heading {
  level: number;
  text: string;
  /** By which it is linked to, the first one as code hosts name it. */
  anchors: string[];
}

export interface Page {
  language: "en" | "zh";
  /** The file's name without its ending. */
  slug: string;
  title: string;
  headings: Heading[];
  /** As they are written. */
  links: string[];
  images: string[];
  html: string;
}

/** The picture of an address, or null when there is none. */
export type Picture = (source: string) => { width: number; height: number } | null;

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? "&quot;");
}

function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      "tokens" in token && token.tokens ? plain(token.tokens) : "text" in token ? token.text : "",
    )
    .join("");
}

/** The address within the program, or null for one that leads out of the guide. */
export function inside(href: string): string | null {
  if (href.startsWith("#")) return href;
  const page = /^(?:\.\.\/(en|zh)\/)?([a-z-]+)\.md(#.+)?$/.exec(href);
  if (page === null) return null;
  const [, language, slug = "", anchor = ""] = page;
  return `${language === undefined ? "" : `../${language}/`}${slug}.html${anchor}`;
}

/** A program that shows nothing but its own pages shows an outside address as text, to be copied. */
function outside(href: string, text: string): string {
  const told = /^https?:/.test(href) && plainAddress(text) !== plainAddress(href);
  return told ? `${text} (<span class="address">${escaped(href)}</span>)` : text;
}

const plainAddress = (text: string) => text.replace(/^https?:\/\/|<[^>]*>|\/$/g, "");

export function readPage(language: "en" | "zh", slug: string, text: string, picture: Picture): Page {
  const page: Page = { language, slug, title: slug, headings: [], links: [], images: [], html: "" };
  const anchors = new Anchors();
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading) {
        const title = plain(tokens);
        const named = anchors.named(title);
        const words = anchors.words(
          tokens.flatMap((token) => (token.type === "codespan" ? [token.text as string] : [])),
        );
        page.headings.push({ level: depth, text: title, anchors: [named, ...words] });
        const more = words.map((word) => `<a id="${escaped(word)}"></a>`).join("");
        return `<h${depth} id="${escaped(named)}">${more}${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        page.links.push(href);
        const shown = this.parser.parseInline(tokens);
        const target = inside(href);
        return target === null ? outside(href, shown) : `<a href="${escaped(target)}">${shown}</a>`;
      },
      image({ href, text: words }: Tokens.Image) {
        page.images.push(href);
        const size = picture(href);
        if (size === null) return `<span class="missing">${escaped(words)}</span>`;
        const { width, height } = size;
        return `<img src="${escaped(href)}" alt="${escaped(words)}" width="${width}" height="${height}">`;
      },
      table(token: Tokens.Table) {
        const row = (cells: Tokens.TableCell[], tag: string) =>
          `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join("")}</tr>`;
        const body = token.rows.map((cells) => row(cells, "td")).join("\n");
        return `<div class="wide" tabindex="0"><table><thead>${row(token.header, "th")}</thead>\n<tbody>${body}</tbody></table></div>\n`;
      },
      code({ text: code }: Tokens.Code) {
        return `<pre tabindex="0"><code>${escaped(code)}</code></pre>\n`;
      },
      // Comments only; anything else of HTML is shown as it is written.
      html({ text: raw }: Tokens.HTML | Tokens.Tag) {
        return /^\s*<!--[\s\S]*?-->\s*$/.test(raw) ? "" : escaped(raw);
      },
    },
  });
  page.html = marked.parse(text, { async: false });
  page.title = page.headings[0]?.text ?? slug;
  return page;
}
