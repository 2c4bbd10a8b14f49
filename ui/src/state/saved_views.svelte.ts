// Saved views: requests under names, in an order, some with a digit that applies them.
import { asWireError, call } from "../backend";
import { sameRequest } from "../events/request";
import type { KeepView, SavedView, ViewChange, WireError } from "../wire/types";
import { query } from "./query.svelte";

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

class SavedViewsState {
  list = $state.raw<SavedView[]>([]);
  failure = $state.raw<WireError | null>(null);
  /** The view that was applied last, by its name. */
  last = $state("");

  shown = $derived(this.list.filter((view) => !view.hidden));
  /** The view whose request is the one on the screen. */
  active = $derived(this.list.find((view) => sameRequest(view.request, query.request)));
  /** There are filters, and no view holds them. */
  differs = $derived(query.given.length > 0 && this.active === undefined);

  async load(): Promise<void> {
    try {
      this.list = await call("list_saved_views", {});
    } catch (reason) {
      this.failure = asWireError(reason);
    }
  }

  apply(view: SavedView): void {
    this.last = view.name;
    query.replace(view.request);
    void query.describe();
  }

  /** Whether a digit applies a view. */
  applyKey(key: number): boolean {
    const view = this.shown.find((one) => one.key === key);
    if (view !== undefined) this.apply(view);
    return view !== undefined;
  }

  /** The digits that a view can have. */
  freeKeys(of?: SavedView): number[] {
    return DIGITS.filter((digit) => digit === of?.key || this.list.every((view) => view.key !== digit));
  }

  async keep(view: KeepView): Promise<boolean> {
    const kept = await this.#act(() => call("keep_saved_view", { view }));
    if (kept) this.last = view.name.trim();
    return kept;
  }

  rename(view: SavedView, to: string): Promise<boolean> {
    return this.#act(() => call("rename_saved_view", { name: view.name, to }));
  }

  change(view: SavedView, change: Partial<ViewChange>): Promise<boolean> {
    const viewChange = { key: view.key, hidden: view.hidden, ...change };
    return this.#act(() => call("change_saved_view", { name: view.name, viewChange }));
  }

  /** Moves a view by one place. */
  move(view: SavedView, by: -1 | 1): Promise<boolean> {
    const names = this.list.map((one) => one.name);
    const from = names.indexOf(view.name);
    names.splice(from + by, 0, ...names.splice(from, 1));
    return this.#act(() => call("order_saved_views", { names }));
  }

  remove(view: SavedView): Promise<boolean> {
    return this.#act(() => call("remove_saved_view", { name: view.name }));
  }

  async #act(act: () => Promise<unknown>): Promise<boolean> {
    this.failure = null;
    try {
      await act();
      await this.load();
      return this.failure === null;
    } catch (reason) {
      this.failure = asWireError(reason);
      return false;
    }
  }
}

export const savedViews = new SavedViewsState();
