// A statement with its bound values as text.

/** What is obeyed instead of seen: controls, and what hides text or turns it around. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** A bound value on one line, with everything in it seen. */
export function valueText(value: number | string | null): string {
  if (value === null) return "NULL";
  return JSON.stringify(value).replace(UNSEEN, (c) =>
    [...Array(c.length).keys()].map((at) => `\\u${c.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
}

/** The statement, and below it each value as a comment of one line. */
export function sqlText(sql: string, values: readonly (number | string | null)[]): string {
  const lines = values.map((value, at) => `-- ${at + 1}: ${valueText(value)}`);
  return [`${sql};`, ...lines].join("\n");
}
