// Where each part of each protocol is found: below its usual path, at the root of an address of its own, and what clients are told.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import WebSocket from "ws";
import { prove } from "./support/coverage.mjs";
import { signUp, startDelta } from "./support/delta.mjs";
import { plainFetch } from "./support/fetch.mjs";
import { binary, freePort } from "./support/server.mjs";

const json = async (url, headers = {}) => (await plainFetch(url, { headers })).json();

prove("every part of a protocol can have an address to itself", [], async () => {
  const parts = ["oprish", "effis", "delta", "autumn", "january", "bonfire"];
  const ports = {};
  for (const part of parts) ports[part] = await freePort();
  const listen = parts.map((part) => `[[listen]]\nport = ${ports[part]}\nmount = "${part}"\n`).join("");
  const server = await startDelta({ config: listen });
  const root = (part) => `http://127.0.0.1:${ports[part]}`;
  assert.equal((await json(`${root("oprish")}/`)).instance_name, "Tetragate");
  assert.equal((await json(`${root("delta")}/`)).revolt, "0.15.1");
  assert.ok((await json(`${root("autumn")}/`)).autumn);
  assert.ok((await json(`${root("january")}/`)).january);
  assert.equal((await json(`${root("effis")}/attachments/1`)).type, "NOT_FOUND");
  for (const part of ["delta", "autumn", "january"]) {
    // What is told follows the host that was asked, ports included.
    const usual = JSON.stringify(await json(`${server.url}/${part}/`));
    assert.deepEqual(await json(`${root(part)}/`), JSON.parse(usual.replaceAll(String(server.port), String(ports[part]))));
    assert.equal((await plainFetch(`${root(part)}/${part}/`)).status, 404);
  }
  const ada = await signUp(server);
  // A gateway alone does not look at the path.
  for (const where of ["/", "/ws", "/events/?version=1"]) {
    const socket = new WebSocket(`ws://127.0.0.1:${ports.bonfire}${where}`);
    await new Promise((resolve, reject) => {
      socket.once("error", reject);
      socket.once("open", () => socket.send(JSON.stringify({ type: "Authenticate", token: ada.token })));
      socket.once("message", (data) => resolve(assert.equal(JSON.parse(data).type, "Authenticated")));
    });
    socket.terminate();
  }
  await server.remove();
});

prove("clients are told the host they came to, or what is configured", [], async () => {
  const server = await startDelta({ config: `trusted_proxies = ["127.0.0.1"]\n`, bonfire: "january = true\n" });
  const forwarded = { "X-Forwarded-Host": "chat.example", "X-Forwarded-Proto": "https" };
  for (const at of ["/delta", "/delta/", "/delta/0.8/", "/delta?"]) {
    const told = await json(`${server.url}${at}`, forwarded);
    assert.equal(told.ws, "wss://chat.example/bonfire");
    assert.equal(told.features.autumn.url, "https://chat.example/autumn");
    assert.equal(told.features.january.url, "https://chat.example/january");
    assert.equal(told.app, "https://chat.example");
  }
  assert.equal((await json(`${server.url}/delta/`)).ws, `ws://127.0.0.1:${server.port}/bonfire`);
  assert.deepEqual(await json(`${server.url}/.well-known/stoat`, forwarded), { api: "https://chat.example/delta" });
  await server.remove();

  const addresses = { api_url: "https://a.example", ws_url: "wss://b.example/ws", autumn_url: "https://c.example", january_url: "https://d.example", app_url: "https://e.example" };
  const lines = Object.entries(addresses).map(([key, value]) => `${key} = "${value}"\n`).join("");
  const chosen = await startDelta({ bonfire: `january = true\n${lines}` });
  const told = await json(`${chosen.url}/delta/`);
  assert.deepEqual([told.ws, told.features.autumn.url, told.features.january.url, told.app], Object.values(addresses).slice(1));
  assert.deepEqual(await json(`${chosen.url}/.well-known/stoat`), { api: "https://a.example" });
  await chosen.remove();
});

prove("the instance's key is its owner's alone, stays, and is refused when it is none", [], async () => {
  const server = await startDelta();
  const key = path.join(server.folder, "data", "instance.key");
  assert.equal(statSync(key).mode & 0o777, 0o600);
  const ada = await signUp(server);
  const made = await ada.post("/bots/create", { name: "robo" });
  await server.stop();
  await server.launch();
  assert.equal((await plainFetch(`${server.url}/delta/users/@me`, { headers: { "X-Bot-Token": made.token } })).status, 200);
  await server.stop();
  writeFileSync(key, "short");
  const run = (command) =>
    new Promise((resolve) => execFile(binary, [command, "--config", server.configPath], (error, out, err) => resolve({ code: error?.code ?? 0, err })));
  for (const command of ["serve", "check"]) {
    const { code, err } = await run(command);
    assert.equal(code, 3);
    assert.match(err, /^tetragate: .*instance\.key.*32 bytes\n$/);
  }
  await server.remove();
});
