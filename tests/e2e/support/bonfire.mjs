// A plain client of the second protocol's gateway, in JSON or MessagePack. Every frame is checked against the closed schema that
// the server publishes, so a test cannot see a malformed one without failing; MessagePack is turned into what JSON would say
// first, which also shows that both encodings tell the same.
import assert from "node:assert/strict";
import Ajv from "ajv/dist/2020.js";
import { decode, encode } from "@msgpack/msgpack";
import WebSocket from "ws";
import { note } from "./coverage.mjs";
import { DEADLINE } from "./eludris.mjs";

const schemas = new Map();
async function validatorsOf(server) {
  if (!schemas.has(server.url)) {
    const document = await (await fetch(`${server.url}/docs/bonfire/frames.json`)).json();
    const ajv = new Ajv({ strict: false, allErrors: true, formats: { uint64: true, int64: true, uint32: true, int32: true, "date-time": true } });
    schemas.set(server.url, new Map(Object.entries(document).map(([type, schema]) => [type, ajv.compile(schema)])));
  }
  return schemas.get(server.url);
}

/** Members that are times: integers (ms) in MessagePack, texts in JSON (bonfire 8). */
const times = new Set(["joined_at", "timeout", "edited", "created_time", "effective_time", "finished_at", "started_at"]);
function asJson(value, name) {
  if (value instanceof Uint8Array) throw new Error(`${name} is bytes`);
  if (Array.isArray(value)) return value.map((one) => asJson(one, name));
  if (value !== null && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asJson(one, key)]));
  if (!times.has(name) || value === null) return value;
  if (!Number.isInteger(value)) throw new Error(`${name} is ${JSON.stringify(value)}`);
  return new Date(value).toISOString();
}

/** What came, so that no test can claim what it never saw. */
function noteFrame(frame) {
  note(`bonfire frame ${frame.type}${frame.type === "Auth" ? ` ${frame.event_type}` : ""}`);
  if (frame.type === "Bulk") for (const one of frame.v) noteFrame(one);
}

/** A gateway connection that keeps every frame it gets. */
export class Bonfire {
  /** Options: `format`, `token` (in the address), `query` (further parameters, a text). */
  static async open(server, { format = "json", token, query = "" } = {}) {
    const gateway = new Bonfire();
    gateway.format = format;
    gateway.validators = await validatorsOf(server);
    gateway.frames = [];
    gateway.taken = 0;
    gateway.waiters = [];
    gateway.closed = null;
    const parameters = [format === "json" ? "" : `format=${format}`, token === undefined ? "" : `token=${encodeURIComponent(token)}`, query];
    const address = `${server.url.replace("http", "ws")}/bonfire?${parameters.filter(Boolean).join("&")}`;
    gateway.socket = new WebSocket(address.replace(/\?$/, ""), { perMessageDeflate: true });
    gateway.socket.on("message", (data, isBinary) => gateway.#receive(data, isBinary));
    gateway.socket.on("close", (code, reason) => {
      gateway.closed = { code, reason: reason.toString() };
      gateway.#wake();
    });
    gateway.socket.on("error", (error) => (gateway.error = error));
    await new Promise((resolve, reject) => {
      gateway.socket.once("open", resolve);
      gateway.socket.once("error", reject);
    });
    return gateway;
  }
  /** Opens with the person's (a Delta's) token and waits for the snapshot, `gateway.ready`. */
  static async login(person, options = {}) {
    const gateway = await Bonfire.open(person.server, { token: person.botToken ?? person.token, ...options });
    gateway.person = person;
    await gateway.expect("Authenticated");
    gateway.ready = await gateway.expect("Ready");
    assert.deepEqual(gateway.frames.slice(0, 2).map((f) => f.type), ["Authenticated", "Ready"]);
    return gateway;
  }
  #receive(data, isBinary) {
    try {
      if (isBinary !== (this.format === "msgpack")) throw new Error(`a ${isBinary ? "binary" : "text"} frame on a ${this.format} connection`);
      const frame = isBinary ? asJson(decode(data)) : JSON.parse(data.toString("utf8"));
      const validate = this.validators.get(frame.type);
      if (!validate) throw new Error(`unknown type ${frame.type}`);
      if (!validate(frame)) throw new Error(`${JSON.stringify(validate.errors)} in ${JSON.stringify(frame)}`);
      this.frames.push(frame);
      noteFrame(frame);
    } catch (error) {
      this.invalid ??= error.message;
    }
    this.#wake();
  }
  #wake() {
    for (const wake of this.waiters.splice(0)) wake();
  }
  send(message) {
    this.socket.send(this.format === "json" ? JSON.stringify(message) : encode(message));
  }
  /** Waits until `find` gives something. */
  async until(what, find) {
    const end = Date.now() + DEADLINE;
    for (;;) {
      if (this.invalid) throw new Error(`invalid frame: ${this.invalid}`);
      const found = find();
      if (found) return found;
      const got = () => this.frames.map((f) => f.type).join(" ");
      if (this.closed) throw new Error(`closed ${JSON.stringify(this.closed)} while waiting for ${what}; got ${got()}`);
      const left = end - Date.now();
      if (left <= 0) throw new Error(`no ${what} within ${DEADLINE} ms; got ${got()}`);
      await this.#next(left);
    }
  }
  /** The next frame of that type (from where the last expect stopped) which satisfies `match`. */
  expect(type, match = () => true) {
    return this.until(type, () => {
      while (this.taken < this.frames.length) {
        const frame = this.frames[this.taken++];
        if (frame.type === type && match(frame)) return frame;
      }
      return null;
    });
  }
  async expectClose() {
    const end = Date.now() + DEADLINE;
    while (!this.closed) {
      const left = end - Date.now();
      if (left <= 0) throw new Error(`not closed within ${DEADLINE} ms`);
      await this.#next(left);
    }
    if (this.invalid) throw new Error(`invalid frame: ${this.invalid}`);
    return this.closed;
  }
  #next(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.waiters.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
  /** All frames of that type so far. */
  seen(type) {
    return this.frames.filter((f) => f.type === type);
  }
  /** A round trip of this connection alone: what it was sent before has arrived. */
  async ping() {
    const data = ++pings;
    this.send({ type: "Ping", data });
    await this.until("Pong", () => this.frames.some((f) => f.type === "Pong" && f.data === data));
    this.forget((f) => f.type === "Pong" && f.data === data);
  }
  /** As if those frames had never come. */
  forget(which = () => true) {
    const rest = this.frames.slice(this.taken).filter((f) => !which(f));
    const before = this.frames.slice(0, this.taken).filter((f) => !which(f));
    this.taken = before.length;
    this.frames = [...before, ...rest];
  }
  async close() {
    if (this.closed) return;
    this.socket.close(1000);
    await this.expectClose();
  }
}
let pings = 1_000_000_000_000;

