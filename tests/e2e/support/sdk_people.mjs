// Scenarios of the client libraries about people: accounts, sessions, settings, friends, direct channels and groups, bots.
import assert from "node:assert/strict";
import { prove } from "./coverage.mjs";
import { befriend, freshName, join, makeServer, signUp } from "./delta.mjs";
import { Sdk, allSee, closeAll, everythingWasRead } from "./sdk.mjs";
import { sameAsApi } from "./sdk_state.mjs";

export function peopleScenarios(world) {
  const { name } = world;

  prove(`${name}: an account, its user, its sessions and settings`, ["bonfire clients accounts, sessions, settings"], async () => {
    const baseURL = `${world.server.url}/delta`;
    const guest = new world.library.Client({ baseURL });
    const username = freshName("ada");
    const credentials = { email: `${username}@example.org`, password: "correct horse battery" };
    await guest.account.create(credentials);
    const configuration = await guest.api.get("/");
    assert.match(configuration.ws, /^ws:\/\/127\.0\.0\.1:\d+\/bonfire$/);
    const session = await guest.api.post("/auth/session/login", { ...credentials, friendly_name: "Laptop" });
    assert.equal(session.result, "Success");
    const client = new world.library.Client({ baseURL, autoReconnect: false, heartbeatInterval: 3600 }, configuration);
    const sdk = new Sdk(world.library, { server: world.server, user: { username } }, client);
    client.useExistingSession(session);
    assert.deepEqual(await client.api.get("/onboard/hello"), { onboarding: true });
    client.connect();
    await sdk.see("that a user is missing", () => sdk.got("error")[0]?.[0]?.data?.type === "OnboardingNotFinished");
    await sdk.see("the end", () => sdk.count("disconnected") === 1);
    await client.api.post("/onboard/complete", { username });
    assert.deepEqual(await client.api.get("/onboard/hello"), { onboarding: false });
    client.connect();
    await sdk.see("that it is ready", () => sdk.count("ready") === 1);
    assert.equal(client.user.username, username);
    assert.equal(client.user.online, true);
    assert.equal(client.user.relationship, "User");
    assert.equal(await client.account.fetchEmail(), credentials.email);
    assert.equal((await sdk.refusal("post", "/auth/session/login", { ...credentials, password: "wrong horse battery" })).type, "InvalidCredentials");

    const person = { server: world.server, user: { username }, ...credentials };
    const second = await world.person(person, { autoReconnect: false });
    const [, update] = await second.after("userSettingsUpdate", () => client.account.setSettings({ theme: '{"base":"dark"}' }));
    assert.equal(update.theme[1], '{"base":"dark"}');
    assert.deepEqual(await second.client.account.fetchSettings(["theme", "other"]), update);

    const sessions = await client.sessions.fetch();
    assert.deepEqual(sessions.map((x) => x.id).sort(), [session._id, second.session._id].sort());
    assert.equal(sessions.find((x) => x.current).name, "Laptop");
    await sessions.find((x) => x.current).rename("Old laptop");
    const third = await world.person(person, { autoReconnect: false });
    await client.sessions.get(second.session._id).delete();
    await second.see("its end", () => second.count("disconnected") === 1);
    assert.equal(second.framesOf("Logout").length, 1);
    second.client.connect();
    await second.see("that it is logged out", () => second.got("error")[0]?.[0]?.data?.type === "InvalidSession");
    assert.equal(second.got("error")[0][0].error, "InvalidSession");
    await client.sessions.deleteAll();
    await third.see("its end", () => third.count("disconnected") === 1);
    assert.equal(client.events.state(), 2, "this one goes on");
    assert.equal((await guest.api.post("/auth/session/login", credentials)).result, "Success");
    const { length } = await client.api.get("/auth/session/all");
    assert.equal(length, 2);

    const nobody = new Sdk(world.library, person, new world.library.Client({ baseURL, autoReconnect: false, heartbeatInterval: 3600 }, configuration));
    nobody.client.useExistingSession({ ...session, token: "x".repeat(64) });
    nobody.client.connect();
    await nobody.see("that the token is wrong", () => nobody.got("error")[0]?.[0]?.data?.type === "InvalidSession");
    await nobody.see("the end", () => nobody.count("disconnected") === 1);
    await closeAll(sdk, second, third);
  });

  prove(`${name}: friends, direct channels and groups`, ["bonfire clients friends, direct channels, groups"], async () => {
    const people = await Promise.all([signUp(world.server), signUp(world.server), signUp(world.server)]);
    const [ada, ben, cleo] = people;
    const place = await makeServer(ada);
    await join(ada, place, ben, cleo);
    const all = await Promise.all(people.map((who) => world.person(who)));
    const [a, b, c] = all;
    for (const sdk of all) await sdk.fence();  // they are online by then
    for (const sdk of all) await sdk.server(place).fetchMembers();
    const relation = (sdk, who, value) => sdk.see(`${value}`, (client) => client.users.get(who.id).relationship === value);

    assert.equal((await a.refusal("get", `/users/${ben.id}/dm`)).type, "MissingPermission");
    await a.client.users.get(ben.id).addFriend();
    await Promise.all([relation(a, ben, "Outgoing"), relation(b, ada, "Incoming")]);
    assert.equal((await a.refusal("post", "/users/friend", { username: ben.tag })).type, "AlreadySentRequest");
    await b.client.users.get(ada.id).addFriend();
    await Promise.all([relation(a, ben, "Friend"), relation(b, ada, "Friend")]);
    await a.client.user.edit({ status: { text: "soldering", presence: "Busy" } });
    await b.see("its friend's status", (client) => client.users.get(ada.id).statusMessage() === "soldering" && client.users.get(ada.id).presence === "Busy");
    await a.see("its own", (client) => client.user.presence === "Busy");
    await c.fence();
    assert.equal(c.client.users.get(ada.id).statusMessage(), undefined, "no friend, not subscribed");

    const dm = await a.client.users.get(ben.id).openDM();
    assert.equal(dm.type, "DirectMessage");
    assert.equal(dm.recipient.id, ben.id);
    await b.see("the direct channel", (client) => client.channels.get(dm.id)?.recipient.id === ada.id);
    const first = await dm.sendMessage("hello");
    const answer = await (await b.see("the message", (client) => client.messages.get(first.id))).reply("hello yourself");
    await a.see("the answer", (client) => client.messages.get(answer.id)?.replyIds[0] === first.id);
    await a.fence();
    assert.equal(c.client.channels.has(dm.id), false);
    await dm.delete();
    await allSee([a, b], "that it is closed", (client) => client.channels.get(dm.id).active === false);
    const reopened = await b.client.users.get(ada.id).openDM();
    assert.equal(reopened.id, dm.id);
    const more = await reopened.sendMessage("one more thing");
    await a.see("one more thing", (client) => client.messages.has(more.id) && client.channels.get(dm.id).active);

    const refused = await a.refusal("post", "/channels/create", { name: "Three", users: [ben.id, cleo.id] });
    assert.equal(refused.type, "NotFriends");
    const group = await a.client.channels.createGroup("Two", [ben.id]);
    await b.see("the group", (client) => client.channels.get(group.id)?.name === "Two" && client.channels.get(group.id).recipientIds.size === 2);
    await befriend(ada, cleo);
    await Promise.all([relation(a, cleo, "Friend"), relation(c, ada, "Friend")]);
    await a.client.user.edit({ status: { text: "done", presence: "Idle" } });
    await allSee(all, "the status", (client) => client.users.get(ada.id).statusMessage() === "done");
    await group.addMember(cleo.id);
    await c.see("the group", (client) => client.channels.get(group.id)?.recipientIds.size === 3);
    await allSee([a, b], "the third", (client, sdk) => client.channels.get(group.id).recipientIds.has(cleo.id) && sdk.count("channelGroupJoin") === 1);
    await allSee([a, b], "who was added", (client) => client.messages.find((m) => m.systemMessage?.type === "user_added" && m.systemMessage.userId === cleo.id && m.systemMessage.byId === ada.id));
    assert.deepEqual((await c.channel(group).fetchMembers()).map((u) => u.id).sort(), people.map((p) => p.id).sort());
    await b.channel(group).edit({ name: "Three", description: "of us" });
    await allSee(all, "the name", (client) => client.channels.get(group.id).name === "Three" && client.channels.get(group.id).description === "of us");
    await allSee(all, "who did it", (client) => client.messages.find((m) => m.systemMessage?.type === "channel_renamed" && m.systemMessage.name === "Three" && m.systemMessage.byId === ben.id));
    const talk = await c.channel(group).sendMessage(`hi <@${ben.id}>`);
    await b.see("that it is meant", (client) => client.messages.get(talk.id)?.mentioned);
    c.channel(group).startTyping();
    await allSee(all, "typing", (client) => client.channels.get(group.id).typingIds.has(cleo.id));
    c.channel(group).stopTyping();
    await allSee(all, "its end", (client) => client.channels.get(group.id).typingIds.size === 0);
    for (const sdk of all) await sameAsApi(sdk, sdk.who, { servers: [place._id] });

    assert.equal((await b.refusal("delete", `/channels/${group.id}/recipients/${cleo.id}`)).type, "MissingPermission");
    await a.channel(group).removeMember(cleo.id);
    await allSee([a, b], "two left", (client) => client.channels.get(group.id).recipientIds.size === 2);
    await allSee([a, b], "who did it", (client) => client.messages.find((m) => m.systemMessage?.type === "user_remove" && m.systemMessage.userId === cleo.id));
    await c.see("that it is out", (client) => !client.channels.get(group.id)?.recipientIds.has(cleo.id));
    const unheard = await b.channel(group).sendMessage("only two");
    await a.see("the message", (client) => client.messages.has(unheard.id));
    await c.fence();
    assert.equal(c.client.messages.has(unheard.id), false);
    await a.channel(group).delete();
    await b.see("that the group is its own", (client) => client.channels.get(group.id).ownerId === ben.id && client.channels.get(group.id).recipientIds.size === 1);
    assert.equal(a.client.channels.has(group.id), false);
    for (const sdk of [a, b]) await sameAsApi(sdk, sdk.who, { servers: [place._id] });
    await b.channel(group).delete();

    await a.client.users.get(cleo.id).removeFriend();
    await Promise.all([relation(a, cleo, "None"), relation(c, ada, "None")]);
    await a.client.users.get(ben.id).blockUser();
    await Promise.all([relation(a, ben, "Blocked"), relation(b, ada, "BlockedOther")]);
    assert.equal((await b.refusal("post", `/channels/${dm.id}/messages`, { content: "?" })).type, "MissingPermission");
    assert.equal(b.channel(dm).havePermission("SendMessage"), false);
    await a.client.users.get(ben.id).unblockUser();
    await Promise.all([relation(a, ben, "None"), relation(b, ada, "None")]);
    const saved = await a.client.api.get(`/users/${ada.id}/dm`);
    assert.equal(saved.channel_type, "SavedMessages");
    await sameAsApi(b, ben, { servers: [place._id] });

    // What a client that begins now is told is the same.
    const fresh = await world.person(ada);
    await sameAsApi(fresh, ada, { servers: [place._id] });
    everythingWasRead();
    await closeAll(fresh, ...all);
  });

  prove(`${name}: a bot's life`, ["bonfire clients bots"], async () => {
    const s = await world.scene();
    const { owner, bot } = s.at;
    assert.equal(bot.client.user.id, s.bot.id);
    assert.equal(bot.client.user.bot.owner, s.owner.id);
    assert.equal((await bot.refusal("post", "/servers/create", { name: "mine" })).type, "IsBot");
    assert.equal((await bot.refusal("post", "/users/friend", { username: s.member.tag })).type, "IsBot");
    await bot.client.user.edit({ status: { text: "counting", presence: "Focus" } });
    await bot.see("its own status", (c) => c.user.statusMessage() === "counting");
    await owner.server(s.place).fetchMembers();
    await owner.see("that the bot is there", (c) => c.users.get(s.bot.id)?.online);
    await sameAsApi(bot, s.bot, { servers: [s.place._id] });

    // Another one, made with the library; its owner adds it, takes it out and resets its token.
    const botName = freshName("helper");
    const made = await owner.client.bots.createBot(botName);
    assert.equal(made.ownerId, s.owner.id);
    const helper = await world.bot({ server: world.server, botToken: made.token, user: { username: botName } }, { autoReconnect: false });
    assert.equal(helper.client.servers.size(), 0);
    assert.equal((await s.at.member.refusal("get", `/bots/${made.id}/invite`)).type, "NotFound", "it is private");
    await owner.client.bots.get(made.id).edit({ public: true });
    assert.equal((await s.at.member.client.bots.fetchPublic(made.id)).username, botName);
    await owner.client.api.post(`/bots/${made.id}/invite`, { server: s.place._id });
    await helper.see("the server", (c) => c.servers.has(s.place._id) && c.channels.has(s.general));
    await allSee(s.all, "the second bot", (c) => c.users.get(made.id)?.bot && c.serverMembers.hasByKey({ server: s.place._id, user: made.id }));
    const said = await helper.channel(s.general).sendMessage("at your service");
    await allSee(s.all, "its words", (c) => c.messages.get(said.id)?.author.id === made.id);
    assert.deepEqual((await owner.client.bots.fetchOwned()).map((b) => b.id).sort(), [made.id, s.bot.id].sort());

    const group = await owner.client.channels.createGroup("Helpers", []);
    await owner.client.api.post(`/bots/${made.id}/invite`, { group: group.id });
    await helper.see("the group", (c) => c.channels.get(group.id)?.recipientIds.has(made.id));
    await owner.see("the bot in it", (c) => c.channels.get(group.id).recipientIds.has(made.id));
    const answer = await helper.channel(group).sendMessage("here too");
    await owner.see("its words", (c) => c.messages.has(answer.id));

    await owner.client.bots.get(made.id).edit({ remove: ["Token"] });
    await helper.see("its end", () => helper.count("disconnected") === 1);
    assert.equal(helper.framesOf("Logout").length, 1);
    await allSee(s.all, "that it is offline", (c) => c.users.get(made.id).online === false);
    helper.client.connect();
    await helper.see("that its token is no more", () => helper.got("error")[0]?.[0]?.data?.type === "InvalidSession");
    const again = await owner.client.api.get(`/bots/${made.id}`);
    const reborn = await world.bot({ server: world.server, botToken: again.bot.token, user: { username: botName } }, { autoReconnect: false });
    assert.ok(reborn.server(s.place));
    await owner.client.bots.get(made.id).delete();
    await reborn.see("its end", () => reborn.count("disconnected") === 1);
    await closeAll(helper, reborn);
    await s.close();
  });
}
