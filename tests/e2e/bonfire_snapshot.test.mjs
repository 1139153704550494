// The snapshot property: for every mutation, a client that connects at a random moment during it ends up with the same state as one
// that connects afterwards, in either encoding.
import assert from "node:assert/strict";
import { Bonfire, barrier } from "./support/bonfire.mjs";
import { BonfireModel } from "./support/bonfire_model.mjs";
import { hide, show } from "./support/bonfire_scene.mjs";
import { prove } from "./support/coverage.mjs";
import { addBot, befriend, giveRoles, join, makeBot, makeChannel, makeGroup, makeRole, makeServer, may, newServerDefault, openDm, signUp, startDelta } from "./support/delta.mjs";
import "./support/delta_routes.mjs";
import { png } from "./support/images.mjs";

const ROUNDS = Number(process.env.SNAPSHOT_ROUNDS ?? 4);

prove("a client that connects during a change ends up like one that connects after it", ["bonfire promise: no gap between Ready and the events after it"], async () => {
  const server = await startDelta();
  try {
    const [owner, watcher, friend] = [await signUp(server), await signUp(server), await signUp(server)];
    await befriend(watcher, friend);
    const home = await makeServer(owner);
    await join(owner, home, watcher);
    const at = `/servers/${home._id}`;
    const messages = `/channels/${home.general._id}/messages`;
    const member = `${at}/members/${watcher.id}`;
    await owner.send(home.general._id, "the first");
    const dm = await openDm(watcher, friend);
    let n = 0, channel, role, emoji, sent, group, other, bot, visitor;
    /** Each in the order in which it can happen; `n` counts rounds. */
    const mutations = {
      "server edit": () => owner.patch(at, { name: `Snap ${n}`, ...(n % 2 ? { remove: ["Description"] } : { description: "d" }) }),
      "own member": () => watcher.patch(member, { nickname: `nick ${n}` }),
      "channel made": async () => (channel = await makeChannel(owner, home, `c${n}`)),
      "channel edit": () => owner.patch(`/channels/${channel._id}`, { name: `d${n}`, description: "x", slowmode: 5 }),
      "categories": () => owner.patch(at, { categories: [{ id: `k${n}`, title: "Talk", channels: [channel._id] }] }),
      "channel hidden": () => hide(owner, channel),
      "channel moved while hidden": () => owner.patch(at, { categories: [{ id: `k${n}`, title: "Talk", channels: [] }, { id: `l${n}`, title: "Work", channels: [channel._id] }] }),
      "role made": async () => (role = await makeRole(owner, home)),
      "role edit": () => owner.patch(`${at}/roles/${role}`, { name: `r${n}`, colour: "#123", hoist: true }),
      "role sees it": () => owner.put(`/channels/${channel._id}/permissions/${role}`, { permissions: { allow: may.viewChannel, deny: 0 } }),
      "role given": () => giveRoles(owner, home, watcher, role),
      "role denied": () => owner.put(`${at}/permissions/${role}`, { permissions: { allow: 0, deny: may.viewChannel } }),
      "role allowed": () => owner.put(`${at}/permissions/${role}`, { permissions: { allow: 0, deny: 0 } }),
      "role gone": () => owner.delete(`${at}/roles/${role}`),
      "channel shown": () => show(owner, channel),
      "all hidden": () => owner.put(`${at}/permissions/default`, { permissions: newServerDefault - may.viewChannel }),
      "all shown": () => owner.put(`${at}/permissions/default`, { permissions: newServerDefault }),
      "message": async () => (sent = await owner.send(home.general._id, `m${n}`)),
      "reaction": () => owner.put(`${messages}/${sent._id}/reactions/${encodeURIComponent("🎉")}`),
      "message gone": () => owner.delete(`${messages}/${sent._id}`),
      "emoji": async () => (emoji = await owner.put(`/custom/emoji/${await owner.upload(png, "e.png", "emojis")}`, { name: `e${n}`, parent: { type: "Server", id: home._id } })),
      "emoji edit": () => owner.patch(`/custom/emoji/${emoji._id}`, { name: `f${n}` }),
      "emoji gone": () => owner.delete(`/custom/emoji/${emoji._id}`),
      "channel gone": () => owner.delete(`/channels/${channel._id}`),
      "somebody joins": async () => {
        bot = await makeBot(await signUp(server));
        await addBot(owner, bot, home);
      },
      "somebody is kicked": () => owner.delete(`${at}/members/${bot.id}`),
      "friend's profile": () => friend.patch("/users/@me", { display_name: `Name ${n}`, status: { text: `t${n}`, presence: n % 2 ? "Busy" : "Idle" } }),
      "friend connects": async () => (friend.gateway = await Bonfire.login(friend)),
      "friend goes": () => friend.gateway.close(),
      "direct message": () => friend.send(dm._id, `hello ${n}`),
      "direct message closed": () => friend.delete(`/channels/${dm._id}`),
      "asked for friendship": async () => (visitor = await signUp(server)) && visitor.put(`/users/${watcher.id}/friend`),
      "blocked": () => watcher.put(`/users/${visitor.id}/block`),
      "unblocked": () => watcher.delete(`/users/${visitor.id}/block`),
      "group": async () => (group = await makeGroup(friend, `g${n}`, watcher)),
      "group edit": () => friend.patch(`/channels/${group._id}`, { name: `h${n}` }),
      "group left": () => watcher.delete(`/channels/${group._id}`),
      "read": async () => watcher.put(`/channels/${home.general._id}/ack/${(await watcher.get(messages))[0]._id}`),
      "another server": async () => (other = await makeServer(watcher)),
      "another server left": () => watcher.delete(`/servers/${other._id}`),
      "own profile": () => watcher.patch("/users/@me", { display_name: `Me ${n}`, status: { text: `s${n}` } }),
    };
    for (n = 0; n < ROUNDS; ++n) {
      for (const [name, mutate] of Object.entries(mutations)) {
        // Connect a random number of turns before, during or after the request is under way.
        const connecting = (async () => {
          for (let turns = Math.floor(Math.random() * 12); turns > 0; --turns) await new Promise((r) => setImmediate(r));
          const all = ["users", "servers", "channels", "members", "emojis", "channel_unreads"].map((one) => `ready=${one}`).join("&");
          return Bonfire.login(watcher, { format: n % 2 ? "msgpack" : "json", query: all });
        })();
        const [during] = await Promise.all([connecting, mutate()]);
        const afterwards = await Bonfire.login(watcher, { format: n % 2 ? "json" : "msgpack", query: "ready=users&ready=servers&ready=channels&ready=members&ready=emojis&ready=channel_unreads" });
        await barrier([during, afterwards]);
        const a = new BonfireModel(during), b = new BonfireModel(afterwards);
        assert.deepEqual(a.state(b), b.state(a), `${name}, round ${n}`);
        await Promise.all([during.close(), afterwards.close()]);
      }
    }
  } finally {
    await server.remove();
  }
});
