// One community, two protocols: what people of Eludris (Pandemonium) do in it arrives at people of Revolt (Bonfire) in their form,
// and the other way round; accounts work on both sides, and hidden channels stay hidden on both.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { Bonfire, barrier } from "./support/bonfire.mjs";
import { hide, show } from "./support/bonfire_scene.mjs";
import { prove } from "./support/coverage.mjs";
import { addBot, befriend, giveRoles, join, logIn, makeBot, makeChannel, makeGroup, makeRole, may, openDm, signIn, signUp as signUpThere, startDelta } from "./support/delta.mjs";
import "./support/delta_routes.mjs";
import { Gateway, Rest, signUp as signUpHere } from "./support/eludris.mjs";
import { png } from "./support/images.mjs";

let server;
before(async () => (server = await startDelta()));
after(() => server.remove());

// --- ids: a number on one side, a ULID on the other; both ends of the same value ------------------------------------------

/** What everybody of the one side is called on the other: by their names, which both sides show. */
const sphereOf = (gateway, id) => gateway.snapshot.spheres.find((s) => s.id === id);

let communities = 0;
/**
 * A sphere that an Eludris user made, with one member of that kind; a Revolt user came by an invite that the owner made with the
 * same account over there. Everybody is at their gateways.
 */
async function shared() {
  const slug = `shared-${++communities}`;
  const [owner, eludris] = [await signUpHere(server), await signUpHere(server)];
  const revolt = await signUpThere(server);
  const sphere = await owner.post("/spheres", { slug, type: "CHAT", name: "Shared", description: "for all" });
  await eludris.get(`/spheres/${slug}/join`);
  const ownerThere = Object.assign(await logIn(server, owner.email, owner.password), { id: null });
  const [home] = await serversOf(ownerThere);
  assert.equal(home.name, "Shared");
  const invite = await ownerThere.post(`/channels/${home.channels[0]}/invites`);
  await revolt.post(`/invites/${invite._id}`);
  const s = { slug, sphere, owner, eludris, revolt, ownerThere, home, channel: sphere.categories[0].channels[0], general: home.channels[0] };
  s.here = await Gateway.login(eludris);
  s.there = await Bonfire.login(revolt);
  s.packed = await Bonfire.login(revolt, { format: "msgpack" });
  s.strangerHere = await Gateway.login(await signUpHere(server));
  s.strangerThere = await Bonfire.login(await signUpThere(server));
  await settle(s);
  return s;
}
async function serversOf(person) {
  const gateway = await Bonfire.login(person);
  await gateway.close();
  return gateway.ready.servers;
}
const eludrisGateways = (s) => [s.here, s.strangerHere];
const revoltGateways = (s) => [s.there, s.packed, s.strangerThere];
async function settle(s) {
  await barrier(revoltGateways(s));
  await Promise.all(eludrisGateways(s).map((g) => g.fence()));
  for (const g of revoltGateways(s)) g.forget();
  for (const g of eludrisGateways(s)) g.frames.length = g.taken = 0;
}
/** Waits for `op` at the Eludris member and `type` at both connections of the Revolt member; strangers got nothing at all. */
async function both(s, op, type, { last = false } = {}) {
  if (op) await s.here.arrived(op);
  if (type) for (const g of [s.there, s.packed]) await g.until(type, () => g.seen(type).length > 0);
  await barrier(revoltGateways(s));
  await Promise.all(eludrisGateways(s).map((g) => g.fence()));
  assert.deepEqual(s.strangerHere.frames.filter((f) => f.op !== "PONG"), []);
  assert.deepEqual(s.strangerThere.frames, []);
  assert.deepEqual(s.there.frames, s.packed.frames);
  const pick = (list) => (last ? list.at(-1) : list[0]);
  const got = { d: op ? pick(s.here.seen(op)) : undefined, event: type ? pick(s.there.seen(type)) : undefined, ops: s.here.frames.map((f) => f.op).filter((o) => o !== "PONG"), types: s.there.frames.map((f) => f.type) };
  await settle(s);
  return got;
}
const done = (s) => Promise.all([...eludrisGateways(s), ...revoltGateways(s)].map((g) => g.close()));

