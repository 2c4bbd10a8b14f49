// What the charts of the overview show: rows, series, and what each mark of them selects. How they look is the components'.
import type { Overview, OverviewBar, OverviewPart, ParameterValue } from "../wire/types";

/** Colours by their tokens. */
export type Colour = "serious" | "suspicious" | "remind" | "quiet" | "good" | "accent";
/** The shape that goes with a colour in the legend. */
export type Shape = "rectRot" | "triangle" | "circle" | "rect";

/** What a mark sets in the request, and what it leaves out there. */
export interface Narrowing {
  set?: Record<string, ParameterValue>;
  without?: string[];
}

export interface Series {
  name: string;
  colour: Colour;
  shape: Shape;
  values: number[];
}

export interface Chart {
  part: OverviewPart;
  /** What its rows are, as the heading of their column. */
  rowsAre: string;
  rows: string[];
  /** More about each row, such as an asset's id; blank where there is none. */
  details: string[];
  series: Series[];
  /** Bars lie; otherwise they stand. */
  lying: boolean;
  /** What a mark selects: a row's series, or all of it. Null where no filter can name it. */
  narrowing: (row: number, series: number | null) => Narrowing | null;
}

export interface ChartWords {
  time: string;
  type: string;
  asset: string;
  handleTime: string;
  events: string;
  levels: [string, string, string, string];
  handling: [string, string, string];
}

const LEVELS = ["serious", "suspicious", "remind"] as const;
const LEVEL_LOOKS: [Colour, Shape][] = [
  ["serious", "rectRot"],
  ["suspicious", "triangle"],
  ["remind", "circle"],
  ["quiet", "rect"],
];
const HANDLING_LOOKS: [Colour, Shape][] = [
  ["good", "circle"],
  ["suspicious", "triangle"],
  ["quiet", "rect"],
];

const during = (bar: OverviewBar) => ({ TimeStart: bar.start, TimeEnd: bar.end });
/** The day alone where bars begin at midnight: hours would only repeat. */
const dayOf = (title: string) => title.replace(/ 00:00:00$/, "");
const somewhere = (series: Series) => series.values.some((value) => value > 0);

/** Series without any event are left out; their places are kept for what marks select. */
function seriesOf(
  names: readonly string[],
  looks: [Colour, Shape][],
  values: number[][],
): [Series[], number[]] {
  const all = names.map((name, at) => ({
    name,
    colour: looks[at]![0],
    shape: looks[at]![1],
    values: values.map((own) => own[at]!),
  }));
  const places = all.flatMap((series, at) => (somewhere(series) ? [at] : []));
  return [places.map((at) => all[at]!), places];
}

export function levelNarrowing(level: number): Narrowing {
  const word = LEVELS[level];
  return word === undefined ? { without: [`Levels=${LEVELS.join(",")}`] } : { set: { Levels: word } };
}

export function handlingNarrowing(state: number): Narrowing {
  if (state === 2) return { without: ["Dealed=Y", "Dealed=N"] };
  return { set: { Dealed: state === 0 ? "Y" : "N" } };
}

function overTime(part: "trend" | "handling", overview: Overview, words: ChartWords): Chart {
  const levels = part === "trend";
  const [series, places] = seriesOf(
    levels ? words.levels : words.handling,
    levels ? LEVEL_LOOKS : HANDLING_LOOKS,
    overview.bars.map((bar) => (levels ? bar.levels : bar.handling)),
  );
  return {
    part,
    rowsAre: words.time,
    rows: overview.bars.map((bar) => dayOf(bar.title)),
    details: overview.bars.map(() => ""),
    series,
    lying: false,
    narrowing: (row, at) => {
      const time = during(overview.bars[row]!);
      if (at === null) return { set: time };
      const own = levels ? levelNarrowing(places[at]!) : handlingNarrowing(places[at]!);
      return { ...own, set: { ...time, ...own.set } };
    },
  };
}

/** Members of lists are parted by commas, so a text that holds one names no member. */
const nameable = (text: string) => text !== "" && !/[,，]/.test(text);

function byAsset(overview: Overview, words: ChartWords): Chart {
  const [, pending] = words.handling;
  const rest = words.handling[0];
  const [series, places] = seriesOf(
    [pending, rest],
    [HANDLING_LOOKS[1]!, HANDLING_LOOKS[0]!],
    overview.assets.map((asset) => [asset.pending, asset.events - asset.pending]),
  );
  return {
    part: "assets",
    rowsAre: words.asset,
    rows: overview.assets.map((asset) => asset.name || asset.uuid),
    details: overview.assets.map((asset) => (asset.name === "" ? "" : asset.uuid)),
    series,
    lying: true,
    narrowing: (row, at) => {
      const { uuid } = overview.assets[row]!;
      if (!nameable(uuid)) return null;
      const set = { Uuid: uuid };
      if (at === null) return { set };
      return places[at] === 0 ? { set: { ...set, Dealed: "N" } } : { set, without: ["Dealed=N"] };
    },
  };
}

function single(name: string, values: number[]): Series[] {
  return [{ name, colour: "accent", shape: "rect", values }];
}

/** All charts in their order. `types` are all the words that `ParentEventTypes` knows. */
export function chartsOf(overview: Overview, words: ChartWords, types: string[]): Chart[] {
  return [
    overTime("trend", overview, words),
    {
      part: "types",
      rowsAre: words.type,
      rows: overview.types.map((type) => type.name),
      details: overview.types.map(() => ""),
      series: single(
        words.events,
        overview.types.map((type) => type.events),
      ),
      lying: true,
      narrowing: (row) => {
        const { value } = overview.types[row]!;
        if (value !== "") return { set: { ParentEventTypes: value } };
        return { without: [`ParentEventTypes=${types.join(",")}`] };
      },
    },
    byAsset(overview, words),
    {
      part: "handleTimes",
      rowsAre: words.handleTime,
      rows: overview.handleTimes.map((time) => time.name),
      details: overview.handleTimes.map(() => ""),
      series: single(
        words.events,
        overview.handleTimes.map((time) => time.events),
      ),
      lying: true,
      narrowing: (row) => ({ set: { handletime: overview.handleTimes[row]!.value } }),
    },
    overTime("handling", overview, words),
  ];
}
