// Events about messages (bonfire 4.2, 4.7, 4.9, 2.5): each by its real request, at every kind of receiver in both encodings, and at
// those who must not get it: people outside of the server, and everybody who cannot see the channel.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before } from "node:test";
import { Bonfire, Watch, barrier } from "./support/bonfire.mjs";
import { everybody, memberOnly, scene } from "./support/bonfire_scene.mjs";
import { prove } from "./support/coverage.mjs";
import { DeltaError, befriend, join, makeGroup, makeServer, openDm, signUp, startDelta } from "./support/delta.mjs";
import { png } from "./support/images.mjs";
import "./support/delta_routes.mjs";

let server;
before(async () => (server = await startDelta()));
after(() => server.remove());

const without = ({ type, ...rest }) => rest;
const at = (message) => `/channels/${message.channel}/messages/${message._id}`;

prove("Message: to everybody who sees the channel, the author as each sees them", ["bonfire event Message"], async () => {
  const s = await scene(server);
  const sent = await s.member.send(s.general._id, "The lens is clean again.", { nonce: "n-1" });
  let got = await s.watch.only("Message", everybody);
  assert.deepEqual(without(got.member), sent);
  assert.equal(sent.nonce, "n-1");
  assert.equal(sent.author, s.member.id);
  assert.equal(sent.user.relationship, "User");
  assert.equal(sent.user.online, true);
  assert.deepEqual(sent.member._id, { server: s.home._id, user: s.member.id });
  for (const name of ["owner", "bot"]) assert.deepEqual(without(got[name]), { ...sent, user: { ...sent.user, relationship: "None" } });

  const reply = await s.owner.send(s.general._id, `Thanks <@${s.member.id}>, https://example.org/`, {
    replies: [{ id: sent._id, mention: true }],
    embeds: [{ title: "Tides", description: "High at noon", colour: "#abc" }],
    masquerade: { name: "Keeper" },
    interactions: { reactions: ["🎉"], restrict_reactions: true },
  });
  got = await s.watch.only("Message", everybody);
  assert.deepEqual(without(got.owner), reply);
  assert.deepEqual(got.member.replies, [sent._id]);
  assert.deepEqual(got.member.mentions, [s.member.id]);
  assert.deepEqual(got.member.embeds, [{ type: "Text", title: "Tides", description: "High at noon", colour: "#abc" }]);
  assert.deepEqual(got.member.masquerade, { name: "Keeper" });
  assert.deepEqual(got.member.interactions, { reactions: ["🎉"], restrict_reactions: true });

  const file = await s.member.upload(png, "lamp.png");
  const withFile = await s.member.post(`/channels/${s.general._id}/messages`, { attachments: [file] });
  got = await s.watch.only("Message", everybody);
  assert.equal(got.bot.attachments[0]._id, file);
  assert.equal(got.bot.attachments[0].metadata.width, 1);
  assert.deepEqual(without(got.member), withFile);

  const secret = await s.owner.send(s.staff._id, "Only here.");
  got = await s.watch.only("Message", ["owner"]);
  assert.deepEqual(without(got.owner), secret);
  await s.watch.close();
});

prove("Message: in a direct message and a group, to their people alone", ["bonfire event Message"], async () => {
  const [a, b, c, stranger] = await Promise.all([1, 2, 3, 4].map(() => signUp(server)));
  await befriend(a, b);
  await befriend(a, c);
  const dm = await openDm(a, b);
  const group = await makeGroup(a, "trio", b, c);
  const saved = await openDm(a, a);
  const watch = new Watch({
    a: await Bonfire.login(a), a2: await Bonfire.login(a, { format: "msgpack" }), b: await Bonfire.login(b), c: await Bonfire.login(c),
    stranger: await Bonfire.login(stranger),
  });
  await watch.settle();
  await a.send(dm._id, "between us");
  let got = await watch.only("Message", ["a", "a2", "b"]);
  assert.equal(got.b.user.relationship, "Friend");
  assert.equal(got.b.member, undefined);
  await b.send(group._id, "among us");
  got = await watch.only("Message", ["a", "a2", "b", "c"]);
  assert.equal(got.a.user.relationship, "Friend");
  assert.equal(got.b.user.relationship, "User");
  assert.equal(got.c.user.relationship, "None");
  await a.send(saved._id, "note to myself");
  await watch.only("Message", ["a", "a2"]);
  await watch.close();
});

