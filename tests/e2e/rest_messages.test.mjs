// REST: messages and reactions (protocol reference, 5.9), and files (5.11).
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { prove } from "./support/coverage.mjs";
import { Gateway, Rest, signUp } from "./support/eludris.mjs";
import { png } from "./support/images.mjs";
import { refused } from "./support/refused.mjs";
import { Server } from "./support/server.mjs";

let server, owner, member, outsider, guest, sphere, at;
before(async () => {
  server = await Server.start();
  [owner, member, outsider] = [await signUp(server), await signUp(server), await signUp(server)];
  guest = new Rest(server);
  sphere = await owner.post("/spheres", { slug: "talk", type: "CHAT" });
  await member.get("/spheres/talk/join");
  at = `/channels/${sphere.channels[0].id}/messages`;
});
after(() => server.remove());
const invalid = (who, method, path, body, value_name) => refused(who, method, path, body, 422, { type: "VALIDATION", value_name });

prove("messages: what may be sent", ["route POST /channels/{id}/messages", "route GET /channels/{id}/messages/{id}"], async () => {
  await invalid(member, "POST", at, {}, "body");
  await invalid(member, "POST", at, { content: "  \n " }, "body");
  await invalid(member, "POST", at, { content: "x".repeat(2049) }, "content");
  await invalid(member, "POST", at, { attachments: null }, "attachments");
  await invalid(member, "POST", at, { embeds: null }, "embeds");
  const file = await member.upload(Buffer.from("hello"), "h.txt");
  const attach = (o) => ({ file_id: file.id, ...o });
  await invalid(member, "POST", at, { attachments: Array(11).fill(attach({})) }, "attachments");
  await invalid(member, "POST", at, { attachments: [attach({}), { file_id: 3 }] }, "attachments-1");
  await invalid(member, "POST", at, { attachments: [attach({ description: "x".repeat(257) })] }, "description");
  await invalid(member, "POST", at, { embeds: Array(11).fill({ content: "e" }) }, "embeds");
  await invalid(member, "POST", at, { embeds: [{ content: "e" }, { content: "x".repeat(8193) }] }, "embed-1.content");
  await invalid(member, "POST", at, { content: "c", _disguise: { name: "x" } }, "disguise.name");
  await invalid(member, "POST", at, { content: "c", _disguise: { name: "x".repeat(33) } }, "disguise.name");
  await invalid(member, "POST", at, { content: "c", reference: 12 }, "reference");
  const voice = await owner.post(`/spheres/${sphere.id}/channels`, { name: "v", type: "VOICE" });
  await invalid(member, "POST", `/channels/${voice.id}/messages`, { content: "c" }, "channel");
  for (const who of [outsider]) await refused(who, "POST", at, { content: "c" }, 401, { type: "UNAUTHORIZED" });
  await refused(member, "POST", "/channels/4242/messages", { content: "c" }, 401, {});
  const whole = await member.post(at, {
    content: `${"漢".repeat(2048)}  `, attachments: Array(10).fill(attach({ description: ` ${"d".repeat(256)} `, spoiler: true })),
    embeds: [{ content: "x".repeat(8192), thumbnail: "https://t.example", color: 255, border_colour: 0 }], _disguise: { name: "ab", avatar: "https://a.example" },
  });
  assert.equal(whole.content, "漢".repeat(2048));
  assert.equal(whole.attachments.length, 10);
  assert.equal(whole.attachments[0].description, "d".repeat(256));
  assert.equal(whole.attachments[0].spoiler, true);
  assert.equal("border_colour" in whole.embeds[0], false);
  assert.deepEqual(await owner.get(`${at}/${whole.id}`), whole);
  const plain = await member.post(at, { attachments: [attach({ description: " " })] });
  assert.deepEqual(plain.attachments, [{ file: plain.attachments[0].file, description: null }]);
  const other = await outsider.post("/spheres", { slug: "elsewhere", type: "CHAT" });
  const hidden = await outsider.post(`/channels/${other.channels[0].id}/messages`, { content: "secret" });
  await invalid(member, "POST", at, { content: "c", reference: hidden.id }, "reference");
  await refused(member, "GET", `${at}/${hidden.id}`, undefined, 404, {});
  await refused(outsider, "GET", `${at}/${whole.id}`, undefined, 401, {});
  await refused(guest, "GET", at, undefined, 401, {});
});

