// The whole guide as it lies in docs/guide.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { readPage, type Page } from "./page.ts";

export const LANGUAGES = ["en", "zh"] as const;
export type BookLanguage = (typeof LANGUAGES)[number];

export interface Book {
  /** The folder, for messages and to look for pictures. */
  folder: string;
  /** The names of the pages in the order in which they are read. */
  contents: string[];
  pages: Page[];
  /** `images/en/events.png` to its size in bytes. */
  images: Map<string, number>;
}

/** The width and height that stand in the head of a PNG file. */
export function sizeOf(file: string): { width: number; height: number } | null {
  if (!existsSync(file)) return null;
  const head = readFileSync(file).subarray(0, 24);
  if (head.toString("latin1", 1, 4) !== "PNG") return null;
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

export function readBook(folder: string): Book {
  const contents = JSON.parse(readFileSync(join(folder, "contents.json"), "utf8")) as string[];
  const pages = LANGUAGES.flatMap((language) => {
    const own = join(folder, language);
    const names = existsSync(own) ? readdirSync(own).filter((name) => name.endsWith(".md")) : [];
    return names.sort().map((name) => {
      const text = readFileSync(join(own, name), "utf8");
      return readPage(language, name.slice(0, -3), text, (source) => sizeOf(join(own, source)));
    });
  });
  return { folder, contents, pages, images: readImages(folder) };
}

function readImages(folder: string): Map<string, number> {
  const images = new Map<string, number>();
  for (const language of LANGUAGES) {
    const own = join(folder, "images", language);
    const names = existsSync(own) ? readdirSync(own).filter((name) => name.endsWith(".png")) : [];
    for (const name of names.sort()) images.set(`images/${language}/${name}`, statSync(join(own, name)).size);
  }
  return images;
}
