// The guide as it is read: nothing in it leads nowhere, both languages are alike, and its pages need no scripts.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { expect, onTestFinished, test } from "vitest";
import { LANGUAGES, readBook } from "../guide/book";
import { findings } from "../guide/check";
import { keysPage } from "../guide/keys";
import { readPage } from "../guide/page";
import { GUIDE, guideFiles } from "../guide/plugin";

/** A guide of these files, which goes with the test. */
function bookOf(files: Record<string, string | Buffer>) {
  const folder = mkdtempSync(join(tmpdir(), "alertbook-guide-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const path of ["en", "zh", "images/en", "images/zh"])
    mkdirSync(join(folder, path), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return readBook(folder);
}

/** The head of a picture, which is all that is read of it. */
function picture(bytes = 200): Buffer {
  const file = Buffer.alloc(bytes);
  file.write("\x89PNG", "latin1");
  file.writeUInt32BE(640, 16);
  file.writeUInt32BE(400, 20);
  return file;
}

const GOOD = {
  "contents.json": '["index", "a"]',
  "en/index.md": "# Guide\n\n[A](a.md#first-part)\n",
  "zh/index.md": "# 手册\n\n[甲](a.md#第一部分)\n",
  "en/a.md": "# A\n\n## First part\n\n![x](../images/en/x.png)\n",
  "zh/a.md": "# 甲\n\n## 第一部分\n\n![x](../images/zh/x.png)\n",
  "images/en/x.png": picture(),
  "images/zh/x.png": picture(),
};

test("every link, picture and page of the guide is in order", () => {
  expect(findings(readBook(GUIDE))).toEqual([]);
});

test("a guide in order has no findings, and each thing out of order is one", () => {
  expect(findings(bookOf(GOOD))).toEqual([]);
  const check = (files: Record<string, string | Buffer>, found: string[]) =>
    expect(findings(bookOf({ ...GOOD, ...files }))).toEqual(found);
  check({ "en/index.md": "# Guide\n\n[A](a.md#second-part)\n" }, [
    "en/index.md: a.md#second-part is no heading",
  ]);
  check({ "en/index.md": "# Guide\n\n[A](a.md) [B](b.md)\n" }, ["en/index.md: b.md is no page"]);
  check({ "en/index.md": "# Guide\n" }, ["en/a.md: no link leads to it"]);
  check({ "en/index.md": "# Guide\n\n[A](a.md) [x](../../LICENSE)\n" }, [
    "en/index.md: ../../LICENSE leads nowhere",
  ]);
  check({ "zh/a.md": "# 甲\n\n## 第一部分\n\n### 更多\n\n![x](../images/zh/x.png)\n" }, [
    "a.md: the headings of both languages differ",
  ]);
  check({ "zh/a.md": "# 甲\n\n## 第一部分\n\n![x](../images/en/x.png)\n" }, [
    "zh/a.md: ../images/en/x.png is in the other language",
    "images/zh/x.png: no page shows it",
  ]);
  check({ "en/a.md": "# A\n\n## First part\n\n![x](../images/en/y.png)\n" }, [
    "en/a.md: ../images/en/y.png is not there",
    "images/en/x.png: no page shows it",
  ]);
  check({ "images/en/x.png": picture(130_000) }, ["images/en/x.png: 130000 bytes are too many"]);
  check({ "contents.json": '["index"]' }, [
    "en/a.md is not in contents.json",
    "zh/a.md is not in contents.json",
  ]);
  check({ "contents.json": '["index", "a", "b"]' }, [
    "en/b.md is in contents.json and is not there",
    "zh/b.md is in contents.json and is not there",
  ]);
});

test("a heading is named as code hosts name it, and by the word that it is about", () => {
  const text =
    "# A\n\n### `data_folder.read_only`\n\n### Severity `Levels`\n\n## Again, again!\n\n## Again again\n";
  const { headings, html } = readPage("en", "a", text, () => null);
  expect(headings.map(({ anchors }) => anchors)).toEqual([
    ["a"],
    ["data_folderread_only", "data_folder.read_only"],
    ["severity-levels", "Levels"],
    ["again-again"],
    ["again-again-1"],
  ]);
  expect(html).toContain('<h3 id="severity-levels"><a id="Levels"></a>Severity <code>Levels</code></h3>');
});

test("links stay in the guide: outside addresses are text, and HTML is shown as it is written", () => {
  const read = (text: string) => readPage("en", "a", text, () => null).html.trim();
  expect(read("[B](b.md#c)")).toBe('<p><a href="b.html#c">B</a></p>');
  expect(read("[B](../zh/b.md)")).toBe('<p><a href="../zh/b.html">B</a></p>');
  expect(read("[site](https://example.com/x)")).toBe(
    '<p>site (<span class="address">https://example.com/x</span>)</p>',
  );
  expect(read("[all commands](../../cli.md)")).toBe("<p>all commands</p>");
  expect(read("[x](javascript:alert(1))")).toBe("<p>x</p>");
  expect(read("<!-- Generated -->\n\nx")).toBe("<p>x</p>");
  expect(read("<script>alert(1)</script>")).not.toContain("<script");
  expect(read("a <img src=x onerror=y> b")).not.toContain("<img");
});

test("a picture has its size before it is loaded", () => {
  const html = bookOf(GOOD).pages.find(({ slug }) => slug === "a")?.html;
  expect(html).toContain('<img src="../images/en/x.png" alt="x" width="640" height="400">');
});

test("the page of keys is up to date", () => {
  for (const language of LANGUAGES) {
    const path = join(GUIDE, language, "keyboard.md");
    if (process.env["UPDATE_DOCS"] !== undefined) writeFileSync(path, keysPage(language));
    expect(existsSync(path) ? readFileSync(path, "utf8") : "").toBe(keysPage(language));
  }
});

test("the built pages hold no script, no style of their own and nothing from elsewhere", () => {
  const files = [...guideFiles()].filter(([name]) => name.endsWith(".html"));
  expect(files.length).toBeGreaterThan(5);
  for (const [name, source] of files) {
    const page = new DOMParser().parseFromString(String(source), "text/html");
    expect(page.querySelectorAll("script, style, iframe, form, [style], [onclick]"), name).toHaveLength(0);
    const addresses = [...page.querySelectorAll("[href], [src]")].map(
      (one) => one.getAttribute("href") ?? one.getAttribute("src") ?? "",
    );
    expect(
      addresses.filter((address) => /^(?:[a-z]+:|\/)/i.test(address)),
      name,
    ).toEqual([]);
    expect(page.documentElement.lang, name).toMatch(name.startsWith("zh") ? /^zh-CN$/ : /^en$/);
  }
});

test("axe finds nothing in a built page", async () => {
  for (const name of ["en/filters.html", "zh/keyboard.html"]) {
    const page = new DOMParser().parseFromString(String(guideFiles().get(name)), "text/html");
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    document.body.replaceChildren(...page.body.childNodes);
    const { violations } = await axe.run(document, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }
});
