// REST: spheres, members, categories, channels, emojis (protocol reference, 5.6 to 5.8, 5.10).
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { prove } from "./support/coverage.mjs";
import { Rest, signUp } from "./support/eludris.mjs";
import { png } from "./support/images.mjs";
import { refused } from "./support/refused.mjs";
import { Server } from "./support/server.mjs";

let server, owner, member, outsider, guest, sphere;
before(async () => {
  server = await Server.start();
  [owner, member, outsider] = [await signUp(server), await signUp(server), await signUp(server)];
  guest = new Rest(server);
  sphere = await owner.post("/spheres", { slug: "home", type: "CHAT", name: "Home" });
  await member.get("/spheres/home/join");
});
after(() => server.remove());
const invalid = (who, method, path, body, value_name) => refused(who, method, path, body, 422, { type: "VALIDATION", value_name });

prove("creating spheres", ["route POST /spheres"], async () => {
  const make = (o) => ({ slug: "made", type: "HYBRID", ...o });
  for (const slug of ["", "x".repeat(33), "UP", "1234", "a b", "home"]) await invalid(owner, "POST", "/spheres", make({ slug }), "slug");
  for (const name of ["", "x".repeat(33)]) await invalid(owner, "POST", "/spheres", make({ name }), "name");
  for (const description of ["", "x".repeat(4097)]) await invalid(owner, "POST", "/spheres", make({ description }), "description");
  await invalid(owner, "POST", "/spheres", make({ icon: 7 }), "icon");
  await invalid(owner, "POST", "/spheres", make({ banner: 7 }), "banner");
  await refused(guest, "POST", "/spheres", make({}), 401, {});
  const icon = await owner.upload(png, "i.png", "sphere-icons");
  const made = await owner.post("/spheres", make({ name: "x".repeat(32), description: "x".repeat(4096), icon: icon.id }));
  assert.equal(made.name, "x".repeat(32));
  assert.equal(made.owner_id, owner.user.id);
  assert.deepEqual(made.categories, [{ id: made.id, name: "uncategorised", position: 0, channels: made.channels }]);
  assert.deepEqual(made.channels.map((c) => [c.type, c.name, c.position, c.category_id, c.sphere_id]), [["TEXT", "general", 0, made.id, made.id]]);
  assert.deepEqual(made.members.map((m) => m.user.id), [owner.user.id]);
});

prove("a hundred spheres and no more", ["route POST /spheres"], async () => {
  const collector = await signUp(server);
  for (let i = 0; i < 100; ++i) await collector.post("/spheres", { slug: `c-${i}`, type: "CHAT" });
  await invalid(collector, "POST", "/spheres", { slug: "c-100", type: "CHAT" }, "spheres");
  assert.equal((await collector.get("/spheres")).length, 100);
});

prove("reading spheres", ["route GET /spheres", "route GET /spheres/{sphere}"], async () => {
  const mine = await member.get("/spheres");
  assert.deepEqual(mine.map((s) => s.id), [sphere.id]);
  for (const who of [owner, outsider, guest]) {
    for (const key of [sphere.id, "home"]) {
      const seen = await who.get(`/spheres/${key}`);
      assert.equal(seen.members.length, 2);
      assert.ok(Array.isArray(seen.emojis));
      for (const m of seen.members) assert.equal(m.user.email, undefined);
    }
  }
  await refused(guest, "GET", "/spheres/nowhere", undefined, 404, {});
  await refused(guest, "GET", "/spheres/123456", undefined, 404, {});
});

