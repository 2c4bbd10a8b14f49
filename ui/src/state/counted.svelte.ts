// Numbers of events for the accepted filter: facets, the histogram, the overview, and what each condition takes away. Reading
// them blocks nothing; an answer that a later question has overtaken is dropped, and the backend stops working on it.
import { asWireError, call } from "../backend";
import type {
  EmptyExplanation,
  FacetCounts,
  FacetValue,
  Overview,
  ParameterMap,
  TimeHistogram,
  WireError,
} from "../wire/types";

abstract class Counted<T> {
  value = $state.raw<T | null>(null);
  failure = $state.raw<WireError | null>(null);
  /** What is shown is of an older question. */
  waiting = $state(false);

  #turn = 0;
  #asked: ParameterMap | null = null;

  protected abstract ask(request: ParameterMap): Promise<T | null>;

  async read(request: ParameterMap): Promise<void> {
    const turn = ++this.#turn;
    this.#asked = request;
    this.waiting = true;
    try {
      const value = await this.ask(request);
      if (turn !== this.#turn || value === null) return;
      this.value = value;
      this.failure = null;
    } catch (reason) {
      if (turn !== this.#turn) return;
      this.failure = asWireError(reason);
    }
    this.waiting = false;
  }

  /** The same question of a store that has changed. */
  async reread(): Promise<void> {
    if (this.#asked !== null) await this.read(this.#asked);
  }

  /** Nobody looks any more: changes of the store are not followed. */
  forget(): void {
    this.#turn += 1;
    this.#asked = null;
    this.value = null;
    this.failure = null;
    this.waiting = false;
  }
}

class FacetsState extends Counted<FacetCounts> {
  protected ask = (request: ParameterMap) => call("show_facets", { request });

  valuesOf(facet: string): FacetValue[] {
    return this.value?.facets.find((one) => one.facet === facet)?.values ?? [];
  }

  omittedOf(facet: string): number {
    return this.value?.facets.find((one) => one.facet === facet)?.omitted ?? 0;
  }
}

class HistogramState extends Counted<TimeHistogram> {
  protected ask = (request: ParameterMap) => call("show_histogram", { request });
}

/** What each condition of a filter that selects nothing takes away. */
class EmptyReasonsState extends Counted<EmptyExplanation> {
  protected ask = (request: ParameterMap) => call("explain_empty", { request });
}

export const emptyReasons = new EmptyReasonsState();

class OverviewState extends Counted<Overview> {
  protected ask = (request: ParameterMap) => call("show_overview", { request });
}

export const overview = new OverviewState();
export const facets = new FacetsState();
export const histogram = new HistogramState();
