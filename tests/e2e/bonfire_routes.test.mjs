// Routes of the second protocol that no other test asks for their answers, the file server, the link proxy, and what is answered
// when storage fails.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { truncateSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { after, before } from "node:test";
import { Bonfire } from "./support/bonfire.mjs";
import { scene } from "./support/bonfire_scene.mjs";
import { prove } from "./support/coverage.mjs";
import { Delta, befriend, giveRoles, join, logIn, makeBot, makeGroup, makeRole, makeServer, openDm, signUp, startDelta } from "./support/delta.mjs";
import { judge, refused } from "./support/delta_refused.mjs";
import { checkAnswer } from "./support/delta_routes.mjs";
import { plainFetch } from "./support/fetch.mjs";
import { png } from "./support/images.mjs";
import { binary, until } from "./support/server.mjs";

let server, guest;
before(async () => {
  server = await startDelta();
  guest = new Delta(server);
});
after(() => server.remove());

/** A request that is no Delta's: bytes and headers, checked against the document like theirs. */
async function ask(at, method, where, headers = {}) {
  const response = await plainFetch(`${at.url}${where}`, { method, headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = (response.headers.get("content-type") ?? "").startsWith("application/json");
  const value = bytes.length === 0 ? null : isJson ? JSON.parse(bytes.toString("utf8")) : bytes;
  await checkAnswer({ server: at, method, path: where, response, value });
  return { response, value, bytes };
}

prove("the node: what it is and allows, and what is left of a limit", [], async () => {
  const node = await guest.get("/");
  assert.match(node.revolt, /^\d+\.\d+\.\d+$/);
  assert.equal(node.ws, `${server.url.replace("http", "ws")}/bonfire`);
  assert.deepEqual(node.features.autumn, { enabled: true, url: `${server.url}/autumn` });
  assert.deepEqual(node.features.january, { enabled: false, url: "" });
  assert.deepEqual(node.features.livekit, { enabled: false, nodes: [] });
  assert.equal(node.features.limits.global.message_reactions, 20);
  assert.deepEqual(await guest.get("/0.8/"), node);
  assert.deepEqual(await guest.get("?"), node);
  const limit = await guest.get("/ratelimit");
  assert.equal(limit.limit, 20);
});

prove("people: oneself, others, what one has in common, pictures", [], async () => {
  const [a, b, c] = [await signUp(server), await signUp(server), await signUp(server)];
  await befriend(a, b);
  await befriend(b, c);
  await befriend(a, c);
  const home = await makeServer(a);
  await join(a, home, b);
  const group = await makeGroup(a, "g", b);
  const dm = await openDm(a, b);
  const background = await a.upload(png, "b.png", "backgrounds");
  await a.patch("/users/@me", { profile: { content: "Paints.", background } });
  const me = await a.get("/users/@me");
  assert.equal(me._id, a.id);
  assert.equal(me.relations.length, 2);
  const seen = await b.get(`/users/${a.id}`);
  assert.equal(seen.relationship, "Friend");
  assert.equal(seen.relations, undefined);
  const profile = await b.get(`/users/${a.id}/profile`);
  assert.equal(profile.content, "Paints.");
  assert.equal(profile.background._id, background);
  const mutual = await b.get(`/users/${a.id}/mutual`);
  assert.deepEqual({ ...mutual, channels: [...mutual.channels].sort() }, { users: [c.id], servers: [home._id], channels: [group._id, dm._id].sort() });
  assert.deepEqual((await a.get("/users/dms")).map((one) => one._id).sort(), [group._id, dm._id].sort());
  assert.deepEqual(await guest.get(`/users/${a.id}/flags`), { flags: 0 });
  const picture = await guest.raw("GET", `/users/${a.id}/default_avatar`);
  assert.equal(picture.response.headers.get("content-type"), "image/png");
  assert.deepEqual(picture.bytes.subarray(1, 4).toString(), "PNG");
  assert.match(picture.response.headers.get("cache-control"), /immutable/);
  for (const body of [{ content: { type: "User", id: a.id, report_reason: "Impersonation" }, additional_context: "x" }, { content: { type: "Server", id: home._id, report_reason: "Raid" } }]) {
    await b.post("/safety/report", body);
  }
});

prove("settings and what is unread", [], async () => {
  const s = await scene(server);
  await s.member.post("/sync/settings/set?timestamp=5", { theme: "dark" });
  assert.deepEqual(await s.member.post("/sync/settings/fetch", { keys: ["theme", "none"] }), { theme: [5, "dark"] });
  const sent = await s.owner.send(s.general._id, `<@${s.member.id}>`);
  assert.deepEqual(await s.member.get("/sync/unreads"), [{ _id: { channel: s.general._id, user: s.member.id }, mentions: [sent._id] }]);
  await s.member.put(`/servers/${s.home._id}/ack`);
  assert.deepEqual(await s.member.get("/sync/unreads"), [{ _id: { channel: s.general._id, user: s.member.id }, last_id: sent._id }]);
  await s.watch.close();
});

prove("a server: itself, members, invites, bans, emojis, roles, audit log", [], async () => {
  const s = await scene(server);
  const at = `/servers/${s.home._id}`;
  const whole = await s.member.get(`${at}?include_channels=true`);
  assert.deepEqual(whole.channels.map((c) => c._id), [s.general._id]);
  assert.deepEqual((await s.member.get(at)).channels, [s.general._id, s.staff._id]);
  const { members, users } = await s.member.get(`${at}/members`);
  assert.deepEqual(members.map((m) => m._id.user), users.map((u) => u._id));
  assert.equal(members.length, 3);
  const role = await makeRole(s.owner, s.home, { name: "Crew" });
  await giveRoles(s.owner, s.home, s.member, role);
  assert.deepEqual((await s.owner.get(`${at}/members/${s.member.id}`)).roles, [role]);
  const detailed = await s.owner.get(`${at}/members/${s.member.id}?roles=true`);
  assert.deepEqual(Object.keys(detailed.roles), [role]);
  assert.equal((await s.member.get(`${at}/roles/${role}`)).name, "Crew");
  const found = await s.owner.get(`${at}/members_experimental_query?query=${s.member.user.username.slice(0, 8)}&experimental_api=true`);
  assert.ok(found.users.some((u) => u._id === s.member.id));
  await refused(s.owner, "GET", `${at}/members_experimental_query?query=x`, undefined, 500, "InternalError");
  const invite = await s.owner.post(`/channels/${s.general._id}/invites`);
  assert.ok((await s.owner.get(`${at}/invites`)).some((one) => one._id === invite._id));
  const shown = await guest.get(`/invites/${invite._id}`);
  assert.deepEqual({ ...shown, member_count: 0 }, {
    type: "Server", code: invite._id, server_id: s.home._id, server_name: s.home.name, channel_id: s.general._id, channel_name: "General", user_name: s.owner.user.username, member_count: 0,
  });
  await s.owner.delete(`/invites/${invite._id}`);
  await refused(guest, "GET", `/invites/${invite._id}`, undefined, 404, "NotFound");
  const emoji = await s.owner.put(`/custom/emoji/${await s.owner.upload(png, "e.png", "emojis")}`, { name: "lamp", parent: { type: "Server", id: s.home._id } });
  assert.deepEqual(await s.member.get(`${at}/emojis`), [emoji]);
  await s.owner.call("PUT", `${at}/bans/${s.stranger.id}`, { reason: "spam" }, { "X-Audit-Log-Reason": "because" });
  const bans = await s.owner.get(`${at}/bans`);
  assert.deepEqual(bans.bans, [{ _id: { server: s.home._id, user: s.stranger.id }, reason: "spam" }]);
  assert.deepEqual(bans.users.map((u) => u.username), [s.stranger.user.username]);
  const log = await s.owner.get(`${at}/audit_logs?limit=100`);
  const entry = log.audit_logs[0];
  assert.deepEqual(entry.action, { type: "BanCreate", user: s.stranger.id });
  assert.equal(entry.reason, "because");
  assert.equal(entry.user, s.owner.id);
  assert.deepEqual((await s.owner.get(`${at}/audit_logs?type=RoleCreate`)).audit_logs.map((one) => one.action), [{ type: "RoleCreate", role, name: "Crew" }]);
  await refused(s.member, "GET", `${at}/audit_logs`, undefined, 403, "MissingPermission", { permission: "ViewAuditLogs" });
  await s.watch.close();
});

prove("channels and messages: looked up, searched, around one", [], async () => {
  const s = await scene(server);
  const sent = [];
  for (let i = 0; i < 5; ++i) sent.push(await s.member.send(s.general._id, `line ${i} harbour`));
  assert.equal((await s.member.get(`/channels/${s.general._id}`)).last_message_id, sent[4]._id);
  const list = `/channels/${s.general._id}/messages`;
  const ids = async (query) => (await s.member.get(`${list}?${query}`)).map((m) => m._id);
  const id = (i) => sent[i]._id;
  assert.deepEqual(await ids(""), [id(4), id(3), id(2), id(1), id(0)]);
  assert.deepEqual(await ids("sort=Oldest&limit=2"), [id(0), id(1)]);
  assert.deepEqual(await ids(`before=${id(3)}&limit=2`), [id(2), id(1)]);
  assert.deepEqual(await ids(`after=${id(1)}&sort=Oldest`), [id(2), id(3), id(4)]);
  assert.deepEqual(await ids(`nearby=${id(2)}&limit=2`), [id(2), id(3), id(1), id(0)]);
  const page = await s.member.get(`${list}?include_users=true&limit=1`);
  assert.deepEqual(page.users.map((u) => u._id), [s.member.id]);
  assert.deepEqual(page.members.map((m) => m._id.user), [s.member.id]);
  assert.equal((await s.owner.get(`${list}/${id(0)}`)).content, "line 0 harbour");
  assert.deepEqual((await s.member.post(`/channels/${s.general._id}/search`, { query: "harbour", sort: "Latest", limit: 2 })).map((m) => m._id), [id(4), id(3)]);
  await s.owner.post(`${list}/${id(1)}/pin`);
  assert.deepEqual((await s.member.post(`/channels/${s.general._id}/search`, { pinned: true })).map((m) => m._id), [id(1)]);
  const [a, b] = [await signUp(server), await signUp(server)];
  await befriend(a, b);
  const group = await makeGroup(a, "g", b);
  assert.deepEqual((await a.get(`/channels/${group._id}/members`)).map((u) => u._id).sort(), [a.id, b.id].sort());
  await s.watch.close();
});

prove("bots: one's own, and what others are shown of them", [], async () => {
  const owner = await signUp(server);
  const bot = await makeBot(owner);
  await owner.patch(`/bots/${bot.id}`, { interactions_url: "https://example.org/", analytics: true });
  const { bots, users } = await owner.get("/bots/@me");
  assert.deepEqual(bots.map((b) => b._id), users.map((u) => u._id));
  assert.equal((await owner.get(`/bots/${bot.id}`)).bot.token, bot.botToken);
  const shown = await guest.get(`/bots/${bot.id}/invite`);
  assert.deepEqual(shown, { _id: bot.id, username: bot.user.username });
  assert.equal((await bot.get("/users/@me")).bot.owner, owner.id);
});

prove("webhooks: looked up, and used by a forge", [], async () => {
  const s = await scene(server);
  const hook = await s.owner.post(`/channels/${s.general._id}/webhooks`, { name: "builds" });
  assert.deepEqual(await s.owner.get(`/channels/${s.general._id}/webhooks`), [hook]);
  assert.deepEqual(await s.member.get(`/webhooks/${hook.id}`), { id: hook.id, name: "builds", avatar: null, channel_id: s.general._id, permissions: hook.permissions });
  assert.deepEqual(await guest.get(`/webhooks/${hook.id}/${hook.token}`), hook);
  const push = { ref: "refs/heads/main", compare: "https://example.org/c", commits: [{ id: "0123456789", message: "Mend", url: "https://example.org/1", author: { name: "Ines" } }],
    repository: { full_name: "harbour/lamp", html_url: "https://example.org/r" }, sender: { login: "ines", html_url: "https://example.org/ines", avatar_url: "https://example.org/a.png" } };
  const { response, bytes } = await guest.raw("POST", `/webhooks/${hook.id}/${hook.token}/github`, push, { "X-GitHub-Event": "push" });
  assert.equal(response.status, 200);
  assert.equal(bytes.length, 0);
  const [told] = await s.member.get(`/channels/${s.general._id}/messages`);
  assert.equal(told.author, hook.id);
  assert.equal(told.embeds[0].type, "Text");
  await s.watch.close();
});

prove("files: previews, originals, bytes; unused ones are not shown", [], async () => {
  const person = await signUp(server);
  const home = await makeServer(person);
  assert.match((await ask(server, "GET", "/autumn/")).value.autumn, /./);
  const picture = await person.upload(png, "a lamp.png");
  const text = await person.upload("tide chart", "chart.txt");
  for (const id of [picture, text]) assert.equal((await ask(server, "GET", `/autumn/attachments/${id}`)).response.status, 404);
  const sent = await person.post(`/channels/${home.general._id}/messages`, { attachments: [picture, text] });
  assert.deepEqual(sent.attachments.map((f) => [f.filename, f.metadata.type]), [["a lamp.png", "Image"], ["chart.txt", "Text"]]);
  const preview = await ask(server, "GET", `/autumn/attachments/${picture}`);
  assert.equal(preview.response.status, 200);
  assert.match(preview.response.headers.get("content-type"), /^image\//);
  assert.match(preview.response.headers.get("cache-control"), /max-age=604800/);
  const original = await ask(server, "GET", `/autumn/attachments/${picture}/original`);
  assert.equal(original.response.status, 308);
  const where = original.response.headers.get("location");
  assert.equal(where, `${server.url}/autumn/attachments/${picture}/a%20lamp.png`);
  const file = await ask(server, "GET", where.slice(server.url.length));
  assert.deepEqual(file.bytes, png);
  assert.match(file.response.headers.get("content-disposition"), /^attachment/);
  assert.equal((await ask(server, "GET", `/autumn/attachments/${picture}/other.png`)).response.status, 404);
  assert.equal((await ask(server, "GET", `/autumn/avatars/${picture}`)).response.status, 404);
  const { bytes } = await person.download("attachments", text);
  assert.equal(bytes.toString(), "tide chart");
  for (const tag of ["avatars", "backgrounds", "icons", "banners", "emojis"]) assert.match(await person.upload(png, "x.png", tag), tag === "emojis" ? /^[0-9A-Z]{26}$/ : /^[\w-]{42}$/);
  const used = await person.raw("POST", `/channels/${home.general._id}/messages`, { attachments: [picture] });
  assert.equal(used.response.status, 404, "a file is used once");
});

prove("the moderators' way to files", [], async () => {
  const watched = await startDelta({ bonfire: 'moderation_token = "a token of moderators"' });
  try {
    const person = await signUp(watched);
    const id = await person.upload("unused", "f.txt");
    const where = `/autumn/mod/attachments/${id}/f.txt`;
    const { bytes } = await ask(watched, "GET", where, { "X-Admin-Token": "a token of moderators" });
    assert.equal(bytes.toString(), "unused");
    const no = await ask(watched, "GET", where, { "X-Admin-Token": "wrong" });
    assert.equal(no.response.status, 401);
    judge(no.value, "NotAuthenticated");
  } finally {
    await watched.remove();
  }
});

prove("the link proxy: pictures and pages from elsewhere, never from inside", [], async () => {
  const pages = http.createServer((request, response) => {
    if (request.url === "/lamp.png") response.setHeader("Content-Type", "image/png").end(png);
    else if (request.url === "/page") response.setHeader("Content-Type", "text/html").end("<html><head><title>Harbour</title></head></html>");
    else if (request.url === "/text") response.setHeader("Content-Type", "text/plain").end("nothing to see");
    else request.socket.destroy();
  });
  await new Promise((resolve) => pages.listen(0, "127.0.0.1", resolve));
  const port = pages.address().port;
  const proxying = await startDelta({ config: `[remote]\nallow_addresses = ["127.0.0.1:${port}"]`, bonfire: "january = true" });
  const get = (what, url) => ask(proxying, "GET", `/january/${what}?url=${encodeURIComponent(url)}`);
  const here = `http://127.0.0.1:${port}`;
  try {
    assert.equal((await new Delta(proxying).get("/")).features.january.url, `${proxying.url}/january`);
    assert.match((await ask(proxying, "GET", "/january/")).value.january, /./);
    const page = await get("embed", `${here}/page`);
    assert.equal(page.value.type, "Website");
    assert.equal(page.value.title, "Harbour");
    const picture = await get("proxy", `${here}/lamp.png`);
    assert.equal(picture.response.headers.get("content-type"), "image/webp");
    assert.match(picture.response.headers.get("cache-control"), /immutable/);
    const bad = async (what, url, type, members) => {
      const { response, value } = await get(what, url);
      assert.equal(response.status, 400, `${what} ${url}`);
      judge(value, type, members);
    };
    await bad("proxy", `${here}/gone`, "ProxyError");
    await bad("proxy", `${here}/text`, "FileTypeNotAllowed");
    await bad("embed", `${here}/text`, "NoEmbedData");
    for (const url of [`http://127.0.0.1:${proxying.port}/healthz`, "http://localhost/", "http://10.0.0.1/", "http://[::1]/", "ftp://example.org/", "nonsense"]) {
      await bad("proxy", url, "InvalidOperation");
      await bad("embed", url, "InvalidOperation");
    }
    const off = await ask(server, "GET", `/january/proxy?url=${encodeURIComponent(here)}`);
    assert.equal(off.response.status, 400);
    judge(off.value, "FeatureDisabled", { feature: "january" });
  } finally {
    await proxying.remove();
    pages.close();
  }
});

prove("storage that takes nothing more: DatabaseError, and the gateway says InternalError when it cannot read",
  ["bonfire event Error", "bonfire gateway error InternalError"], async () => {
  // Not to be killed for a file that may not grow.
  const full = await startDelta({ command: ["sh", "-c", 'trap "" XFSZ; exec "$0" "$@"', binary] });
  try {
    const person = await signUp(full);
    const home = await makeServer(person);
    const gateway = await Bonfire.login(person);
    execFileSync("prlimit", ["--pid", String(full.process.pid), "--fsize=1:"]);
    await refused(person, "POST", `/channels/${home.general._id}/messages`, { content: "x" }, 500, "DatabaseError", { operation: (o) => typeof o === "string", collection: (c) => typeof c === "string" });
    assert.equal((await person.get("/users/@me"))._id, person.id, "what is there can be read");
    await gateway.ping();
    assert.deepEqual(gateway.seen("Message"), []);
    execFileSync("prlimit", ["--pid", String(full.process.pid), "--fsize=unlimited:"]);
    await until("storage to be back", async () => (await person.raw("POST", `/channels/${home.general._id}/messages`, { content: "y" })).response.status === 200);
    await gateway.expect("Message", (m) => m.content === "y");
    await gateway.close();

    // Nobody has read since this log-in was written; what was written is gone.
    const late = await logIn(full, person.email, person.password);
    for (const file of ["tetragate.db-wal", "tetragate.db"]) truncateSync(path.join(full.folder, "data", file), 0);
    for (const format of ["json", "msgpack"]) {
      const refusedThere = await Bonfire.open(full, { format, token: late.token });
      assert.deepEqual(await refusedThere.expect("Error"), { type: "Error", error: "InternalError", data: { type: "InternalError", location: "gateway" } });
      assert.equal((await refusedThere.expectClose()).code, 1000);
    }
  } finally {
    await full.kill();
    await full.remove();
  }
});
