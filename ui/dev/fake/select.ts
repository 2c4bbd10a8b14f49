// What the stand-in backend makes of a request: problems, chips, and the rows that match.
import { NOT, SYNC, membersOf, textOf, wholeMembersOf } from "../../src/events/request";
import type {
  Chip,
  Language,
  ParameterMap,
  ParameterSpec,
  Problem,
  RequestDescription,
} from "../../src/wire/types";
import { CATALOG } from "./catalog";
import { assetOf, cloudText, idOf, levelOf, markOf, nameOf, statusOf, timeOf, typeOf } from "./events";

const TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

function allowedText(spec: ParameterSpec, language: Language): string {
  const zh = language === "zh";
  if (spec.control === "time")
    return zh ? "格式为 YYYY-MM-DD HH:mm:ss 的时间" : "a time written YYYY-MM-DD HH:mm:ss";
  return zh ? "只含数字，例如 20" : "digits only, for example 20";
}

function problemsOf(request: ParameterMap, language: Language): Problem[] {
  const problems: Problem[] = [];
  for (const spec of CATALOG.parameters) {
    const text = textOf(request[spec.name as keyof ParameterMap]);
    if (text === "") continue;
    const digits = spec.control === "number" || spec.control === "group";
    const wrong = spec.control === "time" ? !TIME.test(text) : digits && !/^\d+$/.test(text);
    if (wrong) problems.push({ Parameter: spec.name, Given: text, Allowed: allowedText(spec, language) });
  }
  if ((textOf(request.ContainerFieldName) === "") !== (textOf(request.ContainerFieldValue) === "")) {
    const missing = textOf(request.ContainerFieldName) === "" ? "ContainerFieldName" : "ContainerFieldValue";
    problems.push({
      Parameter: missing,
      Given: "",
      Allowed: language === "zh" ? "字段名和字段值须同时填写" : "a key and its value together",
    });
  }
  return problems;
}

function chipsOf(request: ParameterMap, language: Language): Chip[] {
  const chips: Chip[] = [];
  for (const spec of CATALOG.parameters) {
    const members = membersOf(request[spec.name as keyof ParameterMap]);
    if (members.length === 0 || spec.name === "ContainerFieldValue") continue;
    if (spec.name === NOT) {
      const title = language === "zh" ? spec.titleZh : spec.titleEn;
      for (const term of wholeMembersOf(request[NOT]))
        chips.push({ parameters: [NOT], title, words: term.replace("=", " = "), member: term });
      continue;
    }
    const words = members.map((member) => {
      const word = spec.words.find((known) => known.value.toLowerCase() === member.toLowerCase());
      return word?.[language] ?? member;
    });
    const pair = spec.name === "ContainerFieldName";
    chips.push({
      parameters: pair ? ["ContainerFieldName", "ContainerFieldValue"] : [spec.name],
      title: language === "zh" ? spec.titleZh : spec.titleEn,
      words: pair
        ? `${words[0]} = ${textOf(request.ContainerFieldValue)}`
        : words.join(language === "zh" ? "、" : ", "),
      member: null,
    });
  }
  return chips;
}

export function describe(request: ParameterMap, language: Language): RequestDescription {
  const problems = problemsOf(request, language);
  const chips = problems.length === 0 ? chipsOf(request, language) : [];
  const sentence = chips
    .map((chip) => `${chip.title}${language === "zh" ? "：" : ": "}${chip.words}`)
    .join(language === "zh" ? "；" : "; ");
  return { problems, chips, sentence, command: "alertbook ExportSuspEvents" };
}

/** The numbers of the rows that match, newest first; null means all of them. */
export function select(request: ParameterMap, total: number): number[] | null {
  const levels = membersOf(request.Levels);
  const marks = membersOf(request[SYNC]);
  const statuses = membersOf(request.Status).filter((status) => status !== "0");
  const types = membersOf(request.ParentEventTypes);
  const remark = textOf(request.Remark).toLowerCase();
  const search = textOf(request.search).toLowerCase();
  const dealed = textOf(request.Dealed).toUpperCase();
  const [start, end, id] = [textOf(request.TimeStart), textOf(request.TimeEnd), textOf(request.Id)];
  const named = membersOf(request.event).map((name) => name.split("/").at(-1));
  const filtered = [
    named.length,
    levels.length,
    marks.length,
    statuses.length,
    types.length,
    remark,
    search,
    dealed,
    start,
    end,
    id,
  ].some(Boolean);
  const paged = textOf(request.PageSize) !== "" || textOf(request.CurrentPage) !== "";
  if (!filtered && !paged) return null;
  const rows: number[] = [];
  for (let row = 0; row < total; row += 1) {
    if (levels.length > 0 && !levels.includes(levelOf(row).value)) continue;
    if (marks.length > 0 && !marks.includes(markOf(row))) continue;
    if (statuses.length > 0 && !statuses.includes(statusOf(row).value)) continue;
    if (types.length > 0 && !types.includes(typeOf(row).value)) continue;
    if (dealed !== "" && (statusOf(row).value === "1") !== (dealed === "N")) continue;
    if (named.length > 0 && !named.includes(idOf(row))) continue;
    if (id !== "" && idOf(row) !== id) continue;
    if (start !== "" && cloudText(timeOf(row)) < start) continue;
    if (end !== "" && cloudText(timeOf(row)) > end) continue;
    const texts = [...nameOf(row), assetOf(row)].map((text) => text.toLowerCase());
    if (search !== "" && !texts.some((text) => text.includes(search))) continue;
    if (remark !== "" && !texts.some((text) => text.includes(remark))) continue;
    rows.push(row);
  }
  if (!paged) return rows;
  const size = Number(textOf(request.PageSize) || 20);
  const first = (Number(textOf(request.CurrentPage) || 1) - 1) * size;
  return rows.slice(first, first + size);
}
