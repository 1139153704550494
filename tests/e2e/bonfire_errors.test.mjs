// Every error of the API that a request can cause (bonfire-rest 1.6), caused; those of accounts are in bonfire_accounts. Limits are
// set low here, so that they are near.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { prove } from "./support/coverage.mjs";
import { Delta, addBot, befriend, freshName, giveRoles, join, makeBot, makeChannel, makeGroup, makeRole, makeServer, may, openDm, signIn, signUp, startDelta } from "./support/delta.mjs";
import { judge, refused } from "./support/delta_refused.mjs";
import "./support/delta_routes.mjs";
import { hide } from "./support/bonfire_scene.mjs";
import { png } from "./support/images.mjs";
import { Server } from "./support/server.mjs";

let server, guest, owner, member, outsider, home, at;
before(async () => {
  server = await startDelta({ bonfire: `
[bonfire.limits]
group_size = 3
message_embeds = 1
message_replies = 1
message_reactions = 2
server_emoji = 1
server_roles = 2
server_channels = 3
[bonfire.limits.new_user]
outgoing_friend_requests = 1
bots = 1
message_length = 20
message_attachments = 1
servers = 3
attachments_file_size = 200
` });
  guest = new Delta(server);
  [owner, member, outsider] = [await signUp(server), await signUp(server), await signUp(server)];
  home = await makeServer(owner);
  await join(owner, home, member);
  at = `/channels/${home.general._id}/messages`;
});
after(() => server.remove());

const nobody = "01HZX3M4QK7T9V2B6C8D0E1F2G";
const emoji = encodeURIComponent("🎉");

prove("who is asking: NotAuthenticated, InvalidSession, IsBot", [], async () => {
  for (const [method, path] of [["GET", "/users/@me"], ["POST", "/servers/create"], ["PUT", `/users/${nobody}/friend`], ["GET", "/auth/account"]]) {
    for (const who of [guest, new Delta(server, { token: "nonsense" }), new Delta(server, { token: owner.token, botToken: "nonsense" })]) {
      if (path === "/auth/account" && who.botToken) continue; // bots are not asked for there
      await refused(who, method, path, method === "GET" ? undefined : {}, 401, "InvalidSession");
    }
  }
  await refused(await signIn(server), "GET", "/users/@me", undefined, 401, "InvalidSession");
  const bot = await makeBot(await signUp(server));
  await refused(bot, "POST", "/servers/create", { name: "x" }, 400, "IsBot");
  await refused(bot, "POST", "/channels/create", { name: "x" }, 400, "IsBot");
  await refused(owner, "PUT", `/users/${bot.id}/friend`, {}, 400, "IsBot");
  await refused(bot, "PUT", `/users/${owner.id}/friend`, {}, 400, "IsBot");
  const hook = await owner.post(`/channels/${home.general._id}/webhooks`, { name: "h" });
  await refused(guest, "GET", `/webhooks/${hook.id}/wrong`, undefined, 401, "NotAuthenticated");
  await refused(guest, "POST", `/webhooks/${hook.id}/wrong`, { content: "x" }, 401, "NotAuthenticated");
});

prove("what is not there: NotFound", [], async () => {
  for (const path of ["/nothing/here", "/users", "/servers"]) {
    const { response, value } = await owner.raw("GET", path);
    assert.equal(response.status, 404);
    judge(value, "NotFound");
  }
  for (const path of [`/users/${nobody}`, "/users/nonsense", `/servers/${nobody}`, `/channels/${nobody}`, `/channels/${home._id}`, `${at}/${nobody}`, `/servers/${home._id}/members/${nobody}`,
    `/servers/${home._id}/roles/${nobody}`, `/bots/${nobody}`, `/bots/${nobody}/invite`, `/webhooks/${nobody}`]) {
    await refused(owner, "GET", path, undefined, 404, "NotFound");
  }
  for (const path of [`/custom/emoji/${nobody}`, "/invites/nonsense"]) await refused(guest, "GET", path, undefined, 404, "NotFound");
  await refused(outsider, "GET", `/servers/${home._id}`, undefined, 404, "NotFound");
  await refused(outsider, "GET", `/servers/${home._id}/members`, undefined, 404, "NotFound");
  await refused(owner, "PUT", `/custom/emoji/${nobody}`, { name: "x", parent: { type: "Server", id: home._id } }, 404, "NotFound");
  await refused(owner, "DELETE", `/servers/${home._id}/bans/${outsider.id}`, {}, 404, "NotFound");
  await refused(owner, "PATCH", "/users/@me", { avatar: "A".repeat(42) }, 404, "NotFound");
  await refused(owner, "POST", at, { attachments: ["A".repeat(42)] }, 404, "NotFound");
  await refused(owner, "POST", at, { content: "x", replies: [{ id: nobody, mention: false }] }, 404, "NotFound");
  await refused(owner, "POST", "/users/friend", { username: "nobody#0042" }, 404, "NotFound");
});

