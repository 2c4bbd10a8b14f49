// The stand-in backend's lists of events: pages, counts, and groups. Groups are found by reading every row, once for each
// question.
import type { Commands } from "../../src/backend";
import type { EventGroups, EventRow, Language, ParameterMap, Sort } from "../../src/wire/types";
import { cell, idOf, rowOf } from "./events";

type Name = "count_events" | "group_events" | "list_events";
type Handlers = { [One in Name]: (args: Commands[One]["args"]) => Commands[One]["answer"] };

/** What the lists are of. */
interface Store {
  readonly events: number;
  readonly revision: number;
  readonly language: Language;
  readonly reviews: { of(id: string): { reviewed: boolean } };
  rows(request: ParameterMap): number[] | null;
}

interface Group {
  name: string;
  rows: number[];
}

export class FakeLists {
  #grouped: { question: string; groups: Group[] } = { question: "", groups: [] };

  constructor(readonly store: Store) {}

  handlers(): Handlers {
    return {
      count_events: ({ query }) => ({
        count: this.#count(query.request),
        total: this.store.events,
        revision: this.store.revision,
      }),
      group_events: ({ grouping }) => this.#groupsOf(grouping.request, grouping.sort),
      list_events: ({ query }) => ({
        offset: query.offset,
        rows: this.#numbers(query.request, query.sort, query.offset, query.limit).map((row) =>
          this.#row(row, query.columns),
        ),
        revision: this.store.revision,
      }),
    };
  }

  #count(request: ParameterMap): number {
    return this.store.rows(request)?.length ?? this.store.events;
  }

  #row(row: number, columns: string[]): EventRow {
    const { language, reviews } = this.store;
    return { ...rowOf(row, columns, language), reviewed: reviews.of(idOf(row)).reviewed };
  }

  #numbers(request: ParameterMap, sort: Sort | null, offset: number, limit: number): number[] {
    const rows = this.store.rows(request);
    const count = this.#count(request);
    const size = Math.max(0, Math.min(limit, count - offset));
    if (sort?.grouped === true) {
      const inOrder = this.#groups(request, sort).flatMap((group) => group.rows);
      return inOrder.slice(offset, offset + size);
    }
    const up = sort !== null && !sort.descending;
    return Array.from({ length: size }, (_, index) => {
      const at = up ? count - 1 - offset - index : offset + index;
      return rows === null ? at : rows[at]!;
    });
  }

  #groupsOf(request: ParameterMap, sort: Sort): EventGroups {
    const levelOf = ([row]: number[]) =>
      sort.column === "level" ? rowOf(row!, [], this.store.language).level : null;
    const groups = this.#groups(request, sort).map(({ name, rows }) => ({
      name,
      level: levelOf(rows),
      events: rows.length,
    }));
    return { groups, revision: this.store.revision };
  }

  #groups(request: ParameterMap, sort: Sort): Group[] {
    const { events, language, revision } = this.store;
    const question = JSON.stringify([request, sort, events, language, revision]);
    if (this.#grouped.question === question) return this.#grouped.groups;
    const groups = new Map<string, Group>();
    const rows = this.store.rows(request) ?? Array.from({ length: events }, (_, row) => row);
    for (const row of rows) {
      const name =
        cell(row, sort.column, language) || (language === "zh" ? "未提供或未知" : "None or unknown");
      const group = groups.get(name) ?? { name, rows: [] };
      if (group.rows.push(row) === 1) groups.set(name, group);
    }
    const by = sort.descending ? -1 : 1;
    const sorted = [...groups.values()].sort((one, other) => by * (one.rows.length - other.rows.length));
    this.#grouped = { question, groups: sorted };
    return sorted;
  }
}
