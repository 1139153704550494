// REST: instance, accounts, log-ins (protocol reference, 5.1 to 5.5, 6). Every route, every error a caller can cause.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { prove } from "./support/coverage.mjs";
import { Rest, signUp } from "./support/eludris.mjs";
import { png } from "./support/images.mjs";
import { refused } from "./support/refused.mjs";
import { Server } from "./support/server.mjs";

let server;
before(async () => (server = await Server.start()));
after(() => server.remove());

prove("instance: the object with and without its limits", ["route GET /"], async () => {
  const guest = new Rest(server);
  const info = await guest.get("/");
  assert.equal(info.rate_limits, undefined);
  assert.equal(info.message_limit, 2048);
  assert.equal(info.bio_limit, 250);
  assert.equal(info.description, null);
  assert.equal("email_address" in info, false);
  for (const key of ["oprish_url", "pandemonium_url", "effis_url"]) assert.ok(new URL(info[key]));
  const { rate_limits } = await guest.get("/?rate_limits");
  assert.equal(Object.keys(rate_limits.oprish).length, 44);
  assert.deepEqual(rate_limits.oprish.create_message, { limit: 10, reset_after: 5 });
  assert.deepEqual(rate_limits.effis.attachments, { limit: 40, reset_after: 120, file_size_limit: 500000000 });
});

prove("general rules: empty segments, OPTIONS, unknown paths, bodies", ["error VALIDATION", "error NOT_FOUND"], async () => {
  const person = await signUp(server);
  assert.equal((await person.get("//users///@me/")).id, person.user.id);
  const preflight = await person.raw("OPTIONS", "/no/such/path");
  assert.equal(preflight.response.status, 204);
  assert.equal(preflight.response.headers.get("access-control-allow-origin"), "*");
  await refused(person, "GET", "/no/such/path", undefined, 404, { type: "NOT_FOUND", status: 404 });
  await refused(person, "POST", "/spheres/1/join", {}, 404, { type: "NOT_FOUND" });
  await refused(person, "POST", "/spheres", "{not json", 400, { type: "VALIDATION", status: 400, value_name: "body" });
  await refused(person, "POST", "/spheres", "[]", 422, { value_name: "body" });
  await refused(person, "POST", "/spheres", { slug: "x" }, 422, { value_name: "type" });
  await refused(person, "POST", "/spheres", { slug: 5, type: "CHAT" }, 422, { value_name: "slug" });
  await refused(person, "POST", "/spheres", { slug: "x", type: "chat" }, 422, { value_name: "type" });
  await refused(person, "POST", "/spheres", JSON.stringify({ slug: "x".repeat(1 << 20), type: "CHAT" }), 413, { status: 413, value_name: "body" });
  const { response } = await person.raw("GET", "/spheres");
  assert.equal(response.headers.get("content-type").split(";")[0], "application/json");
  for (const name of ["x-ratelimit-reset", "x-ratelimit-max", "x-ratelimit-last-reset", "x-ratelimit-request-count"]) {
    assert.match(response.headers.get(name), /^\d+$/, name);
  }
});

prove("sign-up: the checks in their order", ["route POST /users", "error CONFLICT"], async () => {
  const guest = new Rest(server);
  const good = (o) => ({ username: "signup-1", email: "signup-1@example.org", password: "12345678", ...o });
  const bad = (o, value_name) => refused(guest, "POST", "/users", good(o), 422, { type: "VALIDATION", value_name });
  for (const username of ["deleted-user", "system", "eludris", "a", "x".repeat(33), "Upper", "sp ace", "é23", "123", "-_-"]) await bad({ username }, "username");
  for (const email of ["nothing", "a@", "@example.org", "UPPER@example.org", `${"x".repeat(250)}@example.org`]) await bad({ email }, "email");
  await bad({ password: "1234567" }, "password");
  for (const username of ["x1", `y${"x".repeat(31)}`]) await guest.post("/users", good({ username, email: `${username}@example.org` }));
  const user = await guest.post("/users", good({}));
  assert.deepEqual(user.status, { type: "OFFLINE" });
  assert.equal(user.email, "signup-1@example.org");
  assert.equal(user.verified, true);
  await refused(guest, "POST", "/users", good({}), 409, { type: "CONFLICT", item: "username" });
  await refused(guest, "POST", "/users", good({ username: "other-1" }), 409, { item: "email" });
  const created = await guest.raw("POST", "/users", good({ username: "other-2", email: "other-2@example.org" }));
  assert.equal(created.response.status, 201);
});