prove("editing spheres", ["route PATCH /spheres/{sphere}", "error FORBIDDEN"], async () => {
  const at = "/spheres/home";
  await refused(member, "PATCH", at, { name: "x" }, 403, { type: "FORBIDDEN" });
  await invalid(owner, "PATCH", "/spheres/12345678", { name: "x" }, "sphere");
  await refused(owner, "PATCH", "/spheres/nowhere", { name: "x" }, 404, {});
  await invalid(owner, "PATCH", at, {}, "body");
  await invalid(owner, "PATCH", at, { type: null }, "body");
  await invalid(owner, "PATCH", at, { name: "x".repeat(33) }, "name");
  await invalid(owner, "PATCH", at, { type: "FORUM" }, "type");
  await invalid(owner, "PATCH", at, { description: "" }, "description");
  await invalid(owner, "PATCH", at, { icon: 3 }, "icon");
  await invalid(owner, "PATCH", at, { banner: 3 }, "banner");
  const edited = await owner.patch(`/spheres/${sphere.id}`, { type: "HYBRID", description: "d" });
  assert.equal(edited.type, "HYBRID");
  assert.equal(edited.name, "Home");
  for (const key of ["categories", "members", "emojis"]) assert.deepEqual(edited[key], []);
  const cleared = await owner.patch(at, { name: null, description: null });
  assert.equal("name" in cleared, false);
});

prove("joining", ["route GET /spheres/{sphere}/join"], async () => {
  const joiner = await signUp(server);
  const { response, value } = await joiner.raw("GET", "/spheres/home/join");
  assert.match(response.headers.get("cache-control") ?? "", /no-store/);
  assert.ok(value.members.some((m) => m.user.id === joiner.user.id));
  await invalid(joiner, "GET", "/spheres/home/join", undefined, "sphere");
  await refused(joiner, "GET", "/spheres/nowhere/join", undefined, 404, {});
  await refused(guest, "GET", "/spheres/home/join", undefined, 401, {});
  assert.equal((await joiner.raw("DELETE", `/spheres/home/members/@me`)).response.status, 204);
});

prove("members", ["route GET /spheres/{sphere}/members/{user}", "route PATCH /spheres/{sphere}/members/{user}", "route DELETE /spheres/{sphere}/members/{user}"], async () => {
  const me = "/spheres/home/members/@me";
  const him = `/spheres/home/members/${member.user.id}`;
  assert.equal((await member.get(me)).user.email, member.email);
  const seen = await guest.get(him);
  assert.equal(seen.sphere_id, sphere.id);
  assert.equal(seen.user.email, undefined);
  assert.equal((await guest.get(`/spheres/home/members/${member.username}`)).user.id, member.user.id);
  await refused(guest, "GET", me, undefined, 401, {});
  for (const path of [`/spheres/nowhere/members/${member.user.id}`, "/spheres/home/members/no-such-user", `/spheres/home/members/${outsider.user.id}`]) await refused(guest, "GET", path, undefined, 404, {});

  await invalid(member, "PATCH", me, {}, "body");
  await refused(outsider, "PATCH", him, { nickname: "x" }, 403, {});
  await refused(owner, "PATCH", `/spheres/home/members/${outsider.user.id}`, { nickname: "x" }, 404, {});
  for (const [field, bad] of [["nickname", "x".repeat(33)], ["nickname", ""], ["sphere_bio", "x".repeat(4097)], ["sphere_status", "x".repeat(129)]]) await invalid(member, "PATCH", me, { [field]: bad }, field);
  await invalid(member, "PATCH", me, { sphere_avatar: 9 }, "server_avatar");
  await invalid(member, "PATCH", me, { sphere_banner: 9 }, "server_banner");
  await member.patch(me, { nickname: "x".repeat(32), sphere_bio: "x".repeat(4096), sphere_status: "x".repeat(128) });
  await invalid(owner, "PATCH", him, { sphere_bio: "not mine to write" }, "body");
  const cleared = await owner.patch(him, { nickname: "Renamed", sphere_bio: null });
  assert.equal(cleared.nickname, "Renamed");
  assert.equal("sphere_bio" in cleared, false);

  await refused(outsider, "DELETE", him, undefined, 401, { type: "UNAUTHORIZED" });
  await refused(owner, "DELETE", "/spheres/nowhere/members/@me", undefined, 404, {});
  await refused(owner, "DELETE", "/spheres/home/members/no-such-user", undefined, 404, {});
  await invalid(owner, "DELETE", `/spheres/home/members/${outsider.user.id}`, undefined, "sphere");
});