prove("MessageUpdate: edited, pinned, unpinned, without reactions", ["bonfire event MessageUpdate", "bonfire event Message"], async () => {
  const s = await scene(server);
  const sent = await s.member.send(s.general._id, "hello", { embeds: [{ title: "one" }] });
  const hidden = await s.owner.send(s.staff._id, "hidden");
  await s.watch.settle();
  const edited = await s.member.patch(at(sent), { content: "hello again" });
  let got = await s.watch.only("MessageUpdate", everybody);
  const { edited: when, ...data } = got.owner.data;
  assert.equal(when, edited.edited);
  assert.deepEqual(data, { content: "hello again", embeds: [{ type: "Text", title: "one" }] });
  assert.deepEqual(got.owner.clear, []);
  assert.equal(got.owner.id, sent._id);
  assert.equal(got.owner.channel, s.general._id);

  await s.owner.post(`${at(sent)}/pin`);
  got = await s.watch.only(["MessageUpdate", "Message"], everybody);
  assert.deepEqual(got.member[0], { type: "MessageUpdate", id: sent._id, channel: s.general._id, data: { pinned: true }, clear: [] });
  assert.equal(got.member[1].author, "0".repeat(26));
  assert.deepEqual(got.member[1].system, { type: "message_pinned", id: sent._id, by: s.owner.id });
  assert.equal(got.member[1].user, undefined);
  await s.owner.delete(`${at(sent)}/pin`);
  got = await s.watch.only(["MessageUpdate", "Message"], everybody);
  assert.deepEqual(got.member[0], { type: "MessageUpdate", id: sent._id, channel: s.general._id, data: { pinned: false }, clear: ["Pinned"] });
  assert.equal(got.member[1].system.type, "message_unpinned");

  await s.member.put(`${at(sent)}/reactions/${encodeURIComponent("🎉")}`);
  await s.watch.only("MessageReact", everybody);
  await s.owner.delete(`${at(sent)}/reactions`);
  got = await s.watch.only("MessageUpdate", everybody);
  assert.deepEqual(got.bot, { type: "MessageUpdate", id: sent._id, channel: s.general._id, data: { reactions: {} }, clear: [] });

  await s.owner.patch(at(hidden), { content: "still hidden" });
  await s.watch.only("MessageUpdate", ["owner"]);
  await s.watch.close();
});

prove("MessageDelete and BulkMessageDelete", ["bonfire event MessageDelete", "bonfire event BulkMessageDelete", "bonfire event ChannelUpdate"], async () => {
  const s = await scene(server);
  const sent = [];
  for (const text of ["one", "two", "three", "four"]) sent.push(await s.member.send(s.general._id, text));
  const hidden = [await s.owner.send(s.staff._id, "h1"), await s.owner.send(s.staff._id, "h2")];
  await s.watch.settle();
  await s.owner.delete(at(sent[0]));
  let got = await s.watch.only("MessageDelete", everybody);
  assert.deepEqual(got.member, { type: "MessageDelete", id: sent[0]._id, channel: s.general._id });
  await s.member.delete(at(sent[3]));
  got = await s.watch.only(["ChannelUpdate", "MessageDelete"], everybody);
  assert.deepEqual(got.bot[0], { type: "ChannelUpdate", id: s.general._id, data: { last_message_id: sent[2]._id }, clear: [] });
  await s.owner.delete(`/channels/${s.general._id}/messages/bulk`, { ids: [sent[1]._id, sent[2]._id, hidden[0]._id] });
  got = await s.watch.only("BulkMessageDelete", everybody);
  assert.equal(got.member.channel, s.general._id);
  assert.deepEqual([...got.member.ids].sort(), [sent[1]._id, sent[2]._id].sort());
  await s.owner.delete(at(hidden[0]));
  await s.watch.only("MessageDelete", ["owner"]);
  await s.owner.delete(`/channels/${s.staff._id}/messages/bulk`, { ids: [hidden[1]._id] });
  await s.watch.only("BulkMessageDelete", ["owner"]);
  assert.deepEqual(await s.owner.get(`/channels/${s.general._id}/messages`), []);
  await s.watch.close();
});

