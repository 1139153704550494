// The second protocol with the library stoat.js as it is published: people and bots, and after each scenario the library's own
// picture is compared with what the API says. What only this library can do stands here.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { prove } from "./support/coverage.mjs";
import { Delta, may, signUp, startDelta } from "./support/delta.mjs";
import { Sdk, allSee, everythingWasRead } from "./support/sdk.mjs";
import { connectionScenarios } from "./support/sdk_connections.mjs";
import { messageScenarios } from "./support/sdk_messages.mjs";
import { peopleScenarios } from "./support/sdk_people.mjs";
import { serverScenarios } from "./support/sdk_servers.mjs";
import { sameAsApi } from "./support/sdk_state.mjs";
import { makeWorld } from "./support/sdk_world.mjs";

const world = makeWorld("stoat.js");
peopleScenarios(world);
messageScenarios(world);
serverScenarios(world);
connectionScenarios(world);

prove("stoat.js: webhooks", ["bonfire clients webhooks"], async () => {
  const s = await world.scene();
  const { owner } = s.at;
  const hook = await owner.channel(s.general).createWebhook("builds");
  const outside = new Delta(world.server);
  const sent = await outside.post(`/webhooks/${hook.id}/${hook.token}`, { content: "all green" });
  await allSee(s.all, "its message", (c) => c.messages.get(sent._id)?.username === "builds" && c.messages.get(sent._id).content === "all green");
  assert.equal((await fetch(owner.message(sent).webhook.avatarURL)).headers.get("content-type"), "image/png");
  await hook.edit({ name: "ci" });
  assert.deepEqual((await owner.channel(s.general).fetchWebhooks()).map((h) => [h.id, h.name, h.token]), [[hook.id, "ci", hook.token]]);
  const next = await outside.post(`/webhooks/${hook.id}/${hook.token}`, { content: "still green" });
  await allSee(s.all, "its new name", (c) => c.messages.get(next._id)?.username === "ci");
  const { token } = hook;
  await hook.delete();
  await assert.rejects(outside.post(`/webhooks/${hook.id}/${token}`, { content: "?" }), (e) => e.status === 404);
  for (const sdk of s.all) await sameAsApi(sdk, sdk.who, { servers: [s.place._id], wholeHistory: [s.general] });
  everythingWasRead("creator_id", "permissions");
  await s.close();
});

prove("stoat.js: finding members, profiles, the order of roles, slow channels, calls", ["bonfire clients members and profiles"], async () => {
  const s = await world.scene();
  const { owner, member, bot } = s.at;
  const server = owner.server(s.place);
  const [one, two] = [await server.createRole("One"), await server.createRole("Two")];
  await allSee(s.all, "both", (c) => c.servers.get(s.place._id).orderedRoles.map((r) => r.name).join() === "One,Two");
  await server.setRoleOrdering([two.id, one.id]);
  await allSee(s.all, "them in order", (c) => c.servers.get(s.place._id).orderedRoles.map((r) => r.name).join() === "Two,One");

  await member.client.user.edit({ profile: { content: "I paint." } });
  await owner.server(s.place).syncMembers(true);
  assert.equal((await owner.client.users.get(s.member.id).fetchProfile()).content, "I paint.");
  const mutual = await owner.client.users.get(s.member.id).fetchMutual();
  assert.deepEqual([mutual.servers, mutual.users], [[s.place._id], []]);
  await member.server(s.place).member.edit({ nickname: "Painter" });
  // The library's own method puts a "?" behind what is looked for.
  const found = await owner.client.api.get(`/servers/${s.place._id}/members_experimental_query`, { query: "Paint", experimental_api: true });
  assert.deepEqual(found.users.map((u) => u._id), [s.member.id]);
  assert.deepEqual(found.members.map((m) => m.nickname), ["Painter"]);

  await owner.channel(s.general).edit({ slowmode: 600 });
  await member.channel(s.general).sendMessage("once");
  const refused = await member.refusal("post", `/channels/${s.general}/messages`, { content: "twice" });
  assert.equal(refused.type, "InSlowmode");
  assert.ok(refused.retry_after > 0 && refused.retry_after <= 600);
  await owner.channel(s.general).sendMessage("owners need not wait");
  await member.see("how long", () => member.framesOf("UserSlowmodes").some((f) => f.slowmodes[0].channel_id === s.general));
  assert.equal(bot.framesOf("UserSlowmodes").length, 0);

  await owner.server(s.place).createChannel({ type: "Voice", name: "calls" });
  const calls = await member.see("the voice channel", (c) => c.channels.find((x) => x.name === "calls"));
  assert.equal(calls.isVoice, true);
  assert.equal((await member.refusal("post", `/channels/${calls.id}/join_call`, { node: "worldwide" })).type, "LiveKitUnavailable");
  assert.equal(owner.server(s.place).havePermission("ManageServer"), true);
  assert.equal(Number(member.server(s.place).permission) & may.manageServer, 0);
  for (const sdk of s.all) await sameAsApi(sdk, sdk.who, { servers: [s.place._id] });
  everythingWasRead();
  await s.close();
});

