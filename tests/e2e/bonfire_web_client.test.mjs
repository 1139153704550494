// What the official web client of the second protocol does, request by request (bonfire-rest 7.4 and 8): a page of another origin,
// preflights where a browser makes them, bodies as text/plain, a bare "?" behind paths, every answer read as JSON unless it is a 204.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before } from "node:test";
import WebSocket from "ws";
import { prove } from "./support/coverage.mjs";
import { addBot, freshName, makeBot, signUp, startDelta } from "./support/delta.mjs";
import { DEADLINE } from "./support/eludris.mjs";
import { png } from "./support/images.mjs";
import { Server } from "./support/server.mjs";

let server;
before(async () => (server = await startDelta()));
after(() => server.remove());

const origin = "http://pages.example";
const exposed = ["x-ratelimit-limit", "x-ratelimit-bucket", "x-ratelimit-remaining", "x-ratelimit-reset-after"];
const words = (text) => (text ?? "").toLowerCase().split(",").map((word) => word.trim());

/** A request as it is on the wire; keeps a "?" without anything behind it, which URL objects lose. */
function wire(to, method, path, headers, body) {
  return new Promise((resolve, reject) => {
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const length = bytes ? { "Content-Length": bytes.length } : {};
    const request = http.request({ host: "127.0.0.1", port: to.port, method, path, headers: { Connection: "close", ...headers, ...length } }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(chunks) }));
    });
    request.on("error", reject);
    request.end(bytes);
  });
}

