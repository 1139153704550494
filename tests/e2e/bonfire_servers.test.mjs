// Events about servers, their members, roles, channels and emojis (bonfire 3.5, 3.6, 4.3, 4.4, 4.6): each by its real request, at
// every kind of receiver and at those who must not get it.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { Bonfire, Watch } from "./support/bonfire.mjs";
import { everybody, hide, memberOnly, scene, show } from "./support/bonfire_scene.mjs";
import { prove } from "./support/coverage.mjs";
import { addBot, giveRoles, join, makeBot, makeRole, makeServer, may, newServerDefault, signUp, startDelta } from "./support/delta.mjs";
import { png } from "./support/images.mjs";
import "./support/delta_routes.mjs";

let server;
before(async () => (server = await startDelta()));
after(() => server.remove());

const without = ({ type, ...rest }) => rest;

prove("ServerCreate: to whoever made it", ["bonfire event ServerCreate"], async () => {
  const [self, other] = await Promise.all([signUp(server), signUp(server)]);
  const watch = new Watch({ self: await Bonfire.login(self), self2: await Bonfire.login(self, { format: "msgpack" }), other: await Bonfire.login(other) });
  await watch.settle();
  const made = await self.post("/servers/create", { name: "Workshop", description: "tools", nsfw: true });
  const got = await watch.only("ServerCreate", ["self", "self2"]);
  const { channels, ...top } = made.server;
  assert.deepEqual(got.self, { type: "ServerCreate", id: made.server._id, server: made.server, ...top, channels: made.channels, emojis: [], voice_states: [] });
  assert.equal(made.server.owner, self.id);
  assert.equal(made.server.default_permissions, newServerDefault);
  assert.deepEqual(made.channels.map((c) => [c.name, c.channel_type]), [["General", "TextChannel"]]);
  await watch.close();
});

prove("joining: the members are told of the newcomer, the newcomer of what they can see",
  ["bonfire event ServerMemberJoin", "bonfire event ServerCreate", "bonfire event Message"], async () => {
  const s = await scene(server);
  const emoji = await s.owner.put(`/custom/emoji/${await s.owner.upload(png, "l.png", "emojis")}`, { name: "lamp", parent: { type: "Server", id: s.home._id } });
  await s.watch.settle();
  const invite = await s.owner.post(`/channels/${s.general._id}/invites`);
  const joined = await s.stranger.post(`/invites/${invite._id}`);
  let got = await s.watch.each({ ...Object.fromEntries(everybody.map((name) => [name, "ServerMemberJoin"])), stranger: "ServerCreate" });
  assert.equal(got.member.id, s.home._id);
  assert.equal(got.member.user, s.stranger.id);
  assert.deepEqual(got.member.member._id, { server: s.home._id, user: s.stranger.id });
  assert.deepEqual(got.stranger.server, joined.server);
  assert.deepEqual(got.stranger.channels.map((c) => c._id), [s.general._id], "the hidden channel is not shown");
  assert.deepEqual(got.stranger.server.channels, [s.general._id, s.staff._id], "but the list of ids is whole");
  assert.deepEqual(got.stranger.emojis, [emoji]);
  assert.equal(got.stranger.name, s.home.name);
  // From now on they are told what members are told.
  await s.member.send(s.general._id, "welcome");
  await s.watch.only("Message", [...everybody, "stranger"]);
  // Joining is announced where the server wants it.
  await s.owner.patch(`/servers/${s.home._id}`, { system_messages: { user_joined: s.general._id } });
  await s.watch.settle();
  const another = await makeBot(s.owner);
  await s.watch.enter("another", another);
  await addBot(s.owner, another, s.home);
  got = await s.watch.each({
    ...Object.fromEntries([...everybody, "stranger"].map((name) => [name, ["ServerMemberJoin", "Message"]])),
    another: ["ServerCreate", "Message?"],
  });
  assert.equal(got.owner[0].user, another.id);
  assert.deepEqual(got.owner[1].system, { type: "user_joined", id: another.id });
  assert.equal(got.another[0].id, s.home._id);
  await s.watch.close();
});

