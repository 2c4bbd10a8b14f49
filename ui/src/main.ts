import { mount } from "svelte";
import App from "./App.svelte";
import Broken from "./shell/Broken.svelte";
import { applyTheme } from "./state/theme";
import "./style/base.css";

// Before anything is drawn, so that the window does not flash in another theme.
applyTheme("system");

const target = document.getElementById("window") ?? document.body;
let broken = false;

/** An error that nobody caught: say so in place of a window that may be half alive. */
function breakDown(error: unknown): void {
  if (broken) return;
  broken = true;
  target.replaceChildren();
  mount(Broken, { target, props: { error } });
}

window.addEventListener("error", (event) => {
  // Browsers report a resize loop as an error though nothing failed.
  if (!event.message.startsWith("ResizeObserver loop")) breakDown(event.error ?? event.message);
});
window.addEventListener("unhandledrejection", (event) => breakDown(event.reason));

try {
  mount(App, { target });
} catch (error) {
  breakDown(error);
}
