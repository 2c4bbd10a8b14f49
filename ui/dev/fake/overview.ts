// The overview of the stand-in backend, counted on its rows.
import type { Language, Overview, OverviewAsset, OverviewBar, ParameterMap } from "../../src/wire/types";
import { rowsOf } from "./counts";
import { assetOf, cloudText, levelOf, statusOf, timeOf, typeOf } from "./events";
import { HANDLE_TIMES } from "./words";

const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;
const LEVELS = ["serious", "suspicious", "remind"];

/** What saving lists and pictures answers. */
export const SAVED = {
  save_list: () => 3,
  save_list_to: () => 3,
  save_picture: () => 2048,
  save_picture_to: () => 2048,
};

export function overviewOf(
  request: ParameterMap,
  total: number,
  language: Language,
  revision: number,
): Overview {
  const rows = rowsOf(request, total);
  const bars = new Map<number, OverviewBar>();
  const types = new Map<string, Overview["types"][number]>();
  const assets = new Map<string, OverviewAsset>();
  const handling: Overview["handling"] = [0, 0, 0];
  for (const row of rows) {
    const day = Math.floor((timeOf(row) + ZONE) / DAY) * DAY - ZONE;
    const bar = bars.get(day) ?? {
      start: cloudText(day),
      end: cloudText(day + DAY - 1000),
      title: cloudText(day),
      until: cloudText(day + DAY - 1000),
      levels: [0, 0, 0, 0],
      handling: [0, 0, 0],
    };
    const state = statusOf(row).value === "1" ? 1 : 0;
    const level = LEVELS.indexOf(levelOf(row).value);
    bar.levels[level < 0 ? 3 : level]! += 1;
    bar.handling[state] += 1;
    handling[state] += 1;
    bars.set(day, bar);
    const { value } = typeOf(row);
    const type = types.get(value) ?? {
      facet: "alarmEventType",
      value,
      name: typeOf(row)[language],
      events: 0,
    };
    type.events += 1;
    types.set(value, type);
    const name = assetOf(row);
    const asset = assets.get(name) ?? { uuid: `uuid-${name}`, name, events: 0, pending: 0 };
    asset.events += 1;
    asset.pending += state;
    assets.set(name, asset);
  }
  const byEvents = (one: { events: number }, other: { events: number }) => other.events - one.events;
  return {
    events: rows.length,
    total,
    step: "day",
    bars: [...bars.entries()].sort(([one], [other]) => one - other).map(([, bar]) => bar),
    untimed: 0,
    types: [...types.values()].sort(byEvents),
    assets: [...assets.values()].sort(byEvents),
    otherAssets: 3,
    withoutAsset: 2,
    handleTimes: HANDLE_TIMES.map((word) => ({
      value: word.value,
      name: word[language],
      events: word.value === "1h" ? handling[0] : 0,
    })),
    median: handling[0] === 0 ? null : 2_400,
    ninetieth: handling[0] === 0 ? null : 3_500,
    handling,
    revision,
  };
}