prove("what has a wrong form: FailedValidation, InvalidProperty, InvalidOperation, HeaderTooLarge", [], async () => {
  await refused(owner, "POST", "/servers/create", "{", 400, "FailedValidation");
  for (const body of ["[]", '"x"', { name: 5 }, {}]) await refused(owner, "POST", "/servers/create", body, 422, "FailedValidation");
  for (const name of ["", "x".repeat(33)]) await refused(owner, "POST", "/servers/create", { name }, 400, "FailedValidation");
  await refused(owner, "PATCH", "/users/@me", { status: { presence: "Sleeping" } }, 422, "FailedValidation");
  await refused(owner, "PATCH", "/users/@me", { remove: ["Nothing"] }, 422, "FailedValidation");
  await refused(owner, "PATCH", "/users/@me", { display_name: "a\nb" }, 400, "FailedValidation");
  await refused(owner, "GET", `${at}?limit=101`, undefined, 400, "FailedValidation");
  await refused(owner, "POST", "/users/friend", { username: "no-number" }, 400, "InvalidProperty");
  await refused(owner, "POST", at, { content: "x", interactions: { restrict_reactions: true } }, 400, "InvalidProperty");
  await refused(owner, "POST", at, { content: "x", flags: 8 }, 400, "InvalidProperty");
  await refused(owner, "GET", `${at}?sort=Relevance`, undefined, 400, "InvalidOperation");
  await refused(owner, "GET", `/users/${owner.id}/mutual`, undefined, 400, "InvalidOperation");
  await refused(owner, "GET", `/channels/${home.general._id}/members`, undefined, 400, "InvalidOperation");
  await refused(owner, "PUT", `/channels/${home.general._id}/permissions/default`, { permissions: 5 }, 400, "InvalidOperation");
  await refused(owner, "DELETE", `/servers/${home._id}/members/${member.id}`, {}, 400, "HeaderTooLarge", {}, { "X-Audit-Log-Reason": "x".repeat(513) });
  const { response, value } = await owner.raw("POST", "/servers/create", JSON.stringify({ name: "x", description: "x".repeat(1 << 20) }));
  assert.equal(response.status, 413);
  judge(value, "PayloadTooLarge");
});

prove("friends: NoEffect, AlreadyFriends, AlreadySentRequest, Blocked, BlockedByOther, TooManyPendingFriendRequests, NotFriends", [], async () => {
  const [a, b, c] = [await signUp(server), await signUp(server), await signUp(server)];
  const friend = (who, whom, status, type, members) => refused(who, "PUT", `/users/${whom.id}/friend`, {}, status, type, members);
  await friend(a, a, 400, "NoEffect");
  await refused(a, "DELETE", `/users/${b.id}/friend`, {}, 400, "NoEffect");
  await refused(a, "DELETE", `/users/${b.id}/block`, {}, 400, "NoEffect");
  await refused(a, "PUT", `/users/${a.id}/block`, {}, 400, "NoEffect");
  await a.put(`/users/${b.id}/friend`);
  await friend(a, b, 409, "AlreadySentRequest");
  await friend(a, c, 400, "TooManyPendingFriendRequests", { max: 1 });
  await b.put(`/users/${a.id}/friend`);
  await friend(b, a, 409, "AlreadyFriends");
  await refused(a, "POST", "/channels/create", { name: "g", users: [c.id] }, 403, "NotFriends");
  await c.put(`/users/${a.id}/block`);
  await friend(c, a, 409, "Blocked");
  await friend(a, c, 403, "BlockedByOther");
  await refused(c, "PUT", `/users/${a.id}/block`, {}, 400, "NoEffect");
});