prove("an account made on one side logs in on the other", ["promise: two protocols, accounts"], async () => {
  const here = await signUpHere(server);
  const there = await logIn(server, here.email, here.password);
  const me = await there.get("/users/@me");
  assert.equal(me.username, here.username);
  assert.deepEqual(await there.get("/onboard/hello"), { onboarding: false });
  const gateway = await Bonfire.login(there);
  assert.equal(gateway.ready.users.find((u) => u.relationship === "User")._id, me._id);
  await gateway.close();
  // The other way round: whoever has no name yet is not let in, and afterwards is known by it.
  const nameless = await signIn(server);
  const login = { identifier: nameless.email, password: nameless.password, platform: "test", client: "e2e" };
  const early = await new Rest(server).raw("POST", "/sessions", login);
  assert.ok(early.response.status >= 400 && early.response.status < 500, `${early.response.status}`);
  const person = await signUpThere(server);
  const { token } = await new Rest(server).post("/sessions", { ...login, identifier: person.email, password: person.password });
  const self = await new Rest(server, token).get("/users/@me");
  assert.equal(self.email, person.email);
  const eludris = await Gateway.login(Object.assign(new Rest(server, token), { token }));
  assert.equal(eludris.snapshot.user.id, self.id);
  await eludris.close();
  // A log-in of one side is one of the other's list too, and ends there.
  const session = (await person.get("/auth/session/all")).find((one) => one._id !== person.session._id);
  await person.delete(`/auth/session/${session._id}`);
  assert.equal((await new Rest(server, token).raw("GET", "/users/@me")).response.status, 401);
});

prove("one community as each side shows it", ["promise: two protocols, snapshot"], async () => {
  const s = await shared();
  const home = (await serversOf(s.revolt)).find((one) => one._id === s.home._id);
  assert.equal(home.name, "Shared");
  assert.equal(home.description, "for all");
  assert.equal(home.channels.length, 1);
  const { members, users } = await s.revolt.get(`/servers/${s.home._id}/members`);
  assert.equal(members.length, 3);
  assert.deepEqual(users.map((u) => u.username).sort(), [s.owner.username, s.eludris.username, s.revolt.user.username].sort());
  const seen = await s.eludris.get(`/spheres/${s.slug}`);
  assert.equal(seen.members.length, 3);
  assert.ok(seen.members.some((m) => m.user.display_name === s.revolt.user.username || m.user.username.startsWith(s.revolt.user.username.toLowerCase()) || m.user.username.length > 0));
  assert.ok(!JSON.stringify(seen).includes("@example.org"));
  await done(s);
});

prove("messages: sent, edited, answered, deleted on either side", ["promise: two protocols, messages"], async () => {
  const s = await shared();
  const list = `/channels/${s.channel.id}/messages`;
  // Eludris speaks.
  const sent = await s.eludris.post(list, { content: "The lens is clean again." });
  let got = await both(s, "MESSAGE_CREATE", "Message");
  assert.deepEqual(got.d, sent);
  assert.equal(got.event.content, "The lens is clean again.");
  assert.equal(got.event.channel, s.general);
  assert.equal(got.event.user.username, s.eludris.username);
  const theirs = got.event._id;
  await s.eludris.patch(`${list}/${sent.id}`, { content: "finally" });
  got = await both(s, "MESSAGE_UPDATE", "MessageUpdate");
  assert.deepEqual(got.d.data, { content: "finally" });
  assert.equal(got.event.id, theirs);
  assert.equal(got.event.data.content, "finally");
  // Revolt answers.
  const answer = await s.revolt.send(s.general, "Thanks!", { replies: [{ id: theirs, mention: false }] });
  got = await both(s, "MESSAGE_CREATE", "Message");
  assert.equal(got.d.content, "Thanks!");
  assert.equal(got.d.channel.id, s.channel.id);
  assert.equal(got.d.reference.id, sent.id);
  assert.equal(got.event._id, answer._id);
  const ours = got.d.id;
  await s.revolt.patch(`/channels/${s.general}/messages/${answer._id}`, { content: "Many thanks!" });
  got = await both(s, "MESSAGE_UPDATE", "MessageUpdate");
  assert.deepEqual(got.d, { channel_id: s.channel.id, message_id: ours, data: { content: "Many thanks!" } });
  // Both histories are the same.
  assert.deepEqual((await s.eludris.get(list)).map((m) => m.content), ["finally", "Many thanks!"]);
  assert.deepEqual((await s.revolt.get(`/channels/${s.general}/messages?sort=Oldest`)).map((m) => m.content), ["finally", "Many thanks!"]);
  // Each side deletes what the other wrote, the owner having the right to.
  await s.owner.delete(`${list}/${ours}`);
  got = await both(s, "MESSAGE_DELETE", "MessageDelete");
  assert.equal(got.event.id, answer._id);
  await s.ownerThere.delete(`/channels/${s.general}/messages/${theirs}`);
  got = await both(s, "MESSAGE_DELETE", "MessageDelete");
  assert.equal(got.d.message_id, sent.id);
  // Several at once are single ones for who knows no more.
  const more = [await s.revolt.send(s.general, "1"), await s.revolt.send(s.general, "2")];
  await settle(s);
  await s.ownerThere.delete(`/channels/${s.general}/messages/bulk`, { ids: more.map((m) => m._id) });
  got = await both(s, "MESSAGE_DELETE", "BulkMessageDelete");
  assert.deepEqual(got.ops, ["MESSAGE_DELETE", "MESSAGE_DELETE"]);
  await done(s);
});

