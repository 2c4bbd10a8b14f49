// Puts the guide beside the front end: below `guide/` of what is built, and under the same address while developing.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { readBook } from "./book.ts";
import { site } from "./site.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const KINDS: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  png: "image/png",
};

/** The folder of the guide in the repository. */
export const GUIDE = here("../../docs/guide");

/** Every file of the guide, made anew. */
export function guideFiles(): Map<string, string | Buffer> {
  const [tokens, style] = ["../src/style/tokens.css", "./guide.css"].map((path) =>
    readFileSync(here(path), "utf8"),
  );
  return site(readBook(GUIDE), tokens ?? "", style ?? "");
}

export function guide(): Plugin {
  return {
    name: "guide",
    generateBundle() {
      for (const [name, source] of guideFiles()) {
        this.emitFile({ type: "asset", fileName: `guide/${name}`, source });
      }
    },
    configureServer(server) {
      server.middlewares.use("/guide", (request, answer, next) => {
        const name = decodeURIComponent((request.url ?? "").split("?")[0] ?? "").slice(1);
        const file = guideFiles().get(name);
        if (file === undefined) return next();
        answer.setHeader("Content-Type", KINDS[name.split(".").pop() ?? ""] ?? "text/plain");
        answer.end(file);
      });
    },
  };
}