prove("people: MissingPermission, NotPrivileged", [], async () => {
  const [a, b] = [await signUp(server), await signUp(server)];
  await refused(a, "GET", `/users/${b.id}`, undefined, 403, "MissingPermission", { permission: "Access" });
  await refused(a, "GET", `/users/${b.id}/profile`, undefined, 403, "MissingPermission", { permission: "ViewProfile" });
  await refused(a, "GET", `/users/${b.id}/dm`, undefined, 403, "MissingPermission", { permission: "SendMessage" });
  await refused(a, "PATCH", `/users/${b.id}`, { display_name: "mine" }, 403, "NotPrivileged");
  await refused(a, "PATCH", "/users/@me", { badges: 1 }, 403, "NotPrivileged");
  await refused(owner, "PATCH", `/servers/${home._id}`, { discoverable: true }, 403, "NotPrivileged");
});

prove("groups: AlreadyInGroup, NotInGroup, GroupTooLarge, CannotRemoveYourself, NotOwner", [], async () => {
  const [a, b, c, d] = [await signUp(server), await signUp(server), await signUp(server), await signUp(server)];
  for (const friend of [b, c, d]) await befriend(a, friend);
  await refused(a, "POST", "/channels/create", { name: "g", users: [b.id, c.id, d.id] }, 403, "GroupTooLarge", { max: 3 });
  const group = await makeGroup(a, "g", b, c);
  const recipients = `/channels/${group._id}/recipients`;
  await refused(a, "PUT", `${recipients}/${b.id}`, {}, 409, "AlreadyInGroup");
  await refused(a, "PUT", `${recipients}/${d.id}`, {}, 403, "GroupTooLarge", { max: 3 });
  await refused(a, "DELETE", `${recipients}/${d.id}`, {}, 404, "NotInGroup");
  await refused(a, "DELETE", `${recipients}/${a.id}`, {}, 400, "CannotRemoveYourself");
  await refused(b, "DELETE", `${recipients}/${c.id}`, {}, 403, "MissingPermission", { permission: "ManageChannel" });
  await refused(b, "PATCH", `/channels/${group._id}`, { owner: b.id }, 403, "NotOwner");
  await refused(a, "PATCH", `/channels/${group._id}`, { owner: d.id }, 404, "NotInGroup");
  const invite = await a.post(`/channels/${group._id}/invites`);
  await refused(b, "POST", `/invites/${invite._id}`, {}, 409, "AlreadyInGroup");
  const saved = await openDm(a, a);
  await refused(a, "DELETE", `/channels/${saved._id}`, {}, 400, "NoEffect");
  await refused(a, "PATCH", `/channels/${saved._id}`, { name: "x" }, 400, "InvalidOperation");
  await refused(a, "POST", `/channels/${saved._id}/invites`, {}, 400, "InvalidOperation");
});

prove("messages: EmptyMessage, PayloadTooLarge, TooMany..., DuplicateNonce, IsNotBot, InvalidFlagValue, CannotEditMessage", [], async () => {
  const send = (who, body, status, type, members, headers) => refused(who, "POST", at, body, status, type, members, headers);
  await send(member, {}, 422, "EmptyMessage");
  await send(member, { content: "" }, 422, "EmptyMessage");
  await member.send(home.general._id, "x".repeat(20));
  await send(member, { content: "x".repeat(21) }, 422, "PayloadTooLarge");
  await send(member, { content: "é".repeat(11) }, 422, "PayloadTooLarge");
  await send(member, { attachments: ["A".repeat(42), "B".repeat(42)] }, 400, "TooManyAttachments", { max: 1 });
  await send(member, { embeds: [{ title: "1" }, { title: "2" }] }, 400, "TooManyEmbeds", { max: 1 });
  const one = await member.send(home.general._id, "one"), two = await member.send(home.general._id, "two");
  await send(member, { content: "x", replies: [{ id: one._id, mention: false }, { id: two._id, mention: false }] }, 400, "TooManyReplies", { max: 1 });
  await member.post(at, { content: "once" }, { "Idempotency-Key": "key-1" });
  await send(member, { content: "twice" }, 409, "DuplicateNonce", {}, { "Idempotency-Key": "key-1" });
  await owner.post(at, { content: "mine" }, { "Idempotency-Key": "key-1" });
  await send(member, { content: "x" }, 400, "FailedValidation", {}, { "Idempotency-Key": "x".repeat(65) });
  await member.send(home.general._id, "x", { nonce: "n-1" });
  await send(member, { content: "x", nonce: "n-1" }, 400, "InvalidOperation");
  await send(member, { content: "x", flags: 2 }, 400, "IsNotBot");
  const bot = await makeBot(owner);
  await addBot(owner, bot, home);
  await send(bot, { content: "x", flags: 6 }, 400, "InvalidFlagValue");
  await send(member, { content: "@everyone" }, 403, "MissingPermission", { permission: "MentionEveryone" });
  await refused(owner, "PATCH", `${at}/${one._id}`, { content: "mine" }, 403, "CannotEditMessage");
  await refused(member, "DELETE", `${at}/bulk`, { ids: ["nonsense"] }, 400, "InvalidOperation");
  await refused(member, "DELETE", `${at}/bulk`, { ids: [nobody] }, 400, "InvalidOperation");
  await refused(member, "DELETE", `${at}/bulk`, { ids: [one._id] }, 403, "MissingPermission", { permission: "ManageMessages" });
  await refused(owner, "POST", `/channels/${home.general._id}/search`, { query: "x", pinned: true }, 400, "InvalidOperation");
});

