// Puts the theme on the root element, following the operating system when asked to.
import type { Theme } from "../wire/types";

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const contrast = window.matchMedia("(prefers-contrast: more)");

export function resolveTheme(theme: Theme): Exclude<Theme, "system"> {
  if (theme !== "system") return theme;
  if (contrast.matches) return "contrast";
  return dark.matches ? "dark" : "light";
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = resolveTheme(theme);
}

/** Calls back when the operating system's wish changes; answers how to stop. */
export function onSystemTheme(handler: () => void): () => void {
  dark.addEventListener("change", handler);
  contrast.addEventListener("change", handler);
  return () => {
    dark.removeEventListener("change", handler);
    contrast.removeEventListener("change", handler);
  };
}
