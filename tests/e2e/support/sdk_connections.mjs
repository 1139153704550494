// Scenarios of the client libraries about connections that end: a cut network, a server that is restarted.
import assert from "node:assert/strict";
import { prove } from "./coverage.mjs";
import { Cuttable } from "./cuttable.mjs";
import { makeChannel, makeServer, join, signUp, startDelta } from "./delta.mjs";
import { allSee, closeAll } from "./sdk.mjs";
import { sameAsApi } from "./sdk_state.mjs";

export function connectionScenarios(world) {
  const { name } = world;

  prove(`${name}: clients come back after the network was cut`, ["bonfire clients coming back after a cut"], async () => {
    const network = await Cuttable.before(world.server);
    const s = await world.scene();
    const [far, farBot] = [
      await world.person(s.member, { baseURL: `${network.url}/delta` }),
      await world.bot(s.bot, { baseURL: `${network.url}/delta` }),
    ];
    assert.equal(far.client.configuration.ws, `${network.url.replace("http", "ws")}/bonfire`);
    await closeAll(s.at.member, s.at.bot);
    const { owner } = s.at;
    await Promise.all([far.fence(), farBot.fence()]);
    await owner.server(s.place).fetchMembers();
    const online = (value) => (c) => c.users.get(s.member.id).online === value && c.users.get(s.bot.id).online === value;
    await owner.see("both online", online(true));
    const known = await owner.channel(s.general).sendMessage("before");
    await allSee([far, farBot], "the message", (c) => c.messages.has(known.id));

    for (const round of [1, 2]) {
      network.cut();
      await allSee([far, farBot], "the cut", (c, sdk) => sdk.count("disconnected") === round);
      await owner.see("both offline", online(false));
      const missed = [];
      for (let i = 0; i < 5; ++i) missed.push(await owner.channel(s.general).sendMessage(`missed ${i}`));
      const channel = await makeChannel(s.owner, s.place);
      const elsewhere = await makeServer(s.owner);
      await join(s.owner, elsewhere, s.member);
      network.mend();
      await allSee([far, farBot], "that it is ready again", (c, sdk) => sdk.count("ready") === round + 1);
      await owner.see("both online again", online(true));
      assert.ok(far.server(elsewhere) && far.channel(elsewhere.general));
      for (const sdk of [far, farBot]) {
        assert.ok(sdk.channel(channel), "the channel made meanwhile");
        assert.equal(sdk.message(missed[0]), undefined, "nothing is replayed");
        const caughtUp = await sdk.channel(s.general).fetchMessages({ after: round === 1 ? known.id : undefined, sort: "Oldest", limit: 100 });
        for (const message of missed) assert.ok(caughtUp.some((m) => m.id === message.id));
      }
      const live = await far.channel(s.general).sendMessage(`round ${round}`);
      await allSee([owner, farBot], "life", (c) => c.messages.has(live.id));
      await owner.channel(s.general).sendMessage(`yes ${round}`);
      await allSee([far, farBot], "the answer", (c) => c.messages.find((m) => m.content === `yes ${round}`));
    }
    assert.equal(owner.count("disconnected"), 0);
    await closeAll(far, farBot, owner);
    const fresh = await world.person(s.member);
    await sameAsApi(fresh, s.member, { servers: [...fresh.client.servers.keys()] });
    assert.equal(fresh.client.servers.size(), 3);
    await fresh.close();
    await network.close();
  });

  prove(`${name}: the library's own heartbeat is answered`, ["bonfire clients heartbeats"], async () => {
    const who = await signUp(world.server);
    const sdk = await world.person(who, { heartbeatInterval: 0.01 });
    const { events } = sdk.client;
    let answers = 0;
    const handle = events.handle.bind(events);
    events.handle = (event) => (handle(event), (answers += event.type === "Pong" && typeof event.data === "number" ? 1 : 0));
    await sdk.see("ten answers", () => answers >= 10);
    assert.ok(events.ping() >= 0 && events.ping() < 10000, `${events.ping()} ms`);
    assert.equal(sdk.count("disconnected"), 0);
    await sdk.close();
  });

  prove(`${name}: clients come back after the server was restarted`, ["bonfire clients coming back after a restart of the server"], async () => {
    const server = await startDelta({ bonfire: world.bonfire });
    try {
      const network = await Cuttable.before(server);
      const [ada, ben] = await Promise.all([signUp(server), signUp(server)]);
      const place = await makeServer(ada);
      await join(ada, place, ben);
      const all = await Promise.all([ada, ben].map((who) => world.person(who, { baseURL: `${network.url}/delta` })));
      const [a, b] = all;
      const before = await a.channel(place.general).sendMessage("before");
      await b.see("the message", (c) => c.messages.has(before.id));
      network.cut();
      await server.stop();
      await server.launch();
      network.mend();
      await allSee(all, "that it is ready again", (c, sdk) => sdk.count("ready") === 2);
      const after = await b.channel(place.general).sendMessage("after");
      await a.see("the message", (c) => c.messages.has(after.id));
      for (const sdk of all) await sameAsApi(sdk, sdk.who, { servers: [place._id], wholeHistory: [place.general._id] });
      // And when the server goes while they are there: it says so, and they try again by themselves.
      const ended = server.stop();
      await allSee(all, "the end", (c, sdk) => sdk.count("disconnected") >= 2);
      await ended;
      await closeAll(...all);
      await network.close();
    } finally {
      await server.remove();
    }
  });
}