prove("messages with files and embeds", ["promise: two protocols, files"], async () => {
  const s = await shared();
  const list = `/channels/${s.channel.id}/messages`;
  const file = await s.eludris.upload(png, "lamp.png");
  await s.eludris.post(list, { attachments: [{ file_id: file.id, description: "a lamp" }] });
  let got = await both(s, "MESSAGE_CREATE", "Message");
  assert.equal(got.event.attachments[0].filename, "lamp.png");
  assert.deepEqual((await s.revolt.download("attachments", got.event.attachments[0]._id)).bytes, png);
  const id = await s.revolt.upload(png, "boat.png");
  await s.revolt.post(`/channels/${s.general}/messages`, { attachments: [id], embeds: [{ title: "Tides", description: "High at noon" }] });
  got = await both(s, "MESSAGE_CREATE", "Message");
  assert.equal(got.d.attachments[0].file.name, "boat.png");
  const { bytes } = await s.eludris.raw("GET", `/effis/attachments/${got.d.attachments[0].file.id}`);
  assert.deepEqual(bytes, png);
  assert.equal(got.d.embeds[0].type, "CUSTOM");
  await done(s);
});

prove("reactions and emojis", ["promise: two protocols, reactions", "promise: two protocols, emojis"], async () => {
  const s = await shared();
  const list = `/channels/${s.channel.id}/messages`;
  const { id } = await s.owner.post(list, { content: "react" });
  const theirs = (await both(s, "MESSAGE_CREATE", "Message")).event._id;
  const there = `/channels/${s.general}/messages/${theirs}/reactions`;
  await s.eludris.post(`${list}/${id}/reactions`, { type: "UNICODE", emoji: "🎉" });
  let got = await both(s, "MESSAGE_REACT", "MessageReact");
  assert.equal(got.event.emoji_id, "🎉");
  assert.equal(got.event.id, theirs);
  await s.revolt.put(`${there}/${encodeURIComponent("🎉")}`);
  got = await both(s, "MESSAGE_REACT", "MessageReact");
  assert.deepEqual(got.d.emoji, { type: "UNICODE", emoji: "🎉" });
  assert.equal(got.d.message_id, id);
  assert.equal((await s.eludris.get(`${list}/${id}`)).reactions[0].user_ids.length, 2);
  await s.revolt.delete(`${there}/${encodeURIComponent("🎉")}`);
  got = await both(s, "MESSAGE_REACTION_DELETE", "MessageUnreact");
  assert.equal(got.event.user_id, s.revolt.id);

  // Emojis of both sides.
  const file = await s.owner.upload(png, "lamp.png", "emojis");
  const made = await s.owner.post(`/spheres/${s.slug}/emojis`, { file_id: file.id, name: "lamp" });
  got = await both(s, "EMOJI_CREATE", "EmojiCreate");
  assert.equal(got.event.name, "lamp");
  assert.deepEqual(got.event.parent, { type: "Server", id: s.home._id });
  const lamp = got.event._id;
  await s.revolt.put(`${there}/${lamp}`);
  got = await both(s, "MESSAGE_REACT", "MessageReact");
  assert.equal(got.d.emoji.type, "CUSTOM");
  assert.equal(got.d.emoji.emoji.id, made.id);
  const second = await s.ownerThere.put(`/custom/emoji/${await s.ownerThere.upload(png, "boat.png", "emojis")}`, { name: "boat", parent: { type: "Server", id: s.home._id } });
  got = await both(s, "EMOJI_CREATE", "EmojiCreate");
  assert.equal(got.d.emoji.name, "boat");
  const boat = got.d.emoji.id;
  await s.eludris.post(`${list}/${id}/reactions`, { type: "CUSTOM", emoji: boat });
  got = await both(s, "MESSAGE_REACT", "MessageReact");
  assert.equal(got.event.emoji_id, second._id);
  await s.ownerThere.patch(`/custom/emoji/${lamp}`, { name: "lantern" });
  got = await both(s, "EMOJI_UPDATE", "EmojiUpdate");
  assert.deepEqual(got.d.data, { name: "lantern" });
  await s.owner.delete(`/emojis/${boat}`);
  got = await both(s, "EMOJI_DELETE", "EmojiDelete");
  assert.equal(got.event.id, second._id);
  await s.ownerThere.delete(`${there}/${lamp}?remove_all=true`);
  got = await both(s, null, "MessageRemoveReaction");
  assert.equal(got.event.emoji_id, lamp);
  assert.deepEqual((await s.eludris.get(`${list}/${id}`)).reactions.filter((r) => r.emoji.type === "CUSTOM"), []);
  await s.eludris.post(`${list}/${id}/reactions`, { type: "UNICODE", emoji: "👀" });
  await settle(s);
  await s.ownerThere.delete(there);
  got = await both(s, "MESSAGE_REACTION_CLEAR", "MessageUpdate");
  assert.deepEqual(got.event.data, { reactions: {} });
  await done(s);
});

