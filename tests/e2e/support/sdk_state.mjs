// Whether a client library's own picture of the world is what the API says at that moment. Both are brought to one form; what
// the libraries cannot know (they have no code for it) is left out here and named where it is.
import assert from "node:assert/strict";

const file = (f) => f && { id: f.id ?? f._id, tag: f.tag, name: f.filename, type: f.contentType ?? f.content_type, size: f.size };
const bits = (o) => o && { a: Number(o.a), d: Number(o.d) };
const sorted = (ids) => [...(ids ?? [])].sort();
/** An object without its undefined members. */
const given = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
const pairs = (map, value) => Object.fromEntries([...map].map(([id, entry]) => [id, value(entry)]).sort());

const roleOf = (r) => given({ name: r.name, permissions: bits(r.permissions), colour: r.colour, hoist: r.hoist ?? false, rank: r.rank });

/** Of hidden channels the libraries are not told when they change their category. */
const categories = (list, visible) =>
  (list ?? []).map((c) => ({ id: c.id, title: c.title, channels: [...c.channels].filter((id) => visible.includes(id)) }));
const serverOfClient = (s, visible = s.channels.map((c) => c.id)) => given({
  name: s.name, owner: s.ownerId, description: s.description, icon: file(s.icon), banner: file(s.banner),
  permissions: Number(s.defaultPermissions), nsfw: s.mature ?? false, roles: pairs(s.roles, roleOf),
  categories: categories(s.categories, visible), system: { ...s.systemMessages }, channels: sorted(visible),
});
const serverOfApi = (s, visible = s.channels.map((c) => c._id)) => given({
  name: s.name, owner: s.owner, description: s.description, icon: file(s.icon), banner: file(s.banner),
  permissions: s.default_permissions, nsfw: s.nsfw ?? false, roles: pairs(Object.entries(s.roles ?? {}), roleOf),
  categories: categories(s.categories, visible), system: s.system_messages ?? {}, channels: sorted(visible),
});

/** Roles that are gone stay in the libraries' overrides; no event says so (bonfire 4.4). */
const overrides = (map, server) => pairs(Object.entries(map ?? {}).filter(([id]) => !server || server.roles.has(id)), bits);
const channelOfClient = (c) => given({
  type: c.type, name: c.name, description: c.description, icon: file(c.icon), nsfw: c.mature ?? false, server: c.serverId,
  defaults: bits(c.defaultPermissions), roles: overrides(c.rolePermissions, c.server),
  recipients: sorted(c.recipientIds), owner: c.ownerId, user: c.userId, active: c.type === "DirectMessage" ? c.active : undefined,
  permissions: c.permissions === undefined ? undefined : Number(c.permissions),
});
const channelOfApi = (c) => given({
  type: c.channel_type, name: c.name, description: c.description, icon: file(c.icon), nsfw: c.nsfw ?? false, server: c.server,
  defaults: bits(c.default_permissions), roles: overrides(c.role_permissions),
  recipients: sorted(c.recipients), owner: c.owner, user: c.user, active: c.active, permissions: c.permissions,
});

const memberOfClient = (m) => given({
  nickname: m.nickname, avatar: file(m.avatar), roles: sorted((m.roles ?? []).filter((id) => m.server.roles.has(id))),
  timeout: m.timeout && +m.timeout > Date.now() ? +m.timeout : undefined,
});
const memberOfApi = (m) => given({
  nickname: m.nickname, avatar: file(m.avatar), roles: sorted(m.roles),
  timeout: m.timeout && Date.parse(m.timeout) > Date.now() ? Date.parse(m.timeout) : undefined,
});

const userOfClient = (u) => given({
  username: u.username, discriminator: u.discriminator, relationship: u.relationship, online: u.online, bot: u.bot?.owner,
  flags: u.flags ?? 0, badges: u.badges ?? 0,
});
const userOfApi = (u) => given({
  username: u.username, discriminator: u.discriminator, relationship: u.relationship, online: u.online, bot: u.bot?.owner,
  flags: u.flags ?? 0, badges: u.badges ?? 0,
});
/** What only those hear of who know the person or are bots there (bonfire 3.4). */
const looksOfClient = (u) => given({ avatar: file(u.avatar), name: u.displayName, text: u.status?.text, presence: u.status?.presence });
const looksOfApi = (u) => given({
  avatar: file(u.avatar), name: u.display_name ?? u.username, text: u.online ? u.status?.text : undefined, presence: u.online ? u.status?.presence : "Invisible",
});

/** Any change marks a message as edited in the libraries, so only the API's mark is looked for there. */
const messageOfClient = (m) => given({
  author: m.authorId, channel: m.channelId, content: m.content, system: m.systemMessage?.type, nonce: m.nonce,
  attachments: (m.attachments ?? []).map(file), embeds: (m.embeds ?? []).map((e) => e.title), mentions: sorted(m.mentionIds),
  replies: [...(m.replyIds ?? [])], reactions: reactionsOf([...m.reactions]), masquerade: m.masquerade, flags: m.flags,
});
const messageOfApi = (m) => given({
  author: m.author, channel: m.channel, content: m.content ?? "", system: m.system?.type, nonce: m.nonce,
  attachments: (m.attachments ?? []).map(file), embeds: (m.embeds ?? []).map((e) => e.title), mentions: sorted(m.mentions),
  replies: m.replies ?? [], reactions: reactionsOf(Object.entries(m.reactions ?? {})), masquerade: m.masquerade, flags: m.flags ?? 0,
});
/** System messages that revolt.js shows as a text of its own. */
const newKinds = new Set(["message_pinned", "message_unpinned", "call_started"]);
const reactionsOf = (entries) => pairs(entries.map(([emoji, users]) => [emoji, sorted(users)]).filter(([, users]) => users.length), (u) => u);

