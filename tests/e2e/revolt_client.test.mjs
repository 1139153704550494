// The second protocol with the library revolt.js as it is published: people and bots, and after each scenario the library's own
// picture is compared with what the API says. It reads every answer as JSON, so the server answers `null` where it would say nothing.
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
