// Events about people and their log-ins (bonfire 3.4, 3.7, 4.5, 4.8, 2.8): each by its real request, at every kind of receiver and
// at those who must not get it.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { Bonfire, Watch, barrier } from "./support/bonfire.mjs";
import { prove } from "./support/coverage.mjs";
import { Delta, addBot, befriend, freshName, join, logIn, makeBot, makeGroup, makeServer, openDm, signUp, startDelta } from "./support/delta.mjs";
import { png } from "./support/images.mjs";
import "./support/delta_routes.mjs";

let server;
before(async () => (server = await startDelta()));
after(() => server.remove());

const without = ({ type, ...rest }) => rest;
const ticketOf = async (person) => (await person.put("/auth/mfa/ticket", { password: person.password })).token;

/**
 * A person with two connections and everybody who may know them: a friend, somebody who was asked for friendship, a partner of a
 * group, a fellow member of a server who subscribed to it, one who did not, a bot of that server, and a stranger.
 */
async function circle() {
  const names = ["self", "friend", "asked", "partner", "follower", "fellow", "stranger"];
  const s = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await signUp(server)])));
  await befriend(s.self, s.friend);
  await s.self.put(`/users/${s.asked.id}/friend`);
  await befriend(s.friend, s.partner);
  s.group = await makeGroup(s.friend, "group", s.self, s.partner);
  s.home = await makeServer(s.fellow);
  await join(s.fellow, s.home, s.self, s.follower);
  s.bot = await makeBot(s.fellow);
  await addBot(s.fellow, s.bot, s.home);
  s.watch = new Watch({ self: await Bonfire.login(s.self), self2: await Bonfire.login(s.self, { format: "msgpack" }) });
  for (const name of [...names.slice(1), "bot"]) s.watch.at[name] = await Bonfire.login(s[name], { format: name === "bot" ? "msgpack" : "json" });
  s.watch.at.follower.send({ type: "Subscribe", server_id: s.home._id });
  await s.watch.at.follower.ping();
  await s.watch.settle();
  return s;
}
const acquainted = ["friend", "asked", "partner"];
const knowing = ["self", "self2", ...acquainted, "follower", "bot"];

prove("UserUpdate: a profile, to those who know the person or subscribed, not to mere fellows", ["bonfire event UserUpdate", "bonfire client Subscribe"], async () => {
  const s = await circle();
  const avatar = await s.self.upload(png, "a.png", "avatars");
  const user = await s.self.patch("/users/@me", { display_name: "Otto the Otter", pronouns: "he", avatar, status: { text: "repainting", presence: "Busy" } });
  let got = await s.watch.only("UserUpdate", knowing);
  for (const name of knowing) {
    assert.deepEqual(without(got[name]), {
      id: s.self.id, clear: [],
      data: { display_name: "Otto the Otter", pronouns: "he", avatar: user.avatar, status: { text: "repainting", presence: "Busy" } },
    });
  }
  await s.self.patch("/users/@me", { remove: ["DisplayName", "Pronouns", "Avatar", "StatusText"] });
  got = await s.watch.only("UserUpdate", knowing);
  assert.deepEqual([...got.bot.clear].sort(), ["Avatar", "DisplayName", "Pronouns", "StatusText"]);
  assert.equal(got.bot.data.display_name, undefined);
  await s.self.patch("/users/@me", { profile: { content: "Paints." } });
  await s.watch.only("UserUpdate", knowing);
  await s.self.patch("/users/@me", { remove: ["ProfileContent"] });
  got = await s.watch.only("UserUpdate", knowing);
  assert.deepEqual(got.friend, { type: "UserUpdate", id: s.self.id, data: {}, clear: ["ProfileContent"] });
  await s.self.patch("/users/@me", {});
  await s.watch.only("nothing", []);
  const username = freshName("renamed");
  const renamed = await s.self.patch("/users/@me/username", { username, password: s.self.password });
  got = await s.watch.only("UserUpdate", knowing);
  assert.equal(got.asked.data.username, username);
  assert.equal(renamed.username, username);
  await s.watch.close();
});

