// What the scenarios of the client libraries begin with: a server, a library, people and a bot who are logged in with it.
import { after, before } from "node:test";

import { addBot, join, makeBot, makeServer, signUp, startDelta } from "./delta.mjs";
import { Sdk, closeAll, endHeartbeats, loadLibrary } from "./sdk.mjs";

/** For one test file; `bonfire` are settings of the protocol. */
export function makeWorld(libraryName, bonfire = "") {
  const opened = [];
  const keep = (sdk) => (opened.push(sdk), sdk);
  const world = {
    name: libraryName,
    bonfire,
    person: async (who, options) => keep(await Sdk.person(world.library, who, options)),
    bot: async (who, options) => keep(await Sdk.bot(world.library, who, options)),
    /** A server with its owner, a member and a bot, each with a client; `options` are the library's. */
    async scene(options) {
      const [owner, member] = await Promise.all([signUp(world.server), signUp(world.server)]);
      const bot = await makeBot(owner);
      const place = await makeServer(owner);
      await join(owner, place, member);
      await addBot(owner, bot, place);
      const at = {
        owner: await world.person(owner, options),
        member: await world.person(member, options),
        bot: await world.bot(bot, options),
      };
      const all = Object.values(at);
      return { owner, member, bot, place, general: place.general._id, at, all, close: () => closeAll(...all) };
    },
  };
  before(async () => {
    world.library = await loadLibrary(libraryName);
    world.server = await startDelta({ bonfire });
  });
  after(async () => {
    await closeAll(...opened);  // those that a failed test has left
    endHeartbeats();
    await world.server.remove();
  });
  return world;
}