prove("the community: edited, its members, its channels, its categories", ["promise: two protocols, community"], async () => {
  const s = await shared();
  const at = `/spheres/${s.slug}`;
  await s.owner.patch(at, { name: "Keepers", description: null });
  let got = await both(s, "SPHERE_UPDATE", "ServerUpdate");
  assert.deepEqual(got.event, { type: "ServerUpdate", id: s.home._id, data: { name: "Keepers" }, clear: ["Description"] });
  await s.ownerThere.patch(`/servers/${s.home._id}`, { name: "Otters", description: "all of them" });
  got = await both(s, "SPHERE_UPDATE", "ServerUpdate");
  assert.equal(got.d.data.name, "Otters");
  assert.equal(got.d.data.description, "all of them");

  await s.eludris.patch(`${at}/members/@me`, { nickname: "bee" });
  got = await both(s, "SPHERE_MEMBER_UPDATE", "ServerMemberUpdate");
  assert.deepEqual(got.event.data, { nickname: "bee" });
  await s.revolt.patch(`/servers/${s.home._id}/members/${s.revolt.id}`, { nickname: "wasp" });
  got = await both(s, "SPHERE_MEMBER_UPDATE", "ServerMemberUpdate");
  assert.deepEqual(got.d.data, { nickname: "wasp" });

  const made = await s.owner.post(`/spheres/${s.sphere.id}/channels`, { name: "paint", type: "TEXT", topic: "colours" });
  got = await both(s, "SPHERE_CHANNEL_CREATE", "ChannelCreate");
  assert.equal(got.event.name, "paint");
  assert.equal(got.event.description, "colours");
  const paint = got.event._id;
  await s.ownerThere.patch(`/channels/${paint}`, { name: "painting", remove: ["Description"] });
  got = await both(s, "SPHERE_CHANNEL_UPDATE", "ChannelUpdate");
  assert.deepEqual(got.d.data, { name: "painting", topic: null });
  assert.equal(got.d.channel_id, made.id);
  const theirs = await makeChannel(s.ownerThere, s.home, "boats");
  got = await both(s, "SPHERE_CHANNEL_CREATE", "ChannelCreate");
  assert.equal(got.d.channel.name, "boats");
  const boats = got.d.channel.id;

  // Categories of both sides: a list in one place there, objects of their own here.
  const category = await s.owner.post(`/spheres/${s.sphere.id}/categories`, { name: "workshop" });
  got = await both(s, "CATEGORY_CREATE", "ServerUpdate", { last: true });
  assert.ok(got.event.data.categories.some((c) => c.title === "workshop"));
  await s.owner.patch(`/spheres/${s.sphere.id}/channels/${boats}`, { category_id: category.id, position: 0 });
  got = await both(s, "SPHERE_CHANNEL_UPDATE", "ServerUpdate", { last: true });
  assert.deepEqual(got.event.data.categories.find((c) => c.title === "workshop").channels, [theirs._id]);
  await s.ownerThere.patch(`/servers/${s.home._id}`, { categories: [{ id: "new", title: "shed", channels: [paint] }] });
  await s.here.arrived("CATEGORY_CREATE");
  await settle(s);
  const sphere = await s.eludris.get(at);
  assert.deepEqual(sphere.categories.map((c) => [c.name, c.channels.map((x) => x.name).sort()]), [["uncategorised", ["boats", s.channel.name].sort()], ["shed", ["painting"]]]);

  await s.ownerThere.delete(`/channels/${theirs._id}`);
  got = await both(s, "SPHERE_CHANNEL_DELETE", "ChannelDelete");
  assert.equal(got.d.channel_id, boats);
  await s.owner.delete(`/spheres/${s.sphere.id}/channels/${made.id}`);
  got = await both(s, "SPHERE_CHANNEL_DELETE", "ChannelDelete");
  assert.equal(got.event.id, paint);
  await done(s);
});

