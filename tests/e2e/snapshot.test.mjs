// The snapshot property: for every mutation, a client that connects at a random moment during it ends up with the same state as
// one that connects afterwards.
import assert from "node:assert/strict";
import { prove } from "./support/coverage.mjs";
import { Gateway, signUp } from "./support/eludris.mjs";
import { Model } from "./support/model.mjs";
import { png } from "./support/images.mjs";
import { Server } from "./support/server.mjs";

const ROUNDS = Number(process.env.SNAPSHOT_ROUNDS ?? 6);

prove("a client that connects during a change ends up like one that connects after it", ["promise: no gap between snapshot and live"], async () => {
  const server = await Server.start();
  try {
    const [owner, watcher] = [await signUp(server), await signUp(server)];
    const sphere = await owner.post("/spheres", { slug: "snap", type: "CHAT", name: "Snap" });
    await watcher.get("/spheres/snap/join");
    const s = `/spheres/${sphere.id}`;
    const file = await owner.upload(png, "e.png", "emojis");
    const avatar = await owner.upload(png, "a.png", "avatars");
    let category, channel, emoji, n = 0;
    const visitors = [];
    for (let i = 0; i < ROUNDS; ++i) visitors.push(await signUp(server));
    /** Each in the order in which it can happen; `n` counts rounds. */
    const mutations = {
      "sphere edit": () => owner.patch(s, { name: `Snap ${n}`, description: n % 2 ? null : "d" }),
      "member edit": () => owner.patch(`${s}/members/@me`, { nickname: `nick ${n}` }),
      "profile edit": () => owner.patch("/users/profile", { display_name: `Name ${n}`, avatar: n % 2 ? null : avatar.id, status_type: n % 2 ? "IDLE" : "BUSY" }),
      "category create": async () => (category = await owner.post(`${s}/categories`, { name: `c${n}` })),
      "category edit": () => owner.patch(`${s}/categories/${category.id}`, { name: `d${n}`, position: 1 }),
      "channel create": async () => (channel = await owner.post(`${s}/channels`, { name: `t${n}`, type: "TEXT", category_id: category.id })),
      "channel edit": () => owner.patch(`${s}/channels/${channel.id}`, { topic: `topic ${n}`, position: 0, category_id: sphere.id }),
      "channel back": () => owner.patch(`${s}/channels/${channel.id}`, { position: 0, category_id: category.id }),
      "category delete": () => owner.delete(`${s}/categories/${category.id}`),
      "channel delete": () => owner.delete(`${s}/channels/${channel.id}`),
      "emoji create": async () => (emoji = await owner.post(`${s}/emojis`, { file_id: file.id, name: `e${n}` })),
      "emoji edit": () => owner.patch(`/emojis/${emoji.id}`, { name: `f${n}` }),
      "emoji delete": () => owner.delete(`/emojis/${emoji.id}`),
      "somebody joins": () => visitors[n].get("/spheres/snap/join"),
      "somebody leaves": () => visitors[n].delete(`${s}/members/@me`),
      "the watcher joins another": async () => {
        const other = await owner.post("/spheres", { slug: `other-${n}`, type: "CHAT" });
        await watcher.get(`/spheres/${other.slug}/join`);
      },
      "the watcher leaves another": () => watcher.delete(`/spheres/other-${n}/members/@me`),
      "somebody connects": async () => (visitors[n].gateway = await Gateway.login(visitors[n])),
      "somebody goes": () => visitors[n].gateway.close(),
      "an account ends": () => visitors[n].delete("/users", { password: visitors[n].password }),
    };
    for (n = 0; n < ROUNDS; ++n) {
      for (const [name, mutate] of Object.entries(mutations)) {
        // Connect a random number of turns before, during or after the request is under way.
        const connecting = (async () => {
          for (let turns = Math.floor(Math.random() * 12); turns > 0; --turns) await new Promise((r) => setImmediate(r));
          return Gateway.login(watcher);
        })();
        const [during] = await Promise.all([connecting, mutate()]);
        // The connection that came first must be seen as open by both, so that presence is the same.
        const afterwards = await Gateway.login(watcher);
        await during.fence();
        await afterwards.fence();
        const a = new Model(during), b = new Model(afterwards);
        assert.deepEqual(a.state(), b.state(), `${name}, round ${n}`);
        await Promise.all([during.close(), afterwards.close()]);
      }
    }
  } finally {
    await server.remove();
  }
});