/**
 * Everything that the client knows is what the API tells `who` (a Delta with the same rights); `servers` are the ids of all
 * servers it must know, `wholeHistory` the channels of which it must know every message.
 */
export async function sameAsApi(sdk, who, { servers = [], wholeHistory = [] } = {}) {
  const { client } = sdk;
  const label = `${sdk.library.name} as ${who.user.username}:`;
  const me = await who.get("/users/@me");
  assert.deepEqual(userOfClient(client.user), userOfApi(me), `${label} itself`);
  assert.deepEqual(looksOfClient(client.user), looksOfApi(me), `${label} its looks`);

  const direct = await who.get("/users/dms");
  const known = client.channels.toList().filter((c) => c.type !== "TextChannel");
  assert.deepEqual(sorted(known.map((c) => c.id)), sorted(direct.map((c) => c._id)), `${label} direct channels`);
  for (const channel of direct) assert.deepEqual(channelOfClient(sdk.channel(channel)), channelOfApi(channel), `${label} a direct channel`);

  assert.deepEqual(sorted(client.servers.keys()), sorted(servers), `${label} servers`);
  for (const id of servers) await sameServer(sdk, who, id, label);
  const inServers = client.channels.toList().filter((c) => c.type === "TextChannel");
  assert.deepEqual(inServers.filter((c) => !servers.includes(c.serverId)).map((c) => c.name), [], `${label} channels of servers it is not in`);

  const relations = new Map((me.relations ?? []).map((r) => [r._id, r.status]));
  for (const [id, relation] of relations) assert.equal(client.users.get(id)?.relationship, relation, `${label} relation`);
  for (const user of client.users.toList()) {
    if (user.id === me._id || /^0+$/.test(user.id)) continue;
    const { response, value } = await who.raw("GET", `/users/${user.id}`);
    if (!response.ok) continue;  // met once, and gone from every place we share
    assert.deepEqual(userOfClient(user), userOfApi(value), `${label} the user ${value.username}`);
    if (me.bot || relations.get(user.id) === "Friend") assert.deepEqual(looksOfClient(user), looksOfApi(value), `${label} looks of ${value.username}`);
  }
  await sameMessages(sdk, who, wholeHistory, label);
}

async function sameServer(sdk, who, id, label) {
  const { client } = sdk;
  const server = await who.get(`/servers/${id}?include_channels=true`);
  assert.deepEqual(serverOfClient(sdk.server(id)), serverOfApi(server), `${label} the server ${server.name}`);
  for (const channel of server.channels) {
    assert.deepEqual(channelOfClient(sdk.channel(channel)), channelOfApi(channel), `${label} the channel ${channel.name}`);
  }
  const { members } = await who.get(`/servers/${id}/members`);
  const known = client.serverMembers.toList().filter((m) => m.id.server === id);
  assert.ok(known.some((m) => m.id.user === who.id), `${label} it is a member itself`);
  for (const member of known) {
    const told = members.find((m) => m._id.user === member.id.user);
    assert.ok(told, `${label} ${member.id.user} is no member`);
    assert.deepEqual(memberOfClient(member), memberOfApi(told), `${label} a member`);
  }
  const emojis = await who.get(`/servers/${id}/emojis`);
  const mine = client.emojis.toList().filter((e) => e.parent.type === "Server" && e.parent.id === id);
  const creator = (e) => (e._id ? e.creator_id : client.emojis.getUnderlyingObject(e.id).creatorId);
  const emoji = (e) => ({ id: e.id ?? e._id, name: e.name, creator: creator(e), animated: e.animated ?? false });
  const byId = (list) => list.map(emoji).sort((a, b) => (a.id < b.id ? -1 : 1));
  assert.deepEqual(byId(mine), byId(emojis), `${label} emojis`);
}

async function sameMessages(sdk, who, wholeHistory, label) {
  const byChannel = new Map(wholeHistory.map((id) => [id, []]));
  for (const message of sdk.client.messages.toList()) {
    if (!sdk.channel(message.channelId)) continue;  // left or hidden since
    if (!byChannel.has(message.channelId)) byChannel.set(message.channelId, []);
    byChannel.get(message.channelId).push(message);
  }
  for (const [channel, known] of byChannel) {
    const told = new Map();
    for (let before = ""; ; ) {
      const page = await who.get(`/channels/${channel}/messages?limit=100${before && `&before=${before}`}`);
      for (const message of page) told.set(message._id, message);
      if (page.length < 100) break;
      before = page.at(-1)._id;
    }
    for (const message of known) {
      const there = told.get(message.id);
      assert.ok(there, `${label} the message ${message.content} is gone`);
      const expected = messageOfApi(there);
      if (expected.system && newKinds.has(expected.system) && sdk.library.name === "revolt.js") expected.system = "text";
      assert.deepEqual(messageOfClient(message), expected, `${label} a message`);
      if (there.edited) assert.ok(message.editedAt, `${label} an edit`);
      if (sdk.library.name === "stoat.js") assert.equal(message.pinned, there.pinned ?? false, `${label} a pin`);
    }
    if (wholeHistory.includes(channel)) {
      assert.deepEqual(sorted(known.map((m) => m.id)), sorted(told.keys()), `${label} all messages`);
    }
  }
}
