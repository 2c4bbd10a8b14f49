// The window with a stand-in backend, for looking at it in a browser. Never part of the program.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { guide } from "./guide/plugin.ts";

export default defineConfig({
  root: "dev",
  plugins: [svelte(), guide()],
  build: { outDir: "../dist-mock", emptyOutDir: true, assetsInlineLimit: 0 },
});