prove("webhooks: CannotEditMessage, CannotDeleteMessage", [], async () => {
  const hook = await owner.post(`/channels/${home.general._id}/webhooks`, { name: "h" });
  const foreign = await member.send(home.general._id, "not yours");
  const path = `/webhooks/${hook.id}/${hook.token}`;
  await refused(guest, "PATCH", `${path}/${foreign._id}`, { content: "x" }, 403, "CannotEditMessage");
  await refused(guest, "DELETE", `${path}/${foreign._id}`, {}, 403, "CannotDeleteMessage");
  await refused(guest, "POST", path, {}, 422, "EmptyMessage");
  const off = await startDelta({ bonfire: "webhooks_enabled = false" });
  try {
    const person = await signUp(off);
    const own = await makeServer(person);
    const unused = await person.post(`/channels/${own.general._id}/webhooks`, { name: "h" });
    await refused(person, "GET", `/webhooks/${unused.id}`, undefined, 404, "NotFound");
    await refused(new Delta(off), "POST", `/webhooks/${unused.id}/${unused.token}`, { content: "x" }, 404, "NotFound");
  } finally {
    await off.remove();
  }
});

prove("pins and reactions: AlreadyPinned, NotPinned, InvalidOperation, NotFound", [], async () => {
  const one = await member.send(home.general._id, "one");
  await refused(owner, "DELETE", `${at}/${one._id}/pin`, {}, 400, "NotPinned");
  await owner.post(`${at}/${one._id}/pin`);
  await refused(owner, "POST", `${at}/${one._id}/pin`, {}, 400, "AlreadyPinned");
  await refused(member, "POST", `${at}/${one._id}/pin`, {}, 403, "MissingPermission", { permission: "ManageMessages" });
  const react = (what) => `${at}/${one._id}/reactions/${what}`;
  await refused(member, "PUT", react("x"), {}, 400, "InvalidOperation");
  await refused(member, "PUT", react(nobody), {}, 404, "NotFound");
  await refused(member, "DELETE", react(emoji), {}, 404, "NotFound");
  await member.put(react(emoji));
  await member.put(react(encodeURIComponent("👀")));
  await refused(member, "PUT", react(encodeURIComponent("🔥")), {}, 400, "InvalidOperation");
  await refused(member, "DELETE", `${at}/${one._id}/reactions`, {}, 403, "MissingPermission", { permission: "ManageMessages" });
});

