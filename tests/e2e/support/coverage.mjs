// Which test proves what. `prove(name, items, body)` is node's `test`, and notes the items once the body has passed; the notes of
// all files become docs/coverage/<protocol>.md (coverage_report.mjs).
import { appendFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

// Each test file has notes of its own, begun anew.
if (process.env.COVERAGE_NOTES) writeFileSync(process.env.COVERAGE_NOTES, "");

let running = null;
/** One more thing that the running test proves, found out on the way. Tests of a file run one after the other. */
export function note(item) {
  running?.add(item);
}

export function prove(name, items, body) {
  const caller = new Error().stack.split("\n").find((line) => line.includes(".test.mjs"));
  const file = path.basename(fileURLToPath(caller.match(/(file:\/\/[^:)]+\.mjs)/)[1]));
  test(name, { timeout: 300000 }, async (t) => {
    const proved = (running = new Set(items));
    try {
      await body(t);
    } finally {
      running = null;
    }
    for (const item of items) {
      if (item.startsWith("bonfire event ") && !proved.has(item.replace("event", "frame"))) throw new Error(`${item} is to be proved and never came`);
    }
    if (!process.env.COVERAGE_NOTES) return;
    for (const item of proved) if (!item.startsWith("bonfire frame ")) appendFileSync(process.env.COVERAGE_NOTES, `${JSON.stringify({ item, test: name, file })}\n`);
  });
}