prove("reactions: added, taken back, taken away, all of one emoji",
  ["bonfire event MessageReact", "bonfire event MessageUnreact", "bonfire event MessageRemoveReaction"], async () => {
  const s = await scene(server);
  const sent = await s.owner.send(s.general._id, "react");
  const hidden = await s.owner.send(s.staff._id, "hidden");
  const emoji = await s.owner.put(`/custom/emoji/${await s.owner.upload(png, "l.png", "emojis")}`, { name: "lamp", parent: { type: "Server", id: s.home._id } });
  await s.watch.settle();
  const party = `${at(sent)}/reactions/${encodeURIComponent("🎉")}`;
  const about = { id: sent._id, channel_id: s.general._id, user_id: s.member.id, emoji_id: "🎉" };
  await s.member.put(party);
  let got = await s.watch.only("MessageReact", everybody);
  assert.deepEqual(got.owner, { type: "MessageReact", ...about });
  await s.member.delete(`${party}?remove_all=false`);
  got = await s.watch.only("MessageUnreact", everybody);
  assert.deepEqual(got.owner, { type: "MessageUnreact", ...about });
  await s.member.put(party);
  await s.watch.only("MessageReact", everybody);
  await s.owner.delete(`${party}?user_id=${s.member.id}`);
  got = await s.watch.only("MessageUnreact", everybody);
  assert.deepEqual(got.member, { type: "MessageUnreact", ...about });

  await s.member.put(`${at(sent)}/reactions/${emoji._id}`);
  got = await s.watch.only("MessageReact", everybody);
  assert.equal(got.bot.emoji_id, emoji._id);
  assert.deepEqual((await s.bot.get(at(sent))).reactions, { [emoji._id]: [s.member.id] });
  await s.owner.delete(`${at(sent)}/reactions/${emoji._id}?remove_all=true`);
  got = await s.watch.only("MessageRemoveReaction", everybody);
  assert.deepEqual(got.member, { type: "MessageRemoveReaction", id: sent._id, channel_id: s.general._id, emoji_id: emoji._id });

  const there = `${at(hidden)}/reactions/${encodeURIComponent("👀")}`;
  await s.owner.put(there);
  await s.watch.only("MessageReact", ["owner"]);
  await s.owner.delete(there);
  await s.watch.only("MessageUnreact", ["owner"]);
  await s.owner.put(there);
  await s.owner.delete(`${there}?remove_all=true`);
  await s.watch.only(["MessageReact", "MessageRemoveReaction"], ["owner"]);
  await s.watch.close();
});

prove("MessageAppend: what links show, after sending and after editing", ["bonfire event MessageAppend"], async () => {
  const asked = [];
  const pages = http.createServer((request, response) => {
    asked.push(request.url);
    response.setHeader("Content-Type", "text/html");
    response.end(`<html><head><title>Harbour &amp; co</title><meta name="theme-color" content="#004466"></head></html>`);
  });
  await new Promise((resolve) => pages.listen(0, "127.0.0.1", resolve));
  const port = pages.address().port;
  const previewing = await startDelta({ config: `[remote]\nallow_addresses = ["127.0.0.1:${port}"]`, bonfire: "january = true" });
  try {
    const s = await scene(previewing);
    const url = `http://127.0.0.1:${port}`;
    const sent = await s.member.send(s.general._id, `see ${url}/harbour and \`${url}/code\` and <${url}/quiet> and http://127.0.0.1:${previewing.port}/healthz`);
    let got = await s.watch.only(["Message", "MessageAppend"], everybody);
    const append = got.owner[1];
    assert.deepEqual({ id: append.id, channel: append.channel }, { id: sent._id, channel: s.general._id });
    assert.equal(append.append.embeds.length, 1);
    assert.equal(append.append.embeds[0].type, "Website");
    assert.equal(append.append.embeds[0].title, "Harbour & co");
    assert.equal(append.append.embeds[0].colour, "#004466");
    assert.deepEqual((await s.member.get(at(sent))).embeds, append.append.embeds);
    await s.member.patch(at(sent), { content: `now ${url}/pier` });
    got = await s.watch.only(["MessageUpdate", "MessageAppend"], everybody);
    assert.deepEqual(got.member[0].data.embeds, []);
    assert.equal(got.member[1].append.embeds[0].url, `${url}/pier`);
    await s.owner.send(s.staff._id, `${url}/staff`);
    await s.watch.only(["Message", "MessageAppend"], ["owner"]);
    assert.deepEqual(asked, ["/harbour", "/pier", "/staff"]);
    await s.watch.close();
  } finally {
    await previewing.remove();
    pages.close();
  }
});