prove("Subscribe: for servers that one is in, five of them at most, until one leaves", ["bonfire client Subscribe"], async () => {
  const [watcher, subject, owner] = await Promise.all([signUp(server), signUp(server), signUp(server)]);
  const homes = [];
  for (let i = 0; i < 6; ++i) {
    homes.push(await makeServer(owner));
    await join(owner, homes[i], watcher);
  }
  const foreign = await makeServer(subject);
  const change = (n) => subject.patch("/users/@me", { status: { text: `n ${n}` } });
  const watch = new Watch({ watcher: await Bonfire.login(watcher), subject: await Bonfire.login(subject) });
  const gateway = watch.at.watcher;
  const subscribe = async (...servers) => {
    for (const one of servers) gateway.send({ type: "Subscribe", server_id: one._id });
    await gateway.ping();
  };
  await watch.settle();
  // Not a member, no server, nothing at all.
  await subscribe(foreign, { _id: watcher.id }, { _id: "x" }, {});
  await change(1);
  await watch.only("UserUpdate", ["subject"]);
  // The subject is in the first one alone.
  await join(owner, homes[0], subject);
  await watch.settle();
  await change(2);
  await watch.only("UserUpdate", ["subject"]);
  await subscribe(homes[0]);
  await change(3);
  await watch.only("UserUpdate", ["subject", "watcher"]);
  await subscribe(homes[1], homes[2], homes[3], homes[4]);
  await change(4);
  await watch.only("UserUpdate", ["subject", "watcher"]);
  await subscribe(homes[5]);
  await change(5);
  await watch.only("UserUpdate", ["subject"]);
  await subscribe(homes[0]);
  await change(6);
  await watch.only("UserUpdate", ["subject", "watcher"]);
  // Another connection has subscriptions of its own.
  await watch.enter("other", watcher);
  await watch.settle();
  await change(7);
  await watch.only("UserUpdate", ["subject", "watcher"]);
  await watcher.delete(`/servers/${homes[0]._id}`);
  await watch.settle();
  await change(8);
  await watch.only("UserUpdate", ["subject"]);
  await watch.close();
});

prove("UserUpdate: coming online and going, to fellows too, unless invisible", ["bonfire event UserUpdate"], async () => {
  const s = await circle();
  const others = [...acquainted, "follower", "fellow", "bot"];
  await s.watch.leave("self");
  await s.watch.only("nothing", []);
  await s.watch.leave("self2");
  let got = await s.watch.only("UserUpdate", others);
  for (const name of others) assert.deepEqual(got[name], { type: "UserUpdate", id: s.self.id, data: { online: false }, clear: [] });
  await s.watch.enter("self", s.self);
  got = await s.watch.only("UserUpdate", others);
  assert.deepEqual(got.fellow.data, { online: true });
  await s.watch.enter("self2", s.self);
  await s.watch.only("nothing", []);
  // Invisible people come and go unseen, and are offline to others and themselves.
  await s.self.patch("/users/@me", { status: { presence: "Invisible" } });
  got = await s.watch.only("UserUpdate", knowing);
  assert.deepEqual(got.friend.data, { status: { presence: "Invisible" } });
  assert.equal((await s.friend.get(`/users/${s.self.id}`)).online, false);
  await s.watch.leave("self");
  await s.watch.leave("self2");
  await s.watch.only("nothing", []);
  const quiet = await Bonfire.login(s.self);
  const me = quiet.ready.users.find((u) => u._id === s.self.id);
  assert.equal(me.online, false);
  assert.equal(me.status?.presence, undefined);
  await quiet.ping();
  await s.watch.only("nothing", []);
  await quiet.close();
  await s.watch.close();
});

