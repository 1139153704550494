// The connection itself (bonfire 2, 4.1): logging in by the address and by a message, both encodings, Ready and what chooses its
// members, pings, what is ignored, and every error.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { encode } from "@msgpack/msgpack";
import WebSocket from "ws";
import { Bonfire, barrier } from "./support/bonfire.mjs";
import { scene } from "./support/bonfire_scene.mjs";
import { prove } from "./support/coverage.mjs";
import { befriend, logIn, makeBot, makeGroup, makeServer, openDm, signIn, signUp, startDelta } from "./support/delta.mjs";
import { plainFetch } from "./support/fetch.mjs";
import { png } from "./support/images.mjs";
import "./support/delta_routes.mjs";

let server;
before(async () => (server = await startDelta({ bonfire: 'policy_changes = ["2024-01-01 2024-02-01 https://example.org/terms New terms."]' })));
after(() => server.remove());

const both = ["json", "msgpack"];
const members = ["users", "servers", "channels", "members", "emojis", "voice_states", "policy_changes"];
const id = (one) => one._id;

prove("logging in by the address", ["bonfire client a token in the address", "bonfire event Authenticated", "bonfire event Ready"], async () => {
  const person = await signUp(server);
  const bot = await makeBot(person);
  for (const format of both) {
    for (const [query, token] of [["", person.token], ["version=1", person.token], ["version=x&compress=zlib&token=wrong", person.token], ["", bot.botToken]]) {
      const parameters = [format === "msgpack" ? "format=json&format=msgpack" : "format=nonsense", query, `token=${token}`].filter(Boolean).join("&");
      const gateway = await Bonfire.open(server, { format, query: parameters });
      const ready = (await gateway.expect("Authenticated")) && (await gateway.expect("Ready"));
      assert.deepEqual(Object.keys(ready).sort(), ["type", ...members].sort());
      assert.deepEqual(gateway.frames.slice(0, 2).map((f) => f.type), ["Authenticated", "Ready"]);
      await gateway.close();
    }
    const escaped = await Bonfire.open(server, { format, query: `token=${[...person.token].map((c) => `%${c.charCodeAt(0).toString(16)}`).join("")}` });
    await escaped.expect("Ready");
    await escaped.close();
  }
});

prove("logging in by Authenticate; before it nothing is heard and nothing is answered with an error",
  ["bonfire client Authenticate", "bonfire event Authenticated", "bonfire event Ready"], async () => {
  const person = await signUp(server);
  const other = await signUp(server);
  await befriend(person, other);
  const dm = await openDm(person, other);
  for (const format of both) {
    const gateway = await Bonfire.open(server, { format });
    for (const message of [{ type: "Nope" }, { type: "Authenticate" }, { type: "Authenticate", token: 5 }, { type: "BeginTyping", channel: dm._id }, [], "x", 7, null, {}]) gateway.send(message);
    gateway.socket.send(format === "json" ? "not json" : Buffer.from([0xc1, 0xff]));
    gateway.socket.send(format === "json" ? Buffer.from(JSON.stringify({ type: "Authenticate", token: person.token })) : JSON.stringify({ type: "Authenticate", token: person.token }));
    await other.send(dm._id, "not for those who say nothing");
    await gateway.ping();
    assert.deepEqual(gateway.frames, []);
    gateway.send({ type: "Authenticate", _id: person.session._id, user_id: person.id, token: person.token, name: "e2e" });
    await gateway.expect("Authenticated");
    const ready = await gateway.expect("Ready");
    assert.ok(ready.users.some((u) => u._id === person.id));
    await gateway.close();
  }
});

