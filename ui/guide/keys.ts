// The guide's page of keys, made from the table that the window shows.
import { KEY_GROUPS } from "../src/shell/key_table.ts";
import { en, type WordKey } from "../src/words/en.ts";
import { zh } from "../src/words/zh.ts";
import type { BookLanguage } from "./book.ts";

const FIRST_LINE =
  "<!-- Generated from ui/src/shell/key_table.ts; do not edit. To renew: UPDATE_DOCS=1 npx --prefix ui vitest run --root ui tests/guide.test.ts -->";

const TEXTS: Record<
  BookLanguage,
  { title: string; intro: string; head: string; words: Record<WordKey, string> }
> = {
  en: {
    title: "Keys",
    intro:
      "Everything in the window can be done by keyboard. `?` shows this list there. A key that is a letter does nothing while you type into a field. Several keys in a line do the same or go in opposite directions; `g` `e` is one after the other. On macOS, Command stands for Ctrl.",
    head: "| key | does |",
    words: en,
  },
  zh: {
    title: "快捷键",
    intro:
      "窗口中的一切都可以用键盘完成，按 `?` 可在窗口中查看此表。正在输入文字时，字母键不起作用。同一行的几个键作用相同或方向相反；`g` `e` 为先后按下。在 macOS 上用 Command 代替 Ctrl。",
    head: "| 键 | 作用 |",
    words: zh,
  },
};

export function keysPage(language: BookLanguage): string {
  const { title, intro, head, words } = TEXTS[language];
  const groups = KEY_GROUPS.map((group) => {
    const rows = group.keys.map(
      ([keys, does]) => `| ${keys.map((key) => `\`${key}\``).join(" ")} | ${words[does]} |`,
    );
    return [`## ${words[group.title]}`, "", head, "| --- | --- |", ...rows, ""].join("\n");
  });
  return [FIRST_LINE, "", `# ${title}`, "", intro, "", groups.join("\n")].join("\n");
}
