// Saved views of the stand-in backend.
import type { Commands } from "../../src/backend";
import type { Language, ParameterMap, SavedView } from "../../src/wire/types";
import { wireError } from "./records";
import { describe } from "./select";

const SHIPPED: { name: string; zh: string; en: string; request: ParameterMap }[] = [
  { name: "new", zh: "上次同步新增", en: "New since the last sync", request: { sync: "new" } },
  { name: "urgent", zh: "紧急待处理", en: "Urgent and pending", request: { Levels: "serious", Dealed: "N" } },
  { name: "changed", zh: "上次同步有变化", en: "Changed at the last sync", request: { sync: "changed" } },
  { name: "containers", zh: "容器", en: "Containers", request: { AssetsTypeList: ["CONTAINER"] } },
  {
    name: "failed",
    zh: "处理失败",
    en: "Failed handling",
    request: { OperateErrorCodeList: ["deal.Failure"] },
  },
];

type ViewCommand =
  | "list_saved_views"
  | "keep_saved_view"
  | "rename_saved_view"
  | "change_saved_view"
  | "order_saved_views"
  | "remove_saved_view";
type Handlers = { [Name in ViewCommand]: (args: Commands[Name]["args"]) => Commands[Name]["answer"] };

export class FakeViews {
  list: SavedView[] = SHIPPED.map(({ name, request }, at) => ({
    name,
    title: name,
    shipped: true,
    request,
    sentence: "",
    key: at + 1,
    hidden: false,
  }));

  #language: () => Language;

  constructor(language: () => Language) {
    this.#language = language;
  }

  /** A view in the words of the person's language. */
  #told(view: SavedView): SavedView {
    const shipped = SHIPPED.find((one) => view.shipped && one.name === view.name);
    return {
      ...view,
      title: shipped?.[this.#language()] ?? view.name,
      sentence: describe(view.request, this.#language()).sentence,
    };
  }

  #put(view: SavedView): SavedView {
    const at = this.list.findIndex((one) => one.name === view.name);
    this.list = at < 0 ? [...this.list, view] : this.list.map((one, place) => (place === at ? view : one));
    return this.#told(view);
  }

  #view(name: string): SavedView {
    const view = this.list.find((one) => one.name === name);
    if (view === undefined) throw wireError("view.not_found", "There is no view of this name.");
    return view;
  }

  #judgeKey(key: number | null, name: string): void {
    if (key !== null && this.list.some((view) => view.key === key && view.name !== name))
      throw wireError("IllegalParam", "key: choose another");
  }

  handlers(): Handlers {
    const all = () => this.list.map((view) => this.#told(view));
    return {
      list_saved_views: all,
      keep_saved_view: ({ view }) => {
        this.#judgeKey(view.key, view.name);
        return this.#put({ ...view, title: view.name, shipped: false, sentence: "", hidden: false });
      },
      rename_saved_view: ({ name, to }) => {
        if (this.list.some((view) => view.name === to))
          throw wireError("view.exists", "There is a view of this name already.");
        const renamed = { ...this.#view(name), name: to };
        this.list = this.list.map((view) => (view.name === name ? renamed : view));
        return this.#told(renamed);
      },
      change_saved_view: ({ name, viewChange }) => {
        this.#judgeKey(viewChange.key, name);
        return this.#put({ ...this.#view(name), ...viewChange });
      },
      order_saved_views: ({ names }) => {
        this.list = names.map((name) => this.#view(name));
        return all();
      },
      remove_saved_view: ({ name }) => {
        const gone = this.#view(name);
        this.list = this.list.filter((view) => view !== gone);
        return null;
      },
    };
  }
}