prove("categories keep positions without gaps", ["route POST /spheres/{id}/categories", "route PATCH /spheres/{id}/categories/{id}", "route DELETE /spheres/{id}/categories/{id}"], async () => {
  const s = await owner.post("/spheres", { slug: "cats", type: "CHAT" });
  const at = `/spheres/${s.id}/categories`;
  const order = async () => (await owner.get(`/spheres/${s.id}`)).categories.map((c) => `${c.position}${c.name}`).join(" ");
  const made = {};
  for (const name of ["a", "b", "c"]) made[name] = await owner.post(at, { name });
  assert.equal(await order(), "0uncategorised 1a 2b 3c");
  assert.deepEqual(await owner.patch(`${at}/${made.c.id}`, { position: 1 }), { ...made.c, position: 1 });
  assert.equal(await order(), "0uncategorised 1c 2a 3b");
  await owner.patch(`${at}/${made.c.id}`, { position: 99 });
  assert.equal(await order(), "0uncategorised 1a 2b 3c");
  const channel = await owner.post(`/spheres/${s.id}/channels`, { name: "in-a", type: "VOICE", category_id: made.a.id });
  const { response, value } = await owner.raw("DELETE", `${at}/${made.a.id}`);
  assert.equal(response.status, 200);
  assert.equal(value, null);
  assert.equal(await order(), "0uncategorised 1b 2c");
  const moved = await owner.get(`/channels/${channel.id}`);
  assert.equal(moved.category_id, s.id);
  assert.equal(moved.position, 1);
  for (const name of ["", "x".repeat(33)]) await invalid(owner, "POST", at, { name }, "name");
  await invalid(owner, "PATCH", `${at}/${made.b.id}`, {}, "body");
  await invalid(owner, "PATCH", `${at}/${made.b.id}`, { name: "" }, "name");
  await invalid(owner, "PATCH", `${at}/${made.b.id}`, { position: 0 }, "position");
  for (const id of [s.id, made.a.id, 77]) {
    await invalid(owner, "PATCH", `${at}/${id}`, { name: "x" }, "category");
    await invalid(owner, "DELETE", `${at}/${id}`, undefined, "category");
  }
  await invalid(owner, "POST", "/spheres/424242/categories", { name: "x" }, "sphere");
  await refused(owner, "POST", "/spheres/cats/categories", { name: "x" }, 422, {});
  for (const who of [member, outsider]) {
    await refused(who, "POST", at, { name: "x" }, 403, {});
    await refused(who, "PATCH", `${at}/${made.b.id}`, { name: "x" }, 403, {});
    await refused(who, "DELETE", `${at}/${made.b.id}`, undefined, 403, {});
  }
});

