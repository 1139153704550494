// Every payload of the coverage table (protocol reference, section 8): triggered by its real action, checked at every kind of
// recipient and at somebody who must not get it.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { prove } from "./support/coverage.mjs";
import { Gateway, signUp } from "./support/eludris.mjs";
import { png } from "./support/images.mjs";
import { Server } from "./support/server.mjs";

let server;
before(async () => (server = await Server.start()));
after(() => server.remove());

let communities = 0;
/** A sphere with an owner, a member and a second connection of the member; an outsider is online too. */
async function scene() {
  const [owner, member, outsider] = await Promise.all([signUp(server), signUp(server), signUp(server)]);
  const sphere = await owner.post("/spheres", { slug: `scene-${++communities}`, type: "CHAT", name: "Scene" });
  await member.get(`/spheres/${sphere.slug}/join`);
  const s = { owner, member, outsider, sphere, channel: sphere.categories[0].channels[0] };
  s.at = {};
  s.at.owner = await Gateway.login(owner);
  s.at.member = await Gateway.login(member);
  s.at.member2 = await Gateway.login(member);
  s.at.outsider = await Gateway.login(outsider);
  await settle(s);
  return s;
}
const everyone = (s) => Object.values(s.at);
/** Everything sent before has arrived, and the next expectations start from here. */
async function settle(s) {
  await Promise.all(everyone(s).map((g) => g.fence()));
  for (const g of everyone(s)) {
    g.frames.length = 0;
    g.taken = 0;
  }
}
/** Exactly those connections got exactly one such frame, and nobody anything else but `also`. Gives the data each got. */
async function onlyGot(s, op, receivers, also = []) {
  await Promise.all(receivers.map((name) => s.at[name].arrived(op)));
  await Promise.all(everyone(s).map((g) => g.fence()));
  const data = {};
  for (const [name, g] of Object.entries(s.at)) {
    const ops = g.frames.map((f) => f.op).filter((o) => o !== "PONG" && !also.includes(o));
    assert.deepEqual(ops, receivers.includes(name) ? [op] : [], `${name} got ${ops.join(" ") || "nothing"} for ${op}`);
    if (receivers.includes(name)) data[name] = g.seen(op)[0];
  }
  await settle(s);
  return data;
}
const members = ["owner", "member", "member2"];
const done = (s) => Promise.all(everyone(s).map((g) => g.close()));

