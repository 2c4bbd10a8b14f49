// Which parameters stand together and which are rarely used. Everything else is generated from the catalog, so a
// parameter that this table does not know still gets its field, under "more".
import { SEVERAL } from "./facets";
import type { Catalog, ParameterSpec } from "../wire/types";

/** Stand above all groups or beside the count, in a form of their own, or are set by the facets of other parameters. */
const APART = ["sync", "search", "not", ...SEVERAL];

export interface FilterGroup {
  /** One parameter, or two that are set together. */
  specs: ParameterSpec[];
  /** Shown open; the others open on demand. */
  open: boolean;
}

const FIRST: { names: string[]; open: boolean }[] = [
  { names: ["Remark"], open: true },
  { names: ["TimeStart", "TimeEnd"], open: true },
  { names: ["Levels"], open: true },
  { names: ["Dealed"], open: true },
  { names: ["reviewed"], open: false },
  { names: ["verdict"], open: false },
  { names: ["tag"], open: false },
  { names: ["handletime"], open: false },
  { names: ["Status"], open: false },
  { names: ["ParentEventTypes"], open: false },
  { names: ["subtype"], open: false },
  { names: ["tactic"], open: false },
  { names: ["Name"], open: false },
  { names: ["AssetsTypeList"], open: false },
  { names: ["GroupId"], open: false },
  { names: ["ClusterId"], open: false },
  { names: ["ContainerFieldName", "ContainerFieldValue"], open: false },
  { names: ["OperateErrorCodeList"], open: false },
];

export function layout(catalog: Catalog): { first: FilterGroup[]; more: FilterGroup[] } {
  const byName = new Map(catalog.parameters.map((spec) => [spec.name, spec]));
  const first = FIRST.map(({ names, open }) => ({
    specs: names.flatMap((name) => byName.get(name) ?? []),
    open,
  })).filter((group) => group.specs.length > 0);
  const placed = new Set([...APART, ...first.flatMap((group) => group.specs.map((spec) => spec.name))]);
  const more = catalog.parameters
    .filter((spec) => !placed.has(spec.name))
    .map((spec) => ({ specs: [spec], open: true }));
  return { first, more };
}