prove("servers: TooManyServers, TooManyChannels, TooManyRoles, TooManyEmoji, AlreadyInServer, Banned", [], async () => {
  const [a, b] = [await signUp(server), await signUp(server)];
  const own = await makeServer(a);
  const reach = async (make, status, type, members) => {
    for (let i = 0; i < 12; ++i) {
      const { response, value } = await make(i);
      if (response.status === 200) continue;
      assert.equal(response.status, status);
      judge(value, type, members);
      return i;
    }
    throw new Error(`never ${type}`);
  };
  const made = await reach((i) => a.raw("POST", `/servers/${own._id}/channels`, { name: `c${i}` }), 400, "TooManyChannels", { max: 3 });
  assert.ok(made === 2 || made === 3, `${made}`);
  assert.equal(await reach((i) => a.raw("POST", `/servers/${own._id}/roles`, { name: `r${i}` }), 400, "TooManyRoles", { max: 2 }), 2);
  const files = [await a.upload(png, "1.png", "emojis"), await a.upload(png, "2.png", "emojis")];
  assert.equal(await reach((i) => a.raw("PUT", `/custom/emoji/${files[i]}`, { name: `e${i}`, parent: { type: "Server", id: own._id } }), 400, "TooManyEmoji", { max: 1 }), 1);
  const invite = await join(a, own, b);
  await refused(b, "POST", `/invites/${invite._id}`, {}, 409, "AlreadyInServer");
  await a.put(`/servers/${own._id}/bans/${b.id}`, {});
  await refused(b, "POST", `/invites/${invite._id}`, {}, 403, "Banned");
  const servers = await reach((i) => b.raw("POST", "/servers/create", { name: `s${i}` }), 400, "TooManyServers", { max: 3 });
  assert.ok(servers === 3 || servers === 4, `${servers}`);
  await a.delete(`/servers/${own._id}/bans/${b.id}`);
  await refused(b, "POST", `/invites/${invite._id}`, {}, 400, "TooManyServers", { max: 3 });
});

prove("CantCreateServers: where only some may", [], async () => {
  const closed = await startDelta({ bonfire: `[bonfire.limits]\nrestrict_server_creation = ["${nobody}"]` });
  try {
    await refused(await signUp(closed), "POST", "/servers/create", { name: "x" }, 403, "CantCreateServers");
  } finally {
    await closed.remove();
  }
});

prove("members: CannotRemoveYourself, CannotTimeoutYourself, IsElevated, NotElevated, InvalidRole, MissingPermission, InvalidOperation", [], async () => {
  const [boss, a, b] = [await signUp(server), await signUp(server), await signUp(server)];
  const own = await makeServer(boss);
  await join(boss, own, a, b);
  const path = (who) => `/servers/${own._id}/members/${who.id}`;
  const high = await makeRole(boss, own, { allow: may.manageRole | may.assignRoles | may.kickMembers | may.banMembers | 256 | 2048 });
  const low = await makeRole(boss, own);
  const until = new Date(Date.now() + 3600_000).toISOString();
  await refused(a, "DELETE", path(b), {}, 403, "MissingPermission", { permission: "KickMembers" });
  await refused(a, "PUT", `/servers/${own._id}/bans/${b.id}`, {}, 403, "MissingPermission", { permission: "BanMembers" });
  await refused(a, "PATCH", `/servers/${own._id}`, { name: "mine" }, 403, "MissingPermission", { permission: "ManageServer" });
  await refused(a, "POST", `/servers/${own._id}/roles`, { name: "r" }, 403, "MissingPermission", { permission: "ManageRole" });
  await refused(a, "PATCH", path(b), { nickname: "x" }, 403, "MissingPermission", { permission: "ManageNicknames" });
  await giveRoles(boss, own, a, high);
  await refused(boss, "PATCH", path(a), { roles: [nobody] }, 404, "InvalidRole");
  await refused(a, "DELETE", path(a), {}, 400, "CannotRemoveYourself");
  await refused(a, "PUT", `/servers/${own._id}/bans/${a.id}`, {}, 400, "CannotRemoveYourself");
  await refused(a, "DELETE", path(boss), {}, 400, "InvalidOperation");
  await refused(a, "PATCH", path(a), { timeout: until }, 400, "CannotTimeoutYourself");
  await refused(boss, "PATCH", path(a), { timeout: until }, 403, "IsElevated");
  await refused(a, "PATCH", path(b), { roles: [high] }, 403, "NotElevated");
  await refused(a, "DELETE", `/servers/${own._id}/roles/${high}`, {}, 403, "NotElevated");
  await refused(a, "PATCH", `/servers/${own._id}/roles/ranks`, { ranks: [low, high] }, 403, "NotElevated");
  await refused(boss, "PATCH", `/servers/${own._id}/roles/ranks`, { ranks: [low] }, 400, "InvalidOperation");
  await giveRoles(boss, own, b, high);
  await refused(a, "DELETE", path(b), {}, 403, "NotElevated");
  await refused(a, "PATCH", path(b), { pronouns: "x" }, 403, "NotElevated");
  await giveRoles(boss, own, b);
  await refused(a, "PATCH", path(b), { pronouns: "x" }, 400, "InvalidOperation");
  await refused(boss, "PATCH", path(a), { voice_channel: own.general._id }, 400, "LiveKitUnavailable");
});

