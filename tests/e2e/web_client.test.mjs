// What the official web client does, request by request (protocol reference, section 12.1): double slashes, text/plain bodies,
// the bare token, preflights, `before=null`. And two people chatting through it, going away and coming back.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import WebSocket from "ws";
import { prove } from "./support/coverage.mjs";
import { plainFetch } from "./support/fetch.mjs";
import { Server } from "./support/server.mjs";
import { png } from "./support/images.mjs";

let server;
before(async () => (server = await Server.start()));
after(() => server.remove());

/** Requests as the page's `fetch` sends them; the base gets a "/" and most paths begin with one. */
class WebClient {
  async request(method, path, body) {
    const url = `${this.instance?.oprish_url ?? `${server.url}/oprish`}/${path}`;
    const headers = { Origin: "http://pages.example" };
    if (this.token) headers.Authorization = this.token;
    if (body !== undefined) headers["Content-Type"] = "text/plain;charset=UTF-8";
    if (this.token) {
      const preflight = await fetch(url, { method: "OPTIONS", headers: { Origin: headers.Origin, "Access-Control-Request-Method": method } });
      assert.ok(preflight.ok, `preflight of ${path}: ${preflight.status}`);
      assert.equal(preflight.headers.get("access-control-allow-origin"), "*");
      assert.match(preflight.headers.get("access-control-allow-headers"), /Authorization/);
    }
    const response = await plainFetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    assert.equal(response.headers.get("access-control-allow-origin"), "*");
    const text = await response.text();
    const value = response.status === 204 || text === "" ? null : JSON.parse(text);
    if (!response.ok) throw Object.assign(new Error(`${method} ${url}: ${text}`), { status: response.status, body: value });
    return value;
  }
  async signUp(username) {
    this.username = username;
    this.instance = await this.request("GET", "");
    await this.request("POST", "users", { username, email: `${username}@example.org`, password: "correct horse" });
    await this.logIn();
  }
  async logIn() {
    const { token } = await this.request("POST", "sessions", { identifier: this.username, password: "correct horse", platform: "web", client: "eludris" });
    this.token = token;
    this.user = await this.request("GET", "users/@me");
  }
  /** Connects like the page: AUTHENTICATE upon HELLO; keeps what it acts on. */
  connect() {
    this.spheres = null;
    this.messages = [];
    this.users = new Map();
    this.socket = new WebSocket(this.instance.pandemonium_url);
    return new Promise((resolve, reject) => {
      this.socket.on("error", reject);
      this.socket.on("message", (data) => {
        const { op, d } = JSON.parse(data);
        if (op === "HELLO") this.socket.send(JSON.stringify({ op: "AUTHENTICATE", d: this.token }));
        if (op === "AUTHENTICATED") {
          this.spheres = d.spheres;
          for (const sphere of d.spheres) for (const { user } of sphere.members) this.users.set(user.id, user);
          resolve();
        }
        if (op === "USER_UPDATE") this.users.set(d.id, d);
        if (op === "PRESENCE_UPDATE") {
          if (this.users.has(d.user_id)) this.users.get(d.user_id).status = d.status;
          else this.request("GET", `/users/${d.user_id}`).then((user) => (this.users.set(d.user_id, user), this.changed?.()));
        }
        if (op === "MESSAGE_CREATE") this.messages.push(d);
        if (op === "SPHERE_JOIN") this.spheres.push(d);
        this.changed?.();
      });
    });
  }
  async see(what, check) {
    const deadline = Date.now() + 15000;
    while (!check()) {
      if (Date.now() > deadline) throw new Error(`${this.username} never saw ${what}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, 15000);
        this.changed = () => (clearTimeout(timer), resolve());
      });
    }
  }
  disconnect() {
    return new Promise((resolve) => {
      this.socket.once("close", resolve);
      this.socket.close();
    });
  }
}

prove("two web clients: sign up, create, join, chat, react, upload, leave, come back", [
  "route GET /", "route POST /users", "route POST /sessions", "route GET /users/{user}", "route GET /spheres/{sphere}",
  "route GET /spheres/{sphere}/join", "route GET /channels/{id}/messages", "route POST /effis/avatars", "route GET /effis/{bucket}/{id}",
], async () => {
  const ines = new WebClient();
  const otto = new WebClient();
  await ines.signUp("ines");
  await otto.signUp("otto");
  await ines.connect();
  await otto.connect();
  const made = await ines.request("POST", "/spheres", { slug: "keepers", type: "HYBRID", name: "Keepers" });
  await ines.see("its sphere", () => ines.spheres.some((s) => s.id === made.id));
  const looked = await otto.request("GET", "/spheres/keepers");
  assert.equal(looked.id, made.id);
  await otto.request("GET", "/spheres/keepers/join");
  await otto.see("the sphere it joined", () => otto.spheres.some((s) => s.id === made.id));
  const channel = otto.spheres.find((s) => s.id === made.id).categories[0].channels[0];

  assert.deepEqual(await otto.request("GET", `channels/${channel.id}/messages?before=null`), []);
  for (let i = 0; i < 60; ++i) await otto.request("POST", `/channels/${channel.id}/messages`, { content: `line ${i}` });
  await ines.see("60 messages", () => ines.messages.length === 60);
  assert.deepEqual(ines.messages.map((m) => m.content), Array.from({ length: 60 }, (_, i) => `line ${i}`));
  const page = await ines.request("GET", `channels/${channel.id}/messages?before=null`);
  assert.equal(page.length, 50);
  assert.deepEqual(page.map((m) => m.content), Array.from({ length: 50 }, (_, i) => `line ${i + 10}`), "oldest first");
  const earlier = await ines.request("GET", `channels/${channel.id}/messages?before=${page[0].id}`);
  assert.equal(earlier.length, 10);
  assert.equal(earlier[9].content, "line 9");

  await ines.request("POST", `/channels/${channel.id}/messages/${page[0].id}/reactions`, { type: "UNICODE", emoji: "🎉" });

  const form = new FormData();
  form.append("file", new Blob([png]), "avatar.png");
  const upload = await fetch(`${ines.instance.effis_url}/avatars`, { method: "POST", body: form });
  assert.equal(upload.status, 200);
  const file = await upload.json();
  assert.deepEqual(file.metadata, { type: "IMAGE", width: 1, height: 1 });
  const updated = await ines.request("PATCH", "/users/profile", { avatar: file.id });
  assert.equal(updated.avatar, file.id);
  await otto.see("the new avatar", () => otto.users.get(ines.user.id)?.avatar === file.id);
  const picture = await fetch(`${ines.instance.effis_url}/avatars/${file.id}`);
  assert.equal(picture.headers.get("content-type"), "image/png");
  assert.deepEqual(Buffer.from(await picture.arrayBuffer()), png);

  await otto.disconnect();
  await ines.see("otto gone", () => ines.users.get(otto.user.id)?.status.type === "OFFLINE");
  await ines.request("POST", `/channels/${channel.id}/messages`, { content: "while you were away" });
  await otto.connect();
  await ines.see("otto back", () => ines.users.get(otto.user.id)?.status.type === "ONLINE");
  const missed = await otto.request("GET", `channels/${channel.id}/messages?before=null`);
  assert.equal(missed.at(-1).content, "while you were away");

  await ines.disconnect();
  await otto.disconnect();
});

prove("what the web client shows of errors is JSON with its fields", ["error CONFLICT", "error UNAUTHORIZED", "error NOT_FOUND", "error VALIDATION"], async () => {
  const client = new WebClient();
  await client.signUp("vera");
  await assert.rejects(client.request("POST", "users", { username: "vera", email: "v@example.org", password: "long enough" }),
    (e) => e.status === 409 && e.body.type === "CONFLICT" && e.body.item === "username");
  await assert.rejects(client.request("POST", "sessions", { identifier: "vera", password: "wrong", platform: "web", client: "e" }), (e) => e.status === 401);
  await assert.rejects(client.request("POST", "sessions", { identifier: "nobody", password: "wrong", platform: "web", client: "e" }), (e) => e.status === 404);
  await assert.rejects(client.request("POST", "users", { username: "v", email: "w@example.org", password: "long enough" }),
    (e) => e.status === 422 && e.body.value_name === "username");
  await assert.rejects(client.request("POST", "/users/resend-verification"), (e) => e.status === 422 && e.body.value_name === "code");
  await assert.rejects(client.request("POST", "/users/reset-password", { email: "vera@example.org" }), (e) => e.status === 421);
});
