import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { en, type WordKey } from "../src/words/en";
import { zh } from "../src/words/zh";
import { duration, say, tongue } from "../src/words/words.svelte";

const places = (text: string) => [...text.matchAll(/\{([^}|]+)/g)].map((match) => match[1]);

test("both languages have the same keys", () => {
  expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
});

test("both languages put in the same values", () => {
  for (const key of Object.keys(en) as WordKey[]) {
    expect([key, new Set(places(zh[key]))]).toEqual([key, new Set(places(en[key]))]);
  }
});

test("no text is empty and no Chinese text is left in English", () => {
  for (const key of Object.keys(en) as WordKey[]) {
    expect(en[key].trim()).not.toBe("");
    expect(zh[key].trim()).not.toBe("");
    expect(en[key]).not.toMatch(/[\u4e00-\u9fff]/);
  }
});

test("every text is used", () => {
  const source: string[] = [];
  const walk = (folder: string) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) {
        if (name !== "words") walk(path);
      } else source.push(readFileSync(path, "utf8"));
    }
  };
  walk("src");
  const text = source.join("\n");
  const stems = [...text.matchAll(/`([a-z][\w.]*\.)\$\{/gi)].map((match) => match[1]!);
  const unused = (Object.keys(en) as WordKey[]).filter(
    (key) =>
      !text.includes(`"${key}"`) && !text.includes(`'${key}'`) && !stems.some((stem) => key.startsWith(stem)),
  );
  expect(unused).toEqual([]);
});

test("a span of time has a blank between number and unit", () => {
  for (const [language, milliseconds, text] of [
    ["en", 127, "127 ms"],
    ["zh", 127, "127 毫秒"],
    ["zh", 6_000, "6 秒"],
    ["zh", 3_660_000, "1 小时 1 分钟"],
  ] as const) {
    tongue.language = language;
    expect(duration(milliseconds)).toBe(text);
  }
});

test("one and many are told apart in English", () => {
  tongue.language = "en";
  expect(say("events.export", { n: 1 })).toBe("Export 1 event");
  expect(say("events.export", { n: 12_431 })).toBe("Export 12,431 events");
  tongue.language = "zh";
  expect(say("events.export", { n: 12_431 })).toBe("导出 12,431 条告警");
});