prove("ServerMemberLeave: left, kicked, banned", ["bonfire event ServerMemberLeave", "bonfire event Message", "bonfire event BulkMessageDelete"], async () => {
  const s = await scene(server);
  await join(s.owner, s.home, s.stranger);
  await s.owner.patch(`/servers/${s.home._id}`, { system_messages: { user_left: s.general._id, user_kicked: s.general._id, user_banned: s.general._id } });
  await s.watch.settle();
  const leave = (user, reason) => ({ type: "ServerMemberLeave", id: s.home._id, user, reason });
  await s.stranger.delete(`/servers/${s.home._id}`);
  let got = await s.watch.each({ ...Object.fromEntries(everybody.map((name) => [name, ["ServerMemberLeave", "Message"]])), stranger: "ServerMemberLeave" });
  for (const frame of [got.member[0], got.stranger]) assert.deepEqual(frame, leave(s.stranger.id, "Leave"));
  assert.deepEqual(got.bot[1].system, { type: "user_left", id: s.stranger.id });
  await join(s.owner, s.home, s.stranger);
  await s.watch.settle();
  await s.stranger.delete(`/servers/${s.home._id}?leave_silently=true`);
  await s.watch.only("ServerMemberLeave", [...everybody, "stranger"]);

  await join(s.owner, s.home, s.stranger);
  await s.watch.settle();
  await s.owner.delete(`/servers/${s.home._id}/members/${s.stranger.id}`);
  got = await s.watch.each({ ...Object.fromEntries(everybody.map((name) => [name, ["ServerMemberLeave", "Message"]])), stranger: "ServerMemberLeave" });
  assert.deepEqual(got.stranger, leave(s.stranger.id, "Kick"));
  assert.deepEqual(got.member2[1].system, { type: "user_kicked", id: s.stranger.id });

  const sent = await s.member.send(s.general._id, "spam");
  await s.watch.settle();
  const ban = await s.owner.put(`/servers/${s.home._id}/bans/${s.member.id}`, { reason: "spam", delete_message_seconds: 3600 });
  assert.deepEqual(ban, { _id: { server: s.home._id, user: s.member.id }, reason: "spam" });
  for (const name of ["owner", "bot"]) await s.watch.at[name].until("the ban", () => s.watch.at[name].frames.length >= 3);
  await Promise.all(memberOnly.map((name) => s.watch.at[name].until("the ban", () => s.watch.at[name].seen("ServerMemberLeave").length > 0)));
  const atOwner = s.watch.at.owner;
  assert.deepEqual(atOwner.seen("ServerMemberLeave"), [leave(s.member.id, "Ban")]);
  assert.deepEqual(atOwner.seen("BulkMessageDelete"), [{ type: "BulkMessageDelete", channel: s.general._id, ids: [sent._id] }]);
  assert.deepEqual(atOwner.seen("Message")[0].system, { type: "user_banned", id: s.member.id });
  assert.deepEqual(s.watch.at.member2.seen("ServerMemberLeave"), [leave(s.member.id, "Ban")]);
  await s.watch.settle();
  await s.owner.send(s.general._id, "gone");
  await s.watch.only("Message", ["owner", "bot"]);
  await s.owner.delete(`/servers/${s.home._id}/bans/${s.member.id}`);
  await s.watch.only("nothing", []);
  await s.watch.close();
});

prove("ServerUpdate: edited, other permissions, another channel", ["bonfire event ServerUpdate", "bonfire event ChannelCreate"], async () => {
  const s = await scene(server);
  const path = `/servers/${s.home._id}`;
  const icon = await s.owner.upload(png, "i.png", "icons");
  const banner = await s.owner.upload(png, "b.png", "banners");
  const edited = await s.owner.patch(path, { name: "Workshop 2", description: "more tools", icon, banner, system_messages: { user_joined: s.general._id } });
  let got = await s.watch.only("ServerUpdate", everybody);
  assert.deepEqual(without(got.member), {
    id: s.home._id, clear: [],
    data: { name: "Workshop 2", description: "more tools", icon: edited.icon, banner: edited.banner, system_messages: { user_joined: s.general._id } },
  });
  assert.equal(edited.icon._id, icon);
  await s.owner.patch(path, { remove: ["Icon", "Banner", "Description", "SystemMessages"] });
  got = await s.watch.only("ServerUpdate", everybody);
  assert.deepEqual(got.bot.data, {});
  assert.deepEqual([...got.bot.clear].sort(), ["Banner", "Description", "Icon", "SystemMessages"]);
  const permissions = newServerDefault - may.react;
  await s.owner.put(`${path}/permissions/default`, { permissions: permissions });
  got = await s.watch.only("ServerUpdate", everybody);
  assert.deepEqual(got.member2, { type: "ServerUpdate", id: s.home._id, data: { default_permissions: permissions }, clear: [] });

  const made = await s.owner.post(`${path}/channels`, { type: "Voice", name: "calls", description: "talk", voice: { max_users: 3 } });
  got = await s.watch.only(["ServerUpdate", "ChannelCreate"], everybody);
  assert.deepEqual(got.bot[0].data, { channels: [s.general._id, s.staff._id, made._id] });
  assert.deepEqual(without(got.member[1]), made);
  assert.deepEqual(made.voice, { max_users: 3 });
  assert.equal(made.channel_type, "TextChannel");
  await s.owner.patch(path, {});
  await s.watch.only("nothing", []);
  await s.watch.close();
});