prove("log-in, list, end", ["route POST /sessions", "route GET /sessions", "route DELETE /sessions/{id}", "error UNAUTHORIZED"], async () => {
  const person = await signUp(server);
  const login = (o) => ({ identifier: person.username, password: person.password, platform: "Linux", client: "Demo", ...o });
  const guest = new Rest(server);
  const { response, value } = await guest.raw("POST", "/sessions", login({ identifier: person.email }));
  assert.equal(response.status, 201);
  assert.equal(value.session.platform, "linux");
  assert.equal(value.session.client, "demo");
  assert.equal(value.session.ip, "127.0.0.1");
  await refused(guest, "POST", "/sessions", login({ identifier: "nobody-here" }), 404, { type: "NOT_FOUND" });
  await refused(guest, "POST", "/sessions", login({ password: "wrong" }), 401, { type: "UNAUTHORIZED" });
  await refused(guest, "POST", "/sessions", login({ platform: "x".repeat(33) }), 422, { value_name: "platform" });
  await refused(guest, "POST", "/sessions", login({ client: "x".repeat(33) }), 422, { value_name: "client" });
  const list = await person.get("/sessions");
  assert.deepEqual(list.map((s) => s.id).sort(), [person.session.id, value.session.id].sort());
  await refused(person, "DELETE", `/sessions/${value.session.id}`, { password: "wrong" }, 401, {});
  await refused(person, "DELETE", "/sessions/12345", { password: person.password }, 404, {});
  await refused(person, "DELETE", "/sessions/abc", { password: person.password }, 422, {});
  assert.equal((await person.raw("DELETE", `/sessions/${value.session.id}`, { password: person.password })).response.status, 204);
  await refused(new Rest(server, value.token), "GET", "/users/@me", undefined, 401, { type: "UNAUTHORIZED", status: 401 });
  await refused(guest, "GET", "/sessions", undefined, 401, {});
});

prove("looking people up: own view, public view, guests", ["route GET /users/{user}"], async () => {
  const [a, b] = [await signUp(server), await signUp(server)];
  const guest = new Rest(server);
  assert.equal((await a.get("/users/@me")).email, a.email);
  assert.equal((await a.get(`/users/${a.username}`)).email, a.email);
  for (const who of [b, guest, new Rest(server, "bad token")]) {
    const seen = await who.get(`/users/${a.user.id}`);
    assert.equal(seen.email, undefined);
    assert.equal(seen.verified, undefined);
    assert.deepEqual(seen.status, { type: "OFFLINE" });
  }
  await refused(guest, "GET", "/users/@me", undefined, 401, {});
  await refused(guest, "GET", "/users/nobody-of-that-name", undefined, 404, {});
  await refused(guest, "GET", "/users/99999999999", undefined, 404, {});
});

prove("editing the account", ["route PATCH /users"], async () => {
  const [a, b] = [await signUp(server), await signUp(server)];
  const edit = (o) => ({ password: a.password, ...o });
  await refused(a, "PATCH", "/users", edit({}), 422, { value_name: "body" });
  await refused(a, "PATCH", "/users", edit({ username: null }), 422, { value_name: "body" });
  await refused(a, "PATCH", "/users", edit({ username: "UP" }), 422, { value_name: "username" });
  await refused(a, "PATCH", "/users", edit({ email: "no" }), 422, { value_name: "email" });
  await refused(a, "PATCH", "/users", edit({ username: b.username }), 409, { item: "username" });
  await refused(a, "PATCH", "/users", edit({ username: a.username }), 409, { item: "username" });
  await refused(a, "PATCH", "/users", edit({ email: b.email }), 409, { item: "email" });
  await refused(a, "PATCH", "/users", edit({ new_password: "short" }), 422, { value_name: "password" });
  await refused(a, "PATCH", "/users", { password: "wrong", new_password: "long enough" }, 401, {});
  const changed = await a.patch("/users", edit({ new_password: "another password", email: `new-${a.email}` }));
  assert.equal(changed.email, `new-${a.email}`);
  const again = await new Rest(server).post("/sessions", { identifier: changed.email, password: "another password", platform: "x", client: "y" });
  assert.ok(again.token);
});