prove("hello, ping and log-in", ["payload HELLO", "payload PONG", "payload AUTHENTICATED", "client PING", "client AUTHENTICATE"], async () => {
  const person = await signUp(server);
  const sphere = await person.post("/spheres", { slug: `hello-${++communities}`, type: "HYBRID", description: "d" });
  const g = await Gateway.open(server);
  const hello = await g.expect("HELLO");
  assert.equal(hello.heartbeat_interval, 45000);
  assert.equal(hello.instance_info.rate_limits, undefined);
  assert.match(hello.instance_info.pandemonium_url, /^ws:\/\//);
  assert.equal(hello.rate_limit.limit > 0 && hello.rate_limit.reset_after > 0, true);
  g.send({ op: "PING" });
  await g.expect("PONG");
  g.send({ op: "PING", d: null });
  await g.expect("PONG");
  g.send({ op: "AUTHENTICATE", d: person.token });
  const { user, spheres } = await g.expect("AUTHENTICATED");
  assert.equal(user.email, person.email);
  assert.equal(user.verified, true);
  assert.deepEqual(user.status, { type: "ONLINE" });
  assert.equal(spheres.length, 1);
  assert.equal(spheres[0].id, sphere.id);
  assert.equal(spheres[0].description, "d");
  assert.equal(spheres[0].categories[0].id, sphere.id);
  assert.equal(spheres[0].categories[0].name, "uncategorised");
  assert.equal(spheres[0].channels.length, 1);
  assert.equal(spheres[0].members.length, 1);
  assert.equal(spheres[0].members[0].user.email, undefined);
  assert.equal(spheres[0].members[0].user.status.type, "ONLINE");
  await g.close();
});

prove("presence: first connection and last one, told to those who share a sphere", ["payload PRESENCE_UPDATE"], async () => {
  const s = await scene();
  const status = async (op) => s.at.owner.expect("PRESENCE_UPDATE", (d) => d.user_id === s.member.user.id);
  await s.at.member.close();
  delete s.at.member;
  await s.at.owner.fence();
  assert.deepEqual(s.at.owner.seen("PRESENCE_UPDATE"), [], "another connection is still open");
  await s.at.member2.close();
  delete s.at.member2;
  assert.deepEqual((await status()).status, { type: "OFFLINE" });
  await s.at.outsider.fence();
  assert.deepEqual(s.at.outsider.seen("PRESENCE_UPDATE"), []);
  s.at.member = await Gateway.login(s.member);
  assert.deepEqual((await status()).status, { type: "ONLINE" });
  assert.deepEqual((await s.at.member.expect("PRESENCE_UPDATE")).user_id, s.member.user.id);
  // Invisible people come and go unseen.
  await s.member.patch("/users/profile", { status_type: "OFFLINE", status: "hidden" });
  await s.at.owner.expect("USER_UPDATE", (d) => d.id === s.member.user.id && d.status.type === "OFFLINE" && d.status.text === undefined);
  await settle(s);
  await s.at.member.close();
  delete s.at.member;
  const quiet = await Gateway.login(s.member);
  await quiet.fence();
  await s.at.owner.fence();
  assert.deepEqual(s.at.owner.seen("PRESENCE_UPDATE"), []);
  await quiet.close();
  await done(s);
});

prove("user updates: self view at home, public view elsewhere", ["payload USER_UPDATE", "route PATCH /users", "route PATCH /users/profile"], async () => {
  const s = await scene();
  await s.member.patch("/users/profile", { display_name: "Otto the Otter", bio: "Paints.", status_type: "BUSY", status: "repainting" });
  let got = await onlyGot(s, "USER_UPDATE", members);
  for (const mine of [got.member, got.member2]) assert.equal(mine.email, s.member.email);
  assert.equal(got.owner.email, undefined);
  assert.equal(got.owner.verified, undefined);
  assert.deepEqual(got.owner.status, { type: "BUSY", text: "repainting" });
  assert.equal(got.owner.display_name, "Otto the Otter");
  const renamed = `renamed-${++communities}`;
  await s.member.patch("/users", { password: s.member.password, username: renamed });
  got = await onlyGot(s, "USER_UPDATE", members);
  assert.equal(got.owner.username, renamed);
  await done(s);
});

prove("messages: create, edit, delete", ["payload MESSAGE_CREATE", "payload MESSAGE_UPDATE", "payload MESSAGE_DELETE",
  "route POST /channels/{id}/messages", "route PATCH /channels/{id}/messages/{id}", "route DELETE /channels/{id}/messages/{id}"], async () => {
  const s = await scene();
  const messages = `/channels/${s.channel.id}/messages`;
  const sent = await s.member.post(messages, { content: "  The lens is clean again.  " });
  let got = await onlyGot(s, "MESSAGE_CREATE", members);
  for (const name of members) assert.deepEqual(got[name], sent);
  assert.equal(sent.content, "The lens is clean again.");
  assert.equal(sent.channel.category_id, s.sphere.id);
  assert.deepEqual(sent.reactions, []);
  const reply = await s.owner.post(messages, { content: "Thanks", reference: sent.id, _disguise: { name: "Keeper", avatar: null } });
  got = await onlyGot(s, "MESSAGE_CREATE", members);
  assert.deepEqual(got.member, reply);
  assert.equal(reply.reference.id, sent.id);
  assert.deepEqual(reply._disguise, { name: "Keeper", avatar: null });
  await s.member.patch(`${messages}/${sent.id}`, { content: " finally " });
  got = await onlyGot(s, "MESSAGE_UPDATE", members);
  assert.deepEqual(got.owner, { channel_id: s.channel.id, message_id: sent.id, data: { content: "finally" } });
  await s.owner.delete(`${messages}/${sent.id}`);
  got = await onlyGot(s, "MESSAGE_DELETE", members);
  assert.deepEqual(got.member2, { channel_id: s.channel.id, message_id: sent.id });
  await done(s);
});

prove("a message with an attachment reaches everybody", ["payload MESSAGE_CREATE"], async () => {
  const s = await scene();
  const file = await s.member.upload(Buffer.from("tide chart"), "chart.txt");
  const sent = await s.member.post(`/channels/${s.channel.id}/messages`, { attachments: [{ file_id: file.id, description: "tides" }], embeds: [{ content: "c", color: 7 }] });
  const got = await onlyGot(s, "MESSAGE_CREATE", members);
  assert.deepEqual(got.owner, sent);
  assert.equal(sent.content, null);
  assert.deepEqual(sent.attachments, [{ file, description: "tides" }]);
  assert.deepEqual(sent.embeds, [{ type: "CUSTOM", content: "c", color: 7 }]);
  await done(s);
});

prove("reactions: add, remove, clear", ["payload MESSAGE_REACT", "payload MESSAGE_REACTION_DELETE", "payload MESSAGE_REACTION_CLEAR",
  "route POST /channels/{id}/messages/{id}/reactions", "route DELETE /channels/{id}/messages/{id}/reactions",
  "route DELETE /channels/{id}/messages/{id}/reactions/clear"], async () => {
  const s = await scene();
  const { id } = await s.owner.post(`/channels/${s.channel.id}/messages`, { content: "react" });
  await onlyGot(s, "MESSAGE_CREATE", members);
  const reactions = `/channels/${s.channel.id}/messages/${id}/reactions`;
  const emoji = { type: "UNICODE", emoji: "🎉" };
  const shown = await s.member.post(reactions, emoji);
  assert.deepEqual(shown.reactions, [{ emoji, user_ids: [s.member.user.id] }]);
  const whole = { channel_id: s.channel.id, message_id: id, user_id: s.member.user.id, emoji };
  let got = await onlyGot(s, "MESSAGE_REACT", members);
  assert.deepEqual(got.owner, whole);
  await s.member.delete(reactions, emoji);
  got = await onlyGot(s, "MESSAGE_REACTION_DELETE", members);
  assert.deepEqual(got.owner, whole);
  await s.member.post(reactions, emoji);
  await onlyGot(s, "MESSAGE_REACT", members);
  await s.owner.delete(`${reactions}/clear`);
  got = await onlyGot(s, "MESSAGE_REACTION_CLEAR", members);
  assert.deepEqual(got.member, { channel_id: s.channel.id, message_id: id });
  await done(s);
});

prove("joining, leaving and being removed", ["payload SPHERE_JOIN", "payload SPHERE_LEAVE", "payload SPHERE_MEMBER_JOIN", "payload SPHERE_MEMBER_LEAVE",
  "route POST /spheres", "route GET /spheres/{sphere}/join", "route DELETE /spheres/{sphere}/members/{user}"], async () => {
  const s = await scene();
  const own = await s.outsider.post("/spheres", { slug: `own-${++communities}`, type: "FORUM" });
  let got = await onlyGot(s, "SPHERE_JOIN", ["outsider"]);
  assert.equal(got.outsider.id, own.id);
  assert.equal(got.outsider.members[0].user.id, s.outsider.user.id);

  const joined = await s.outsider.get(`/spheres/${s.sphere.slug}/join`);
  await s.at.outsider.arrived("SPHERE_JOIN");
  await Promise.all(everyone(s).map((g) => g.fence()));
  assert.equal(joined.members.length, 3);
  const welcome = s.at.outsider.seen("SPHERE_JOIN")[0];
  assert.equal(welcome.id, s.sphere.id);
  assert.equal(welcome.members.length, 3);
  assert.deepEqual(s.at.outsider.seen("SPHERE_MEMBER_JOIN"), []);
  for (const name of members) {
    assert.deepEqual(s.at[name].seen("SPHERE_JOIN"), []);
    const told = s.at[name].seen("SPHERE_MEMBER_JOIN")[0];
    assert.equal(told.user.id, s.outsider.user.id);
    assert.equal(told.user.email, undefined);
    assert.equal(told.sphere_id, s.sphere.id);
  }
  await settle(s);
  await s.outsider.post(`/channels/${s.channel.id}/messages`, { content: "hello" });
  await onlyGot(s, "MESSAGE_CREATE", [...members, "outsider"]);

  await s.owner.delete(`/spheres/${s.sphere.id}/members/${s.outsider.user.id}`);
  await Promise.all(everyone(s).map((g) => g.fence()));
  assert.deepEqual(s.at.outsider.seen("SPHERE_LEAVE"), [{ sphere_id: s.sphere.id }]);
  assert.deepEqual(s.at.outsider.seen("SPHERE_MEMBER_LEAVE"), []);
  assert.deepEqual(s.at.member.seen("SPHERE_MEMBER_LEAVE"), [{ user_id: s.outsider.user.id, sphere_id: s.sphere.id }]);
  await settle(s);
  await s.owner.post(`/channels/${s.channel.id}/messages`, { content: "gone" });
  await onlyGot(s, "MESSAGE_CREATE", members);
  await done(s);
});

prove("sphere and member edits", ["payload SPHERE_UPDATE", "payload SPHERE_MEMBER_UPDATE", "route PATCH /spheres/{sphere}",
  "route PATCH /spheres/{sphere}/members/{user}"], async () => {
  const s = await scene();
  await s.owner.patch(`/spheres/${s.sphere.slug}`, { name: "Lamp Keepers", description: null });
  let got = await onlyGot(s, "SPHERE_UPDATE", members);
  assert.deepEqual(got.member, { data: { name: "Lamp Keepers", type: null, description: null }, sphere_id: s.sphere.id });
  await s.member.patch(`/spheres/${s.sphere.id}/members/@me`, { nickname: "Otter", sphere_bio: null });
  got = await onlyGot(s, "SPHERE_MEMBER_UPDATE", members);
  assert.deepEqual(got.owner, { data: { nickname: "Otter", sphere_bio: null }, user_id: s.member.user.id, sphere_id: s.sphere.id });
  await done(s);
});

prove("categories: create, edit, delete", ["payload CATEGORY_CREATE", "payload CATEGORY_UPDATE", "payload CATEGORY_DELETE",
  "route POST /spheres/{id}/categories", "route PATCH /spheres/{id}/categories/{id}", "route DELETE /spheres/{id}/categories/{id}"], async () => {
  const s = await scene();
  const base = `/spheres/${s.sphere.id}/categories`;
  const made = await s.owner.post(base, { name: "workshop" });
  let got = await onlyGot(s, "CATEGORY_CREATE", members);
  assert.deepEqual(got.member, { category: made, sphere_id: s.sphere.id });
  assert.deepEqual(made, { id: made.id, name: "workshop", position: 1, channels: [] });
  await s.owner.patch(`${base}/${made.id}`, { name: "tool shed" });
  got = await onlyGot(s, "CATEGORY_UPDATE", members);
  assert.deepEqual(got.member, { data: { name: "tool shed", position: null }, category_id: made.id, sphere_id: s.sphere.id });
  await s.owner.delete(`${base}/${made.id}`);
  got = await onlyGot(s, "CATEGORY_DELETE", members);
  assert.deepEqual(got.member, { category_id: made.id, sphere_id: s.sphere.id });
  await done(s);
});

prove("channels: create, edit, delete", ["payload SPHERE_CHANNEL_CREATE", "payload SPHERE_CHANNEL_UPDATE", "payload SPHERE_CHANNEL_DELETE",
  "route POST /spheres/{id}/channels", "route PATCH /spheres/{id}/channels/{id}", "route DELETE /spheres/{id}/channels/{id}"], async () => {
  const s = await scene();
  const base = `/spheres/${s.sphere.id}/channels`;
  const made = await s.owner.post(base, { name: "paint", type: "TEXT", topic: "colours only" });
  let got = await onlyGot(s, "SPHERE_CHANNEL_CREATE", members);
  assert.deepEqual(got.member, { channel: made, sphere_id: s.sphere.id });
  assert.equal(made.position, 1);
  await s.owner.patch(`${base}/${made.id}`, { topic: "", position: 0 });
  got = await onlyGot(s, "SPHERE_CHANNEL_UPDATE", members);
  assert.deepEqual(got.member, { data: { topic: null, position: 0 }, channel_id: made.id, sphere_id: s.sphere.id });
  await s.owner.delete(`${base}/${made.id}`);
  got = await onlyGot(s, "SPHERE_CHANNEL_DELETE", members);
  assert.deepEqual(got.member, { channel_id: made.id, sphere_id: s.sphere.id });
  await done(s);
});

prove("emojis: create, rename, delete, and reactions with them", ["payload EMOJI_CREATE", "payload EMOJI_UPDATE", "payload EMOJI_DELETE",
  "route POST /spheres/{sphere}/emojis", "route PATCH /emojis/{id}", "route DELETE /emojis/{id}", "route GET /emojis/{id}"], async () => {
  const s = await scene();
  const file = await s.member.upload(png, "lamp.png", "emojis");
  const made = await s.member.post(`/spheres/${s.sphere.slug}/emojis`, { file_id: file.id, name: "lamp" });
  let got = await onlyGot(s, "EMOJI_CREATE", members);
  assert.deepEqual(got.owner, { sphere_id: s.sphere.id, emoji: made });
  const renamed = await s.owner.patch(`/emojis/${made.id}`, { name: "lantern" });
  assert.equal(renamed.name, "lantern");
  got = await onlyGot(s, "EMOJI_UPDATE", members);
  assert.deepEqual(got.member, { sphere_id: s.sphere.id, emoji_id: made.id, data: { name: "lantern" } });
  const { id } = await s.owner.post(`/channels/${s.channel.id}/messages`, { content: "x" });
  await onlyGot(s, "MESSAGE_CREATE", members);
  await s.member.post(`/channels/${s.channel.id}/messages/${id}/reactions`, { type: "CUSTOM", emoji: made.id });
  got = await onlyGot(s, "MESSAGE_REACT", members);
  assert.deepEqual(got.owner.emoji, { type: "CUSTOM", emoji: renamed });
  assert.deepEqual(await s.outsider.get(`/emojis/${made.id}`), renamed);
  await s.owner.delete(`/emojis/${made.id}`);
  got = await onlyGot(s, "EMOJI_DELETE", members);
  assert.deepEqual(got.member, { sphere_id: s.sphere.id, emoji_id: made.id });
  const after = await s.member.get(`/channels/${s.channel.id}/messages/${id}`);
  assert.deepEqual(after.reactions, [], "reactions made with it are gone");
  await done(s);
});

prove("deleting an account: its connections close, the others are told", ["route DELETE /users"], async () => {
  const s = await scene();
  const { id } = await s.member.post(`/channels/${s.channel.id}/messages`, { content: "my last words" });
  await onlyGot(s, "MESSAGE_CREATE", members);
  await s.member.delete("/users", { password: s.member.password });
  assert.equal((await s.at.member.expectClose()).code, 1011);
  assert.equal((await s.at.member2.expectClose()).reason, "Invalid credentials");
  const told = await s.at.owner.expect("SPHERE_MEMBER_LEAVE");
  assert.deepEqual(told, { user_id: s.member.user.id, sphere_id: s.sphere.id });
  const history = await s.owner.get(`/channels/${s.channel.id}/messages`);
  const last = history.find((m) => m.id === id);
  assert.equal(last.author.id, 1);
  assert.equal(last.author.username, "deleted-user");
  const again = await s.owner.raw("GET", `/users/${s.member.user.id}`);
  assert.equal(again.response.status, 404);
  delete s.at.member;
  delete s.at.member2;
  await done(s);
});

prove("ending a log-in closes its connections and no others", ["route DELETE /sessions/{id}"], async () => {
  const person = await signUp(server);
  const second = await person.post("/sessions", { identifier: person.email, password: person.password, platform: "Test", client: "Two" });
  const first = await Gateway.login(person);
  const other = await Gateway.login(Object.assign(Object.create(person), { token: second.token }));
  await person.delete(`/sessions/${second.session.id}`, { password: person.password });
  assert.deepEqual(await other.expectClose(), { code: 1011, reason: "Invalid credentials" });
  await first.fence();
  await first.close();
});

prove("a client that never authenticates hears nothing but its own", [], async () => {
  const s = await scene();
  const silent = await Gateway.open(server);
  await silent.expect("HELLO");
  await s.owner.post(`/channels/${s.channel.id}/messages`, { content: "not for you" });
  await silent.fence();
  assert.deepEqual(silent.frames.map((f) => f.op).filter((op) => op !== "PONG"), ["HELLO"]);
  await silent.close();
  await done(s);
});

prove("invalid input is ignored and leaves the connection open", [], async () => {
  const person = await signUp(server);
  const g = await Gateway.open(server);
  await g.expect("HELLO");
  for (const text of ["not json", "[]", "17", "{}", '{"op":"NOPE"}', '{"op":"ping"}', '{"op":"AUTHENTICATE"}', '{"op":"AUTHENTICATE","d":5}', '{"d":{}}']) g.send(text);
  g.socket.send(Buffer.from([1, 2, 3]));
  await g.fence();
  g.send({ op: "AUTHENTICATE", d: person.token, extra: 1 });
  await g.expect("AUTHENTICATED");
  g.send({ op: "AUTHENTICATE", d: "nonsense" });
  await g.fence();
  assert.equal(g.closed, null);
  await g.close();
});

prove("a bad token closes with the protocol's words", ["error Invalid credentials"], async () => {
  const g = await Gateway.open(server);
  await g.expect("HELLO");
  g.send({ op: "AUTHENTICATE", d: "nonsense" });
  assert.deepEqual(await g.expectClose(), { code: 1011, reason: "Invalid credentials" });
});

prove("the address bucket: warned once, then closed", ["payload RATE_LIMIT", "error Client got ratelimited"], async () => {
  const limited = await Server.start({ config: "[pandemonium]\n[pandemonium.rate_limit]\nlimit = 5\nreset_after = 600\n" });
  try {
    const g = await Gateway.open(limited);
    await g.expect("HELLO");
    for (let i = 0; i < 4; ++i) {
      g.send({ op: "PING" });
      await g.expect("PONG");
    }
    g.send({ op: "PING" });
    const { wait } = await g.expect("RATE_LIMIT");
    assert.ok(wait > 0 && wait <= 600000);
    await g.expect("PONG"); // the message that exceeded is still processed
    const second = await Gateway.open(limited); // the same address: full from the start
    await second.expect("RATE_LIMIT");
    await second.expect("HELLO");
    second.send({ op: "PING" });
    assert.deepEqual(await second.expectClose(), { code: 1011, reason: "Client got ratelimited" });
    g.send({ op: "PING" });
    assert.deepEqual(await g.expectClose(), { code: 1011, reason: "Client got ratelimited" });
  } finally {
    await limited.remove();
  }
});