prove("people: coming, going, being removed, and what they say of themselves", ["promise: two protocols, people"], async () => {
  const s = await shared();
  const visitor = await signUpThere(server);
  const invite = await s.ownerThere.post(`/channels/${s.general}/invites`);
  await visitor.post(`/invites/${invite._id}`);
  let got = await both(s, "SPHERE_MEMBER_JOIN", "ServerMemberJoin");
  assert.equal(got.event.user, visitor.id);
  const id = got.d.user.id;
  await s.owner.delete(`/spheres/${s.sphere.id}/members/${id}`);
  got = await both(s, "SPHERE_MEMBER_LEAVE", "ServerMemberLeave");
  assert.equal(got.event.user, visitor.id);
  assert.equal(got.event.reason, "Kick");
  const guest = await signUpHere(server);
  await guest.get(`/spheres/${s.slug}/join`);
  got = await both(s, "SPHERE_MEMBER_JOIN", "ServerMemberJoin");
  const theirs = got.event.user;
  assert.equal((await s.revolt.get(`/users/${theirs}`)).username, guest.username);
  await s.ownerThere.put(`/servers/${s.home._id}/bans/${theirs}`, {});
  got = await both(s, "SPHERE_MEMBER_LEAVE", "ServerMemberLeave");
  assert.equal(got.d.user_id, guest.user.id);
  assert.equal((await guest.raw("GET", `/spheres/${s.slug}/join`)).response.status, 403);

  // Profiles: here every member is told, there whoever asked for it.
  for (const g of [s.there, s.packed]) g.send({ type: "Subscribe", server_id: s.home._id });
  await settle(s);
  await s.eludris.patch("/users/profile", { display_name: "Otto the Otter", status: "painting", status_type: "BUSY" });
  got = await both(s, "USER_UPDATE", "UserUpdate");
  assert.deepEqual(got.event.data, { display_name: "Otto the Otter", status: { text: "painting", presence: "Busy" } });
  await s.revolt.patch("/users/@me", { display_name: "Ines", status: { text: "away", presence: "Idle" } });
  got = await both(s, "USER_UPDATE", "UserUpdate");
  assert.equal(got.d.display_name, "Ines");
  assert.deepEqual(got.d.status, { type: "IDLE", text: "away" });
  assert.equal(got.d.email, undefined);
  // Presence.
  const again = await Bonfire.login(s.ownerThere);
  got = await both(s, "PRESENCE_UPDATE", "UserUpdate");
  assert.equal(got.d.user_id, s.owner.user.id);
  assert.deepEqual(got.event.data, { online: true });
  await again.close();
  got = await both(s, "PRESENCE_UPDATE", "UserUpdate");
  assert.equal(got.d.status.type, "OFFLINE");
  await done(s);
});

