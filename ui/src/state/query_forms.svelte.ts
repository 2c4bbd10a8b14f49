// The accepted query in its other forms. An answer that a later question has overtaken is dropped.
import { asWireError, call } from "../backend";
import type { ParameterMap, QueryForms, WireError } from "../wire/types";

class QueryFormsState {
  value = $state.raw<QueryForms | null>(null);
  failure = $state.raw<WireError | null>(null);

  #turn = 0;

  async read(request: ParameterMap): Promise<void> {
    const turn = ++this.#turn;
    try {
      const value = await call("show_query", { request });
      if (turn !== this.#turn) return;
      this.value = value;
      this.failure = null;
    } catch (reason) {
      if (turn === this.#turn) this.failure = asWireError(reason);
    }
  }
}

export const queryForms = new QueryFormsState();
