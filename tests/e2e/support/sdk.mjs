// The published client libraries of the second protocol, unmodified: loading them, one running client, waiting for what it sees.
// They need a global WebSocket, which Node.js 18 has not.
import assert from "node:assert/strict";
import { File } from "node:buffer";
import WebSocket from "ws";

import { DEADLINE } from "./eludris.mjs";

globalThis.WebSocket ??= WebSocket;

// The libraries forget their heartbeat when it is the server that ends a connection; it would go on, and throw.
const heartbeats = new Set();
const { setInterval } = globalThis;
globalThis.setInterval = (...args) => {
  const timer = setInterval(...args);
  heartbeats.add(timer);
  return timer;
};
export const endHeartbeats = () => heartbeats.forEach(clearInterval);
const quiet = { heartbeatInterval: 3600 };

// The libraries tell on this channel which members of an object they could not read.
const skipped = new Set();
console.debug = (text) => {
  const key = /^Skipping key (.*) during hydration/.exec(text)?.[1];
  if (key) skipped.add(key);
};
/** Members that the libraries have no code for; all others must be readable. */
const unknownMembers = new Set(["approximate_member_count", "can_publish", "can_receive", "member", "pinned", "pronouns", "role_mentions",
  "slowmode", "user", "voice"]);
export function everythingWasRead(...alsoUnknown) {
  const unread = [...skipped].filter((key) => !unknownMembers.has(key) && !alsoUnknown.includes(key));
  skipped.clear();
  assert.deepEqual(unread, []);
}

const emitted = ["channelAcknowledged", "channelCreate", "channelDelete", "channelGroupJoin", "channelGroupLeave", "channelStartTyping",
  "channelStopTyping", "channelUpdate", "connected", "disconnected", "emojiCreate", "emojiDelete", "error", "messageCreate",
  "messageDelete", "messageDeleteBulk", "messageReactionAdd", "messageReactionRemove", "messageReactionRemoveEmoji", "messageUpdate",
  "policyChanges", "ready", "serverCreate", "serverDelete", "serverLeave", "serverMemberJoin", "serverMemberLeave",
  "serverMemberUpdate", "serverRoleDelete", "serverRoleUpdate", "serverUpdate", "userSettingsUpdate", "userUpdate"];

/** What a test needs to know of a library: its module and how it tells an API's error. */
export async function loadLibrary(name) {
  const module = await import(name);
  return { name, Client: module.Client, throwsErrors: name === "stoat.js" };
}