prove("hidden channels stay hidden on both sides, until they are shown", ["promise: two protocols, hidden channels"], async () => {
  const s = await shared();
  const staff = await makeChannel(s.ownerThere, s.home, "staff");
  await settle(s);
  await hide(s.ownerThere, staff);
  let got = await both(s, "SPHERE_CHANNEL_DELETE", "ChannelDelete");
  assert.equal(got.event.id, staff._id);
  const hidden = got.d.channel_id;
  const secret = await s.ownerThere.send(staff._id, "only for us");
  await s.ownerThere.patch(`/channels/${staff._id}`, { name: "staff room" });
  await s.ownerThere.put(`/channels/${staff._id}/messages/${secret._id}/reactions/${encodeURIComponent("👀")}`);
  await s.ownerThere.patch(`/channels/${staff._id}/messages/${secret._id}`, { content: "still" });
  got = await both(s, null, null);
  assert.deepEqual(got.ops, []);
  assert.deepEqual(got.types, []);
  // The answer is that for a channel which was never there.
  for (const path of ["", "/messages"]) {
    const [there, never] = await Promise.all([hidden, "12345"].map((id) => s.eludris.raw("GET", `/channels/${id}${path}`)));
    assert.ok(never.response.status >= 400);
    assert.equal(there.response.status, never.response.status, path);
    assert.deepEqual(there.value, never.value, path);
  }
  assert.ok(!JSON.stringify(await s.eludris.get(`/spheres/${s.slug}`)).includes("staff"));
  assert.equal((await s.revolt.raw("GET", `/channels/${staff._id}/messages`)).response.status, 403);
  const snapshot = await Gateway.login(s.eludris);
  assert.ok(!JSON.stringify(sphereOf(snapshot, s.sphere.id)).includes("staff"));
  await snapshot.close();
  await settle(s);
  // A role that may see it, given to one of each side.
  const role = await makeRole(s.ownerThere, s.home);
  await s.ownerThere.put(`/channels/${staff._id}/permissions/${role}`, { permissions: { allow: may.viewChannel, deny: 0 } });
  await settle(s);
  const { users } = await s.ownerThere.get(`/servers/${s.home._id}/members`);
  const theirs = users.find((u) => u.username === s.eludris.username)._id;
  await giveRoles(s.ownerThere, s.home, { id: theirs }, role);
  got = await both(s, "SPHERE_CHANNEL_CREATE", "ServerMemberUpdate");
  assert.equal(got.d.channel.id, hidden);
  await s.ownerThere.send(staff._id, "welcome");
  got = await both(s, "MESSAGE_CREATE", null);
  assert.deepEqual(got.types, []);
  await giveRoles(s.ownerThere, s.home, { id: theirs });
  got = await both(s, "SPHERE_CHANNEL_DELETE", "ServerMemberUpdate");
  await show(s.ownerThere, staff);
  got = await both(s, "SPHERE_CHANNEL_CREATE", "Bulk");
  assert.equal(got.d.channel.id, hidden);
  assert.equal(got.event.v.at(-1)._id, staff._id);
  await done(s);
});

prove("what only one side knows leaves the other in peace", ["promise: two protocols, one-sided"], async () => {
  const s = await shared();
  await s.ownerThere.post(`/channels/${s.general}/webhooks`, { name: "builds" });
  await makeRole(s.ownerThere, s.home);
  s.there.send({ type: "BeginTyping", channel: s.general });
  const got = await both(s, null, "ChannelStartTyping");
  assert.deepEqual(got.ops, []);
  assert.deepEqual(got.types.filter((t) => t !== "ServerRoleUpdate"), ["WebhookCreate", "ChannelStartTyping"]);
  await s.here.fence();
  await done(s);
});

prove("a bot among people of both sides", ["promise: two protocols, bots"], async () => {
  const s = await shared();
  const bot = await makeBot(s.ownerThere);
  await addBot(s.ownerThere, bot, s.home);
  const joined = await both(s, "SPHERE_MEMBER_JOIN", "ServerMemberJoin");
  assert.equal(joined.event.user, bot.id);
  const robot = await Bonfire.login(bot, { format: "msgpack" });
  await settle(s);
  const sent = await s.eludris.post(`/channels/${s.channel.id}/messages`, { content: "what is the tide?" });
  const heard = await robot.expect("Message");
  assert.equal(heard.content, "what is the tide?");
  await settle(s);
  await bot.send(s.general, "high at noon", { replies: [{ id: heard._id, mention: true }] });
  const got = await both(s, "MESSAGE_CREATE", "Message");
  assert.equal(got.d.content, "high at noon");
  assert.equal(got.d.author.id, joined.d.user.id);
  assert.equal(got.d.reference.id, sent.id);
  await robot.close();
  await done(s);
});