prove("ChannelAck: to oneself, of a channel and of a whole server", ["bonfire event ChannelAck"], async () => {
  const s = await scene(server);
  const sent = await s.owner.send(s.general._id, `look <@${s.member.id}>`);
  await s.owner.send(s.staff._id, "hidden");
  await s.watch.settle();
  await s.member.put(`/channels/${s.general._id}/ack/${sent._id}`);
  let got = await s.watch.only("ChannelAck", memberOnly);
  assert.deepEqual(got.member, { type: "ChannelAck", id: s.general._id, user: s.member.id, message_id: sent._id });
  const next = await s.owner.send(s.general._id, "more");
  await s.watch.settle();
  await s.member.put(`/servers/${s.home._id}/ack`);
  got = await s.watch.only("ChannelAck", memberOnly);
  assert.equal(got.member2.message_id, next._id, "the hidden channel is none of theirs");
  await s.watch.close();
});

prove("typing: to everybody who sees the channel, the typist too",
  ["bonfire event ChannelStartTyping", "bonfire event ChannelStopTyping", "bonfire client BeginTyping", "bonfire client EndTyping"], async () => {
  const s = await scene(server);
  const { member, member2, owner, stranger } = s.watch.at;
  for (const [typist, gateway] of [["member", member], ["member", member2], ["owner", owner]]) {
    gateway.send({ type: "BeginTyping", channel: s.general._id });
    let got = await s.watch.only("ChannelStartTyping", everybody);
    assert.deepEqual(got.bot, { type: "ChannelStartTyping", id: s.general._id, user: s[typist].id });
    gateway.send({ type: "EndTyping", channel: s.general._id });
    got = await s.watch.only("ChannelStopTyping", everybody);
    assert.deepEqual(got.owner, { type: "ChannelStopTyping", id: s.general._id, user: s[typist].id });
  }
  owner.send({ type: "BeginTyping", channel: s.staff._id });
  await s.watch.only("ChannelStartTyping", ["owner"]);
  // Who cannot see it, what is no channel, and what is nothing: nobody hears of it.
  for (const channel of [s.staff._id, s.home._id, s.member.id, "01HZX3M4QK7T9V2B6C8D0E1F2G", "none", 5, null]) member.send({ type: "BeginTyping", channel });
  stranger.send({ type: "BeginTyping", channel: s.general._id });
  stranger.send({ type: "EndTyping", channel: s.general._id });
  await Promise.all([member.ping(), stranger.ping()]);
  await s.watch.only("none", []);
  await s.watch.close();
});

prove("UserSlowmodes: after sending, when refused, and after Ready", ["bonfire event UserSlowmodes", "bonfire error InSlowmode"], async () => {
  const s = await scene(server);
  await s.owner.patch(`/channels/${s.general._id}`, { slowmode: 3600 });
  await s.watch.settle();
  await s.member.send(s.general._id, "one");
  const told = await Promise.all(memberOnly.map((name) => s.watch.at[name].expect("UserSlowmodes")));
  for (const one of told) assert.deepEqual(one.slowmodes, [{ channel_id: s.general._id, duration: 3600, retry_after: 3600 }]);
  await s.watch.settle();
  await assert.rejects(s.member.send(s.general._id, "two"), (error) => {
    assert.ok(error instanceof DeltaError);
    assert.equal(error.status, 429);
    assert.equal(error.body.type, "InSlowmode");
    assert.ok(error.body.retry_after > 3000 && error.body.retry_after <= 3600);
    return true;
  });
  const got = await s.watch.only("UserSlowmodes", memberOnly);
  assert.equal(got.member.slowmodes[0].channel_id, s.general._id);
  assert.ok(got.member.slowmodes[0].retry_after > 3000);
  const again = await Bonfire.login(s.member);
  const running = await again.expect("UserSlowmodes");
  assert.equal(running.slowmodes[0].duration, running.slowmodes[0].retry_after);
  await again.close();
  await s.owner.send(s.general._id, "owners do not wait");
  await s.owner.send(s.general._id, "at all");
  await barrier(s.watch.all);
  assert.deepEqual(s.watch.at.owner.seen("UserSlowmodes"), []);
  await s.watch.close();
});