prove("history: the newest that match, oldest first", ["route GET /channels/{id}/messages"], async () => {
  const c = await owner.post(`/spheres/${sphere.id}/channels`, { name: "history", type: "TEXT" });
  const list = `/channels/${c.id}/messages`;
  const ids = [];
  for (let i = 0; i < 60; ++i) ids.push((await owner.post(list, { content: `${i}` })).id);
  const got = async (query) => (await member.get(`${list}${query}`)).map((m) => m.id);
  assert.deepEqual(await got(""), ids.slice(10));
  assert.deepEqual(await got("?before=null"), ids.slice(10));
  assert.deepEqual(await got("?limit=200"), ids);
  assert.deepEqual(await got("?limit=1"), ids.slice(59));
  assert.deepEqual(await got(`?before=${ids[10]}`), ids.slice(0, 10));
  assert.deepEqual(await got(`?after=${ids[10]}&limit=5`), ids.slice(55));
  assert.deepEqual(await got(`?after=${ids[10]}&before=${ids[13]}`), ids.slice(11, 13));
  for (const limit of ["0", "201"]) await invalid(member, "GET", `${list}?limit=${limit}`, undefined, "limit");
});

prove("editing and deleting messages", ["route PATCH /channels/{id}/messages/{id}", "route DELETE /channels/{id}/messages/{id}"], async () => {
  const m = await member.post(at, { content: "first", embeds: [{ content: "e" }] });
  const path = `${at}/${m.id}`;
  await invalid(member, "PATCH", path, {}, "body");
  await invalid(member, "PATCH", path, { attachments: null }, "body");
  await invalid(member, "PATCH", path, { content: "x".repeat(2049) }, "content");
  await invalid(member, "PATCH", path, { content: null, embeds: [] }, "body");
  for (const who of [owner]) await refused(who, "PATCH", path, { content: "mine" }, 403, { type: "FORBIDDEN" });
  await refused(member, "PATCH", `${at}/99`, { content: "c" }, 404, {});
  const edited = await member.patch(path, { content: null });
  assert.equal(edited.content, null);
  assert.equal(edited.embeds.length, 1);
  const another = await owner.post(at, { content: "owner's" });
  await refused(member, "DELETE", `${at}/${another.id}`, undefined, 403, {});
  assert.equal((await owner.raw("DELETE", path)).response.status, 204);
  await refused(owner, "DELETE", path, undefined, 404, {});
});

prove("a deep chain of replies is cut, not refused", ["route POST /channels/{id}/messages"], async () => {
  let last;
  for (let i = 0; i < 40; ++i) last = await member.post(at, { content: `${i}`, ...(last ? { reference: last.id } : {}) });
  let depth = 0;
  for (let m = last; m.reference; m = m.reference) ++depth;
  assert.equal(depth, 16);
});

prove("reactions", ["route POST /channels/{id}/messages/{id}/reactions", "route DELETE /channels/{id}/messages/{id}/reactions", "route DELETE /channels/{id}/messages/{id}/reactions/clear"], async () => {
  const m = await owner.post(at, { content: "r" });
  const path = `${at}/${m.id}/reactions`;
  const party = { type: "UNICODE", emoji: "🎉" };
  for (const emoji of ["", "x".repeat(33), "a\u0007"]) await invalid(member, "POST", path, { type: "UNICODE", emoji }, "emoji");
  await refused(member, "POST", path, { type: "CUSTOM", emoji: 5 }, 404, {});
  await refused(member, "POST", `${at}/99/reactions`, party, 404, {});
  await refused(outsider, "POST", path, party, 401, {});
  await member.post(path, party);
  await invalid(member, "POST", path, party, "user");
  const both = await owner.post(path, party);
  assert.deepEqual(both.reactions, [{ emoji: party, user_ids: [member.user.id, owner.user.id] }]);
  await invalid(member, "DELETE", path, { type: "UNICODE", emoji: "🙃" }, "user");
  const left = await member.delete(path, party);
  assert.deepEqual(left.reactions, [{ emoji: party, user_ids: [owner.user.id] }]);
  await refused(member, "DELETE", `${path}/clear`, undefined, 403, {});
  assert.deepEqual((await owner.delete(`${path}/clear`)).reactions, []);
  await invalid(owner, "DELETE", `${path}/clear`, undefined, "reactions");
});

