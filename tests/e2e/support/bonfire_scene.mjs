// A server with its people at the gateway, for tests of who is told what: an owner, a member with a connection in each encoding,
// a bot, and a stranger who has nothing to do with them. `general` is for everybody, `staff` is hidden from all but the owner.
import { Bonfire, Watch } from "./bonfire.mjs";
import { addBot, join, makeBot, makeChannel, makeServer, may, signUp } from "./delta.mjs";

/** Who may know of the server, and of what happens in `general`. */
export const everybody = ["owner", "member", "member2", "bot"];
export const memberOnly = ["member", "member2"];

export async function hide(owner, channel) {
  await owner.put(`/channels/${channel._id}/permissions/default`, { permissions: { allow: 0, deny: may.viewChannel } });
}
export async function show(owner, channel) {
  await owner.put(`/channels/${channel._id}/permissions/default`, { permissions: { allow: 0, deny: 0 } });
}

export async function scene(server) {
  const [owner, member, stranger] = await Promise.all([signUp(server), signUp(server), signUp(server)]);
  const home = await makeServer(owner);
  const staff = await makeChannel(owner, home, "staff");
  await hide(owner, staff);
  await join(owner, home, member);
  const bot = await makeBot(owner);
  await addBot(owner, bot, home);
  const watch = new Watch({
    owner: await Bonfire.login(owner),
    member: await Bonfire.login(member),
    member2: await Bonfire.login(member, { format: "msgpack" }),
    bot: await Bonfire.login(bot, { format: "msgpack" }),
    stranger: await Bonfire.login(stranger),
  });
  await watch.settle();
  return { owner, member, stranger, bot, home, general: home.general, staff, watch };
}