prove("webhooks: made, changed, used, gone; their tokens are not told",
  ["bonfire event WebhookCreate", "bonfire event WebhookUpdate", "bonfire event WebhookDelete", "bonfire event Message", "bonfire event MessageUpdate", "bonfire event MessageDelete"], async () => {
  const s = await scene(server);
  const hook = await s.owner.post(`/channels/${s.general._id}/webhooks`, { name: "builds" });
  let got = await s.watch.only("WebhookCreate", everybody);
  assert.deepEqual(without(got.member), { ...hook, token: null });
  assert.equal(hook.token.length, 64);
  assert.equal(hook.permissions, 876609536);
  const avatar = await s.owner.upload(png, "a.png", "avatars");
  await s.owner.patch(`/webhooks/${hook.id}`, { name: "ci", avatar });
  got = await s.watch.only("WebhookUpdate", everybody);
  assert.equal(got.bot.data.name, "ci");
  assert.equal(got.bot.data.avatar._id, avatar);
  assert.deepEqual(got.bot.remove, []);
  const sent = await s.stranger.post(`/webhooks/${hook.id}/${hook.token}`, { content: "green" });
  got = await s.watch.only("Message", everybody);
  assert.deepEqual(without(got.member), sent);
  assert.equal(sent.author, hook.id);
  assert.deepEqual(sent.webhook, { name: "ci", avatar });
  assert.equal(sent.user, undefined);
  await s.stranger.patch(`/webhooks/${hook.id}/${hook.token}/${sent._id}`, { content: "red" });
  got = await s.watch.only("MessageUpdate", everybody);
  assert.equal(got.member.data.content, "red");
  await s.stranger.delete(`/webhooks/${hook.id}/${hook.token}/${sent._id}`);
  await s.watch.only("MessageDelete", everybody);
  await s.stranger.patch(`/webhooks/${hook.id}/${hook.token}`, { remove: ["Avatar"] });
  got = await s.watch.only("WebhookUpdate", everybody);
  assert.deepEqual(without(got.member), { id: hook.id, data: {}, remove: ["Avatar"] });
  await s.owner.delete(`/webhooks/${hook.id}`);
  got = await s.watch.only("WebhookDelete", everybody);
  assert.deepEqual(got.member, { type: "WebhookDelete", id: hook.id });

  const hidden = await s.owner.post(`/channels/${s.staff._id}/webhooks`, { name: "quiet" });
  await s.watch.only("WebhookCreate", ["owner"]);
  await s.stranger.post(`/webhooks/${hidden.id}/${hidden.token}`, { content: "psst" });
  await s.watch.only("Message", ["owner"]);
  await s.stranger.delete(`/webhooks/${hidden.id}/${hidden.token}`);
  await s.watch.only("WebhookDelete", ["owner"]);
  await s.watch.close();
});

prove("a member who is gone, and one who was never there, hear nothing of messages", [], async () => {
  const s = await scene(server);
  const other = await makeServer(s.stranger);
  await join(s.stranger, other, s.member);
  await s.owner.delete(`/servers/${s.home._id}/members/${s.member.id}`);
  await s.watch.settle();
  await s.owner.send(s.general._id, "they left");
  await s.watch.only("Message", ["owner", "bot"]);
  await s.stranger.send(other.general._id, "elsewhere");
  await s.watch.only("Message", ["stranger", ...memberOnly]);
  await s.watch.close();
});
