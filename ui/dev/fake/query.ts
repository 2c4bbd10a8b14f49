// What the stand-in backend shows of a query, and what it reads out of pasted text. It knows less of a shell than the
// real one: words are parted by blanks.
import { membersOf, textOf } from "../../src/events/request";
import type {
  ExportSuspEventsParameter,
  Language,
  ParameterMap,
  QueryForms,
  ReadRequest,
} from "../../src/wire/types";
import { CATALOG } from "./catalog";
import { describe } from "./select";

/** Filters of Alertbook's own are in lower case. */
const isOwn = (name: string) => /^[a-z]/.test(name);
const LISTS = ["wordList", "assetTypes"];

function commandOf(program: string, request: ParameterMap, own: boolean): string {
  const words = [program];
  for (const spec of CATALOG.parameters) {
    const value = request[spec.name as ExportSuspEventsParameter];
    if (value === undefined || value === null || (isOwn(spec.name) && !own)) continue;
    if (LISTS.includes(spec.control)) {
      membersOf(value).forEach((member, at) => words.push(`--${spec.name}.${at + 1} ${member}`));
    } else
      words.push(
        `--${spec.name} ${/^[\w,.:-]+$/.test(textOf(value)) ? textOf(value) : `'${textOf(value)}'`}`,
      );
  }
  return words.join(" ");
}

export function formsOf(request: ParameterMap, language: Language, revision: number): QueryForms {
  const zh = language === "zh";
  const own = CATALOG.parameters.filter(
    (spec) => isOwn(spec.name) && textOf(request[spec.name as ExportSuspEventsParameter]) !== "",
  );
  const levels = textOf(request.Levels);
  return {
    request: JSON.stringify(request, null, 2),
    aliyun: commandOf("aliyun sas ExportSuspEvents", request, false),
    alertbook: commandOf("alertbook ExportSuspEvents", request, true),
    inexpressible: own.map((spec) => ({
      parameter: spec.name,
      title: zh ? spec.titleZh : spec.titleEn,
      reason: zh ? "Alertbook 自己的条件" : "a filter of Alertbook's own",
    })),
    sql:
      levels === ""
        ? "SELECT event_row FROM event INDEXED BY event_order WHERE 1 ORDER BY sort_ts DESC, id DESC"
        : "SELECT event_row FROM event INDEXED BY event_level WHERE level IN (SELECT value FROM json_each(?)) ORDER BY sort_ts DESC, id DESC",
    values: levels === "" ? [] : ["[3]"],
    plan: [
      {
        depth: 0,
        words: zh ? "从头到尾读取告警的索引“从新到旧”。" : 'Reads the events by the index "newest first".',
        sqlite: "SCAN event USING COVERING INDEX event_order",
      },
      { depth: 0, words: zh ? "没有逐行检验的条件。" : "Nothing is tested row by row.", sqlite: null },
    ],
    revision,
  };
}

export function readRequest(text: string, language: Language): ReadRequest {
  const request: Record<string, string | string[]> = {};
  const leftAside: string[] = [];
  const refused = (given: string): ReadRequest => ({
    request: null,
    problems: [
      {
        Parameter: "text",
        Given: given.slice(0, 60),
        Allowed: language === "zh" ? "应为请求或命令" : "must be a request or a command",
      },
    ],
    leftAside: [],
  });
  if (text.trim().startsWith("{")) {
    try {
      Object.assign(request, JSON.parse(text) as ParameterMap);
    } catch {
      return refused(text);
    }
  } else {
    const words = text.trim().split(/\s+/);
    if (words[0] !== "aliyun" && words[0] !== "alertbook") return refused(text);
    for (let at = words.indexOf("ExportSuspEvents") + 1; at < words.length; at += 2) {
      const name = words[at]!.replace(/^--/, "");
      const value = words[at + 1] ?? "";
      const [base = name, member] = name.split(".");
      if (isOwn(name) && !CATALOG.parameters.some((spec) => spec.name === name)) leftAside.push(`--${name}`);
      else if (member === undefined) request[name] = value;
      else request[base] = [...((request[base] as string[] | undefined) ?? []), value];
    }
  }
  const { problems } = describe(request, language);
  return problems.length > 0
    ? { request: null, problems, leftAside: [] }
    : { request: request as ParameterMap, problems: [], leftAside };
}
