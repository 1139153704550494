// Importing this checks every answer that a Delta gets against the server's own OpenAPI document: the route is there, the status is
// one that it names, and the body fits. Routes that succeeded are noted as proved by the running test.
import Ajv from "ajv/dist/2020.js";
import { note } from "./coverage.mjs";
import { watchers } from "./delta.mjs";

const documents = new Map();
async function documentOf(server) {
  if (!documents.has(server.url)) {
    documents.set(server.url, fetch(`${server.url}/docs/bonfire/openapi.json`).then((r) => r.json()).then((document) => {
      const ajv = new Ajv({ strict: false, allErrors: true, formats: { uint64: true, int64: true, uint32: true, int32: true, double: true, "date-time": true, binary: true } });
      ajv.addSchema(document, "api");
      return { ajv, paths: Object.entries(document.paths).map(([path, item]) => ({ path, parts: withoutSlash(path).split("/"), item })) };
    }));
  }
  return documents.get(server.url);
}
const withoutSlash = (path) => path.replace(/(.)\/$/, "$1");
const isName = (part) => part.startsWith("{");
/** The path of the document that a request's path belongs to; literal parts win over parameters. */
function find(paths, method, path) {
  const parts = withoutSlash(path.split("?")[0].replace(/^\/delta\/0\.8(?=\/|$)/, "/delta")).split("/");
  const fitting = paths.filter((p) => p.item[method] && p.parts.length === parts.length && p.parts.every((part, i) => (isName(part) ? parts[i] !== "" : part === parts[i])));
  return fitting.sort((a, b) => a.parts.filter(isName).length - b.parts.filter(isName).length)[0];
}
/** Answers whose shape the question decides; the document has the plain one. */
const varies = (path, value) => /include_users=true|include_channels=true|[?&]roles=true/.test(path) || (/\/search$/.test(path) && !Array.isArray(value));

export async function checkAnswer({ server, method, path, response, value }) {
  const { ajv, paths } = await documentOf(server);
  const found = find(paths, method.toLowerCase(), path);
  const operation = found?.item[method.toLowerCase()];
  if (!operation) {
    if (response.ok) throw new Error(`${method} ${path} is not in the document`);
    return;
  }
  const described = operation.responses[response.status];
  if (!described) throw new Error(`${method} ${found.path} answers ${response.status} ${JSON.stringify(value)}, which the document does not say`);
  const schema = described.content?.["application/json"]?.schema;
  if (schema && !varies(path, value)) {
    const pointer = [found.path, method.toLowerCase(), "responses", String(response.status), "content", "application/json", "schema"];
    const ref = `api#/paths/${pointer.map((p) => encodeURIComponent(p.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
    const validate = ajv.getSchema(ref);
    if (!validate(value)) throw new Error(`${method} ${found.path}: ${JSON.stringify(validate.errors)} in ${JSON.stringify(value)}`);
  }
  if (!schema && response.status === 204 && value !== null) throw new Error(`${method} ${found.path}: 204 with a body`);
  // What no voice is offered for answers with an error and nothing else.
  const isDone = response.status < 400 || !Object.keys(operation.responses).some((status) => status < 400);
  if (isDone) note(`bonfire route ${method} ${found.path}`);
}
watchers.push(checkAnswer);