prove("files: upload, fetch, ranges, safe headers", ["route POST /effis/", "route GET /effis/{id}", "route GET /effis/{id}/download",
  "route GET /effis/{id}/data", "route GET /effis/{bucket}/{id}", "route GET /effis/{bucket}/{id}/download", "route GET /effis/{bucket}/{id}/data"], async () => {
  const html = Buffer.from("<html><script>alert(1)</script></html>");
  const file = await guest.upload(html, "../../evil/page.html", "");
  assert.equal(file.name, "page.html");
  assert.equal(file.bucket, "attachments");
  assert.deepEqual(await guest.get(`/effis/${file.id}/data`), file);
  assert.deepEqual(await guest.get(`/effis/attachments/${file.id}/data`), file);
  const { response, bytes } = await guest.raw("GET", `/effis/${file.id}`);
  assert.deepEqual(bytes, html);
  assert.doesNotMatch(response.headers.get("content-type"), /html|svg|xml|script/);
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  const part = await guest.raw("GET", `/effis/attachments/${file.id}`, undefined, { Range: "bytes=1-4" });
  assert.equal(part.response.status, 206);
  assert.equal(part.response.headers.get("content-range"), `bytes 1-4/${html.length}`);
  assert.deepEqual(part.bytes, html.subarray(1, 5));
  const beyond = await guest.raw("GET", `/effis/${file.id}`, undefined, { Range: "bytes=1000-" });
  assert.equal(beyond.response.status, 416);
  const download = await guest.raw("GET", `/effis/${file.id}/download`);
  assert.match(download.response.headers.get("content-disposition"), /^attachment; filename="page\.html"/);
  const icon = await guest.upload(png, "i.png", "avatars");
  assert.deepEqual(icon.metadata, { type: "IMAGE", width: 1, height: 1 });
  const inline = await guest.raw("GET", `/effis/avatars/${icon.id}`);
  assert.match(inline.response.headers.get("content-disposition"), /^inline; filename="i\.png"/);
  assert.deepEqual(inline.bytes, png);
  assert.equal((await guest.raw("GET", `/effis/avatars/${icon.id}/download`)).response.status, 200);
  assert.deepEqual(await guest.get(`/effis/avatars/${icon.id}/data`), icon);
  assert.equal((await guest.raw("GET", `/effis/avatars/${icon.id}?size=256`)).response.status, 200);
  await refused(guest, "GET", `/effis/banners/${icon.id}`, undefined, 404, {});
  await refused(guest, "GET", `/effis/${icon.id}`, undefined, 404, {});
  await invalid(guest, "GET", `/effis/avatars/${icon.id}?size=100`, undefined, "size");
  await invalid(guest, "GET", `/effis/${file.id}?size=256`, undefined, "bucket");
  await invalid(guest, "GET", `/effis/nonsense/${icon.id}`, undefined, "bucket");
});

const buckets = ["attachments", "avatars", "banners", "sphere-icons", "sphere-banners", "member-avatars", "member-banners", "emojis"];
prove("files: every bucket keeps its own", buckets.map((bucket) => `route POST /effis/${bucket}`), async () => {
  for (const bucket of buckets) {
    const file = await guest.upload(png, `${bucket}.png`, bucket);
    assert.deepEqual([file.bucket, file.name, file.metadata.type], [bucket, `${bucket}.png`, "IMAGE"]);
    assert.deepEqual((await guest.raw("GET", `/effis/${bucket}/${file.id}`)).bytes, png);
    for (const other of buckets.filter((b) => b !== bucket)) await refused(guest, "GET", `/effis/${other}/${file.id}/data`, undefined, 404, {});
  }
});

