// What jsdom lacks and the window needs.
import { configure } from "@testing-library/svelte";
import { beforeEach, vi } from "vitest";

// The machine may be busy; what is waited for ends the wait.
configure({ asyncUtilTimeout: 15_000, getElementError: (message) => new Error(message ?? "") });

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

// jsdom draws nothing: this is the height of the list on the screen.
Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => 400 });

// Nor has it a canvas to draw on: charts are then their tables.
HTMLCanvasElement.prototype.getContext = () => null;

HTMLDialogElement.prototype.showModal = function () {
  this.setAttribute("open", "");
};
HTMLDialogElement.prototype.close = function () {
  this.removeAttribute("open");
};

beforeEach(() => {
  // Each test gets its own window: the state modules are read anew.
  vi.resetModules();
  document.body.replaceChildren();
});
