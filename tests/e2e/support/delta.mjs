// A plain client of Delta (the API of the second protocol) and Autumn (its files): people with accounts, bots, servers, groups,
// friendships, each made by the requests that real clients send. No gateway here.
import { plainFetch } from "./fetch.mjs";
import { Server } from "./server.mjs";

/** For Server.start: nobody is slowed down. */
export const deltaConfig = "[bonfire]\nrate_limits_enabled = false\n";
/** `bonfire`: further keys of [bonfire], which may go on to tables below it. */
export const startDelta = ({ bonfire = "", ...options } = {}) =>
  Server.start({ ...options, config: `${options.config ?? ""}\n${deltaConfig}${bonfire}\n` });

/** Bits of permissions (bonfire 6.1, 6.2). */
export const may = {
  manageChannel: 1,
  manageServer: 2,
  managePermissions: 4,
  manageRole: 8,
  kickMembers: 64,
  banMembers: 128,
  assignRoles: 512,
  viewChannel: 1048576,
  readMessageHistory: 2097152,
  sendMessage: 4194304,
  manageMessages: 8388608,
  inviteOthers: 33554432,
  react: 536870912,
};
export const newServerDefault = 77014766592;

/** Called with every answer, `{ server, method, path, response, value }` (path as in the URL); what they throw fails the call. */
export const watchers = [];
const watched = async (answer) => {
  for (const watch of watchers) await watch(answer);
};

export class DeltaError extends Error {
  constructor(method, path, response, body) {
    super(`${method} ${path}: ${response.status} ${JSON.stringify(body)}`);
    this.status = response.status;
    this.body = body;
    this.headers = response.headers;
  }
}

/** One log-in (`token`), one bot (`botToken`) or a guest at one server. */
export class Delta {
  constructor(server, { token, botToken } = {}) {
    this.server = server;
    this.token = token;
    this.botToken = botToken;
  }
  get url() {
    return `${this.server.url}/delta`;
  }
  get credentials() {
    return this.botToken ? { "X-Bot-Token": this.botToken } : this.token ? { "X-Session-Token": this.token } : {};
  }
  /** The response, its decoded body (null without one) and its bytes, whatever the status. Paths begin with a slash. */
  async raw(method, path, body, headers = {}) {
    const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
    const response = await plainFetch(`${this.url}${path}`, { method, headers: { ...this.credentials, ...headers }, body: text });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = (response.headers.get("content-type") ?? "").startsWith("application/json");
    const value = bytes.length === 0 ? null : isJson ? JSON.parse(bytes.toString("utf8")) : bytes;
    await watched({ server: this.server, method, path: `/delta${path}`, response, value });
    return { response, value, bytes };
  }
  /** Resolves to the decoded answer (null without body); rejects with DeltaError unless 2xx. */
  async call(method, path, body, headers = {}) {
    const { response, value } = await this.raw(method, path, body, headers);
    if (!response.ok) throw new DeltaError(method, path, response, value);
    return value;
  }
  get(path) {
    return this.call("GET", path);
  }
  post(path, body = {}, headers = {}) {
    return this.call("POST", path, body, headers);
  }
  put(path, body = {}) {
    return this.call("PUT", path, body);
  }
  patch(path, body = {}) {
    return this.call("PATCH", path, body);
  }
  delete(path, body) {
    return this.call("DELETE", path, body);
  }
  /** Uploads to a tag of Autumn; gives the file's id. */
  async upload(bytes, name = "file.bin", tag = "attachments") {
    const form = new FormData();
    form.append("file", new Blob([bytes]), name);
    const response = await fetch(`${this.server.url}/autumn/${tag}`, { method: "POST", headers: this.credentials, body: form });
    const value = await response.json();
    await watched({ server: this.server, method: "POST", path: `/autumn/${tag}`, response, value });
    if (!response.ok) throw new DeltaError("POST", `/autumn/${tag}`, response, value);
    return value.id;
  }
  /** A file as it was uploaded; follows redirects. */
  async download(tag, id) {
    const response = await fetch(`${this.server.url}/autumn/${tag}/${id}/original`);
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  }
  send(channel, content, more = {}) {
    return this.post(`/channels/${channel}/messages`, { content, ...more });
  }
  /** `name#0042`, as friends are asked. */
  get tag() {
    return `${this.user.username}#${this.user.discriminator}`;
  }
}

let people = 0;
export const freshName = (prefix = "person") => `${prefix}${++people}_${Math.random().toString(36).slice(2, 8)}`;

/** Makes an account and logs in; no user yet. */
export async function signIn(server, name = freshName()) {
  const email = `${name}@example.org`;
  const password = "a long enough password";
  const guest = new Delta(server);
  await guest.post("/auth/account/create", { email, password, captcha: null });
  return Object.assign(await logIn(server, email, password), { name });
}
/** One more session of an account. */
export async function logIn(server, email, password) {
  const session = await new Delta(server).post("/auth/session/login", { email, password, friendly_name: "e2e" });
  return Object.assign(new Delta(server, { token: session.token }), { email, password, session });
}
/** Account, session and user; gives a Delta with `user`, `id`, `email`, `password` and `session`. */
export async function signUp(server, name = freshName()) {
  const person = await signIn(server, name);
  const user = await person.post("/onboard/complete", { username: name });
  return Object.assign(person, { user, id: user._id });
}

/** A bot of that person; a Delta with `bot` (what its owner sees), `user` and `id`. Public unless told otherwise. */
export async function makeBot(owner, { name = freshName("bot"), isPublic = true } = {}) {
  const made = await owner.post("/bots/create", { name });
  if (isPublic) await owner.patch(`/bots/${made._id}`, { public: true });
  const bot = new Delta(owner.server, { botToken: made.token });
  return Object.assign(bot, { bot: made, user: made.user, id: made._id, owner });
}
export const addBot = (owner, bot, server) => owner.post(`/bots/${bot.id}/invite`, { server: server._id });

/** A server; gives the Server with its only channel as `general` (a Channel). */
export async function makeServer(owner, name = freshName("server")) {
  const { server, channels } = await owner.post("/servers/create", { name });
  return Object.assign(server, { general: channels[0] });
}
export const makeChannel = (owner, server, name = freshName("channel")) =>
  owner.post(`/servers/${server._id}/channels`, { type: "Text", name });

/** Those people join by an invite that `owner` makes. */
export async function join(owner, server, ...members) {
  const invite = await owner.post(`/channels/${server.general._id}/invites`);
  for (const member of members) await member.post(`/invites/${invite._id}`);
  return invite;
}
/** A role with those permissions; gives its id. */
export async function makeRole(owner, server, { name = freshName("role"), allow = 0, deny = 0 } = {}) {
  const { id } = await owner.post(`/servers/${server._id}/roles`, { name });
  if (allow || deny) await owner.put(`/servers/${server._id}/permissions/${id}`, { permissions: { allow, deny } });
  return id;
}
export const giveRoles = (owner, server, member, ...roles) =>
  owner.patch(`/servers/${server._id}/members/${member.id}`, { roles });

export async function befriend(a, b) {
  await a.post("/users/friend", { username: b.tag });
  await b.put(`/users/${a.id}/friend`);
}
export const openDm = (a, b) => a.get(`/users/${b.id}/dm`);
export const makeGroup = (owner, name, ...friends) =>
  owner.post("/channels/create", { name, users: friends.map((f) => f.id) });