prove("files: the operator's own, and the proxy", ["route GET /effis/static/{name}", "route GET /effis/static/{name}/download", "route GET /effis/proxy"], async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tetragate-static-"));
  writeFileSync(path.join(folder, "logo.png"), png);
  const pages = http.createServer((request, response) => {
    response.setHeader("Content-Type", request.url === "/lamp.png" ? "image/png" : "text/html");
    response.end(request.url === "/lamp.png" ? png : "<html></html>");
  });
  await new Promise((resolve) => pages.listen(0, "127.0.0.1", resolve));
  const port = pages.address().port;
  const serving = await Server.start({ config: `[remote]\nallow_addresses = ["127.0.0.1:${port}"]\n[pandemonium]\nrate_limits_enabled = false\nproxy = true\nstatic_folder = "${folder}"\n` });
  try {
    const visitor = new Rest(serving);
    const logo = await visitor.raw("GET", "/effis/static/logo.png");
    assert.deepEqual(logo.bytes, png);
    assert.equal(logo.response.headers.get("content-type"), "image/png");
    assert.match((await visitor.raw("GET", "/effis/static/logo.png/download")).response.headers.get("content-disposition"), /^attachment/);
    for (const name of ["none.png", "..%2F..%2Fetc%2Fpasswd"]) assert.notEqual((await visitor.raw("GET", `/effis/static/${name}`)).response.status, 200);
    const proxied = (url) => visitor.raw("GET", `/effis/proxy?url=${encodeURIComponent(url)}`);
    const picture = await proxied(`http://127.0.0.1:${port}/lamp.png`);
    assert.deepEqual(picture.bytes, png);
    assert.equal(picture.response.headers.get("content-type"), "image/png");
    assert.equal((await proxied(`http://127.0.0.1:${port}/page`)).value.value_name, "data");
    assert.equal((await proxied(`http://127.0.0.1:${serving.port}/healthz`)).value.value_name, "url");
    assert.notEqual((await guest.raw("GET", "/effis/proxy?url=http://example.org/")).response.status, 200, "off unless switched on");
  } finally {
    await serving.remove();
    pages.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

prove("files: what is refused", ["route POST /effis/attachments"], async () => {
  const upload = (bytes, name, bucket) => {
    const form = new FormData();
    form.append("spoiler", "true");
    form.append("file", new Blob([bytes]), name);
    return [guest, "POST", `/effis/${bucket}`, form];
  };
  await invalid(...upload("", "e.txt", "attachments"), "file");
  await invalid(...upload("text", "fake.png", "avatars"), "content_type");
  await invalid(...upload(png, "p.png", "nonsense"), "bucket");
  await invalid(...upload("x", "x".repeat(257), "attachments"), "name");
  const small = await Server.start({ config: "[pandemonium]\nrate_limits_enabled = false\nfile_size = 1000\nattachment_file_size = 5000\n" });
  try {
    const visitor = new Rest(small);
    assert.equal((await visitor.upload(Buffer.alloc(5000, 65), "a.txt")).name, "a.txt");
    for (const size of [5001, 50000]) {
      const form = new FormData();
      form.append("file", new Blob([Buffer.alloc(size, 65)]), "a.txt");
      const { response, value } = await visitor.raw("POST", "/effis/attachments", form);
      assert.ok(response.status === 422 || response.status === 413, `${response.status}`);
      assert.equal(value.type, "VALIDATION");
    }
  } finally {
    await small.remove();
  }
});

prove("previews: a link becomes an embed for the members of the sphere; private addresses are never asked", ["payload MESSAGE_EMBED_POPULATE"], async () => {
  const asked = [];
  const pages = http.createServer((request, response) => {
    asked.push(request.url);
    if (request.url === "/lamp.png") {
      response.setHeader("Content-Type", "image/png");
      response.end(png);
    } else {
      response.setHeader("Content-Type", "text/html");
      response.end('<html><head><title>Harbour &amp; co</title><meta name="theme-color" content="#004466"></head></html>');
    }
  });
  await new Promise((resolve) => pages.listen(0, "127.0.0.1", resolve));
  const port = pages.address().port;
  const previewing = await Server.start({ config: `[remote]\nallow_addresses = ["127.0.0.1:${port}"]\n[pandemonium]\nrate_limits_enabled = false\npreviews = true\n` });
  try {
    const [a, b, stranger] = [await signUp(previewing), await signUp(previewing), await signUp(previewing)];
    const s = await a.post("/spheres", { slug: "links", type: "CHAT" });
    await b.get("/spheres/links/join");
    const [atB, atStranger] = [await Gateway.login(b), await Gateway.login(stranger)];
    const list = `/channels/${s.channels[0].id}/messages`;
    const url = `http://127.0.0.1:${port}`;
    const m = await a.post(list, { content: `see ${url}/lamp.png and ${url}/harbour and http://127.0.0.1:${previewing.port}/healthz and http://localhost:1/` });
    const told = await atB.expect("MESSAGE_EMBED_POPULATE", () => true, 30000);
    assert.equal(told.message_id, m.id);
    assert.equal(told.channel_id, s.channels[0].id);
    assert.deepEqual(told.embeds[0], { type: "IMAGE", url: `${url}/lamp.png`, width: 1, height: 1 });
    assert.equal(told.embeds[1].type, "WEBSITE");
    assert.equal(told.embeds[1].title, "Harbour & co");
    assert.equal(told.embeds[1].colour, "#004466");
    assert.equal(told.embeds.length, 2);
    assert.deepEqual((await b.get(`${list}/${m.id}`)).embeds, told.embeds);
    await atStranger.fence();
    assert.deepEqual(atStranger.seen("MESSAGE_EMBED_POPULATE"), []);
    assert.deepEqual(asked.sort(), ["/harbour", "/lamp.png"]);
    await Promise.all([atB.close(), atStranger.close()]);
  } finally {
    await previewing.remove();
    pages.close();
  }
});