/** The page in somebody's browser. */
class Page {
  constructor(to = server) {
    this.server = to;
    this.frames = [];
    this.wakers = [];
  }
  /** What a browser does for `fetch`; `headers` are those the page sets itself. Gives the status and the decoded body. */
  async fetch(method, path, headers, body, type = "text/plain;charset=UTF-8") {
    const unsafe = Object.keys(headers).map((name) => name.toLowerCase());
    if (body !== undefined && !type.startsWith("text/plain") && !type.startsWith("multipart/form-data")) unsafe.push("content-type");
    if (unsafe.length > 0 || !["GET", "HEAD", "POST"].includes(method)) {
      const asked = { Origin: origin, "Access-Control-Request-Method": method };
      if (unsafe.length > 0) asked["Access-Control-Request-Headers"] = unsafe.sort().join(",");
      const preflight = await wire(this.server, "OPTIONS", path, asked);
      assert.ok(preflight.status >= 200 && preflight.status < 300, `preflight of ${method} ${path}: ${preflight.status}`);
      assert.ok(["*", origin].includes(preflight.headers["access-control-allow-origin"]), `preflight of ${path}`);
      const methods = words(preflight.headers["access-control-allow-methods"]);
      assert.ok(["GET", "HEAD", "POST"].includes(method) || methods.includes(method.toLowerCase()), `${method} in ${methods}`);
      for (const name of unsafe) assert.ok(words(preflight.headers["access-control-allow-headers"]).includes(name), `${name} for ${path}`);
    }
    const answer = await wire(this.server, method, path, { Origin: origin, ...headers, ...(body === undefined ? {} : { "Content-Type": type }) }, body);
    assert.ok(["*", origin].includes(answer.headers["access-control-allow-origin"]), `${method} ${path} (${answer.status}) may not be read by the page`);
    return answer;
  }
  /** The API as the client's library calls it. */
  async api(method, path, body = method === "GET" ? undefined : {}, headers = {}) {
    const own = { ...(this.token ? { "X-Session-Token": this.token } : {}), ...headers };
    const query = path.includes("?") ? "" : "?";
    const answer = await this.fetch(method, `/delta${path}${query}`, own, body === undefined ? undefined : JSON.stringify(body));
    for (const name of exposed) {
      assert.ok(words(answer.headers["access-control-expose-headers"]).includes(name), `${method} ${path} shows no ${name}`);
      assert.match(answer.headers[name] ?? "", /^\d+$/, `${method} ${path} has no ${name}`);
    }
    if (answer.status === 204) assert.equal(answer.bytes.length, 0);
    else if (method !== "GET" || !/avatar/.test(path)) answer.value = JSON.parse(answer.bytes.toString("utf8"));
    return answer;
  }
  async ok(method, path, body, headers) {
    const answer = await this.api(method, path, body, headers);
    assert.ok(answer.status === 204 || answer.status === 200, `${method} ${path}: ${answer.status} ${answer.bytes}`);
    return answer.value;
  }
  /** Answered with that status and an error that the client can show. */
  async refused(method, path, body, status, type) {
    const { status: got, value } = await this.api(method, path, body);
    assert.deepEqual([got, value.type], [status, type], `${method} ${path}`);
    assert.equal(typeof value.location, "string");
    return value;
  }
  async signUp() {
    this.username = freshName("page");
    this.account = { email: `${this.username}@example.org`, password: "twelve blue cups" };
    assert.equal((await this.api("POST", "/auth/account/create", { ...this.account, captcha: null })).status, 204);
  }
  async logIn() {
    const session = await this.ok("POST", "/auth/session/login", { ...this.account, friendly_name: "chrome on linux" });
    assert.equal(session.result, "Success");
    for (const key of ["_id", "token", "user_id"]) assert.equal(typeof session[key], "string");
    this.token = session.token;
    this.id = session.user_id;
  }
  /** Opens the gateway by gluing the address together, as the client does. */
  connect() {
    const ws = `${this.server.url.replace("http", "ws")}/bonfire`;
    this.socket = new WebSocket(`${ws}?version=1&format=json&token=${this.token}`, { origin });
    this.closed = new Promise((resolve) => this.socket.once("close", resolve));
    this.socket.on("message", (data, isBinary) => {
      assert.equal(isBinary, false);
      const frame = JSON.parse(data.toString("utf8"));
      this.frames.push(...(frame.type === "Bulk" ? frame.v : [frame]));
      for (const wake of this.wakers.splice(0)) wake();
    });
    return new Promise((resolve, reject) => this.socket.once("open", resolve).once("error", reject));
  }
  async see(type, match = () => true) {
    const end = Date.now() + DEADLINE;
    for (;;) {
      const frame = this.frames.find((f) => f.type === type && match(f));
      if (frame) return frame;
      assert.ok(Date.now() < end, `no ${type}; got ${this.frames.map((f) => f.type).join(" ")}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, DEADLINE);
        this.wakers.push(() => (clearTimeout(timer), resolve()));
      });
    }
  }
  async ready() {
    const ready = await this.see("Ready");
    assert.deepEqual(this.frames.slice(0, 2).map((f) => f.type), ["Authenticated", "Ready"]);
    for (const list of ["users", "servers", "channels", "members", "emojis", "voice_states", "policy_changes"]) {
      assert.ok(Array.isArray(ready[list]), `Ready has no ${list}`);
    }
    assert.equal(ready.users.find((u) => u.relationship === "User")._id, this.id);
    return ready;
  }
  /** Everything up to the home page with a new account. */
  static async arrive() {
    const page = new Page();
    await page.signUp();
    await page.logIn();
    await page.ok("POST", "/onboard/complete", { username: page.username });
    await page.connect();
    await page.ready();
    return page;
  }
  async leave() {
    this.socket.close();
    await this.closed;
  }
}

prove("cold start, sign-up, log-in, onboarding, home page; then with the stored session", ["bonfire clients accounts, sessions, settings"], async () => {
  const page = new Page();
  const { status, value } = await page.api("POST", "/sync/settings/fetch", { keys: ["ordering", "notifications"] });
  assert.equal(status, 401);
  assert.equal(typeof value.type, "string");
  await page.signUp();
  await page.refused("POST", "/auth/session/login", { ...page.account, password: "thirteen blue cups", friendly_name: "x" }, 401, "InvalidCredentials");
  await page.logIn();
  assert.deepEqual(await page.ok("GET", "/onboard/hello"), { onboarding: true });
  const user = await page.ok("POST", "/onboard/complete", { username: page.username });
  assert.equal(user.username, page.username);
  await page.refused("POST", "/onboard/complete", { username: page.username }, 403, "AlreadyOnboarded");
  assert.deepEqual(await page.ok("GET", "/onboard/hello"), { onboarding: false });
  await page.connect();
  const ready = await page.ready();
  assert.deepEqual([ready.servers, ready.channels], [[], []]);
  assert.deepEqual(await page.ok("GET", "/sync/unreads"), []);
  page.socket.send(JSON.stringify({ type: "Ping", data: 1717891200123 }));
  assert.equal((await page.see("Pong")).data, 1717891200123);
  await page.ok("POST", "/sync/settings/set?timestamp=1712946343511", { ordering: '{"servers":[]}' });
  assert.deepEqual((await page.see("UserSettingsUpdate")).update, { ordering: [1712946343511, '{"servers":[]}'] });
  await page.leave();

  // A reload: the three start together.
  const reload = Object.assign(new Page(), { token: page.token, id: page.id });
  const [settings, , unreads] = await Promise.all([
    reload.ok("POST", "/sync/settings/fetch", { keys: ["ordering", "notifications"] }),
    reload.connect().then(() => reload.ready()),
    reload.ok("GET", "/sync/unreads"),
  ]);
  assert.deepEqual(settings, { ordering: [1712946343511, '{"servers":[]}'] });
  assert.deepEqual(unreads, []);
  // The client's log-out only forgets; ending the session elsewhere tells the page.
  const [current] = await reload.ok("GET", "/auth/session/all");
  const other = Object.assign(new Page(), { account: page.account });
  await other.logIn();
  assert.equal((await other.api("DELETE", `/auth/session/${current._id}`)).status, 204);
  await reload.see("Logout");
  await reload.closed;
  const out = Object.assign(new Page(), { token: page.token, id: page.id });
  await out.connect();
  assert.equal((await out.see("Error")).data.type, "InvalidSession");
  await out.closed;
  assert.deepEqual(out.frames.map((f) => f.type), ["Error"]);
  await out.refused("GET", "/sync/unreads", undefined, 401, "InvalidSession");
});

prove("opening a server, reading, typing, sending with files, receiving, reading on", ["bonfire clients messages, answers, edits, reactions, pins, search"], async () => {
  const ines = await Page.arrive();
  const otto = await Page.arrive();
  const { server: place, channels: [general] } = await ines.ok("POST", "/servers/create", { name: "Keepers" });
  const created = await ines.see("ServerCreate", (f) => f.id === place._id);
  assert.equal(created.server._id, place._id);
  assert.equal(created.channels[0]._id, general._id);
  const { _id: code } = await ines.ok("POST", `/channels/${general._id}/invites`);
  const told = await otto.ok("GET", `/invites/${code}`);
  assert.deepEqual([told.type, told.server_name, told.channel_name, told.member_count], ["Server", "Keepers", "General", 1]);
  const guest = new Page();
  assert.equal((await guest.ok("GET", `/invites/${code}`)).code, code, "also before log-in");
  const joined = await otto.ok("POST", `/invites/${code}`);
  assert.equal(joined.server._id, place._id);
  await otto.see("ServerCreate", (f) => f.id === place._id);
  const join = await ines.see("ServerMemberJoin", (f) => f.user === otto.id);
  assert.equal((await ines.ok("GET", `/users/${join.user}`)).username, otto.username);

  assert.deepEqual(await otto.ok("GET", `/channels/${general._id}/messages?include_users=true`), { messages: [], users: [], members: [] });
  const { members, users } = await otto.ok("GET", `/servers/${place._id}/members?exclude_offline=false`);
  assert.deepEqual(members.map((m) => m._id.user), users.map((u) => u._id));
  assert.deepEqual(users.map((u) => u._id).sort(), [ines.id, otto.id].sort());
  const picture = await otto.fetch("GET", `/delta/users/${ines.id}/default_avatar`, {});
  assert.equal(picture.headers["content-type"], "image/png");
  assert.match(picture.headers["cache-control"], /max-age/);

  otto.socket.send(JSON.stringify({ type: "BeginTyping", channel: general._id }));
  assert.equal((await ines.see("ChannelStartTyping")).user, otto.id);

  // A file first (XMLHttpRequest with progress, so with a preflight), then the message that names it.
  const boundary = "----formofpage";
  const form = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="dot.png"\r\nContent-Type: image/png\r\n\r\n`),
    png, Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const upload = await otto.fetch("POST", "/autumn/attachments", { "X-Session-Token": otto.token }, form, `multipart/form-data; boundary=${boundary}`);
  assert.equal(upload.status, 200);
  const { id: file } = JSON.parse(upload.bytes);
  const nonce = "01HZX6DZZZ0000000000000001";
  const sent = await otto.ok("POST", `/channels/${general._id}/messages`, { content: `hello <@${ines.id}>`, attachments: [file] }, { "Idempotency-Key": nonce });
  assert.equal(sent.nonce, nonce);
  otto.socket.send(JSON.stringify({ type: "EndTyping", channel: general._id }));
  await ines.see("ChannelStopTyping");
  for (const page of [ines, otto]) {
    const event = await page.see("Message", (f) => f._id === sent._id);
    assert.equal(event.nonce, nonce, "the pending copy is found by it");
    assert.equal(event.user._id, otto.id);
    assert.deepEqual(event.member._id, { server: place._id, user: otto.id });
    assert.equal(event.attachments[0]._id, file);
  }
  const shown = await ines.fetch("GET", `/autumn/attachments/${file}`, {});
  assert.ok([200, 308].includes(shown.status));
  const twice = await otto.api("POST", `/channels/${general._id}/messages`, { content: "again" }, { "Idempotency-Key": nonce });
  assert.deepEqual([twice.status, twice.value.type], [409, "DuplicateNonce"]);

  const [unread] = await ines.ok("GET", "/sync/unreads");
  assert.deepEqual([unread._id, unread.mentions], [{ channel: general._id, user: ines.id }, [sent._id]]);
  assert.equal((await ines.api("PUT", `/channels/${general._id}/ack/${sent._id}`)).status, 204);
  assert.equal((await ines.see("ChannelAck")).message_id, sent._id);
  const [read] = await ines.ok("GET", "/sync/unreads");
  assert.deepEqual([read.last_id, read.mentions ?? []], [sent._id, []]);

  // Reacting, replying, editing; an answer names what it answers.
  assert.equal((await ines.api("PUT", `/channels/${general._id}/messages/${sent._id}/reactions/${encodeURIComponent("🎉")}`)).status, 204);
  assert.equal((await otto.see("MessageReact")).emoji_id, "🎉");
  const reply = await ines.ok("POST", `/channels/${general._id}/messages`, { content: "hi", replies: [{ id: sent._id, mention: true }] }, { "Idempotency-Key": "n2" });
  assert.deepEqual([reply.replies, reply.mentions], [[sent._id], [otto.id]]);
  await ines.ok("PATCH", `/channels/${general._id}/messages/${reply._id}`, { content: "hi there" });
  assert.equal((await otto.see("MessageUpdate")).data.content, "hi there");
  assert.equal((await otto.ok("GET", `/channels/${general._id}/messages/${sent._id}`))._id, sent._id);

  // Scrolling: the client takes fewer than 50 for the end.
  const ids = [sent._id, reply._id];
  for (let i = 0; i < 70; ++i) ids.push((await otto.ok("POST", `/channels/${general._id}/messages`, { content: `line ${i}` }, { "Idempotency-Key": `line-${i}` }))._id);
  const newest = await ines.ok("GET", `/channels/${general._id}/messages?include_users=true`);
  assert.deepEqual(newest.messages.map((m) => m._id), ids.slice(-50).reverse());
  assert.deepEqual(newest.users.map((u) => u._id), [otto.id]);
  const older = await ines.ok("GET", `/channels/${general._id}/messages?before=${newest.messages.at(-1)._id}&include_users=true`);
  assert.deepEqual(older.messages.map((m) => m._id), ids.slice(0, -50).reverse());
  const down = await ines.ok("GET", `/channels/${general._id}/messages?after=${ids[9]}&sort=Oldest&include_users=true`);
  assert.deepEqual(down.messages.map((m) => m._id), ids.slice(10, 60));
  const jump = await ines.ok("GET", `/channels/${general._id}/messages?nearby=${ids[30]}&include_users=true`);
  assert.deepEqual(jump.messages.map((m) => m._id).sort(), ids.slice(4, 56), "26 from there on, 26 before");

  // Away and back: what was missed is fetched.
  await otto.leave();
  await ines.see("UserUpdate", (f) => f.id === otto.id && f.data.online === false);
  const missed = await ines.ok("POST", `/channels/${general._id}/messages`, { content: "while you were away" }, { "Idempotency-Key": "away" });
  const back = Object.assign(new Page(), { token: otto.token, id: otto.id });
  await back.connect();
  const ready = await back.ready();
  assert.equal(ready.channels.find((c) => c._id === general._id).last_message_id, missed._id);
  assert.equal(ready.members[0]._id.server, place._id);
  await back.leave();
  await ines.leave();
});

prove("what the client asks for by further actions", ["bonfire clients friends, direct channels, groups"], async () => {
  const ines = await Page.arrive();
  const otto = await Page.arrive();
  const { server: place, channels: [general] } = await ines.ok("POST", "/servers/create", { name: "Atelier", description: "x", nsfw: false });
  const { _id: code } = await ines.ok("POST", `/channels/${general._id}/invites`);
  await otto.ok("POST", `/invites/${code}`);

  // Friends, a direct channel, a call that is not to be had, a group.
  const { username, discriminator } = await ines.ok("GET", `/users/${otto.id}`);
  const asked = await ines.ok("POST", "/users/friend", { username: `${username}#${discriminator}` });
  assert.equal(asked.relationship, "Outgoing");
  const incoming = await otto.see("UserRelationship");
  assert.equal(incoming.user.relationship, "Incoming");
  const accepted = await otto.ok("POST", "/users/friend", { username: `${incoming.user.username}#${incoming.user.discriminator}` });
  assert.equal(accepted.relationship, "Friend");
  const dm = await ines.ok("GET", `/users/${otto.id}/dm`);
  assert.equal(dm.channel_type, "DirectMessage");
  await otto.see("ChannelCreate", (f) => f._id === dm._id);
  const call = await ines.fetch("POST", `/delta/channels/${dm._id}/join_call?`, { "X-Session-Token": ines.token }, '{"node":"worldwide"}', "application/json");
  assert.deepEqual([call.status, JSON.parse(call.bytes).type], [400, "LiveKitUnavailable"]);
  const group = await ines.ok("POST", "/channels/create", { name: "Two", users: [otto.id] });
  await otto.see("ChannelCreate", (f) => f._id === group._id);

  // A user's card, its pages of settings, a server's.
  assert.deepEqual(await ines.ok("GET", `/users/${otto.id}/profile`), {});
  const mutual = await ines.ok("GET", `/users/${otto.id}/mutual`);
  assert.deepEqual([mutual.servers, mutual.users], [[place._id], []]);
  assert.deepEqual(mutual.channels.sort(), [dm._id, group._id].sort());
  assert.equal((await ines.ok("GET", "/auth/account/")).email, ines.account.email);
  assert.ok(Object.values(await ines.ok("GET", "/auth/mfa/")).every((active) => active === false));
  const ticket = await ines.ok("PUT", "/auth/mfa/ticket", { password: ines.account.password });
  assert.equal(ticket.validated, true);
  assert.deepEqual((await ines.ok("GET", "/auth/session/all")).map((s) => s.name), ["chrome on linux"]);
  assert.deepEqual(await ines.ok("GET", "/bots/@me"), { bots: [], users: [] });
  assert.deepEqual(await ines.ok("GET", `/servers/${place._id}/bans`), { users: [], bans: [] });
  assert.deepEqual((await ines.ok("GET", `/servers/${place._id}/invites`)).map((i) => i._id), [code]);
  assert.deepEqual(await ines.ok("GET", `/channels/${general._id}/webhooks`), []);
  const hook = await ines.ok("POST", `/channels/${general._id}/webhooks`, { name: "builds" });
  assert.equal(typeof hook.token, "string");
  assert.equal((await otto.see("WebhookCreate")).token, null);
  await otto.refused("GET", `/channels/${general._id}/webhooks`, undefined, 403, "MissingPermission");

  // A custom emoji in a text, reports, the author's own bot, a search, somebody removed.
  const boundary = "----emoji";
  const form = Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="e.png"\r\n\r\n`), png, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const upload = await ines.fetch("POST", "/autumn/emojis", { "X-Session-Token": ines.token }, form, `multipart/form-data; boundary=${boundary}`);
  const { id: picture } = JSON.parse(upload.bytes);
  const emoji = await ines.ok("PUT", `/custom/emoji/${picture}`, { name: "dot", parent: { type: "Server", id: place._id } });
  assert.equal((await otto.ok("GET", `/custom/emoji/${emoji._id}`)).name, "dot");
  const message = await ines.ok("POST", `/channels/${general._id}/messages`, { content: `look :${emoji._id}:` }, { "Idempotency-Key": "e1" });
  assert.equal((await otto.api("POST", "/safety/report", { content: { type: "Message", id: message._id, report_reason: "SpamAbuse" }, additional_context: "three in a row" })).status, 204);
  await ines.refused("POST", "/safety/report", { content: { type: "Message", id: message._id, report_reason: "SpamAbuse" } }, 400, "CannotReportYourself");
  const bot = await ines.ok("POST", "/bots/create", { name: freshName("bot") });
  assert.equal((await ines.api("POST", `/bots/${bot._id}/invite`, { server: place._id })).status, 204);
  const found = await otto.ok("POST", `/channels/${general._id}/search`, { query: "look", include_users: true });
  assert.deepEqual([found.messages.map((m) => m._id), found.users.map((u) => u._id)], [[message._id], [ines.id]]);
  assert.equal((await ines.api("DELETE", `/servers/${place._id}/members/${otto.id}`)).status, 204);
  assert.equal((await otto.see("ServerMemberLeave", (f) => f.user === otto.id)).reason, "Kick");
  await otto.refused("GET", `/servers/${place._id}/members?exclude_offline=false`, undefined, 404, "NotFound");
  await ines.leave();
  await otto.leave();
});

prove("refusals can be read by a page: no route, no permission, a wrong body, too many calls", ["bonfire clients refusals that a page can read"], async () => {
  const page = await Page.arrive();
  const person = await signUp(server);
  await page.refused("GET", "/nowhere/at/all", undefined, 404, "NotFound");
  await page.refused("POST", "/servers/create", { name: "" }, 400, "FailedValidation");
  await page.refused("POST", "/servers/create", { title: "no name" }, 422, "FailedValidation");
  const broken = await page.fetch("POST", "/delta/servers/create?", { "X-Session-Token": page.token }, "{", "text/plain;charset=UTF-8");
  assert.deepEqual([broken.status, JSON.parse(broken.bytes).type], [400, "FailedValidation"]);
  const bot = await makeBot(person);
  const { server: place } = await page.ok("POST", "/servers/create", { name: "Mine" });
  await page.refused("GET", `/users/${person.id}`, undefined, 403, "MissingPermission");
  await assert.rejects(addBot(person, bot, place), (e) => e.status === 403);
  await page.leave();

  const strict = await Server.start({ config: "[bonfire]\nrate_limits_enabled = true\n" });
  try {
    const guest = new Page(strict);
    const tries = await Promise.all(Array.from({ length: 20 }, () => guest.api("POST", "/auth/session/login", { email: "nobody@example.org", password: "no such person" })));
    const limited = tries.filter((t) => t.status === 429);
    assert.ok(limited.length >= 1);
    for (const { value, headers } of limited) {
      assert.deepEqual(Object.keys(value), ["retry_after"]);
      assert.ok(value.retry_after > 0 && value.retry_after <= 10000);
      assert.equal(headers["x-ratelimit-remaining"], "0");
    }
    assert.ok(tries.filter((t) => t.status === 401).length >= 15, "the calls before that were answered");
  } finally {
    await strict.remove();
  }
});