prove("any path below, and none that is no upgrade", [], async () => {
  const person = await signUp(server);
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/bonfire?token=${person.token}`, { origin: "http://pages.example" });
  const [first] = await new Promise((resolve) => socket.once("message", (...args) => resolve(args)));
  assert.equal(JSON.parse(first).type, "Authenticated");
  socket.terminate();
  const plain = await plainFetch(`${server.url}/bonfire`);
  assert.ok(plain.status >= 400 && plain.status < 500, `${plain.status}`);
});

prove("Ready: oneself, everybody related, servers, what one can see", ["bonfire event Ready"], async () => {
  const s = await scene(server);
  const [friend, asked, blocked, partner] = await Promise.all([1, 2, 3, 4].map(() => signUp(server)));
  await befriend(s.member, friend);
  await befriend(friend, partner);
  await s.member.put(`/users/${asked.id}/friend`);
  await s.member.put(`/users/${blocked.id}/block`);
  const dm = await openDm(s.member, friend);
  const group = await makeGroup(friend, "trio", s.member, partner);
  const saved = await openDm(s.member, s.member);
  const emoji = await s.owner.put(`/custom/emoji/${await s.owner.upload(png, "l.png", "emojis")}`, { name: "lamp", parent: { type: "Server", id: s.home._id } });
  await s.member.patch("/users/@me", { status: { text: "here" } });
  const atFriend = await Bonfire.login(friend);
  const seen = await Promise.all(both.map(async (format) => {
    const gateway = await Bonfire.login(s.member, { format });
    await gateway.close();
    return gateway.ready;
  }));
  assert.deepEqual(seen[0], seen[1], "both encodings tell the same");
  const [ready] = seen;
  const users = Object.fromEntries(ready.users.map((u) => [u._id, u]));
  assert.deepEqual(Object.keys(users).sort(), [s.member.id, friend.id, asked.id, blocked.id, partner.id].sort());
  const me = users[s.member.id];
  assert.equal(me.relationship, "User");
  assert.equal(me.online, true);
  assert.deepEqual(me.relations.map((r) => [r._id, r.status]).sort(), [[friend.id, "Friend"], [asked.id, "Outgoing"], [blocked.id, "Blocked"]].sort());
  assert.deepEqual([friend, asked, blocked, partner].map((p) => users[p.id].relationship), ["Friend", "Outgoing", "Blocked", "None"]);
  assert.equal(users[friend.id].online, true);
  assert.equal(users[partner.id].online, false);
  for (const other of [friend, asked, blocked, partner]) assert.equal(users[other.id].relations, undefined);
  assert.ok(!JSON.stringify(ready).includes("@example.org"), "no addresses");
  assert.deepEqual(ready.servers.map(id), [s.home._id]);
  assert.deepEqual(ready.channels.map(id).sort(), [dm._id, group._id, saved._id, s.general._id].sort(), "the hidden channel is not there");
  assert.deepEqual(ready.members.map((m) => m._id), [{ server: s.home._id, user: s.member.id }]);
  assert.deepEqual(ready.emojis, [emoji]);
  assert.deepEqual(ready.voice_states, []);
  assert.deepEqual(ready.policy_changes, [{ created_time: "2024-01-01T00:00:00.000Z", effective_time: "2024-02-01T00:00:00.000Z", description: "New terms.", url: "https://example.org/terms" }]);
  await s.member.post("/policy/acknowledge");
  const later = await Bonfire.login(s.member);
  assert.deepEqual(later.ready.policy_changes, []);
  assert.deepEqual(s.watch.at.bot.ready.policy_changes, []);
  const botReady = s.watch.at.bot.ready;
  assert.equal(botReady.users.find((u) => u._id === s.bot.id).relationship, "User");
  await Promise.all([later.close(), atFriend.close(), s.watch.close()]);
});

prove("Ready: chosen members, settings and unread channels", ["bonfire event Ready"], async () => {
  const s = await scene(server);
  await s.member.post("/sync/settings/set?timestamp=1712946343511", { theme: "dark", ordering: "[]" });
  const read = await s.owner.send(s.general._id, "read");
  await s.member.put(`/channels/${s.general._id}/ack/${read._id}`);
  const mention = await s.owner.send(s.general._id, `<@${s.member.id}>`);
  for (const format of both) {
    for (const one of members) {
      const gateway = await Bonfire.login(s.member, { format, query: `ready=${one}&ready=${one}` });
      assert.deepEqual(Object.keys(gateway.ready).sort(), ["type", one].sort());
      await gateway.close();
    }
    const nothing = await Bonfire.login(s.member, { format, query: "ready=nonsense" });
    assert.deepEqual(nothing.ready, { type: "Ready" });
    // Not shown is not unheard of.
    await s.owner.send(s.general._id, "hello");
    await nothing.expect("Message");
    await nothing.close();
    const personal = await Bonfire.login(s.member, { format, query: `ready=user_settings[theme]&ready=${encodeURIComponent("user_settings[none]")}&ready=channel_unreads` });
    assert.deepEqual(personal.ready.user_settings, { theme: [1712946343511, "dark"] });
    assert.deepEqual(personal.ready.channel_unreads, [{ _id: { channel: s.general._id, user: s.member.id }, last_id: read._id, mentions: [mention._id] }]);
    await personal.close();
  }
  await s.watch.close();
});

prove("Ping: a number and bytes come back as they went", ["bonfire client Ping", "bonfire event Pong"], async () => {
  const person = await signUp(server);
  for (const format of both) {
    const gateway = await Bonfire.login(person, { format });
    for (const data of [0, 1, 1717891200123, Number.MAX_SAFE_INTEGER, [7, 1, 255], []]) {
      gateway.send({ type: "Ping", data });
      assert.deepEqual(await gateway.expect("Pong"), { type: "Pong", data });
    }
    gateway.send({ type: "Ping", data: 5, responded: true, more: {} });
    assert.deepEqual((await gateway.expect("Pong")).data, 5);
    gateway.forget();
    for (const data of [-1, 1.5, "5", null, [256], [-1], [1.5], ["a"], {}, true]) gateway.send({ type: "Ping", data });
    gateway.send({ type: "Ping" });
    gateway.send({ type: "Pong", data: 5 });
    await gateway.ping();
    assert.deepEqual(gateway.frames, []);
    const pong = new Promise((resolve) => gateway.socket.once("pong", resolve));
    gateway.socket.ping("still there");
    assert.equal((await pong).toString(), "still there");
    await gateway.close();
    assert.equal(gateway.closed.code, 1000);
  }
});

prove("Pong of a client is taken and ignored", ["bonfire client Pong"], async () => {
  const gateway = await Bonfire.login(await signUp(server));
  gateway.forget();
  for (const message of [{ type: "Pong", data: 7 }, { type: "Pong" }]) gateway.send(message);
  await gateway.ping();
  assert.deepEqual(gateway.frames, []);
  await gateway.close();
});

prove("what is no message is ignored and leaves the connection open", [], async () => {
  const person = await signUp(server);
  for (const format of both) {
    const gateway = await Bonfire.login(person, { format });
    gateway.forget();
    for (const message of [[], 7, null, "x", {}, { type: 5 }, { type: "Nope" }, { type: "ping", data: 1 }, { type: "BeginTyping" }, { type: "EndTyping", channel: 5 },
      { type: "BeginTyping", channel: "01HZX3M4QK7T9V2B6C8D0E1F2G" }, { type: "Subscribe" }, { type: "Subscribe", server_id: 7 }, { type: "Ready" }]) gateway.send(message);
    gateway.socket.send(format === "json" ? "{" : Buffer.from([0xc1]));
    gateway.socket.send(format === "json" ? Buffer.from(encode({ type: "Ping", data: 1 })) : JSON.stringify({ type: "Ping", data: 1 }));
    await gateway.ping();
    assert.deepEqual(gateway.frames, []);
    await gateway.close();
  }
});

async function refusedLogin(options, error) {
  const gateway = await Bonfire.open(server, options);
  if (options.first) gateway.send(options.first);
  assert.deepEqual(await gateway.expect("Error"), { type: "Error", error, data: { type: error, location: gateway.frames[0].data.location } });
  assert.equal((await gateway.expectClose()).code, 1000);
  assert.deepEqual(gateway.frames.map((f) => f.type), ["Error"]);
}

prove("Error InvalidSession: a token that is none, and one whose session ended", ["bonfire event Error", "bonfire gateway error InvalidSession"], async () => {
  const person = await signUp(server);
  const second = await logIn(server, person.email, person.password);
  await second.post("/auth/session/logout");
  for (const format of both) {
    for (const token of ["nonsense", "", "x".repeat(64), second.token]) {
      await refusedLogin({ format, token }, "InvalidSession");
      await refusedLogin({ format, first: { type: "Authenticate", token } }, "InvalidSession");
    }
  }
});

prove("Error OnboardingNotFinished: an account without a name", ["bonfire event Error", "bonfire gateway error OnboardingNotFinished"], async () => {
  const person = await signIn(server);
  for (const format of both) {
    await refusedLogin({ format, token: person.token }, "OnboardingNotFinished");
    await refusedLogin({ format, first: { type: "Authenticate", token: person.token } }, "OnboardingNotFinished");
  }
  await person.post("/onboard/complete", { username: person.name });
  const gateway = await Bonfire.login(person);
  await gateway.close();
});

prove("Error AlreadyAuthenticated: the connection goes on", ["bonfire event Error", "bonfire gateway error AlreadyAuthenticated"], async () => {
  const person = await signUp(server);
  for (const format of both) {
    const gateway = await Bonfire.login(person, { format });
    gateway.forget();
    for (const token of [person.token, "nonsense"]) {
      gateway.send({ type: "Authenticate", token });
      assert.deepEqual(await gateway.expect("Error"), { type: "Error", error: "AlreadyAuthenticated", data: { type: "AlreadyAuthenticated", location: "gateway" } });
    }
    await person.post("/sync/settings/set", { still: "here" });
    await gateway.expect("UserSettingsUpdate", (f) => f.update.still?.[1] === "here");
    await gateway.close();
  }
});

prove("several connections of one person each get every event once", [], async () => {
  const person = await signUp(server);
  const second = await logIn(server, person.email, person.password);
  const gateways = [await Bonfire.login(person), await Bonfire.login(person), await Bonfire.login(person, { format: "msgpack" })];
  const other = await Bonfire.login(second);
  const own = await makeServer(person);
  await Promise.all([...gateways, other].map((g) => g.until("ServerCreate", () => g.seen("ServerCreate").length > 0)));
  await barrier(gateways);
  for (const gateway of [...gateways, other]) assert.deepEqual(gateway.seen("ServerCreate").map((f) => f.id), [own._id]);
  await Promise.all([...gateways, other].map((g) => g.close()));
});