prove("direct messages and groups are no part of the first protocol, not even for their own people", ["promise: two protocols, private spaces"], async () => {
  const [a, b] = [await signUpHere(server), await signUpHere(server)];
  const there = [await logIn(server, a.email, a.password), await logIn(server, b.email, b.password)];
  for (const one of there) Object.assign(one, { user: await one.get("/users/@me") });
  const [one, two] = there.map((person) => Object.assign(person, { id: person.user._id }));
  const [here, other] = [await Gateway.login(a), await Gateway.login(b)];
  const gateway = await Bonfire.login(two);
  await befriend(one, two);
  const dm = await openDm(one, two);
  const group = await makeGroup(one, "pair", two);
  await gateway.until("both channels", () => gateway.seen("ChannelCreate").length === 2);
  await one.send(dm._id, "between us");
  await one.send(group._id, "among us");
  await one.send((await openDm(one, one))._id, "for myself");
  await gateway.until("both messages", () => gateway.seen("Message").filter((f) => f.content?.endsWith("us")).length === 2);
  await barrier([gateway]);
  const before = [here.frames.length, other.frames.length];
  await Promise.all([here.fence(), other.fence()]);
  for (const [g, count] of [[here, before[0]], [other, before[1]]]) {
    assert.ok(g.frames.length > count);
    const told = g.frames.map((f) => f.op).filter((op) => !["HELLO", "AUTHENTICATED", "PONG", "PRESENCE_UPDATE"].includes(op));
    assert.deepEqual(told, [], "nothing of private spaces");
    assert.doesNotMatch(JSON.stringify(g.frames), /between us|among us|for myself/);
  }
  assert.deepEqual(await a.get("/spheres"), []);
  const sphere = await a.post("/spheres", { slug: `next-${++communities}`, type: "CHAT" });
  const again = await Gateway.login(a);
  assert.deepEqual(again.snapshot.spheres.map((s) => s.id), [sphere.id]);
  // Their ids, spelled as numbers, lead nowhere. How numbers and ULIDs go together is seen at the sphere.
  const [home] = await serversOf(one);
  const parts = (ulid) => [...ulid].map((c) => BigInt("0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(c)));
  const number = (digits) => digits.reduce((sum, digit) => sum * 32n + digit, 0n);
  const raw = (ulid) => (number(parts(ulid).slice(0, 10)) << 16n) + number(parts(ulid).slice(10));
  const offset = raw(home._id) - BigInt(sphere.id);
  assert.equal(raw(home.channels[0]) - offset, BigInt(sphere.channels[0].id), "the rule holds");
  for (const [path, ulid] of [["channels", dm._id], ["channels", group._id], ["spheres", dm._id], ["spheres", group._id]]) {
    for (const rest of path === "channels" ? ["", "/messages"] : [""]) {
      const [hidden, never] = await Promise.all([raw(ulid) - offset, 12345n].map((id) => a.raw("GET", `/${path}/${id}${rest}`)));
      assert.ok(never.response.status >= 400);
      assert.deepEqual([hidden.response.status, hidden.value], [never.response.status, never.value], `${path}${rest}`);
    }
  }
  assert.ok((await a.raw("POST", `/channels/${raw(dm._id) - offset}/messages`, { content: "x" })).response.status >= 400);
  await Promise.all([here, other, again, gateway].map((g) => g.close()));
});

prove("the community ends on both sides", ["promise: two protocols, the end"], async () => {
  const s = await shared();
  await s.ownerThere.delete(`/servers/${s.home._id}`);
  const got = await both(s, "SPHERE_LEAVE", "ServerDelete");
  assert.deepEqual(got.d, { sphere_id: s.sphere.id });
  assert.equal((await s.eludris.raw("GET", `/spheres/${s.slug}`)).response.status, 404);
  // And one that a Revolt user made is open to the other side by the words of its invite.
  const own = await s.revolt.post("/servers/create", { name: "Harbour" });
  const created = (await both(s, null, "ServerCreate")).event;
  assert.equal(created.id, own.server._id);
  const helper = await logIn(server, s.eludris.email, s.eludris.password);
  await join(s.revolt, { ...own.server, general: own.channels[0] }, helper);
  await s.here.arrived("SPHERE_JOIN");
  const sphere = s.here.seen("SPHERE_JOIN")[0];
  assert.equal(sphere.name, "Harbour");
  assert.equal(sphere.members.length, 2);
  await s.eludris.post(`/channels/${sphere.categories[0].channels[0].id}/messages`, { content: "ahoy" });
  await s.there.until("the greeting", () => s.there.seen("Message").some((f) => f.content === "ahoy"));
  await done(s);
});