prove("UserUpdate: a bot, by its owner", ["bonfire event UserUpdate"], async () => {
  const s = await circle();
  await s.fellow.patch(`/users/${s.bot.id}`, { display_name: "Robot", status: { text: "at work" } });
  let got = await s.watch.only("UserUpdate", ["bot", "follower"]);
  assert.deepEqual(got.follower.data, { display_name: "Robot", status: { text: "at work" } });
  const name = freshName("robot");
  await s.fellow.patch(`/bots/${s.bot.id}`, { name });
  got = await s.watch.only("UserUpdate", ["bot", "follower"]);
  assert.equal(got.follower.data.username, name);
  await s.watch.close();
});

prove("UserRelationship: asked, accepted, ended, blocked, told to both", ["bonfire event UserRelationship"], async () => {
  const [a, b, c] = await Promise.all([signUp(server), signUp(server), signUp(server)]);
  const watch = new Watch({
    a: await Bonfire.login(a), a2: await Bonfire.login(a, { format: "msgpack" }),
    b: await Bonfire.login(b), b2: await Bonfire.login(b, { format: "msgpack" }), c: await Bonfire.login(c),
  });
  await watch.settle();
  const people = { a, b };
  let before = { a: "None", b: "None" };
  /** `who` does it to the other; afterwards they stand so. Whose own entry stays as it was is not told. */
  async function does(who, method, path, body, standing) {
    const other = who === "a" ? "b" : "a";
    const answer = await people[who].call(method, path ?? `/users/${people[other].id}/friend`, body ?? {});
    const changed = [["a", "b"], ["b", "a"]].filter(([one]) => before[one] !== standing[one]);
    const got = await watch.only("UserRelationship", changed.flatMap(([one]) => [one, `${one}2`]));
    before = standing;
    for (const [one, two] of changed) {
      assert.equal(got[one].id, people[one].id);
      assert.equal(got[one].user._id, people[two].id);
      assert.equal(got[one].user.relations, undefined);
      assert.equal(got[one].user.relationship, standing[one]);
      assert.equal(got[one].status, standing[one]);
    }
    assert.equal(answer.relationship, standing[who]);
  }
  const block = (who) => `/users/${people[who === "a" ? "b" : "a"].id}/block`;
  await does("a", "POST", "/users/friend", { username: b.tag }, { a: "Outgoing", b: "Incoming" });
  await does("b", "DELETE", undefined, undefined, { a: "None", b: "None" });
  await does("a", "PUT", undefined, undefined, { a: "Outgoing", b: "Incoming" });
  await does("a", "DELETE", undefined, undefined, { a: "None", b: "None" });
  await does("b", "PUT", undefined, undefined, { b: "Outgoing", a: "Incoming" });
  await does("a", "POST", "/users/friend", { username: b.tag }, { a: "Friend", b: "Friend" });
  await does("b", "DELETE", undefined, undefined, { a: "None", b: "None" });
  await does("a", "PUT", block("a"), undefined, { a: "Blocked", b: "BlockedOther" });
  await does("b", "PUT", block("b"), undefined, { a: "Blocked", b: "Blocked" });
  await does("a", "DELETE", block("a"), undefined, { a: "BlockedOther", b: "Blocked" });
  await does("b", "DELETE", block("b"), undefined, { a: "None", b: "None" });
  // New friends hear of each other at once, former ones no more.
  await befriend(a, b);
  await watch.settle();
  await a.patch("/users/@me", { display_name: "Ada" });
  await watch.only("UserUpdate", ["a", "a2", "b", "b2"]);
  await a.delete(`/users/${b.id}/friend`);
  await watch.settle();
  await a.patch("/users/@me", { display_name: "Ada L" });
  await watch.only("UserUpdate", ["a", "a2"]);
  await watch.close();
});