let barriers = 0;
/**
 * Afterwards everything that was committed before has arrived: each person writes a setting, their connections wait for the news of
 * it, which come later than those of whatever was committed earlier. Leaves no trace in the frames.
 */
export async function barrier(connections) {
  const open = connections.filter((g) => !g.closed);
  const mark = String(++barriers);
  await Promise.all([...new Set(open.map((g) => g.person))].map((person) => person.post("/sync/settings/set", { barrier: mark })));
  const isMark = (f) => f.type === "UserSettingsUpdate" && f.update.barrier?.[1] === mark;
  await Promise.all(open.map((g) => g.until("the barrier", () => g.frames.some(isMark))));
  for (const g of open) g.forget(isMark);
  await Promise.all(open.map((g) => g.ping()));
}

/** Connections by name, and what arrives at which of them. */
export class Watch {
  constructor(connections) {
    this.at = connections;
  }
  get all() {
    return Object.values(this.at);
  }
  get names() {
    return Object.keys(this.at);
  }
  /** One more connection; what it got at first is not looked at. */
  async enter(name, person, options) {
    const gateway = await Bonfire.login(person, options);
    await gateway.ping();
    gateway.forget();
    this.at[name] = gateway;
    return gateway;
  }
  /** That connection ends. */
  async leave(name) {
    await this.at[name].close();
    delete this.at[name];
  }
  /** Everything sent before has arrived; the next expectations start from here. */
  async settle() {
    await barrier(this.all);
    for (const g of this.all) g.forget();
  }
  /**
   * Exactly those connections got exactly these frames, in this order, and nobody got anything else. `types` is a type or a list of
   * them. Gives the frames of each receiver by its name: one frame when `types` is a text. Connections of one person got the same.
   */
  async only(types, receivers) {
    return this.each(Object.fromEntries(receivers.map((name) => [name, types])));
  }
  /**
   * The same with types of their own for each receiver. "Message?" at the end may come or not: what is sent while somebody joins is
   * either told to them or part of what they are told of the place they joined.
   */
  async each(expected) {
    const all = (types) => (Array.isArray(types) ? types : [types]);
    const needed = (types) => all(types).filter((type) => !type.endsWith("?"));
    await Promise.all(Object.entries(expected).map(([name, types]) =>
      this.at[name].until(needed(types).at(-1), () => this.at[name].frames.length >= needed(types).length)));
    await barrier(this.all);
    const got = {};
    const ofPerson = new Map();
    for (const [name, g] of Object.entries(this.at)) {
      const wanted = name in expected ? expected[name] : [];
      const list = g.frames.length > needed(wanted).length ? all(wanted).map((type) => type.replace("?", "")) : needed(wanted);
      assert.deepEqual(g.frames.map((f) => f.type), list, `${name} got ${JSON.stringify(g.frames)}`);
      if (name in expected) {
        got[name] = Array.isArray(expected[name]) ? [...g.frames] : g.frames[0];
        if (ofPerson.has(g.person)) assert.deepEqual(g.frames, ofPerson.get(g.person), `${name} got something else than the same person elsewhere`);
        ofPerson.set(g.person, g.frames);
      }
      g.forget();
    }
    return got;
  }
  async close() {
    await Promise.all(this.all.map((g) => g.close()));
  }
}
