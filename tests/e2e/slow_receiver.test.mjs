// A client that stops reading costs a bounded number of bytes, is closed with its code, and nobody else waits for it.
import assert from "node:assert/strict";
import net from "node:net";
import { after, before } from "node:test";
import { prove } from "./support/coverage.mjs";
import { Gateway, signUp } from "./support/eludris.mjs";
import { Server, until } from "./support/server.mjs";

const OUTBOX = 256 * 1024;
let server;
before(async () => (server = await Server.start({ config: `outbox_bytes_max = ${OUTBOX}` })));
after(() => server.remove());

async function metric(name) {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const line = text.split("\n").find((l) => l.startsWith(`${name} `));
  assert.ok(line, `no metric ${name}`);
  return Number(line.split(" ")[1]);
}

/** A WebSocket client by hand that authenticates and then never reads again. */
async function deafClient(token) {
  const socket = net.connect(server.port, "127.0.0.1");
  const frame = (text) => {
    const payload = Buffer.from(text);
    const head = payload.length < 126 ? Buffer.from([0x81, 0x80 | payload.length]) : Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 255]);
    return Buffer.concat([head, Buffer.alloc(4), payload]);
  };
  let got = Buffer.alloc(0);
  socket.on("data", (data) => (got = Buffer.concat([got, data])));
  socket.on("error", () => {});
  socket.write("GET /pandemonium HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  await until("HELLO", () => got.includes("HELLO"));
  socket.write(frame(JSON.stringify({ op: "AUTHENTICATE", d: token })));
  await until("AUTHENTICATED", () => got.includes("AUTHENTICATED"));
  socket.pause();
  return socket;
}

prove("a receiver that stops reading is let go; the others get everything", ["promise: slow receivers are bounded and closed"], async () => {
  const [owner, deaf] = [await signUp(server), await signUp(server)];
  const sphere = await owner.post("/spheres", { slug: "slow", type: "CHAT" });
  await deaf.get("/spheres/slow/join");
  const reader = await Gateway.login(owner);
  const socket = await deafClient(deaf.token);
  const content = "x".repeat(2000);
  let sent = 0;
  // The kernel buffers a few megabytes for the deaf client before the outbox begins to fill.
  while ((await metric("tetragate_sessions_closed_slow_total")) === 0) {
    assert.ok(sent < 20000, "the deaf client was never closed");
    await Promise.all(Array.from({ length: 50 }, (_, i) => owner.post(`/channels/${sphere.channels[0].id}/messages`, { content: `${sent + i} ${content}`.slice(0, 2048) })));
    sent += 50;
    assert.ok((await metric("tetragate_outbox_bytes")) <= OUTBOX + 8192, "the outbox stays bounded");
  }
  await reader.fence();
  const got = reader.seen("MESSAGE_CREATE").map((m) => m.id);
  assert.equal(got.length, sent, "the other receiver missed nothing");
  assert.deepEqual(got, [...got].sort((a, b) => a - b), "and in order");
  socket.destroy();
  await reader.close();
});
