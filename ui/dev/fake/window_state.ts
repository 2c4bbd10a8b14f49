// The stand-in backend's memory of what the window looked like.
import type { Commands } from "../../src/backend";
import type { WindowState } from "../../src/wire/types";

type Name = "get_window_state" | "save_window_state";
type Handlers = { [One in Name]: (args: Commands[One]["args"]) => Commands[One]["answer"] };

export class FakeWindowState {
  value: WindowState = {
    place: "events",
    filtersOpen: null,
    timeOpen: true,
    queryOpen: false,
    request: {},
    sort: null,
    zoom: 100,
  };

  handlers(): Handlers {
    return {
      get_window_state: () => this.value,
      save_window_state: ({ state }) => ((this.value = state), null),
    };
  }
}
