import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { guide } from "./guide/plugin.ts";

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), guide()],
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  // Only the two engines that Tauri shows: WebKitGTK on Linux and macOS, WebView2 on Windows.
  build: { target: ["safari16", "chrome120"], assetsInlineLimit: 0, sourcemap: false },
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  test: {
    environment: "jsdom",
    setupFiles: ["tests/setup.ts"],
    include: ["tests/**/*.test.ts"],
    testTimeout: 40_000,
    // One less than there are cores is half of two.
    maxWorkers: "100%",
  },
}));
