// Writes docs/coverage/pandemonium.md from the notes of the tests and the server's own documents: every payload, every route and
// every error with the tests that prove it. Ends with 1 when something is proved by nothing.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const [, , notesFolder, docsFolder] = process.argv;
const proofs = new Map();
for (const file of readdirSync(notesFolder).filter((f) => f.endsWith(".jsonl")).sort()) {
  for (const line of readFileSync(path.join(notesFolder, file), "utf8").split("\n").filter(Boolean)) {
    const { item, test, file: source } = JSON.parse(line);
    if (!proofs.has(item)) proofs.set(item, new Set());
    proofs.get(item).add(`${source}: ${test}`);
  }
}
const frames = JSON.parse(readFileSync(path.join(notesFolder, "frames.json"), "utf8"));
const openapi = JSON.parse(readFileSync(path.join(notesFolder, "openapi.json"), "utf8"));
const methods = ["get", "post", "put", "patch", "delete"];
/** Tests name the routes of the REST API without its prefix, and parameters by their kind; neither matters here. */
const normal = (route) => route.replace(/ \/(?!oprish|effis)/, " /oprish/").replace(/\{[^}]+\}/g, "{}").replace(/(.)\/$/, "$1");
const routes = Object.entries(openapi.paths).flatMap(([p, item]) => methods.filter((m) => item[m]).map((m) => `${m.toUpperCase()} ${p}`));
const proofsOfRoute = new Map();
for (const [item, tests] of proofs) if (item.startsWith("route ")) {
  const key = normal(item.slice(6));
  proofsOfRoute.set(key, new Set([...(proofsOfRoute.get(key) ?? []), ...tests]));
}

let missing = 0;
const row = (name, tests) => {
  if (!tests || tests.size === 0) ++missing;
  return `| \`${name}\` | ${tests && tests.size ? [...tests].sort().join("<br>") : "**nothing**"} |`;
};
const table = (title, rows) => `## ${title}\n\n| What | Proved by |\n| --- | --- |\n${rows.join("\n")}\n`;
const errors = ["UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "CONFLICT", "MISDIRECTED", "VALIDATION", "RATE_LIMITED"];
const others = [...proofs.keys()].filter((k) => k.startsWith("promise: ") || k.startsWith("document ")).sort();
const text = `# Pandemonium: what is proved by which end-to-end test

Written by the test run; do not edit. Unit and conformance tests are not listed here.

${table("Server payloads", Object.keys(frames).map((op) => row(op, proofs.get(`payload ${op}`))))}
${table("Client payloads", ["PING", "AUTHENTICATE"].map((op) => row(op, proofs.get(`client ${op}`))))}
${table("Routes", routes.map((r) => row(r, proofsOfRoute.get(normal(r)))))}
${table("Errors", errors.map((e) => row(e, proofs.get(`error ${e}`))))}
${table("Promises and documents", others.map((k) => row(k.replace("promise: ", ""), proofs.get(k))))}`;
mkdirSync(docsFolder, { recursive: true });
writeFileSync(path.join(docsFolder, "pandemonium.md"), text);
console.log(`${Object.keys(frames).length} payloads, ${routes.length} routes, ${missing} without proof`);
process.exit(missing === 0 ? 0 : 1);
