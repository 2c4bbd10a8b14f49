// Facets and the histogram of the stand-in backend, counted on its rows.
import { NOT, withExclusion, withParameter, without } from "../../src/events/request";
import { FACETS } from "../../src/events/facets";
import type {
  EmptyExplanation,
  FacetCounts,
  FacetValue,
  Language,
  ParameterMap,
  TimeBar,
  TimeHistogram,
} from "../../src/wire/types";
import { cloudText, levelOf, statusOf, timeOf, typeOf } from "./events";
import { describe, select } from "./select";

const HOUR = 3_600_000;
/** More rows than these are not counted: the numbers of a sample do. */
const COUNTED = 20_000;

const VALUES: Record<string, (row: number, language: Language) => [value: string, name: string]> = {
  level: (row, language) => [levelOf(row).value, levelOf(row)[language]],
  status: (row, language) => [statusOf(row).value, statusOf(row)[language]],
  dealed: (row) => (statusOf(row).value === "1" ? ["N", "N"] : ["Y", "Y"]),
  alarmEventType: (row, language) => [typeOf(row).value, typeOf(row)[language]],
  assetType: () => ["ECS", "ECS"],
  groupName: (row) => (row % 2 === 0 ? ["8076980", "生产"] : ["8076981", "测试"]),
  sourceAliUid: (row) => (row % 3 === 0 ? ["1667036095600001", "shop"] : ["1667036095600002", "lab"]),
  tactic: () => ["TA0001", "TA0001"],
  subtype: () => ["WEBSHELL", "WEBSHELL"],
  reviewed: () => ["N", "N"],
};

export function rowsOf(request: ParameterMap, total: number): number[] {
  const some = Math.min(total, COUNTED);
  return select(request, some) ?? Array.from({ length: some }, (_, row) => row);
}

export function facetsOf(
  request: ParameterMap,
  total: number,
  language: Language,
  revision: number,
): FacetCounts {
  const facets = FACETS.map(({ name, parameter, several }) => {
    let others = withParameter(withParameter(request, parameter, null), NOT, null);
    if (several !== undefined) others = withParameter(others, several, null);
    const counted = new Map<string, FacetValue>();
    const valueOf = VALUES[name];
    for (const row of valueOf === undefined ? [] : rowsOf(others, total)) {
      const [value, told] = valueOf!(row, language);
      const known = counted.get(value) ?? { facet: name, value, name: told, events: 0 };
      known.events += 1;
      counted.set(value, known);
    }
    const values = [...counted.values()].sort((one, other) => other.events - one.events);
    return { facet: name, values, omitted: 0 };
  });
  return { facets, revision };
}

export function histogramOf(request: ParameterMap, total: number, revision: number): TimeHistogram {
  const bars = new Map<number, TimeBar>();
  for (const row of rowsOf(request, total)) {
    const hour = Math.floor(timeOf(row) / HOUR);
    const bar = bars.get(hour) ?? {
      start: cloudText(hour * HOUR),
      end: cloudText((hour + 1) * HOUR - 1000),
      title: cloudText(hour * HOUR),
      events: [0, 0, 0, 0],
    };
    const level = (["serious", "suspicious", "remind"] as const).findIndex(
      (word) => word === levelOf(row).value,
    );
    bar.events = bar.events.map(
      (events, at) => events + Number(at === (level < 0 ? 3 : level)),
    ) as TimeBar["events"];
    bars.set(hour, bar);
  }
  const sorted = [...bars.entries()].sort(([one], [other]) => one - other).slice(-96);
  return { step: "hour", bars: sorted.map(([, bar]) => bar), revision };
}

export function explanationOf(
  request: ParameterMap,
  total: number,
  language: Language,
  revision: number,
): EmptyExplanation {
  const conditions = describe(request, language).chips.map((chip) => {
    const rest =
      chip.member === null ? without(request, chip.parameters) : withExclusion(request, chip.member, false);
    return { chip, events: rowsOf(rest, total).length };
  });
  return { conditions: conditions.sort((one, other) => other.events - one.events), revision };
}
