// What jsdom lacks and the window needs.
import { cleanup } from "@testing-library/svelte";
import { afterEach, beforeEach, vi } from "vitest";

class NoResize {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
vi.stubGlobal("ResizeObserver", NoResize);

window.matchMedia = (media: string) =>
  ({
    media,
    matches: false,
    addEventListener: () => {},
    removeEventListener: () => {},
  }) as unknown as MediaQueryList;

HTMLDialogElement.prototype.showModal = function () {
  this.setAttribute("open", "");
};
HTMLDialogElement.prototype.close = function () {
  this.removeAttribute("open");
};

beforeEach(() => {
  // Each test gets its own window: the state modules are read anew.
  vi.resetModules();
});
afterEach(cleanup);