prove("ServerUpdate: categories, each change on its own; where a hidden channel stands is told when it shows",
  ["bonfire event ServerUpdate", "bonfire event Bulk"], async () => {
  const s = await scene(server);
  const path = `/servers/${s.home._id}`;
  const categories = [{ id: "talk", title: "Talk", channels: [s.general._id] }, { id: "work", title: "Work", channels: [s.staff._id] }];
  const last = (name) => s.watch.at[name].frames.filter((f) => f.type === "ServerUpdate" && f.data.categories).at(-1)?.data.categories;
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  assert.deepEqual((await s.owner.patch(path, { categories })).categories, categories);
  await s.watch.at.owner.until("the categories", () => same(last("owner"), categories));
  const shown = [categories[0], { ...categories[1], channels: [] }];
  for (const name of everybody.slice(1)) await s.watch.at[name].until("the categories", () => same(last(name), shown));
  await s.watch.settle();
  assert.deepEqual((await s.member.get(path)).categories, categories);
  await show(s.owner, s.staff);
  const got = await s.watch.each({ owner: "ChannelUpdate", ...Object.fromEntries(everybody.slice(1).map((name) => [name, "Bulk"])) });
  assert.deepEqual(got.member.v[0].data, { channels: [s.general._id, s.staff._id], categories });
  await s.owner.patch(path, { remove: ["Categories"] });
  await s.watch.at.member.until("no categories", () => last("member")?.length === 0);
  await s.watch.settle();
  assert.equal((await s.member.get(path)).categories, undefined);
  await s.watch.close();
});

prove("ServerDelete: by its owner; afterwards nobody hears of it", ["bonfire event ServerDelete"], async () => {
  const s = await scene(server);
  await s.owner.delete(`/servers/${s.home._id}`);
  const got = await s.watch.only("ServerDelete", everybody);
  assert.deepEqual(got.member, { type: "ServerDelete", id: s.home._id });
  const { response, value } = await s.member.raw("GET", `/servers/${s.home._id}`);
  assert.equal(response.status, 404);
  assert.equal(value.type, "NotFound");
  await s.watch.close();
});

prove("ServerMemberUpdate: nickname, picture, timeout", ["bonfire event ServerMemberUpdate"], async () => {
  const s = await scene(server);
  const path = `/servers/${s.home._id}/members/${s.member.id}`;
  const id = { server: s.home._id, user: s.member.id };
  const avatar = await s.member.upload(png, "a.png", "avatars");
  const member = await s.member.patch(path, { nickname: "bee", pronouns: "she", avatar });
  let got = await s.watch.only("ServerMemberUpdate", everybody);
  assert.deepEqual(got.bot, { type: "ServerMemberUpdate", id, data: { nickname: "bee", pronouns: "she", avatar: member.avatar }, clear: [] });
  const timeout = new Date(Date.now() + 3600_000).toISOString();
  await s.owner.patch(path, { timeout, nickname: "wasp", can_publish: false, can_receive: false });
  got = await s.watch.only("ServerMemberUpdate", everybody);
  assert.deepEqual(got.member.data, { timeout, nickname: "wasp", can_publish: false, can_receive: false });
  await s.owner.patch(path, { can_publish: true, can_receive: true, remove: ["Timeout", "Nickname", "Avatar", "JoinedAt"] });
  got = await s.watch.only("ServerMemberUpdate", everybody);
  assert.deepEqual(got.owner.data, { can_publish: true, can_receive: true });
  assert.deepEqual([...got.owner.clear].sort(), ["Avatar", "Nickname", "Timeout"]);
  await s.member.patch(path, { remove: ["Pronouns"] });
  got = await s.watch.only("ServerMemberUpdate", everybody);
  assert.deepEqual(got.owner.clear, ["Pronouns"]);
  await s.watch.close();
});

