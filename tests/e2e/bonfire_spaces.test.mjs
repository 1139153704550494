// Events about direct messages, groups and saved messages (bonfire 3.6, 4.3): each by its real request, at every kind of receiver
// and at those who must not get it.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { Bonfire, Watch } from "./support/bonfire.mjs";
import { prove } from "./support/coverage.mjs";
import { befriend, makeBot, makeGroup, may, openDm, signUp, startDelta } from "./support/delta.mjs";
import { png } from "./support/images.mjs";
import "./support/delta_routes.mjs";

let server;
before(async () => (server = await startDelta()));
after(() => server.remove());

const without = ({ type, ...rest }) => rest;

/** Four people at the gateway, the first with a connection in each encoding and a friend of the next two. */
async function four() {
  const [a, b, c, stranger] = await Promise.all([1, 2, 3, 4].map(() => signUp(server)));
  await befriend(a, b);
  await befriend(a, c);
  const watch = new Watch({
    a: await Bonfire.login(a), a2: await Bonfire.login(a, { format: "msgpack" }), b: await Bonfire.login(b), c: await Bonfire.login(c),
    stranger: await Bonfire.login(stranger),
  });
  await watch.settle();
  return { a, b, c, stranger, watch };
}

prove("a direct message: opened, closed, opened again by a message", ["bonfire event ChannelCreate", "bonfire event ChannelUpdate"], async () => {
  const { a, b, watch } = await four();
  const dm = await openDm(a, b);
  let got = await watch.only("ChannelCreate", ["a", "a2", "b"]);
  assert.deepEqual(without(got.b), dm);
  assert.deepEqual(dm, { channel_type: "DirectMessage", _id: dm._id, active: true, recipients: dm.recipients });
  assert.deepEqual([...dm.recipients].sort(), [a.id, b.id].sort());
  assert.equal((await openDm(b, a))._id, dm._id);
  await watch.only("nothing", []);
  await a.delete(`/channels/${dm._id}`);
  got = await watch.only("ChannelUpdate", ["a", "a2", "b"]);
  assert.deepEqual(got.b, { type: "ChannelUpdate", id: dm._id, data: { active: false }, clear: [] });
  assert.equal((await a.get(`/channels/${dm._id}`)).active, false);
  await b.send(dm._id, "hello again");
  await Promise.all(["a", "a2", "b"].map((name) => watch.at[name].until("the message", () => watch.at[name].seen("Message").length === 1)));
  await watch.settle();
  const again = await a.get(`/channels/${dm._id}`);
  assert.equal(again.active, true);
  await watch.close();
});

prove("saved messages: made once, told to nobody else", ["bonfire event ChannelCreate"], async () => {
  const { a, watch } = await four();
  const saved = await openDm(a, a);
  assert.deepEqual(saved, { channel_type: "SavedMessages", _id: saved._id, user: a.id });
  const got = await watch.only("ChannelCreate", ["a", "a2"]);
  assert.deepEqual(without(got.a), saved);
  assert.deepEqual(await openDm(a, a), saved);
  await watch.only("nothing", []);
  await watch.close();
});