/** RFC 6238 with SHA-1, 30 s, six digits. */
function totp(secret, at = Date.now()) {
  const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, "0");
}

prove("stoat.js: a second factor", ["bonfire clients accounts, sessions, settings"], async () => {
  const who = await signUp(world.server);
  const sdk = await world.person(who);
  const mfa = await sdk.client.account.mfa();
  assert.deepEqual(mfa.availableMethods, ["Password"]);
  const codes = await (await mfa.createTicket({ password: who.password })).generateRecoveryCodes();
  assert.equal(codes.length, 10);
  assert.deepEqual(await (await mfa.createTicket({ password: who.password })).fetchRecoveryCodes(), codes);
  const secret = await (await mfa.createTicket({ password: who.password })).generateAuthenticatorSecret();
  await mfa.enableAuthenticator(totp(secret));
  const fresh = await sdk.client.account.mfa();
  assert.deepEqual([fresh.authenticatorEnabled, fresh.recoveryEnabled], [true, true]);
  const login = await new Delta(world.server).post("/auth/session/login", { email: who.email, password: who.password });
  assert.equal(login.result, "MFA");
  await (await fresh.createTicket({ recovery_code: codes[0] })).disableAuthenticator();
  assert.equal((await new Delta(world.server).post("/auth/session/login", { email: who.email, password: who.password })).result, "Success");
  await sdk.close();
});

prove("stoat.js: changed policies are told until they are acknowledged", ["bonfire clients changed policies"], async () => {
  const server = await startDelta({ bonfire: 'policy_changes = ["2025-01-01 2025-02-01 https://example.org/terms New terms"]\n' });
  try {
    const who = await signUp(server);
    const sdk = await Sdk.person(world.library, who);
    const [changes, acknowledge] = await sdk.see("the change", () => sdk.got("policyChanges")[0]);
    assert.deepEqual(changes.map((c) => [c.url, c.description]), [["https://example.org/terms", "New terms"]]);
    const reminded = await Sdk.person(world.library, who);
    await reminded.see("it too", () => reminded.count("policyChanges") === 1);
    await acknowledge();
    const later = await Sdk.person(world.library, who);
    await later.fence();
    assert.equal(later.count("policyChanges"), 0);
    await Promise.all([sdk.close(), reminded.close(), later.close()]);
  } finally {
    await server.remove();
  }
});

prove("stoat.js: a client that keeps what it knows only in part", ["bonfire clients partial objects"], async () => {
  const s = await world.scene();
  const old = await s.at.owner.channel(s.general).sendMessage("from before");
  const late = await world.person(s.member, { partials: true });
  const stranger = await signUp(world.server);
  await s.at.member.see("the message", (c) => c.messages.has(old.id));
  await s.at.member.message(old.id).react(encodeURIComponent("🌱"));
  const [message, user, emoji] = await late.see("the reaction", () => late.got("messageReactionAdd")[0]);
  assert.deepEqual([message.id, user, emoji], [old.id, s.member.id, "🌱"]);
  await old.edit({ content: "from before, edited" });
  await late.see("the edit", (c) => c.messages.get(old.id).content === "from before, edited");
  await stranger.post("/users/friend", { username: s.member.tag });
  const asking = await late.see("who asks", (c) => c.users.get(stranger.id));
  assert.equal(asking.relationship, "Incoming");
  await late.client.users.fetch(stranger.id);
  assert.equal(late.client.users.get(stranger.id).username, stranger.user.username);
  await old.delete();
  await late.see("the end", (c) => late.count("messageDelete") === 1 && !c.messages.has(old.id));
  everythingWasRead();
  await late.close();
  await s.close();
});