prove("roles: made, edited, reordered, gone", ["bonfire event ServerRoleUpdate", "bonfire event ServerRoleRanksUpdate", "bonfire event ServerRoleDelete"], async () => {
  const s = await scene(server);
  const roles = `/servers/${s.home._id}/roles`;
  const { id, role } = await s.owner.post(roles, { name: "Crew" });
  let got = await s.watch.only("ServerRoleUpdate", everybody);
  assert.deepEqual(got.member, {
    type: "ServerRoleUpdate", id: s.home._id, role_id: id, clear: [],
    data: { _id: id, name: "Crew", permissions: { a: 0, d: 0 }, hoist: false, rank: 0 },
  });
  assert.equal(role.name, "Crew");
  const icon = await s.owner.upload(png, "r.png", "icons");
  const edited = await s.owner.patch(`${roles}/${id}`, { name: "Sailors", colour: "#3a7", hoist: true, icon });
  got = await s.watch.only("ServerRoleUpdate", everybody);
  assert.deepEqual(got.bot.data, { name: "Sailors", colour: "#3a7", hoist: true, icon: edited.icon });
  await s.owner.patch(`${roles}/${id}`, { remove: ["Colour", "Icon"] });
  got = await s.watch.only("ServerRoleUpdate", everybody);
  assert.deepEqual([...got.bot.clear].sort(), ["Colour", "Icon"]);
  await s.owner.put(`/servers/${s.home._id}/permissions/${id}`, { permissions: { allow: may.manageMessages, deny: may.react } });
  got = await s.watch.only("ServerRoleUpdate", everybody);
  assert.deepEqual(got.member2.data, { permissions: { a: may.manageMessages, d: may.react } });
  const second = await makeRole(s.owner, s.home);
  await s.watch.settle();
  await s.owner.patch(`${roles}/ranks`, { ranks: [second, id] });
  got = await s.watch.only(["ServerRoleRanksUpdate", "ServerRoleUpdate", "ServerRoleUpdate"], everybody);
  assert.deepEqual(got.member[0], { type: "ServerRoleRanksUpdate", id: s.home._id, ranks: [second, id] });
  assert.deepEqual(got.member.slice(1).map((f) => [f.role_id, f.data]), [[second, { rank: 0 }], [id, { rank: 1 }]]);
  await s.owner.delete(`${roles}/${id}`);
  got = await s.watch.only("ServerRoleDelete", everybody);
  assert.deepEqual(got.owner, { type: "ServerRoleDelete", id: s.home._id, role_id: id });
  await s.watch.close();
});