prove("permissions: CannotGiveMissingPermissions", [], async () => {
  const [boss, a] = [await signUp(server), await signUp(server)];
  const own = await makeServer(boss);
  await join(boss, own, a);
  const role = await makeRole(boss, own, { allow: may.managePermissions | may.manageRole });
  const low = await makeRole(boss, own);
  await giveRoles(boss, own, a, role);
  const permissions = { allow: may.banMembers, deny: 0 };
  await refused(a, "PUT", `/servers/${own._id}/permissions/${low}`, { permissions }, 403, "CannotGiveMissingPermissions");
  await refused(a, "PUT", `/servers/${own._id}/permissions/default`, { permissions: may.banMembers }, 403, "CannotGiveMissingPermissions");
  await refused(a, "PUT", `/channels/${own.general._id}/permissions/${low}`, { permissions }, 403, "CannotGiveMissingPermissions");
  await refused(a, "PUT", `/channels/${own.general._id}/permissions/default`, { permissions }, 403, "CannotGiveMissingPermissions");
  await refused(a, "PUT", `/servers/${own._id}/permissions/${role}`, { permissions }, 403, "NotElevated");
  await refused(boss, "PUT", `/servers/${own._id}/permissions/${nobody}`, { permissions }, 404, "NotFound");
});

prove("NotOwner, InvalidCredentials: giving a server away", [], async () => {
  const [boss, a] = [await signUp(server), await signUp(server)];
  const own = await makeServer(boss);
  await join(boss, own, a);
  await refused(a, "PATCH", `/servers/${own._id}`, { owner: a.id }, 403, "NotOwner");
  await refused(boss, "PATCH", `/servers/${own._id}`, { owner: a.id }, 401, "InvalidCredentials");
});

prove("a channel that one cannot see: MissingPermission", [], async () => {
  const secret = await makeChannel(owner, home);
  await hide(owner, secret);
  const hidden = await owner.send(secret._id, "hidden");
  const path = `/channels/${secret._id}`;
  for (const [method, where, body] of [["GET", path], ["GET", `${path}/messages`], ["GET", `${path}/messages/${hidden._id}`], ["POST", `${path}/messages`, { content: "x" }],
    ["PATCH", path, { name: "x" }], ["DELETE", path, {}], ["PUT", `${path}/ack/${hidden._id}`, {}], ["POST", `${path}/invites`, {}], ["PUT", `${path}/messages/${hidden._id}/reactions/${emoji}`, {}],
    ["DELETE", `${path}/messages/${hidden._id}`, {}], ["POST", `${path}/search`, { query: "hidden" }], ["POST", `${path}/webhooks`, { name: "x" }], ["GET", `${path}/webhooks`]]) {
    for (const who of [member, outsider]) {
      const { response, value } = await who.raw(method, where, body);
      assert.equal(response.status, 403, `${method} ${where}: ${response.status} ${JSON.stringify(value)}`);
      judge(value, "MissingPermission", { permission: (p) => typeof p === "string" });
      assert.ok(!JSON.stringify(value).includes("hidden"));
    }
  }
});

prove("bots: ReachedMaximumBots, InvalidUsername, BotIsPrivate, NotFound", [], async () => {
  const [a, b] = [await signUp(server), await signUp(server)];
  await refused(a, "POST", "/bots/create", { name: "admin" }, 400, "InvalidUsername");
  const bot = await makeBot(a, { isPublic: false });
  await refused(a, "POST", "/bots/create", { name: freshName() }, 400, "ReachedMaximumBots");
  const own = await makeServer(b);
  await refused(b, "POST", `/bots/${bot.id}/invite`, { server: own._id }, 403, "BotIsPrivate");
  await refused(b, "GET", `/bots/${bot.id}/invite`, undefined, 404, "NotFound");
  for (const method of ["GET", "PATCH", "DELETE"]) await refused(b, method, `/bots/${bot.id}`, method === "GET" ? undefined : {}, 404, "NotFound");
  await a.patch(`/bots/${bot.id}`, { public: true });
  await addBot(b, bot, own);
  await refused(b, "POST", `/bots/${bot.id}/invite`, { server: own._id }, 409, "AlreadyInServer");
});

