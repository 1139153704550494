// A plain Eludris client for tests: REST through fetch, the gateway through `ws`. Every frame is checked against the schema that
// the server publishes, so a test cannot see a malformed one without failing.
import Ajv from "ajv/dist/2020.js";
import WebSocket from "ws";

import { plainFetch } from "./fetch.mjs";

/** Deadline for anything that must happen, in milliseconds. */
export const DEADLINE = 15000;

export class RestError extends Error {
  constructor(method, path, response, body) {
    super(`${method} ${path}: ${response.status} ${JSON.stringify(body)}`);
    this.status = response.status;
    this.body = body;
    this.headers = response.headers;
  }
}

/** One log-in (or a guest) at one server. */
export class Rest {
  constructor(server, token) {
    this.server = server;
    this.token = token;
  }
  /** Resolves to the decoded answer (null without body); rejects with RestError unless 2xx. */
  async call(method, path, body, headers = {}) {
    const { response, value } = await this.raw(method, path, body, headers);
    if (!response.ok) throw new RestError(method, path, response, value);
    return value;
  }
  /** The response and its decoded body, whatever the status. */
  async raw(method, path, body, headers = {}) {
    const isForm = body instanceof FormData;
    const response = await (isForm ? fetch : plainFetch)(`${this.server.url}${path.startsWith("/effis") || path.startsWith("/oprish") ? "" : "/oprish"}${path}`, {
      method,
      headers: { ...(this.token ? { Authorization: this.token } : {}), ...headers },
      body: body === undefined || isForm || typeof body === "string" ? body : JSON.stringify(body),
      redirect: "manual",
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get("content-type") ?? "";
    const value = bytes.length === 0 ? null : type.startsWith("application/json") ? JSON.parse(bytes.toString("utf8")) : bytes;
    return { response, value, bytes };
  }
  get(path) {
    return this.call("GET", path);
  }
  post(path, body) {
    return this.call("POST", path, body);
  }
  patch(path, body) {
    return this.call("PATCH", path, body);
  }
  delete(path, body) {
    return this.call("DELETE", path, body);
  }
  /** Uploads to a bucket; gives the FileData. */
  upload(bytes, name = "file.bin", bucket = "attachments") {
    const form = new FormData();
    form.append("file", new Blob([bytes]), name);
    return this.call("POST", `/effis/${bucket}`, form);
  }
}

let people = 0;
/** Signs up and logs in; gives a Rest with `user`, `password` and `session`. */
export async function signUp(server, name) {
  const username = name ?? `person-${++people}-${Math.random().toString(36).slice(2, 8)}`;
  const password = "a-long-password";
  const guest = new Rest(server);
  const user = await guest.post("/users", { username, email: `${username}@example.org`, password });
  const { token, session } = await guest.post("/sessions", { identifier: username, password, platform: "test", client: "e2e" });
  return Object.assign(new Rest(server, token), { user, username, email: `${username}@example.org`, password, session, token });
}

const schemas = new Map();
async function validatorOf(server) {
  if (!schemas.has(server.url)) {
    const document = await (await fetch(`${server.url}/docs/pandemonium/frames.json`)).json();
    const ajv = new Ajv({ strict: false, allErrors: true, formats: { uint64: true, int64: true, uint32: true, int32: true } });
    const byOp = new Map();
    for (const [op, schema] of Object.entries(document)) byOp.set(op, ajv.compile(schema));
    schemas.set(server.url, byOp);
  }
  return schemas.get(server.url);
}

/** A gateway connection that keeps every frame it gets. */
export class Gateway {
  static async open(server, path = "/pandemonium") {
    const gateway = new Gateway();
    gateway.validators = await validatorOf(server);
    gateway.frames = [];
    gateway.taken = 0;
    gateway.waiters = [];
    gateway.closed = null;
    gateway.socket = new WebSocket(`${server.url.replace("http", "ws")}${path}`, { perMessageDeflate: true });
    gateway.socket.on("message", (data, isBinary) => gateway.#receive(data, isBinary));
    gateway.socket.on("close", (code, reason) => {
      gateway.closed = { code, reason: reason.toString() };
      gateway.#wake();
    });
    gateway.socket.on("error", (error) => (gateway.error = error));
    return gateway;
  }
  /** Opens, authenticates and waits for the snapshot. `gateway.snapshot` is the data of AUTHENTICATED. */
  static async login(person) {
    const gateway = await Gateway.open(person.server);
    await gateway.expect("HELLO");
    gateway.send({ op: "AUTHENTICATE", d: person.token });
    gateway.snapshot = await gateway.expect("AUTHENTICATED");
    return gateway;
  }
  #receive(data, isBinary) {
    if (isBinary) this.invalid = "a binary frame";
    const frame = JSON.parse(data.toString("utf8"));
    const validate = this.validators.get(frame.op);
    if (!validate) this.invalid = `unknown op ${frame.op}`;
    else if (!validate(frame)) this.invalid = `${frame.op}: ${JSON.stringify(validate.errors)} in ${data}`;
    this.frames.push(frame);
    this.#wake();
  }
  #wake() {
    for (const wake of this.waiters.splice(0)) wake();
  }
  send(payload) {
    this.socket.send(typeof payload === "string" ? payload : JSON.stringify(payload));
  }
  /** The next frame (from where the last expect stopped) of that op which satisfies `match`; gives its `d`. */
  async expect(op, match = () => true, deadlineMs = DEADLINE) {
    const end = Date.now() + deadlineMs;
    for (;;) {
      if (this.invalid) throw new Error(`invalid frame: ${this.invalid}`);
      while (this.taken < this.frames.length) {
        const frame = this.frames[this.taken++];
        if (frame.op === op && match(frame.d)) return frame.d;
      }
      if (this.closed) throw new Error(`closed ${JSON.stringify(this.closed)} while waiting for ${op}`);
      const left = end - Date.now();
      if (left <= 0) throw new Error(`no ${op} within ${deadlineMs} ms; got ${this.frames.map((f) => f.op).join(" ")}`);
      await this.#next(left);
    }
  }
  async expectClose(deadlineMs = DEADLINE) {
    const end = Date.now() + deadlineMs;
    while (!this.closed) {
      const left = end - Date.now();
      if (left <= 0) throw new Error(`not closed within ${deadlineMs} ms`);
      await this.#next(left);
    }
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
  /** All frames of that op so far. */
  seen(op) {
    return this.frames.filter((f) => f.op === op).map((f) => f.d);
  }
  /** Waits until a frame of that op has come. What needs a community to be loaded first may come after the next PONG. */
  async arrived(op) {
    const end = Date.now() + DEADLINE;
    while (this.seen(op).length === 0) {
      if (this.closed) throw new Error(`closed ${JSON.stringify(this.closed)} while waiting for ${op}`);
      if (Date.now() > end) throw new Error(`no ${op}`);
      await this.#next(end - Date.now());
    }
  }
  /** A round trip: everything the server sent this connection before now has arrived afterwards. */
  async fence() {
    const before = this.frames.filter((f) => f.op === "PONG").length;
    this.send({ op: "PING" });
    const end = Date.now() + DEADLINE;
    while (this.frames.filter((f) => f.op === "PONG").length === before) {
      if (this.closed) throw new Error(`closed ${JSON.stringify(this.closed)}`);
      if (Date.now() > end) throw new Error("no PONG");
      await this.#next(end - Date.now());
    }
    if (this.invalid) throw new Error(`invalid frame: ${this.invalid}`);
  }
  async close() {
    if (this.closed) return;
    this.socket.close(1000);
    await this.expectClose();
  }
}