prove("Bulk: what a role shows and hides, by giving and taking it, changing it, reordering and deleting it",
  ["bonfire event Bulk", "bonfire event ServerMemberUpdate", "bonfire event ServerRoleUpdate", "bonfire event ServerRoleDelete", "bonfire event ChannelCreate", "bonfire event ChannelDelete"], async () => {
  const s = await scene(server);
  const role = await makeRole(s.owner, s.home, { name: "Crew" });
  await s.owner.put(`/channels/${s.staff._id}/permissions/${role}`, { permissions: { allow: may.viewChannel, deny: 0 } });
  await s.watch.settle();
  const others = ["owner", "bot"];
  const bulk = (frame) => {
    assert.equal(frame.type, "Bulk");
    return frame.v.map((f) => f.type);
  };
  const plain = (type) => Object.fromEntries(others.map((name) => [name, type]));
  const shows = ["ServerUpdate", "ChannelCreate"];
  const gains = { member: "Bulk", member2: "Bulk" };

  await giveRoles(s.owner, s.home, s.member, role);
  let got = await s.watch.each({ ...plain("ServerMemberUpdate"), ...gains });
  assert.deepEqual(bulk(got.member), [...shows, "ServerMemberUpdate"]);
  assert.deepEqual(got.member.v[0].data.channels, [s.general._id, s.staff._id]);
  assert.equal(got.member.v[1]._id, s.staff._id);
  assert.deepEqual(got.member.v[1].role_permissions, { [role]: { a: may.viewChannel, d: 0 } });
  assert.deepEqual(got.member.v[2].data, { roles: [role] });
  assert.deepEqual(got.bot.data, { roles: [role] });
  await s.owner.send(s.staff._id, "now they see it");
  await s.watch.only("Message", ["owner", "member", "member2"]);

  await giveRoles(s.owner, s.home, s.member);
  got = await s.watch.each({ ...plain("ServerMemberUpdate"), ...gains });
  assert.deepEqual(bulk(got.member2), ["ChannelDelete", "ServerMemberUpdate"]);
  assert.equal(got.member2.v[0].id, s.staff._id);
  await s.owner.send(s.staff._id, "now they do not");
  await s.watch.only("Message", ["owner"]);

  // The role's own permissions: a second role, whose server-wide denial hides everything from its people.
  const second = await makeRole(s.owner, s.home);
  await giveRoles(s.owner, s.home, s.member, second);
  await s.watch.settle();
  await s.owner.put(`/servers/${s.home._id}/permissions/${second}`, { permissions: { allow: 0, deny: may.viewChannel } });
  got = await s.watch.each({ ...plain("ServerRoleUpdate"), ...gains });
  assert.deepEqual(bulk(got.member), ["ChannelDelete", "ServerRoleUpdate"]);
  assert.equal(got.member.v[0].id, s.general._id);
  await s.owner.delete(`/servers/${s.home._id}/roles/${second}`);
  got = await s.watch.each({ ...plain("ServerRoleDelete"), ...gains });
  assert.deepEqual(bulk(got.member), [...shows, "ServerRoleDelete"]);

  // What everybody may do: it hides the channel from all but the owner.
  await s.owner.put(`/servers/${s.home._id}/permissions/default`, { permissions: newServerDefault - may.viewChannel });
  got = await s.watch.each({ owner: "ServerUpdate", bot: "Bulk", ...gains });
  assert.deepEqual(bulk(got.bot), ["ChannelDelete", "ServerUpdate"]);
  await s.owner.put(`/servers/${s.home._id}/permissions/default`, { permissions: newServerDefault });
  got = await s.watch.each({ owner: "ServerUpdate", bot: "Bulk", ...gains });
  assert.deepEqual(bulk(got.member), [...shows, "ServerUpdate"]);

  // Ranks decide which of two roles has the last word.
  const [shower, hider] = [await makeRole(s.owner, s.home), await makeRole(s.owner, s.home)];
  await s.owner.put(`/channels/${s.staff._id}/permissions/${shower}`, { permissions: { allow: may.viewChannel, deny: 0 } });
  await s.owner.put(`/channels/${s.staff._id}/permissions/${hider}`, { permissions: { allow: 0, deny: may.viewChannel } });
  await giveRoles(s.owner, s.home, s.member, shower, hider);
  await s.watch.settle();
  await s.owner.patch(`/servers/${s.home._id}/roles/ranks`, { ranks: [hider, shower, role] });
  const ranks = ["ServerRoleRanksUpdate", "ServerRoleUpdate", "ServerRoleUpdate", "ServerRoleUpdate"];
  got = await s.watch.each({ ...plain(ranks), ...gains });
  assert.deepEqual(bulk(got.member), ["ChannelDelete", ...ranks]);
  await s.watch.close();
});

