// The filter: what the person set, what it means in words, what is wrong with it, and the last request that was right.
import { asWireError, call } from "../backend";
import { givenNames, sameRequest, withExclusion, withParameter, without } from "../events/request";
import type {
  ExportSuspEventsParameter,
  ParameterMap,
  ParameterValue,
  RequestDescription,
  Sort,
  WireError,
} from "../wire/types";

/** Time between the last keystroke and the question to the backend. The first change after a rest is asked about at once. */
export const PAUSE = 150;

const NOTHING: RequestDescription = { problems: [], chips: [], sentence: "", command: "" };

class QueryState {
  request = $state.raw<ParameterMap>({});
  description = $state.raw<RequestDescription>(NOTHING);
  /** The newest request that has no problem: rows, count and export are of this one. */
  accepted = $state.raw<ParameterMap>({});
  /** The order of the list; null for newest first. */
  sort = $state.raw<Sort | null>(null);
  failure = $state.raw<WireError | null>(null);
  /** What "clear all" took away, until something else is changed. */
  cleared = $state.raw<ParameterMap | null>(null);
  /** The description is of an older request than the one on the screen. */
  waiting = $state(false);

  problems = $derived(new Map(this.description.problems.map((problem) => [problem.Parameter, problem])));
  given = $derived(givenNames(this.request));
  settled = $derived(!this.waiting && this.description.problems.length === 0 && this.failure === null);

  #turn = 0;
  #changed = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  set(name: ExportSuspEventsParameter, value: ParameterValue): void {
    this.replace(withParameter(this.request, name, value));
  }

  setMany(values: Partial<Record<ExportSuspEventsParameter, ParameterValue>>): void {
    let next = this.request;
    for (const [name, value] of Object.entries(values)) {
      next = withParameter(next, name as ExportSuspEventsParameter, value ?? null);
    }
    this.replace(next);
  }

  remove(names: readonly string[]): void {
    this.replace(without(this.request, names));
  }

  /** Leaves out what a parameter with this value would select. */
  exclude(parameter: string, value: string): void {
    this.replace(withExclusion(this.request, `${parameter}=${value}`, true));
  }

  /** Takes back one exclusion. */
  unexclude(term: string): void {
    this.replace(withExclusion(this.request, term, false));
  }

  /** A request that was right when it was kept, before anything is shown. */
  restore(request: ParameterMap, sort: Sort | null): void {
    this.request = request;
    this.accepted = request;
    this.sort = sort;
    this.waiting = true;
  }

  clear(): void {
    if (this.given.length === 0) return;
    const before = this.request;
    this.replace({});
    this.cleared = before;
  }

  undoClear(): void {
    if (this.cleared !== null) this.replace(this.cleared);
  }

  replace(request: ParameterMap): void {
    this.cleared = null;
    this.request = request;
    this.waiting = true;
    this.#turn += 1;
    clearTimeout(this.#timer);
    const rested = performance.now() - this.#changed >= PAUSE;
    this.#changed = performance.now();
    if (rested) void this.describe();
    else this.#timer = setTimeout(() => void this.describe(), PAUSE);
  }

  /** Asks what the request means. An answer that a later change has overtaken is dropped. */
  async describe(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const request = this.request;
    try {
      const description = await call("describe_request", { request });
      if (turn !== this.#turn) return;
      this.description = description;
      this.failure = null;
      // The same request again is no new question: rows and the open event stay.
      if (description.problems.length === 0 && !sameRequest(request, this.accepted)) this.accepted = request;
    } catch (reason) {
      if (turn !== this.#turn) return;
      this.failure = asWireError(reason);
    }
    this.waiting = false;
  }
}

export const query = new QueryState();
