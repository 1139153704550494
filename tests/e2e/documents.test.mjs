// The generated documents are accepted by the official validators.
import assert from "node:assert/strict";
import SwaggerParser from "@apidevtools/swagger-parser";
import { Parser } from "@asyncapi/parser";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before } from "node:test";
import { prove } from "./support/coverage.mjs";
import { Server } from "./support/server.mjs";

let server;
before(async () => (server = await Server.start()));
after(() => server.remove());

prove("asyncapi.json is valid and names every payload", ["document asyncapi"], async () => {
  const text = await (await fetch(`${server.url}/docs/pandemonium/asyncapi.json`)).text();
  const { document, diagnostics } = await new Parser().parse(text);
  const problems = diagnostics.filter((d) => d.severity <= 1);
  assert.deepEqual(problems.map((d) => `${d.path.join(".")}: ${d.message}`), []);
  const names = document.messages().all().map((m) => m.name());
  assert.equal(names.length, 30, `28 of the server, 2 of the client: ${names.join(" ")}`);
});

prove("openapi.json is valid", ["document openapi"], async () => {
  const document = await (await fetch(`${server.url}/docs/pandemonium/openapi.json`)).json();
  const api = await SwaggerParser.validate(document);
  assert.ok(Object.keys(api.paths).length > 30);
});

prove("asyncapi.json of the second protocol is valid and names every message", ["bonfire document asyncapi"], async () => {
  const text = await (await fetch(`${server.url}/docs/bonfire/asyncapi.json`)).text();
  const { document, diagnostics } = await new Parser().parse(text);
  const problems = diagnostics.filter((d) => d.severity <= 1);
  assert.deepEqual(problems.map((d) => `${d.path.join(".")}: ${d.message}`), []);
  const names = document.messages().all().map((m) => m.name());
  const frames = await (await fetch(`${server.url}/docs/bonfire/frames.json`)).json();
  assert.equal(names.length, Object.keys(frames).length + 6, `those of the server, 6 of the client: ${names.join(" ")}`);
});

prove("openapi.json of the second protocol is valid", ["bonfire document openapi"], async () => {
  const document = await (await fetch(`${server.url}/docs/bonfire/openapi.json`)).json();
  const api = await SwaggerParser.validate(document);
  const operations = Object.values(api.paths).flatMap((item) => ["get", "post", "put", "patch", "delete"].filter((m) => item[m]));
  assert.ok(operations.length >= 125, `${operations.length}`);
});

prove("the documents say what the coverage tables list", [], async () => {
  const notes = process.env.COVERAGE_NOTES && path.dirname(process.env.COVERAGE_NOTES);
  for (const [protocol, prefix] of [["pandemonium", ""], ["bonfire", "bonfire-"]]) {
    for (const name of ["frames", "openapi"]) {
      const text = await (await fetch(`${server.url}/docs/${protocol}/${name}.json`)).text();
      assert.ok(JSON.parse(text));
      if (notes) writeFileSync(path.join(notes, `${prefix}${name}.json`), text);
    }
  }
});
