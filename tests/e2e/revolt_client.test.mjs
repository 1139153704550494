// The second protocol with the library revolt.js as it is published: people and bots, and after each scenario the library's own
// picture is compared with what the API says. It reads every answer as JSON, so the server answers `null` where it would say
// nothing; the last test shows what programs live with when it does not.
import assert from "node:assert/strict";
import { prove } from "./support/coverage.mjs";
import { signUp, makeServer, startDelta } from "./support/delta.mjs";
import { Sdk } from "./support/sdk.mjs";
import { connectionScenarios } from "./support/sdk_connections.mjs";
import { messageScenarios } from "./support/sdk_messages.mjs";
import { peopleScenarios } from "./support/sdk_people.mjs";
import { serverScenarios } from "./support/sdk_servers.mjs";
import { makeWorld } from "./support/sdk_world.mjs";

const world = makeWorld("revolt.js", "null_for_empty = true\n");
peopleScenarios(world);
messageScenarios(world);
serverScenarios(world);
connectionScenarios(world);

prove("revolt.js: without the setting it works all the same, but empty answers look like failures to it", ["bonfire clients empty answers"], async () => {
  const server = await startDelta();
  try {
    const who = await signUp(server);
    const place = await makeServer(who);
    const sdk = await Sdk.person(world.library, who);
    const sent = await sdk.channel(place.general).sendMessage("hello");
    await assert.rejects(sent.react(encodeURIComponent("🎉")), SyntaxError);
    await sdk.see("the reaction", () => sent.reactions.get("🎉")?.has(who.id));
    await assert.rejects(sent.delete(), SyntaxError);
    await sdk.see("the deletion", (c) => !c.messages.has(sent.id));
    await sdk.close();
  } finally {
    await server.remove();
  }
});