prove("UserSettingsUpdate: to one's own connections", ["bonfire event UserSettingsUpdate"], async () => {
  const [a, b] = await Promise.all([signUp(server), signUp(server)]);
  await befriend(a, b);
  const watch = new Watch({ a: await Bonfire.login(a), a2: await Bonfire.login(a, { format: "msgpack" }), b: await Bonfire.login(b) });
  await watch.settle();
  await a.post("/sync/settings/set?timestamp=1712946343511", { theme: '{"base":"dark"}', ordering: "[]" });
  const got = await watch.only("UserSettingsUpdate", ["a", "a2"]);
  assert.deepEqual(got.a2, { type: "UserSettingsUpdate", id: a.id, update: { theme: [1712946343511, '{"base":"dark"}'], ordering: [1712946343511, "[]"] } });
  await watch.close();
});

prove("Auth and Logout: one session ends", ["bonfire event Auth DeleteSession", "bonfire event Logout"], async () => {
  const person = await signUp(server);
  const friend = await signUp(server);
  await befriend(person, friend);
  const [second, third] = [await logIn(server, person.email, person.password), await logIn(server, person.email, person.password)];
  const watch = new Watch({
    first: await Bonfire.login(person), first2: await Bonfire.login(person, { format: "msgpack" }), friend: await Bonfire.login(friend),
  });
  const ending = [await Bonfire.login(second), await Bonfire.login(second, { format: "msgpack" }), await Bonfire.login(third)];
  await watch.settle();
  await person.delete(`/auth/session/${second.session._id}`);
  for (const gateway of ending.slice(0, 2)) {
    await gateway.expect("Logout");
    assert.equal((await gateway.expectClose()).code, 1000);
    assert.equal(gateway.frames.at(-1).type, "Logout");
    assert.deepEqual(gateway.seen("Auth"), []);
  }
  let got = await watch.only("Auth", ["first", "first2"]);
  assert.deepEqual(got.first, { type: "Auth", event_type: "DeleteSession", user_id: person.id, session_id: second.session._id });
  await third.post("/auth/session/logout");
  await ending[2].expect("Logout");
  await ending[2].expectClose();
  got = await watch.only("Auth", ["first", "first2"]);
  assert.equal(got.first.session_id, third.session._id);
  // Whoever comes back with that token is told so.
  const back = await Bonfire.open(server, { token: second.token });
  assert.equal((await back.expect("Error")).error, "InvalidSession");
  await back.expectClose();
  await watch.close();
});

prove("Auth and Logout: all sessions but one end, then all", ["bonfire event Auth DeleteAllSessions", "bonfire event Logout"], async () => {
  const person = await signUp(server);
  const second = await logIn(server, person.email, person.password);
  const watch = new Watch({ first: await Bonfire.login(person), first2: await Bonfire.login(person, { format: "msgpack" }) });
  const ending = await Bonfire.login(second);
  await watch.settle();
  await person.delete("/auth/session/all");
  await ending.expect("Logout");
  await ending.expectClose();
  const got = await watch.only("Auth", ["first", "first2"]);
  assert.deepEqual(got.first, { type: "Auth", event_type: "DeleteAllSessions", user_id: person.id, exclude_session_id: person.session._id });
  const third = await logIn(server, person.email, person.password);
  const atThird = await Bonfire.login(third);
  await person.delete("/auth/session/all?revoke_self=true");
  for (const gateway of [atThird, ...watch.all]) {
    await gateway.expect("Logout");
    await gateway.expectClose();
    assert.deepEqual(gateway.seen("Auth"), []);
  }
});

prove("Logout: an account that its owner disables", ["bonfire event Logout"], async () => {
  const person = await signUp(server);
  const gateway = await Bonfire.login(person);
  await person.call("POST", "/auth/account/disable", {}, { "X-MFA-Ticket": await ticketOf(person) });
  await gateway.expect("Logout");
  assert.equal((await gateway.expectClose()).code, 1000);
  const answer = await new Delta(server).post("/auth/session/login", { email: person.email, password: person.password });
  assert.deepEqual(answer, { result: "Disabled", user_id: person.id });
});

