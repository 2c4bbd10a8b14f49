// Which facet stands at which parameter, and how its values get into a request.
import type { ExportSuspEventsParameter, ParameterMap } from "../wire/types";
import { NOT, isGiven, membersOf, valueFor, wholeMembersOf, withExclusion, withParameter } from "./request";

export interface Facet {
  /** Its name in the answers of the backend. */
  name: string;
  /** The API's parameter for it, or our own. */
  parameter: ExportSuspEventsParameter;
  /** Our own parameter for several values, where the API takes one. */
  several?: ExportSuspEventsParameter;
  /** Whether members of the parameter may hold commas. */
  whole?: boolean;
  /** The word of the vocabulary that restricts nothing, and so is none of the values. */
  everything?: string;
}

export const FACETS: Facet[] = [
  { name: "level", parameter: "Levels" },
  { name: "dealed", parameter: "Dealed" },
  { name: "reviewed", parameter: "reviewed" },
  { name: "status", parameter: "Status", everything: "0" },
  { name: "alarmEventType", parameter: "ParentEventTypes" },
  { name: "subtype", parameter: "subtype", whole: true },
  { name: "operateErrorCode", parameter: "OperateErrorCodeList" },
  { name: "assetType", parameter: "AssetsTypeList" },
  { name: "groupName", parameter: "GroupId", several: "group" },
  { name: "clusterId", parameter: "ClusterId", several: "cluster", whole: true },
  { name: "sourceAliUid", parameter: "ResourceDirectoryAccountId", several: "accounts" },
  { name: "tactic", parameter: "tactic" },
];

export function facetOf(parameter: string): Facet | undefined {
  return FACETS.find((facet) => facet.parameter === parameter);
}

/** Parameters that a facet sets beside its own. */
export const SEVERAL: string[] = FACETS.flatMap((facet) => facet.several ?? []);

/** The values that are chosen. */
export function chosenOf(request: ParameterMap, facet: Facet): string[] {
  const own = facet.whole === true ? wholeMembersOf : membersOf;
  const several = facet.several === undefined ? [] : own(request[facet.several]);
  return [...own(request[facet.parameter]), ...several];
}

/** The request with these values chosen: one in the API's own words where it has them, several in ours where it does not. */
export function withChosen(
  request: ParameterMap,
  facet: Facet,
  values: string[],
  isArray: boolean,
): ParameterMap {
  const { parameter, several } = facet;
  if (several === undefined) {
    const value = facet.whole === true ? values : valueFor(isArray ? "wordList" : "words", values);
    return withParameter(request, parameter, value);
  }
  const one = withParameter(request, parameter, values.length === 1 ? values[0]! : null);
  const many = facet.whole === true ? values : values.join(",");
  return withParameter(one, several, values.length > 1 ? many : null);
}

/** The values that are left out, each by itself. */
export function excludedOf(request: ParameterMap, facet: Facet): string[] {
  const prefix = `${facet.parameter}=`;
  return wholeMembersOf(request[NOT])
    .filter((term) => term.startsWith(prefix))
    .map((term) => term.slice(prefix.length));
}

/** The request with a value left out, or not any more. What is left out is not chosen. */
export function withExcluded(
  request: ParameterMap,
  facet: Facet,
  value: string,
  excluded: boolean,
  isArray: boolean,
): ParameterMap {
  const chosen = chosenOf(request, facet).filter((other) => other !== value);
  const rest = excluded ? withChosen(request, facet, chosen, isArray) : request;
  return withExclusion(rest, `${facet.parameter}=${value}`, excluded);
}

export function isFacetGiven(request: ParameterMap, facet: Facet): boolean {
  return (
    isGiven(request[facet.parameter]) ||
    (facet.several !== undefined && isGiven(request[facet.several])) ||
    excludedOf(request, facet).length > 0
  );
}
