// Scenarios of the client libraries about servers: who joins and leaves, and what roles and permissions show and hide while the
// clients look on.
import assert from "node:assert/strict";
import { prove } from "./coverage.mjs";
import { may, newServerDefault, signUp } from "./delta.mjs";
import { allSee, closeAll, everythingWasRead } from "./sdk.mjs";
import { sameAsApi } from "./sdk_state.mjs";

export function serverScenarios(world) {
  const { name } = world;

  prove(`${name}: people join by invite, leave, are kicked, banned and pardoned`, ["bonfire clients invites, joining, leaving, kicks, bans"], async () => {
    const s = await world.scene();
    const { owner, member, bot } = s.at;
    await owner.server(s.place).edit({
      system_messages: { user_joined: s.general, user_left: s.general, user_kicked: s.general, user_banned: s.general },
    });
    await allSee(s.all, "where such things are told", (c) => c.servers.get(s.place._id).systemMessages?.user_joined === s.general);
    const who = await signUp(world.server);
    const guest = await world.person(who);
    assert.equal(guest.client.servers.size(), 0);

    const { _id: code } = await owner.channel(s.general).createInvite();
    const told = await guest.client.api.get(`/invites/${code}`);
    assert.equal(told.type, "Server");
    assert.equal(told.server_name, s.place.name);
    assert.equal(told.member_count, 3);
    const enter = async () => {
      const before = guest.count("serverCreate");
      await guest.client.api.post(`/invites/${code}`);
      await guest.see("the server", (c) => guest.count("serverCreate") === before + 1 && c.servers.get(s.place._id)?.channels.some((x) => x.id === s.general));
      await guest.server(s.place).fetchMember(guest.client.user);
    };
    const message = (type, n = 1) => (c) => c.messages.filter((m) => m.systemMessage?.type === type && m.systemMessage.userId === who.id).length === n;
    const isMember = (c) => c.serverMembers.hasByKey({ server: s.place._id, user: who.id });

    await enter();
    for (const sdk of s.all) {
      await sdk.see("the newcomer", (c, _) => sdk.count("serverMemberJoin", (m) => m.id.user === who.id) === 1 && isMember(c));
      assert.equal(sdk.client.users.get(who.id).username, who.user.username);
    }
    await allSee([...s.all, guest], "who has joined", message("user_joined"));
    assert.equal((await guest.refusal("post", `/invites/${code}`)).type, "AlreadyInServer");
    const hello = await guest.channel(s.general).sendMessage("I am new here");
    await allSee(s.all, "its first message", (c) => c.messages.get(hello.id)?.author?.id === who.id);
    assert.equal((await owner.server(s.place).fetchInvites()).filter((i) => i.id === code && i.creatorId === s.owner.id).length, 1);
    await sameAsApi(guest, who, { servers: [s.place._id] });

    await guest.server(s.place).delete();
    await allSee(s.all, "that it has left", (c, sdk) => sdk.count("serverMemberLeave") === 1 && !isMember(c) && message("user_left")(c));
    assert.equal(guest.client.servers.size(), 0);
    assert.equal(guest.client.channels.has(s.general), false);
    const unheard = await owner.channel(s.general).sendMessage("it cannot hear this");
    await member.see("the message", (c) => c.messages.has(unheard.id));
    await guest.fence();
    assert.equal(guest.client.messages.has(unheard.id), false);

    await enter();
    await allSee(s.all, "it again", isMember);
    assert.equal((await member.refusal("delete", `/servers/${s.place._id}/members/${who.id}`)).type, "MissingPermission");
    await owner.server(s.place).kickUser(who.id);
    await guest.see("the server gone", (c) => guest.count("serverDelete") === 2 && c.servers.size() === 0);
    await allSee(s.all, "that it was kicked", (c) => !isMember(c) && message("user_kicked")(c));

    await enter();
    await allSee(s.all, "it again", isMember);
    const ban = await owner.server(s.place).banUser(who.id, { reason: "noise", delete_message_seconds: 3600 });
    assert.equal(ban.reason, "noise");
    await guest.see("the server gone", (c) => c.servers.size() === 0);
    await allSee(s.all, "that it was banned", (c) => !isMember(c) && message("user_banned")(c) && !c.messages.has(hello.id));
    assert.equal((await guest.refusal("post", `/invites/${code}`)).type, "Banned");
    const bans = await owner.server(s.place).fetchBans();
    assert.deepEqual(bans.map((b) => [b.id.user, b.reason, b.user.username]), [[who.id, "noise", who.user.username]]);
    await owner.server(s.place).unbanUser(who.id);
    await enter();
    await allSee([...s.all, guest], "it for good", (c) => isMember(c) || c === guest.client);
    await owner.client.api.delete(`/invites/${code}`);
    assert.equal((await guest.refusal("get", `/invites/${code}`)).type, "NotFound");

    for (const sdk of s.all) await sameAsApi(sdk, sdk.who, { servers: [s.place._id], wholeHistory: [s.general] });
    // The library keeps what it knew of servers that it left, so a new one is asked.
    const fresh = await world.person(who);
    await sameAsApi(fresh, who, { servers: [s.place._id] });
    await fresh.close();
    await owner.server(s.place).delete();
    await allSee([...s.all, guest], "the end of the server", (c) => c.servers.size() === 0 && !c.channels.has(s.general));
    everythingWasRead();
    await closeAll(guest, ...s.all);
  });

  prove(`${name}: channels appear and disappear as roles and permissions change`, ["bonfire clients channels come and go with roles and permissions"], async () => {
    const s = await world.scene();
    const { owner, member, bot } = s.at;
    const shows = (id) => (c) => c.channels.has(id) && c.servers.get(s.place._id).channels.some((x) => x.id === id);
    const hides = (id) => (c) => !c.channels.has(id) && !c.servers.get(s.place._id).channels.some((x) => x.id === id);
    const self = member.server(s.place).member;
    const asOwner = () => owner.server(s.place).getMember(s.member.id);
    await owner.server(s.place).fetchMembers();
    /** The library's own opinion of what it may do is the API's. */
    const maySend = async (sdk, id) => {
      const { response } = await sdk.who.raw("POST", `/channels/${id}/messages`, { content: "may I?" });
      assert.equal(response.ok, sdk.channel(id)?.havePermission("SendMessage") ?? false);
      return response.ok;
    };

    const staff = (await owner.server(s.place).createChannel({ type: "Text", name: "staff", description: "Only some" })).id;
    await allSee(s.all, "the new channel", shows(staff));
    assert.equal(member.channel(staff).description, "Only some");
    assert.equal(await maySend(member, staff), true);

    await owner.channel(staff).setPermissions("default", { allow: 0, deny: may.viewChannel });
    await allSee([member, bot], "the channel gone", hides(staff));
    assert.equal(member.count("channelDelete", (c) => c.id === staff), 1);
    await owner.see("its default", (c) => c.channels.get(staff).defaultPermissions && Number(c.channels.get(staff).defaultPermissions.d) === may.viewChannel);
    const refused = await member.refusal("get", `/channels/${staff}`);
    assert.deepEqual([refused.type, refused.permission], ["MissingPermission", "ViewChannel"]);
    const secret = await owner.channel(staff).sendMessage("not for all");
    await Promise.all([member.fence(), bot.fence()]);
    assert.equal(member.client.messages.has(secret.id), false);
    assert.equal(bot.client.messages.has(secret.id), false);

    const { id: crew } = await owner.server(s.place).createRole("Crew");
    await allSee(s.all, "the role", (c) => c.servers.get(s.place._id).roles.get(crew)?.name === "Crew");
    await owner.channel(staff).setPermissions(crew, { allow: may.viewChannel, deny: 0 });
    await owner.see("its permission", (c) => c.channels.get(staff).rolePermissions?.[crew]);
    await asOwner().edit({ roles: [crew] });
    await member.see("the channel again", shows(staff));
    assert.deepEqual([...self.roles], [crew]);
    assert.equal(await maySend(member, staff), true);
    assert.equal((await member.channel(staff).fetchMessages()).some((m) => m.id === secret.id), true);
    await bot.fence();
    assert.equal(bot.channel(staff), undefined);

    await owner.channel(staff).setPermissions(crew, { allow: may.viewChannel, deny: may.sendMessage });
    await member.see("that it may not write", (c) => !c.channels.get(staff).havePermission("SendMessage"));
    assert.equal(await maySend(member, staff), false);
    assert.equal((await member.refusal("post", `/channels/${staff}/messages`, { content: "?" })).permission, "SendMessage");
    await owner.channel(staff).setPermissions(crew, { allow: may.viewChannel, deny: 0 });
    await member.see("that it may", (c) => c.channels.get(staff).havePermission("SendMessage"));
    await owner.server(s.place).setPermissions(crew, { allow: 0, deny: may.sendMessage });
    await member.see("that it may not anywhere", (c) => !c.channels.get(s.general).havePermission("SendMessage"));
    assert.equal(await maySend(member, s.general), false);
    await owner.server(s.place).setPermissions(crew, { allow: may.manageChannel, deny: 0 });
    await member.see("that it may manage channels", (c) => c.servers.get(s.place._id).havePermission("ManageChannel"));
    await member.channel(s.general).edit({ name: "lounge" });
    await allSee(s.all, "the new name", (c) => c.channels.get(s.general).name === "lounge");
    await owner.server(s.place).editRole(crew, { colour: "#33aa77", hoist: true, name: "The Crew" });
    await allSee(s.all, "the role's looks", (c) => {
      const role = c.servers.get(s.place._id).roles.get(crew);
      return role.colour === "#33aa77" && role.hoist === true && role.name === "The Crew";
    });
    assert.equal(self.roleColour, "#33aa77");

    // Of two roles the higher one has the last word; when they change places, so does what is visible.
    const { id: mute } = await owner.server(s.place).createRole("Blind");
    await allSee(s.all, "the second role", (c) => c.servers.get(s.place._id).roles.get(mute)?.rank === 1);
    await owner.channel(staff).setPermissions(mute, { allow: 0, deny: may.viewChannel });
    await asOwner().edit({ roles: [crew, mute] });
    await member.see("both roles", () => self.roles.length === 2);
    await member.fence();
    assert.ok(shows(staff)(member.client), "the higher role lets it");
    await owner.client.api.patch(`/servers/${s.place._id}/roles/ranks`, { ranks: [mute, crew] });
    await member.see("the channel gone", hides(staff));
    await allSee(s.all, "the order", (c) => c.servers.get(s.place._id).roles.get(mute).rank === 0 && c.servers.get(s.place._id).roles.get(crew).rank === 1);
    await owner.server(s.place).deleteRole(mute);
    await member.see("the channel back", shows(staff));
    await allSee(s.all, "no such role", (c) => !c.servers.get(s.place._id).roles.has(mute));

    await asOwner().edit({ roles: [] });
    await member.see("the channel gone", (c) => hides(staff)(c) && self.roles.length === 0);
    await asOwner().edit({ roles: [crew] });
    await member.see("the channel", shows(staff));
    await owner.server(s.place).deleteRole(crew);
    await member.see("the channel gone with the role", (c) => hides(staff)(c) && !c.servers.get(s.place._id).roles.has(crew));

    await owner.server(s.place).setPermissions("default", newServerDefault - may.viewChannel);
    await allSee([member, bot], "nothing", (c) => c.servers.get(s.place._id).channels.length === 0);
    await owner.server(s.place).setPermissions("default", newServerDefault);
    await allSee([member, bot], "the first channel", (c) => shows(s.general)(c) && hides(staff)(c));
    assert.equal(await maySend(member, s.general), true);

    await asOwner().edit({ timeout: new Date(Date.now() + 3600000).toISOString() });
    await member.see("its time-out", (c) => self.timeout > new Date() && !c.channels.get(s.general).havePermission("SendMessage"));
    assert.equal(await maySend(member, s.general), false);
    assert.ok(shows(s.general)(member.client), "a time-out hides nothing");
    await asOwner().edit({ remove: ["Timeout"] });
    await member.see("its end", (c) => c.channels.get(s.general).havePermission("SendMessage"));
    assert.equal(await maySend(member, s.general), true);

    await owner.server(s.place).edit({ name: "Renamed", categories: [{ id: "one", title: "One", channels: [s.general, staff] }] });
    await allSee(s.all, "the category", (c) => c.servers.get(s.place._id).name === "Renamed" && c.servers.get(s.place._id).categories?.[0]?.title === "One");
    assert.deepEqual(owner.server(s.place).orderedChannels.find((c) => c.id === "one").channels.map((c) => c.id), [s.general, staff]);
    for (const sdk of s.all) await sameAsApi(sdk, sdk.who, { servers: [s.place._id] });
    await owner.channel(staff).delete();
    await owner.see("the channel's end", hides(staff));
    await owner.channel(s.general).delete();
    await allSee(s.all, "no channel", (c) => c.servers.get(s.place._id).channels.length === 0);
    for (const sdk of s.all) await sameAsApi(sdk, sdk.who, { servers: [s.place._id] });
    everythingWasRead();
    await s.close();
  });
}
