// Starting, refusing to start, and stopping.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { prove } from "./support/coverage.mjs";
import { Gateway, signUp } from "./support/eludris.mjs";
import { Server, binary, configuration, freePort, until } from "./support/server.mjs";

/** Runs the binary to its end; gives exit code and the lines of stderr. */
function run(...args) {
  return new Promise((resolve) =>
    execFile(binary, args, { timeout: 30000 }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, lines: stderr.split("\n").filter((l) => l !== "") })));
}
async function inFolder(body) {
  const folder = mkdtempSync(path.join(tmpdir(), "tetragate-e2e-"));
  try {
    return await body(folder, (text) => {
      writeFileSync(path.join(folder, "t.toml"), text);
      return path.join(folder, "t.toml");
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const refused = (result, pattern) => {
  assert.notEqual(result.code, 0);
  assert.equal(result.lines.length, 1, `one line, got: ${result.lines.join(" | ")}`);
  assert.match(result.lines[0], pattern);
};

prove("SIGTERM drains: clients are told to come back, exit code 0, nothing lost", ["promise: drain"], async () => {
  const server = await Server.start();
  const person = await signUp(server);
  const sphere = await person.post("/spheres", { slug: "drain", type: "CHAT" });
  const gateway = await Gateway.login(person);
  const sent = await person.post(`/channels/${sphere.channels[0].id}/messages`, { content: "before" });
  server.process.kill("SIGTERM");
  await gateway.expect("MESSAGE_CREATE", (m) => m.id === sent.id);
  assert.equal((await gateway.expectClose()).code, 1012);
  assert.deepEqual(await server.exited, { code: 0, signal: null });
  await server.launch();
  const history = await person.get(`/channels/${sphere.channels[0].id}/messages`);
  assert.equal(history.at(-1).id, sent.id);
  await server.remove();
});

prove("a second SIGTERM exits at once", [], async () => {
  const server = await Server.start();
  // A client that does not answer the close frame keeps the drain waiting.
  const person = await signUp(server);
  const socket = net.connect(server.port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write("GET /pandemonium HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  await new Promise((resolve) => socket.once("data", resolve));
  server.process.kill("SIGTERM");
  await until("the listener to close", () => new Promise((resolve) => {
    const probe = net.connect(server.port, "127.0.0.1", () => (probe.destroy(), resolve(false)));
    probe.once("error", () => resolve(true));
  }));
  server.process.kill("SIGTERM");
  const how = await server.exited;
  assert.notEqual(how.code, null);
  socket.destroy();
  assert.ok(person.token);
  await server.remove();
});

prove("a port in use", [], () => inFolder(async (folder, write) => {
  const port = await freePort();
  const holder = net.createServer().listen(port, "127.0.0.1");
  await new Promise((resolve) => holder.once("listening", resolve));
  refused(await run("serve", "--config", write(configuration(folder, port))), new RegExp(`${port}`));
  holder.close();
}));

prove("an unknown key in the configuration", [], () => inFolder(async (folder, write) => {
  refused(await run("serve", "--config", write("data_foldr = 'x'\n")), /data_foldr.*data_folder/);
}));

prove("a data folder that cannot be used", [], () => inFolder(async (folder, write) => {
  writeFileSync(path.join(folder, "data"), "a file, not a folder");
  refused(await run("serve", "--config", write(configuration(folder, await freePort()))), /data/);
}));

prove("a database that is none", [], () => inFolder(async (folder, write) => {
  const server = await Server.start({ folder });
  await server.stop();
  mkdirSync(path.join(folder, "data"), { recursive: true });
  const database = (await import("node:fs")).readdirSync(path.join(folder, "data")).find((f) => /\.(db|sqlite3?)$/.test(f));
  assert.ok(database, "the database file");
  for (const suffix of ["-wal", "-shm"]) rmSync(path.join(folder, "data", database + suffix), { force: true });
  writeFileSync(path.join(folder, "data", database), "this is not a database, it is a text that is long enough to be read as a header of one\n".repeat(100));
  refused(await run("serve", "--config", write(configuration(folder, await freePort()))), /database/);
}));

prove("a second server on the same data", [], () => inFolder(async (folder, write) => {
  const server = await Server.start({ folder });
  refused(await run("serve", "--config", write(configuration(folder, await freePort()))), /in use|locked|another/);
  await server.stop();
}));

prove("a wrong certificate", [], () => inFolder(async (folder, write) => {
  writeFileSync(path.join(folder, "cert.pem"), "nonsense");
  const port = await freePort();
  const text = configuration(folder, port).replace(`port = ${port}`, `port = ${port}\ncertificate = "${folder}/cert.pem"\nkey = "${folder}/cert.pem"`);
  refused(await run("serve", "--config", write(text)), /cert\.pem/);
}));

prove("version, help, unknown command", [], async () => {
  const version = await run("--version");
  assert.equal(version.code, 0);
  assert.match(version.stdout, /tetragate \d+\.\d+\.\d+/i);
  assert.notEqual((await run("nonsense")).code, 0);
});

prove("ready, healthy, measured", [], async () => {
  const server = await Server.start();
  const person = await signUp(server);
  const gateway = await Gateway.login(person);
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  for (const name of ["tetragate_sessions", "tetragate_deliveries_total", "tetragate_outbox_bytes", "tetragate_store_commit_seconds_bucket", "tetragate_loop_lag_seconds_bucket"]) {
    assert.ok(metrics.includes(name), `no ${name}`);
  }
  assert.ok(!metrics.includes(person.email));
  const page = await fetch(`${server.url}/`);
  assert.equal(page.status, 200);
  assert.match(page.headers.get("content-type"), /text\/html/);
  await gateway.close();
  await server.remove();
});