prove("Logout: a bot whose token is replaced, or that is deleted", ["bonfire event Logout", "bonfire event UserUpdate"], async () => {
  const owner = await signUp(server);
  const home = await makeServer(owner);
  const bot = await makeBot(owner);
  await addBot(owner, bot, home);
  const watch = new Watch({ owner: await Bonfire.login(owner) });
  const before = await Bonfire.login(bot);
  await watch.settle();
  const renewed = await owner.patch(`/bots/${bot.id}`, { remove: ["Token"] });
  assert.notEqual(renewed.token, bot.botToken);
  await before.expect("Logout");
  await before.expectClose();
  assert.deepEqual(before.seen("Auth"), []);
  let got = await watch.only("UserUpdate", ["owner"]);
  assert.deepEqual(got.owner.data, { online: false });
  bot.botToken = renewed.token;
  const after = await Bonfire.login(bot);
  await watch.only("UserUpdate", ["owner"]);
  watch.at.owner.send({ type: "Subscribe", server_id: home._id });
  await watch.at.owner.ping();
  await owner.delete(`/bots/${bot.id}`);
  await after.expect("Logout");
  await after.expectClose();
  const gone = await watch.at.owner.expect("UserUpdate", (f) => f.id === bot.id && f.data.username !== undefined);
  assert.deepEqual({ username: gone.data.username, discriminator: gone.data.discriminator, flags: gone.data.flags }, { username: `Deleted User ${bot.id}`, discriminator: "0000", flags: 2 });
  await watch.close();
});

prove("UserPlatformWipe: an account ends", ["bonfire event UserPlatformWipe", "bonfire event UserUpdate", "bonfire event ServerMemberLeave"], async () => {
  const quick = await startDelta({ bonfire: "deletion_delay_s = 0" });
  try {
    const [self, friend, fellow, stranger] = await Promise.all([signUp(quick), signUp(quick), signUp(quick), signUp(quick)]);
    await befriend(self, friend);
    await openDm(self, friend);
    const home = await makeServer(fellow);
    await join(fellow, home, self);
    const [atSelf, atFriend, atFellow, atStranger] = [await Bonfire.login(self), await Bonfire.login(friend, { format: "msgpack" }), await Bonfire.login(fellow), await Bonfire.login(stranger)];
    await barrier([atSelf, atFriend, atFellow, atStranger]);
    await self.call("POST", "/auth/account/delete", {}, { "X-MFA-Ticket": await ticketOf(self) });
    await atSelf.expect("Logout");
    await atSelf.expectClose();
    for (const gateway of [atFriend, atFellow]) {
      const wipe = await gateway.until("UserPlatformWipe", () => gateway.seen("UserPlatformWipe")[0]);
      assert.deepEqual(wipe, { type: "UserPlatformWipe", user_id: self.id, flags: 2 });
      const gone = await gateway.until("UserUpdate", () => gateway.seen("UserUpdate").find((f) => f.data.username !== undefined));
      assert.deepEqual(gone, {
        type: "UserUpdate", id: self.id,
        data: { username: `Deleted User ${self.id}`, discriminator: "0000", flags: 2, relations: [] },
        clear: ["Avatar", "StatusText", "StatusPresence", "ProfileContent", "ProfileBackground", "Internal"],
      });
    }
    await atFellow.until("ServerMemberLeave", () => atFellow.seen("ServerMemberLeave").some((f) => f.id === home._id && f.user === self.id));
    await barrier([atFriend, atFellow, atStranger]);
    assert.deepEqual(atStranger.frames.filter((f) => !["Authenticated", "Ready"].includes(f.type)), []);
    assert.deepEqual(await friend.get(`/users/${self.id}/flags`), { flags: 2 });
    await Promise.all([atFriend, atFellow, atStranger].map((g) => g.close()));
  } finally {
    await quick.remove();
  }
});
