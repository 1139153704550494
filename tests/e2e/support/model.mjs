// A client's picture of the world: the snapshot and every event after it, applied as the protocol reference tells clients to.
export class Model {
  constructor(gateway) {
    const { user, spheres } = structuredClone(gateway.snapshot);
    this.user = user;
    this.spheres = new Map(spheres.map((s) => [s.id, s]));
    const begin = gateway.frames.findIndex((f) => f.op === "AUTHENTICATED");
    for (const { op, d } of gateway.frames.slice(begin + 1)) this.apply(op, structuredClone(d));
  }

  apply(op, d) {
    const sphere = d && this.spheres.get(d.sphere_id);
    const edit = (target, data) => {
      for (const [key, value] of Object.entries(data)) value === null ? delete target[key] : (target[key] = value);
    };
    switch (op) {
      case "USER_UPDATE":
        if (d.id === this.user.id) this.user = d;
        this.#users(d.id, (u) => {
          const { email, verified, ...shown } = d;
          if (shown.status.type === "OFFLINE") delete shown.status.text;
          return shown;
        });
        break;
      case "PRESENCE_UPDATE":
        this.#users(d.user_id, (u) => ({ ...u, status: d.status }));
        break;
      case "SPHERE_JOIN":
        this.spheres.set(d.id, d);
        break;
      case "SPHERE_LEAVE":
        this.spheres.delete(d.sphere_id);
        break;
      case "SPHERE_MEMBER_JOIN":
        sphere.members = sphere.members.filter((m) => m.user.id !== d.user.id);
        sphere.members.push({ user: d.user, sphere_id: d.sphere_id });
        break;
      case "SPHERE_MEMBER_LEAVE":
        sphere.members = sphere.members.filter((m) => m.user.id !== d.user_id);
        break;
      case "SPHERE_UPDATE": {
        const { type, ...data } = d.data;
        if (type !== null) sphere.type = type;
        edit(sphere, data);
        break;
      }
      case "SPHERE_MEMBER_UPDATE": {
        edit(sphere.members.find((m) => m.user.id === d.user_id), d.data);
        break;
      }
      case "CATEGORY_CREATE":
        if (!sphere.categories.some((c) => c.id === d.category.id)) sphere.categories.push(d.category);
        break;
      case "CATEGORY_UPDATE": {
        const at = sphere.categories.findIndex((c) => c.id === d.category_id);
        const [category] = sphere.categories.splice(at, 1);
        if (d.data.name !== null) category.name = d.data.name;
        sphere.categories.splice(d.data.position ?? at, 0, category);
        sphere.categories.forEach((c, i) => (c.position = i));
        break;
      }
      case "CATEGORY_DELETE": {
        const at = sphere.categories.findIndex((c) => c.id === d.category_id);
        const [category] = sphere.categories.splice(at, 1);
        sphere.categories.forEach((c, i) => (c.position = i));
        sphere.categories[0].channels.push(...category.channels);
        this.#renumber(sphere);
        break;
      }
      case "SPHERE_CHANNEL_CREATE": {
        const category = sphere.categories.find((c) => c.id === d.channel.category_id);
        if (!category.channels.some((c) => c.id === d.channel.id)) category.channels.push(d.channel);
        break;
      }
      case "SPHERE_CHANNEL_UPDATE": {
        const from = sphere.categories.find((c) => c.channels.some((x) => x.id === d.channel_id));
        const at = from.channels.findIndex((c) => c.id === d.channel_id);
        const [channel] = from.channels.splice(at, 1);
        const { position, category_id, ...data } = d.data;
        edit(channel, data);
        const to = sphere.categories.find((c) => c.id === (category_id ?? from.id));
        to.channels.splice(position ?? at, 0, channel);
        this.#renumber(sphere);
        break;
      }
      case "SPHERE_CHANNEL_DELETE":
        for (const category of sphere.categories) category.channels = category.channels.filter((c) => c.id !== d.channel_id);
        this.#renumber(sphere);
        break;
      case "EMOJI_CREATE":
        sphere.emojis = sphere.emojis.filter((e) => e.id !== d.emoji.id);
        sphere.emojis.push(d.emoji);
        break;
      case "EMOJI_UPDATE":
        edit(sphere.emojis.find((e) => e.id === d.emoji_id), d.data);
        break;
      case "EMOJI_DELETE":
        sphere.emojis = sphere.emojis.filter((e) => e.id !== d.emoji_id);
        break;
    }
  }

  #renumber(sphere) {
    for (const category of sphere.categories) {
      category.channels.forEach((channel, i) => {
        channel.position = i;
        channel.category_id = category.id;
      });
    }
  }
  #users(id, change) {
    for (const sphere of this.spheres.values()) {
      for (const member of sphere.members) if (member.user.id === id) member.user = change(member.user);
    }
  }

  /** Comparable: orders that the protocol leaves open are sorted, the flat list of channels is derived. */
  state() {
    const spheres = [...this.spheres.values()].sort((a, b) => a.id - b.id).map((s) => {
      const { channels, ...rest } = s;
      return { ...rest, members: [...s.members].sort((a, b) => a.user.id - b.user.id), emojis: [...s.emojis].sort((a, b) => a.id - b.id) };
    });
    return { user: this.user, spheres };
  }
}