prove("ChannelUpdate: to who sees it; hiding and showing it is deleting and creating",
  ["bonfire event ChannelUpdate", "bonfire event ChannelCreate", "bonfire event ChannelDelete", "bonfire event Bulk"], async () => {
  const s = await scene(server);
  const path = `/channels/${s.general._id}`;
  const icon = await s.owner.upload(png, "i.png", "icons");
  const edited = await s.owner.patch(path, { name: "lounge", description: "all", nsfw: true, slowmode: 5, icon });
  let got = await s.watch.only("ChannelUpdate", everybody);
  assert.deepEqual(got.bot, {
    type: "ChannelUpdate", id: s.general._id, clear: [],
    data: { name: "lounge", description: "all", nsfw: true, slowmode: 5, icon: edited.icon },
  });
  await s.owner.patch(path, { nsfw: false, remove: ["Description", "Icon", "Slowmode"] });
  got = await s.watch.only("ChannelUpdate", everybody);
  assert.deepEqual(got.bot.data, { nsfw: false });
  assert.deepEqual([...got.bot.clear].sort(), ["Description", "Icon", "Slowmode"]);
  await s.owner.patch(`/channels/${s.staff._id}`, { name: "staff room" });
  await s.watch.only("ChannelUpdate", ["owner"]);

  const seeing = everybody.slice(1);
  await hide(s.owner, s.general);
  got = await s.watch.each({ owner: "ChannelUpdate", ...Object.fromEntries(seeing.map((name) => [name, "ChannelDelete"])) });
  assert.deepEqual(got.owner.data, { default_permissions: { a: 0, d: may.viewChannel } });
  assert.deepEqual(got.member, { type: "ChannelDelete", id: s.general._id });
  await s.owner.send(s.general._id, "alone");
  await s.watch.only("Message", ["owner"]);
  await show(s.owner, s.general);
  got = await s.watch.each({ owner: "ChannelUpdate", ...Object.fromEntries(seeing.map((name) => [name, "Bulk"])) });
  assert.deepEqual(got.member.v.map((f) => f.type), ["ServerUpdate", "ChannelCreate"]);
  assert.equal(got.member.v[1]._id, s.general._id);
  assert.equal(got.member.v[1].name, "lounge");
  await s.owner.patch(path, { remove: ["DefaultPermissions"] });
  got = await s.watch.only("ChannelUpdate", everybody);
  assert.deepEqual(got.member.clear, ["DefaultPermissions"]);
  await s.watch.close();
});

prove("ChannelDelete: a channel of a server", ["bonfire event ChannelDelete"], async () => {
  const s = await scene(server);
  await s.owner.delete(`/channels/${s.staff._id}`);
  await s.watch.only("ChannelDelete", ["owner"]);
  await s.owner.delete(`/channels/${s.general._id}`);
  const got = await s.watch.only("ChannelDelete", everybody);
  assert.deepEqual(got.member, { type: "ChannelDelete", id: s.general._id });
  assert.deepEqual((await s.member.get(`/servers/${s.home._id}`)).channels, []);
  await s.watch.close();
});

prove("emojis: made, renamed, deleted", ["bonfire event EmojiCreate", "bonfire event EmojiUpdate", "bonfire event EmojiDelete"], async () => {
  const s = await scene(server);
  const file = await s.owner.upload(png, "lamp.png", "emojis");
  const made = await s.owner.put(`/custom/emoji/${file}`, { name: "lamp", parent: { type: "Server", id: s.home._id } });
  let got = await s.watch.only("EmojiCreate", everybody);
  assert.deepEqual(without(got.member), made);
  assert.deepEqual(made, { _id: file, parent: { type: "Server", id: s.home._id }, creator_id: s.owner.id, name: "lamp" });
  await s.owner.patch(`/custom/emoji/${file}`, { name: "lantern" });
  got = await s.watch.only("EmojiUpdate", everybody);
  assert.deepEqual(got.bot, { type: "EmojiUpdate", id: file, data: { name: "lantern" } });
  await s.owner.delete(`/custom/emoji/${file}`);
  got = await s.watch.only("EmojiDelete", everybody);
  assert.deepEqual(got.bot, { type: "EmojiDelete", id: file });
  assert.deepEqual((await s.stranger.get(`/custom/emoji/${file}`)).parent, { type: "Detached" });
  await s.watch.close();
});

prove("a new owner: told to all, and they see what owners see", ["bonfire event ServerUpdate", "bonfire event Bulk"], async () => {
  const s = await scene(server);
  const ticket = (await s.owner.put("/auth/mfa/ticket", { password: s.owner.password })).token;
  await s.owner.call("PATCH", `/servers/${s.home._id}`, { owner: s.member.id }, { "X-MFA-Ticket": ticket });
  const got = await s.watch.each({ owner: "Bulk", member: "Bulk", member2: "Bulk", bot: "ServerUpdate" });
  assert.deepEqual(got.bot.data, { owner: s.member.id });
  assert.deepEqual(got.member.v.map((f) => f.type), ["ServerUpdate", "ChannelCreate", "ServerUpdate"]);
  assert.deepEqual(got.owner.v.map((f) => f.type), ["ChannelDelete", "ServerUpdate"]);
  await s.watch.close();
});
