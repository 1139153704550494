// kill -9 at random moments while writers go at full speed: every acknowledged message is there, in order, no event number is
// missing or doubled, and ids still increase.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { prove } from "./support/coverage.mjs";
import { Rest, signUp } from "./support/eludris.mjs";
import { Server } from "./support/server.mjs";

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 50);
const WRITERS = 8;
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1e9);

/** A small generator, so that a failing run can be repeated with CRASH_SEED. */
function* random(state) {
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

prove(`${ROUNDS} crashes lose nothing that was acknowledged`, ["promise: kill -9 loses nothing acknowledged"], async (t) => {
  t.diagnostic(`seed ${seed}`);
  const dice = random(seed);
  const server = await Server.start({ config: 'durability = "full"' });
  try {
    const person = await signUp(server);
    const sphere = await person.post("/spheres", { slug: "crash", type: "CHAT" });
    const channel = sphere.channels[0].id;
    const acknowledged = []; // ids in the order of acknowledgement, per writer
    let largest = 0;
    for (let round = 0; round < ROUNDS; ++round) {
      const rest = new Rest(server, person.token);
      let count = 0;
      let fire;
      const enough = new Promise((resolve) => (fire = resolve));
      const target = 1 + Math.floor(dice.next().value * 60);
      const writer = async (w) => {
        for (let i = 0; ; ++i) {
          let message;
          try {
            message = await rest.post(`/channels/${channel}/messages`, { content: `${round} ${w} ${i}` });
          } catch {
            return; // the server is gone; what was not acknowledged may be there or not
          }
          acknowledged.push({ id: message.id, content: message.content });
          assert.ok(round === 0 || message.id > largest, "ids go on increasing after a crash");
          if (++count >= target) fire();
        }
      };
      const writers = Array.from({ length: WRITERS }, (_, w) => writer(w));
      await enough;
      await server.kill();
      await Promise.all(writers);
      largest = Math.max(...acknowledged.map((m) => m.id));
      await server.launch();
    }
    const rest = new Rest(server, person.token);
    const stored = new Map();
    let before = "null";
    let last = Infinity;
    for (;;) {
      const page = await rest.get(`/channels/${channel}/messages?limit=200&before=${before}`);
      for (let i = page.length - 1; i >= 0; --i) {
        assert.ok(page[i].id < last, "history is in order");
        last = page[i].id;
        stored.set(page[i].id, page[i].content);
      }
      if (page.length < 200) break;
      before = page[0].id;
    }
    for (const { id, content } of acknowledged) assert.equal(stored.get(id), content, `message ${id} was acknowledged`);
    t.diagnostic(`${acknowledged.length} acknowledged, ${stored.size} stored`);
    // Per writer and round the contents appear in the order they were sent.
    const next = new Map();
    for (const id of [...stored.keys()].sort((a, b) => a - b)) {
      const [round, w, i] = stored.get(id).split(" ").map(Number);
      assert.equal(i, next.get(`${round} ${w}`) ?? 0);
      next.set(`${round} ${w}`, i + 1);
    }
    await server.stop();
    // The event table itself: one row per number, none missing, one message event per stored message.
    const answer = execFileSync(process.env.TETRAGATE_BINARY, ["check", "--config", server.configPath, "--events"], { encoding: "utf8" });
    assert.match(answer, /event streams: \d+, numbers complete/);
  } finally {
    await server.remove();
  }
});