prove("reports: CannotReportYourself", [], async () => {
  const mine = await member.send(home.general._id, "mine");
  for (const content of [{ type: "Message", id: mine._id, report_reason: "SpamAbuse" }, { type: "User", id: member.id, report_reason: "SpamAbuse" }]) {
    await refused(member, "POST", "/safety/report", { content }, 400, "CannotReportYourself");
  }
  await refused(owner, "POST", "/safety/report", { content: { type: "Server", id: home._id, report_reason: "Raid" } }, 400, "CannotReportYourself");
});

prove("emojis that are gone, and calls that are not offered: NotAuthenticated, LiveKitUnavailable", [], async () => {
  const boss = await signUp(server);
  const own = await makeServer(boss);
  const file = await boss.upload(png, "e.png", "emojis");
  const parent = { type: "Server", id: own._id };
  await refused(boss, "PUT", `/custom/emoji/${file}`, { name: "x", parent: { type: "Detached" } }, 400, "InvalidOperation");
  await refused(boss, "PUT", `/custom/emoji/${file}`, { name: "Capital", parent }, 400, "FailedValidation");
  await boss.put(`/custom/emoji/${file}`, { name: "x", parent });
  await boss.delete(`/custom/emoji/${file}`);
  await refused(boss, "PATCH", `/custom/emoji/${file}`, { name: "y" }, 401, "NotAuthenticated");
  await refused(boss, "POST", `/channels/${own.general._id}/join_call`, { node: "worldwide" }, 400, "LiveKitUnavailable");
  await refused(boss, "PUT", `/channels/${own.general._id}/end_ring/${boss.id}`, {}, 400, "LiveKitUnavailable");
});

prove("files: NotAuthenticated, InvalidSession, FileTooSmall, FileTooLarge, FileTypeNotAllowed", [], async () => {
  async function refusedUpload(who, tag, bytes, status, type, members = {}) {
    const form = new FormData();
    form.append("file", new Blob([bytes]), "f.bin");
    const response = await fetch(`${server.url}/autumn/${tag}`, { method: "POST", headers: who.credentials, body: form });
    assert.equal(response.status, status);
    judge(await response.json(), type, members);
  }
  await refusedUpload(guest, "attachments", "x", 401, "NotAuthenticated");
  await refusedUpload(new Delta(server, { token: "nonsense" }), "attachments", "x", 401, "InvalidSession");
  await refusedUpload(owner, "attachments", "", 422, "FileTooSmall");
  await owner.upload("x".repeat(200));
  await refusedUpload(owner, "attachments", "x".repeat(201), 422, "FileTooLarge", { max: 200 });
  await refusedUpload(owner, "avatars", "no picture", 400, "FileTypeNotAllowed");
  await refusedUpload(owner, "nonsense", "x", 400, "FailedValidation");
});

prove("too many requests: refused with how long to wait, counted for each session", ["bonfire error rate limit"], async () => {
  const limited = await Server.start({ config: "[bonfire.rate_limits]\nservers = 2\nauth = 1000\nany = 1000\nupload = 1\n" });
  try {
    const [a, b] = [await signUp(limited), await signUp(limited)];
    const ask = async (who) => who.raw("GET", `/servers/${nobody}`);
    for (const left of [1, 0]) {
      const { response } = await ask(a);
      assert.equal(response.status, 404);
      assert.equal(response.headers.get("x-ratelimit-limit"), "2");
      assert.equal(response.headers.get("x-ratelimit-remaining"), String(left));
      assert.match(response.headers.get("x-ratelimit-bucket"), /^\d+$/);
    }
    const { response, value } = await ask(a);
    assert.equal(response.status, 429);
    assert.deepEqual(Object.keys(value), ["retry_after"]);
    assert.ok(value.retry_after > 0 && value.retry_after <= 10000);
    assert.ok(Number(response.headers.get("x-ratelimit-reset-after")) <= 10000);
    assert.equal(response.headers.get("access-control-allow-origin"), "*");
    assert.equal((await ask(b)).response.status, 404);
    await a.upload("x");
    await assert.rejects(a.upload("x"), (error) => error.status === 429 && error.body.retry_after > 0);
  } finally {
    await limited.remove();
  }
});