prove("channels keep positions without gaps", ["route POST /spheres/{id}/channels", "route PATCH /spheres/{id}/channels/{id}", "route DELETE /spheres/{id}/channels/{id}", "route GET /channels/{id}"], async () => {
  const s = await owner.post("/spheres", { slug: "chans", type: "CHAT" });
  const at = `/spheres/${s.id}/channels`;
  const category = await owner.post(`/spheres/${s.id}/categories`, { name: "k" });
  const order = async () => (await owner.get(`/spheres/${s.id}`)).categories.map((c) => `${c.name}:${c.channels.map((x) => x.name).join(",")}`).join(" ");
  const made = {};
  for (const name of ["a", "b"]) made[name] = await owner.post(at, { name, type: "TEXT" });
  made.v = await owner.post(at, { name: "v", type: "VOICE", category_id: category.id });
  assert.equal("topic" in made.v, false);
  assert.equal(await order(), "uncategorised:general,a,b k:v");
  await owner.patch(`${at}/${made.b.id}`, { position: 0 });
  assert.equal(await order(), "uncategorised:b,general,a k:v");
  await owner.patch(`${at}/${made.a.id}`, { position: 0, category_id: category.id });
  assert.equal(await order(), "uncategorised:b,general k:a,v");
  await owner.patch(`${at}/${made.b.id}`, { position: 99, category_id: category.id });
  assert.equal(await order(), "uncategorised:general k:a,v,b");
  await invalid(owner, "DELETE", `${at}/${s.channels[0].id}`, undefined, "channel");
  await invalid(owner, "PATCH", `${at}/${s.channels[0].id}`, { position: 0, category_id: category.id }, "channel");
  const { response, value } = await owner.raw("DELETE", `${at}/${made.a.id}`);
  assert.equal(response.status, 200);
  assert.equal(value, null);
  assert.equal((await guest.get(`/channels/${made.v.id}`)).position, 0);
  await refused(guest, "GET", `/channels/${made.a.id}`, undefined, 404, {});
  for (const name of ["", "x".repeat(33)]) await invalid(owner, "POST", at, { name, type: "TEXT" }, "name");
  for (const topic of ["", "x".repeat(4097)]) await invalid(owner, "POST", at, { name: "n", type: "TEXT", topic }, "topic");
  await invalid(owner, "POST", at, { name: "n", type: "TEXT", category_id: 5 }, "category_id");
  await invalid(owner, "PATCH", `${at}/${made.v.id}`, {}, "body");
  await invalid(owner, "PATCH", `${at}/${made.v.id}`, { category_id: s.id }, "body");
  await invalid(owner, "PATCH", `${at}/${made.v.id}`, { name: "" }, "name");
  await invalid(owner, "PATCH", `${at}/${made.b.id}`, { topic: "x".repeat(4097) }, "topic");
  await invalid(owner, "PATCH", `${at}/${made.v.id}`, { position: 0, category_id: sphere.id }, "category_id");
  await refused(owner, "PATCH", `${at}/${sphere.channels[0].id}`, { name: "x" }, 404, {});
  await refused(owner, "DELETE", `${at}/${sphere.channels[0].id}`, undefined, 404, {});
  await invalid(owner, "POST", "/spheres/424242/channels", { name: "x", type: "TEXT" }, "sphere");
  for (const who of [member, outsider]) {
    await refused(who, "POST", at, { name: "x", type: "TEXT" }, 403, {});
    await refused(who, "PATCH", `${at}/${made.b.id}`, { name: "x" }, 403, {});
    await refused(who, "DELETE", `${at}/${made.b.id}`, undefined, 403, {});
  }
  await refused(guest, "GET", "/channels/abc", undefined, 422, {});
});

prove("emojis", ["route POST /spheres/{sphere}/emojis", "route GET /emojis/{id}", "route PATCH /emojis/{id}", "route DELETE /emojis/{id}"], async () => {
  const file = await member.upload(png, "e.png", "emojis");
  const at = "/spheres/home/emojis";
  await refused(outsider, "POST", at, { file_id: file.id, name: "lamp" }, 403, {});
  await refused(member, "POST", "/spheres/nowhere/emojis", { file_id: file.id, name: "lamp" }, 404, {});
  for (const name of ["x", "x".repeat(33)]) await invalid(member, "POST", at, { file_id: file.id, name }, "name");
  await invalid(member, "POST", at, { file_id: 4, name: "lamp" }, "file_id");
  const emoji = await member.post(at, { file_id: file.id, name: "lamp" });
  assert.deepEqual(emoji, { id: emoji.id, file_id: file.id, name: "lamp", uploader_id: member.user.id, sphere_id: sphere.id });
  assert.deepEqual(await guest.get(`/emojis/${emoji.id}`), emoji);
  assert.deepEqual((await guest.get("/spheres/home")).emojis, [emoji]);
  await refused(guest, "GET", "/emojis/5", undefined, 404, {});
  await refused(member, "PATCH", `/emojis/${emoji.id}`, { name: "other" }, 403, {});
  await refused(owner, "PATCH", "/emojis/5", { name: "other" }, 404, {});
  await invalid(owner, "PATCH", `/emojis/${emoji.id}`, { name: "x" }, "name");
  assert.equal((await owner.patch(`/emojis/${emoji.id}`, { name: "other" })).name, "other");
  await refused(member, "DELETE", `/emojis/${emoji.id}`, undefined, 403, {});
  assert.equal((await owner.raw("DELETE", `/emojis/${emoji.id}`)).response.status, 204);
  await refused(owner, "DELETE", `/emojis/${emoji.id}`, undefined, 404, {});
});
