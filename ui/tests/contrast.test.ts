import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync("src/style/tokens.css", "utf8");

function colours(theme: string): Map<string, string> {
  const block = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? "";
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]));
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["window", "surface", "hover", "selected"];
const TEXTS = ["text", "quiet", "serious", "suspicious", "remind", "danger", "accent", "good"];

for (const theme of ["light", "dark", "contrast"]) {
  const tokens = colours(theme);
  const of = (name: string) => {
    const value = tokens.get(name);
    if (value === undefined) throw new Error(`${theme} lacks ${name}`);
    return value;
  };
  const least = theme === "contrast" ? 7 : 4.5;

  for (const text of TEXTS) {
    for (const ground of GROUNDS) {
      test(`${theme}: ${text} can be read on ${ground}`, () => {
        expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(least);
      });
    }
  }

  test(`${theme}: filled buttons can be read`, () => {
    expect(contrast(of("on-accent"), of("accent"))).toBeGreaterThanOrEqual(least);
    expect(contrast(of("on-accent"), of("accent-hover"))).toBeGreaterThanOrEqual(least);
    expect(contrast(of("on-danger"), of("danger"))).toBeGreaterThanOrEqual(least);
  });

  test(`${theme}: edges of controls can be seen`, () => {
    for (const ground of ["window", "surface"]) {
      expect(contrast(of("edge"), of(ground))).toBeGreaterThanOrEqual(3);
    }
  });
}

test("all themes have the same tokens", () => {
  const names = (theme: string) => [...colours(theme).keys()].sort();
  expect(names("dark")).toEqual(names("light"));
  expect(names("contrast")).toEqual(names("light"));
});

test("type has four sizes only", () => {
  const sizes = [...css.matchAll(/--text-\w+: (\d+)px/g)].map((match) => Number(match[1]));
  expect(sizes).toEqual([12, 13, 15, 20]);
});
