// What stands around the pages of the guide.
import type { BookLanguage } from "./book.ts";

interface Words {
  tag: string;
  title: string;
  contents: string;
  previous: string;
  next: string;
  /** The other language, in itself. */
  other: string;
  skip: string;
}

export const WORDS: Record<BookLanguage, Words> = {
  en: {
    tag: "en",
    title: "Alertbook guide",
    contents: "Contents",
    previous: "Previous",
    next: "Next",
    other: "中文",
    skip: "Skip to the text",
  },
  zh: {
    tag: "zh-CN",
    title: "Alertbook 使用手册",
    contents: "目录",
    previous: "上一页",
    next: "下一页",
    other: "English",
    skip: "跳到正文",
  },
};