/** One client of a library, logged in as a person or as a bot. `client` is the library's own object. */
export class Sdk {
  constructor(library, who, client) {
    Object.assign(this, { library, who, client, emits: [], frames: [], wakers: [], pings: 0 });
    for (const name of emitted) client.on(name, (...args) => this.#note(this.emits, { name, args }));
    // The client's own handler was there first: it has acted on the event by now, unless it had to ask the API.
    client.events.on("event", (event) => this.#note(this.frames, event));
  }
  #note(list, entry) {
    list.push(entry);
    for (const wake of this.wakers.splice(0)) wake();
  }
  static base(who) {
    return `${who.server.url}/delta`;
  }
  /** Logs in with address and password as such programs do, and waits until the library is ready. */
  static async person(library, person, { baseURL = Sdk.base(person), ...options } = {}) {
    const configuration = await new library.Client({ baseURL }).api.get("/");
    const client = new library.Client({ ...quiet, baseURL, ...options }, configuration);
    const session = await client.api.post("/auth/session/login", { email: person.email, password: person.password });
    assert.equal(session.result, "Success");
    client.useExistingSession(session);
    const sdk = Object.assign(new Sdk(library, person, client), { session });
    client.connect();
    await sdk.see("that it is ready", () => sdk.count("ready") === 1);
    return sdk;
  }
  static async bot(library, bot, { baseURL = Sdk.base(bot), ...options } = {}) {
    const client = new library.Client({ ...quiet, baseURL, ...options });
    const sdk = new Sdk(library, bot, client);
    await client.loginBot(bot.botToken);
    await sdk.see("that it is ready", () => sdk.count("ready") === 1);
    return sdk;
  }

  /** How often the library has emitted that; with the arguments that satisfy `match`. */
  count(name, match = () => true) {
    return this.got(name).filter((args) => match(...args)).length;
  }
  got(name) {
    return this.emits.filter((e) => e.name === name).map((e) => e.args);
  }
  framesOf(type) {
    return this.frames.flatMap((f) => (f.type === "Bulk" ? [f, ...f.v] : [f])).filter((f) => f.type === type);
  }
  /** Waits until `check` gives something; gives that. */
  async see(what, check) {
    const end = Date.now() + DEADLINE;
    for (;;) {
      const value = check(this.client);
      if (value) return value;
      if (Date.now() > end) {
        const tail = this.frames.slice(-12).map((f) => JSON.stringify(f)).join("\n");
        throw new Error(`${this.library.name} as ${this.who.user?.username} never saw ${what}; last frames:\n${tail}`);
      }
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, 100);
        this.wakers.push(() => (clearTimeout(timer), resolve()));
      });
    }
  }
  /** Waits until the library has emitted that once more than before `act`; gives its arguments. */
  async after(name, act, match = () => true) {
    const before = this.count(name, match);
    await act();
    await this.see(`${name}`, () => this.count(name, match) > before);
    return this.got(name).filter((args) => match(...args))[before];
  }
  /** A round trip on the gateway. */
  async fence() {
    const n = ++this.pings * 1e9;
    this.client.events.send({ type: "Ping", data: Date.now() - n });
    await this.see("its Pong", () => this.client.events.ping() >= n);
  }
  /** The API's error object for a call that is refused; the libraries tell it in different ways. */
  async refusal(method, path, body) {
    if (!this.library.throwsErrors) {
      const answer = await this.client.api[method](path, body);
      assert.equal(typeof answer?.type, "string", `${method} ${path} was not refused: ${JSON.stringify(answer)}`);
      return answer;
    }
    try {
      await this.client.api[method](path, body);
    } catch (text) {
      assert.equal(typeof text, "string", `${method} ${path}: ${text}`);
      return JSON.parse(text);
    }
    return assert.fail(`${method} ${path} was not refused`);
  }
  /** As stoat.js uploads; revolt.js leaves that to its users. */
  async upload(tag, bytes, name, type = "application/octet-stream") {
    const { client } = this;
    const file = new File([bytes], name, { type });
    if (client.uploadFile) return client.uploadFile(tag, file);
    const form = new FormData();
    form.append("file", file);
    const [header, token] = client.authenticationHeader;
    const response = await fetch(`${client.configuration.features.autumn.url}/${tag}`, { method: "POST", body: form, headers: { [header]: token } });
    assert.equal(response.status, 200);
    return (await response.json()).id;
  }
  channel(id) {
    return this.client.channels.get(id._id ?? id.id ?? id);
  }
  server(id) {
    return this.client.servers.get(id._id ?? id.id ?? id);
  }
  message(id) {
    return this.client.messages.get(id._id ?? id.id ?? id);
  }
  /** Ends the connection for good. */
  async close() {
    this.client.options.autoReconnect = false;
    const { events } = this.client;
    if (this.count("disconnected") >= this.count("connected") && events.state() === 3) return;
    const before = this.count("disconnected");
    events.disconnect();
    await this.see("its own end", () => this.count("disconnected") > before);
  }
}

/** Each of them sees it. */
export const allSee = (sdks, what, check) => Promise.all(sdks.map((sdk) => sdk.see(what, (client) => check(client, sdk))));
export const closeAll = (...sdks) => Promise.all(sdks.map((sdk) => sdk.close()));
