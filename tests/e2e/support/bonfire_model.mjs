// A client's picture of the world: Ready and every event after it, applied as the protocol reference tells clients to.
export class BonfireModel {
  constructor(gateway) {
    const ready = structuredClone(gateway.ready);
    const byId = (list) => new Map(list.map((one) => [one._id, one]));
    this.users = byId(ready.users);
    this.self = ready.users.find((u) => u.relationship === "User");
    this.servers = byId(ready.servers);
    this.channels = byId(ready.channels);
    this.emojis = byId(ready.emojis);
    this.members = new Map(ready.members.map((m) => [m._id.server, m]));
    this.unread = new Map((ready.channel_unreads ?? []).map((u) => [u._id.channel, u.last_id]));
    const begin = gateway.frames.findIndex((f) => f.type === "Ready");
    for (const frame of gateway.frames.slice(begin + 1)) this.apply(structuredClone(frame));
  }

  apply(e) {
    const edit = (target, names = {}) => {
      if (!target) return;
      Object.assign(target, e.data);
      for (const name of e.clear ?? []) delete target[names[name] ?? name.replace(/[A-Z]/g, (c, i) => (i ? "_" : "") + c.toLowerCase())];
    };
    const server = this.servers.get(e.id);
    switch (e.type) {
      case "Bulk":
        for (const one of e.v) this.apply(one);
        break;
      case "ServerCreate":
        this.servers.set(e.id, e.server);
        for (const channel of e.channels) this.channels.set(channel._id, channel);
        for (const emoji of e.emojis) this.emojis.set(emoji._id, emoji);
        break;
      case "ServerUpdate":
        edit(server, { SystemMessages: "system_messages" });
        break;
      case "ServerDelete":
        this.#drop(e.id);
        break;
      case "ServerMemberLeave":
        if (e.user === this.self._id) this.#drop(e.id);
        else if (server) --server.approximate_member_count;
        break;
      case "ServerMemberJoin":
        if (server) ++server.approximate_member_count;
        break;
      case "ServerMemberUpdate":
        if (e.id.user === this.self._id && this.members.has(e.id.server)) edit(this.members.get(e.id.server));
        break;
      case "ServerRoleUpdate": {
        server.roles ??= {};
        const role = (server.roles[e.role_id] ??= {});
        edit(role);
        break;
      }
      case "ServerRoleDelete":
        delete server.roles[e.role_id];
        for (const channel of this.channels.values()) delete channel.role_permissions?.[e.role_id];
        for (const member of this.members.values()) member.roles = member.roles?.filter((id) => id !== e.role_id);
        break;
      case "ServerRoleRanksUpdate":
        e.ranks.forEach((id, rank) => (server.roles[id].rank = rank));
        break;
      case "ChannelCreate": {
        const { type, ...channel } = e;
        this.channels.set(channel._id, channel);
        break;
      }
      case "ChannelUpdate":
        edit(this.channels.get(e.id), { DefaultPermissions: "default_permissions" });
        break;
      case "ChannelDelete":
        this.channels.delete(e.id);
        break;
      case "ChannelGroupJoin":
        this.channels.get(e.id)?.recipients.push(e.user);
        break;
      case "ChannelGroupLeave": {
        const group = this.channels.get(e.id);
        if (e.user === this.self._id) this.channels.delete(e.id);
        else if (group) group.recipients = group.recipients.filter((id) => id !== e.user);
        break;
      }
      case "Message": {
        const channel = this.channels.get(e.channel);
        if (channel) channel.last_message_id = e._id;
        if (channel?.channel_type === "DirectMessage") channel.active = true;
        break;
      }
      case "EmojiCreate": {
        const { type, ...emoji } = e;
        this.emojis.set(emoji._id, emoji);
        break;
      }
      case "EmojiUpdate":
        edit(this.emojis.get(e.id));
        break;
      case "EmojiDelete":
        this.emojis.delete(e.id);
        break;
      case "UserUpdate": {
        const user = this.users.get(e.id);
        edit(user);
        // An invisible person is shown as gone, and a presence that is no special one is none.
        if (user && e.data.status) {
          if (["Invisible", "Online"].includes(user.status.presence)) {
            if (user.status.presence === "Invisible") user.online = false;
            delete user.status.presence;
          }
        }
        if (user && e.clear.includes("StatusText")) delete user.status?.text;
        break;
      }
      case "UserRelationship": {
        const others = (this.self.relations ?? []).filter((r) => r._id !== e.user._id);
        if (e.status !== "None") others.push({ _id: e.user._id, status: e.status });
        this.self.relations = others;
        this.users.set(e.user._id, { ...this.users.get(e.user._id), ...e.user });
        break;
      }
      case "ChannelAck":
        this.unread.set(e.id, e.message_id);
        break;
    }
  }
  #drop(id) {
    this.servers.delete(id);
    this.members.delete(id);
    for (const [key, channel] of this.channels) if (channel.server === id) this.channels.delete(key);
    for (const [key, emoji] of this.emojis) if (emoji.parent.id === id) this.emojis.delete(key);
  }

  /**
   * All of it in one form; of people and one's memberships, those that both know (no event tells one's own joining). Hidden
   * channels are no part of the picture.
   */
  state(other) {
    const filled = (value) => {
      if (Array.isArray(value)) return value.map(filled);
      if (value === null || typeof value !== "object") return value;
      const entries = Object.entries(value).map(([k, v]) => [k, filled(v)]).filter(([, v]) => v !== undefined && v !== false && !(typeof v === "object" && Object.keys(v).length === 0));
      return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    };
    const all = (map) => [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => filled(one));
    const seen = (ids) => ids.filter((id) => this.channels.has(id));
    const servers = new Map([...this.servers].map(([id, s]) => [id, { ...s, channels: seen(s.channels), categories: s.categories?.map((c) => ({ ...c, channels: seen(c.channels) })) }]));
    const channels = new Map([...this.channels].map(([id, c]) => [id, c.recipients ? { ...c, recipients: [...c.recipients].sort() } : c]));
    const users = [...this.users].filter(([id]) => other.users.has(id) && (id === this.self._id || this.self.relations?.some((r) => r._id === id)));
    for (const [, user] of users) user.relations?.sort((a, b) => (a._id < b._id ? -1 : 1));
    return {
      servers: all(servers), channels: all(channels), emojis: all(this.emojis), users: all(new Map(users)), unread: [...this.unread].filter(([, id]) => id).sort(),
      members: all(new Map([...this.members].filter(([id]) => other.members.has(id)))).map((m) => ({ ...m, roles: [...(m.roles ?? [])].sort() })),
    };
  }
}