prove("a group: made, joined, changed, left", [
  "bonfire event ChannelCreate", "bonfire event ChannelGroupJoin", "bonfire event ChannelGroupLeave", "bonfire event ChannelUpdate",
  "bonfire event Message", "bonfire event ChannelDelete"], async () => {
  const { a, b, c, watch } = await four();
  const system = (frame) => {
    assert.equal(frame.type, "Message");
    assert.equal(frame.author, "0".repeat(26));
    return frame.system;
  };
  const group = await makeGroup(a, "trio", b);
  let got = await watch.only("ChannelCreate", ["a", "a2", "b"]);
  assert.deepEqual(without(got.b), group);
  assert.equal(group.owner, a.id);
  assert.equal(group.permissions, undefined);

  await a.put(`/channels/${group._id}/recipients/${c.id}`);
  const told = ["ChannelGroupJoin", "Message"];
  got = await watch.each({ a: told, a2: told, b: told, c: ["ChannelCreate", "Message?"] });
  assert.deepEqual(got.b[0], { type: "ChannelGroupJoin", id: group._id, user: c.id });
  assert.deepEqual(system(got.b[1]), { type: "user_added", id: c.id, by: a.id });
  assert.deepEqual([...got.c[0].recipients].sort(), [a.id, b.id, c.id].sort());

  const all = ["a", "a2", "b", "c"];
  const icon = await b.upload(png, "i.png", "icons");
  const edited = await b.patch(`/channels/${group._id}`, { name: "quartet", description: "soon", icon });
  await Promise.all(all.map((name) => watch.at[name].until("all of it", () => watch.at[name].frames.length >= 4)));
  const atA = [...watch.at.a.frames];
  await watch.settle();
  const update = atA.find((f) => f.type === "ChannelUpdate");
  assert.deepEqual(update.data, { name: "quartet", description: "soon", icon: edited.icon });
  assert.deepEqual(atA.filter((f) => f.type === "Message").map((f) => f.system).sort((x, y) => (x.type < y.type ? -1 : 1)), [
    { type: "channel_description_changed", by: b.id }, { type: "channel_icon_changed", by: b.id }, { type: "channel_renamed", name: "quartet", by: b.id },
  ]);
  await a.put(`/channels/${group._id}/permissions/default`, { permissions: may.viewChannel + may.readMessageHistory });
  got = await watch.only("ChannelUpdate", all);
  assert.deepEqual(got.c, { type: "ChannelUpdate", id: group._id, data: { permissions: may.viewChannel + may.readMessageHistory }, clear: [] });

  await a.delete(`/channels/${group._id}/recipients/${b.id}`);
  const gone = ["ChannelGroupLeave", "Message"];
  got = await watch.each({ a: gone, a2: gone, c: gone, b: "ChannelGroupLeave" });
  assert.deepEqual(got.b, { type: "ChannelGroupLeave", id: group._id, user: b.id });
  assert.deepEqual(system(got.c[1]), { type: "user_remove", id: b.id, by: a.id });
  await a.send(group._id, "without them");
  await watch.only("Message", ["a", "a2", "c"]);

  await a.patch(`/channels/${group._id}`, { owner: c.id });
  await Promise.all(["a", "a2", "c"].map((name) => watch.at[name].until("a new owner", () => watch.at[name].frames.length >= 2)));
  assert.deepEqual(watch.at.c.seen("ChannelUpdate").map((f) => f.data), [{ owner: c.id }]);
  assert.deepEqual(watch.at.c.seen("Message").map(system), [{ type: "channel_ownership_changed", from: a.id, to: c.id }]);
  await watch.settle();
  // The owner leaves: whoever is left becomes the owner.
  await c.delete(`/channels/${group._id}`);
  await watch.at.a.until("the leave", () => watch.at.a.frames.length >= 4);
  const left = [...watch.at.a.frames];
  await watch.settle();
  assert.deepEqual(left.find((f) => f.type === "ChannelUpdate").data, { owner: a.id });
  assert.deepEqual(left.find((f) => f.type === "ChannelGroupLeave"), { type: "ChannelGroupLeave", id: group._id, user: c.id });
  assert.deepEqual(left.filter((f) => f.type === "Message").map((f) => f.system.type).sort(), ["channel_ownership_changed", "user_left"]);
  await a.delete(`/channels/${group._id}?leave_silently=true`);
  got = await watch.only("ChannelDelete", ["a", "a2"]);
  assert.deepEqual(got.a, { type: "ChannelDelete", id: group._id });
  await watch.close();
});

prove("a group: by an invite, and a bot", ["bonfire event ChannelGroupJoin", "bonfire event ChannelCreate"], async () => {
  const { a, b, stranger, watch } = await four();
  const group = await makeGroup(a, "open", b);
  await watch.settle();
  const invite = await a.post(`/channels/${group._id}/invites`);
  assert.deepEqual(invite, { type: "Group", _id: invite._id, creator: a.id, channel: group._id });
  const joined = await stranger.post(`/invites/${invite._id}`);
  assert.equal(joined.type, "Group");
  const told = ["ChannelGroupJoin", "Message"];
  let got = await watch.each({ a: told, a2: told, b: told, stranger: ["ChannelCreate", "Message?"] });
  assert.deepEqual(got.a[1].system, { type: "user_added", id: stranger.id, by: a.id });
  assert.equal(got.stranger[0]._id, group._id);
  const bot = await makeBot(b);
  await watch.enter("bot", bot, { format: "msgpack" });
  await watch.settle();
  await b.post(`/bots/${bot.id}/invite`, { group: group._id });
  got = await watch.each({ a: told, a2: told, b: told, stranger: told, bot: ["ChannelCreate", "Message?"] });
  assert.equal(got.bot[0]._id, group._id);
  assert.equal(got.stranger[0].user, bot.id);
  await watch.close();
});
