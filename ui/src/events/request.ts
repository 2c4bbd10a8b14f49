// Builds a request from what the controls say. Pure: the shapes of values on the wire are decided here and nowhere else.
import type {
  ExportSuspEventsParameter,
  ParameterControl,
  ParameterMap,
  ParameterValue,
} from "../wire/types";

/** The one filter that is ours and not the API's: what the last sync found. */
export const SYNC: ExportSuspEventsParameter = "sync";
/** The account that raised an event. */
export const ACCOUNT: ExportSuspEventsParameter = "ResourceDirectoryAccountId";

/** The single text of a parameter; "" when it is not given. */
export function textOf(value: ParameterValue | undefined): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.filter((member) => member !== null).join(",") : value;
}

/** The members of a parameter that holds several, in either form of the wire. */
export function membersOf(value: ParameterValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  const members = Array.isArray(value) ? value : value.split(/[,，]/);
  return members.map((member) => (member ?? "").trim()).filter((member) => member !== "");
}

/** Several members in the form that this control has on the wire. */
export function valueFor(control: ParameterControl, members: string[]): ParameterValue {
  if (members.length === 0) return null;
  return control === "wordList" || control === "assetTypes" ? members : members.join(",");
}

export function isGiven(value: ParameterValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  return Array.isArray(value)
    ? value.some((member) => member !== null && member.trim() !== "")
    : value.trim() !== "";
}

/** The request with one parameter set; a value that says nothing takes the parameter out. */
export function withParameter(
  request: ParameterMap,
  name: ExportSuspEventsParameter,
  value: ParameterValue,
): ParameterMap {
  const next = { ...request };
  if (isGiven(value)) next[name] = value;
  else delete next[name];
  return next;
}

export function without(request: ParameterMap, names: readonly string[]): ParameterMap {
  const next = { ...request };
  for (const name of names) delete next[name as ExportSuspEventsParameter];
  return next;
}

export function givenNames(request: ParameterMap): ExportSuspEventsParameter[] {
  return (Object.keys(request) as ExportSuspEventsParameter[]).filter((name) => isGiven(request[name]));
}

/** Whether both give the same parameters the same values, in whatever order. */
export function sameRequest(one: ParameterMap, other: ParameterMap): boolean {
  const plain = (request: ParameterMap) =>
    JSON.stringify(
      givenNames(request)
        .sort()
        .map((name) => [name, request[name]]),
    );
  return plain(one) === plain(other);
}

/** The filter that takes events away: each member is a parameter with its value. */
export const NOT: ExportSuspEventsParameter = "not";

/** Parameters that cannot stand in an exclusion, because they are no condition by themselves. */
const NEVER_EXCLUDED: string[] = [
  "SourceIp",
  "From",
  "Lang",
  "TimeStart",
  "TimeEnd",
  "ContainerFieldName",
  "ContainerFieldValue",
  "PageSize",
  "CurrentPage",
  NOT,
];

export function canExclude(name: string): boolean {
  return !NEVER_EXCLUDED.includes(name);
}

/** The request with or without one exclusion. */
export function withExclusion(request: ParameterMap, term: string, excluded: boolean): ParameterMap {
  const terms = wholeMembersOf(request[NOT]).filter((other) => other !== term);
  return withParameter(request, NOT, excluded ? [...terms, term] : terms);
}

/** The members of a parameter whose members are not split at commas. */
export function wholeMembersOf(value: ParameterValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  const members = Array.isArray(value) ? value : [value];
  return members.map((member) => (member ?? "").trim()).filter((member) => member !== "");
}