prove("editing the profile", ["route PATCH /users/profile"], async () => {
  const a = await signUp(server);
  const bad = (body, value_name) => refused(a, "PATCH", "/users/profile", body, 422, { value_name });
  await bad({}, "body");
  await bad({ status_type: null }, "body");
  for (const display_name of ["x", "x".repeat(33)]) await bad({ display_name }, "display_name");
  for (const bio of ["", "x".repeat(251)]) await bad({ bio }, "bio");
  for (const status of ["", "x".repeat(151)]) await bad({ status }, "status");
  await bad({ avatar: 12345 }, "avatar");
  await bad({ banner: 12345 }, "banner");
  const avatar = await a.upload(png, "a.png", "avatars");
  await bad({ banner: avatar.id }, "banner");
  let user = await a.patch("/users/profile", { display_name: "é".repeat(32), bio: "漢".repeat(250), status: "🎉".repeat(150), status_type: "IDLE", avatar: avatar.id });
  assert.equal(user.status.text, "🎉".repeat(150));
  assert.equal(user.avatar, avatar.id);
  const picture = await fetch(`${server.url}/oprish/users/${a.user.id}/avatar`);
  assert.equal(picture.headers.get("content-type"), "image/png");
  user = await a.patch("/users/profile", { display_name: null, bio: null, status: null, avatar: null });
  for (const key of ["display_name", "bio", "avatar"]) assert.equal(key in user, false, key);
  assert.deepEqual(user.status, { type: "IDLE" });
});

prove("avatars by user", ["route GET /users/{user}/avatar"], async () => {
  const a = await signUp(server);
  await refused(new Rest(server), "GET", `/users/${a.username}/avatar`, undefined, 404, {});
  await refused(new Rest(server), "GET", "/users/nobody-at-all/avatar", undefined, 404, {});
  const avatar = await a.upload(png, "a.png", "avatars");
  await a.patch("/users/profile", { avatar: avatar.id });
  const { bytes } = await new Rest(server).raw("GET", `/users/${a.username}/avatar`);
  assert.deepEqual(bytes, png);
  const { response } = await new Rest(server).raw("GET", `/users/${a.username}/avatar?size=256`);
  assert.equal(response.status, 200);
});

prove("deleting an account frees its name", ["route DELETE /users"], async () => {
  const a = await signUp(server);
  await refused(a, "DELETE", "/users", { password: "wrong" }, 401, {});
  assert.equal((await a.raw("DELETE", "/users", { password: a.password })).response.status, 204);
  await refused(a, "GET", "/users/@me", undefined, 401, {});
  await refused(new Rest(server), "GET", `/users/${a.username}`, undefined, 404, {});
  const again = await new Rest(server).post("/users", { username: a.username, email: a.email, password: a.password });
  assert.notEqual(again.id, a.user.id);
});

prove("without a mailer", ["route POST /users/verify", "route POST /users/resend-verification", "route POST /users/reset-password",
  "route PATCH /users/reset-password", "error MISDIRECTED"], async () => {
  const a = await signUp(server);
  const guest = new Rest(server);
  await refused(a, "POST", "/users/verify?code=123456", undefined, 422, { value_name: "code" });
  await refused(a, "POST", "/users/verify", undefined, 422, { value_name: "code" });
  await refused(a, "POST", "/users/resend-verification", undefined, 422, { value_name: "code" });
  await refused(guest, "POST", "/users/reset-password", { email: "none" }, 422, { value_name: "email" });
  await refused(guest, "POST", "/users/reset-password", { email: a.email }, 421, { type: "MISDIRECTED" });
  await refused(guest, "PATCH", "/users/reset-password", { code: 123456, email: a.email, password: "12345678" }, 422, { value_name: "code" });
  await refused(guest, "PATCH", "/users/reset-password", { code: 123456, email: a.email, password: "1234567" }, 422, { value_name: "password" });
});

prove("rate limits refuse, say so, and do not count what they refuse", ["error RATE_LIMITED"], async () => {
  const limited = await Server.start({ config: "[pandemonium]\n[pandemonium.rate_limits.oprish.create_sphere]\nlimit = 2\nreset_after = 600\n[pandemonium.rate_limits.oprish.create_user]\nlimit = 3\nreset_after = 1\n" });
  try {
    const a = await signUp(limited);
    for (const slug of ["one", "two"]) await a.post("/spheres", { slug, type: "CHAT" });
    const { response, value } = await a.raw("POST", "/spheres", { slug: "three", type: "CHAT" });
    assert.equal(response.status, 429);
    assert.equal(value.type, "RATE_LIMITED");
    assert.ok(value.retry_after > 0 && value.retry_after <= 600000);
    assert.equal(response.headers.get("x-ratelimit-max"), "2");
    assert.equal(response.headers.get("x-ratelimit-reset"), "600000");
    assert.equal(response.headers.get("x-ratelimit-request-count"), "2");
    await a.get("/spheres");
    const bad = await new Rest(limited, "bad").raw("POST", "/spheres", {});
    assert.equal(bad.response.status, 401);
    assert.equal(bad.response.headers.get("x-ratelimit-max"), null, "a bad token comes first");
  } finally {
    await limited.remove();
  }
});
