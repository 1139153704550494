// What the server does by itself after its start: accounts whose deletion is due, bytes that a crash left behind.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prove } from "./support/coverage.mjs";
import { Delta, befriend, makeBot, openDm, signUp, startDelta } from "./support/delta.mjs";
import { binary, until } from "./support/server.mjs";

prove("an account whose deletion is due goes at the next start, and its bots with it", [], async () => {
  const server = await startDelta({ bonfire: "deletion_delay_s = 1\n" });
  const ada = await signUp(server);
  const bob = await signUp(server);
  await befriend(ada, bob);
  const dm = await openDm(ada, bob);
  await ada.send(dm._id, "so long");
  const bot = await makeBot(ada);
  const { token } = await ada.put("/auth/mfa/ticket", { password: ada.password });
  await ada.post("/auth/account/delete", {}, { "X-MFA-Ticket": token });
  const due = Date.now() + 1000;
  const disabled = await new Delta(server).post("/auth/session/login", { email: ada.email, password: ada.password });
  assert.equal(disabled.result, "Disabled");
  assert.equal((await bob.get(`/users/${ada.id}`)).username, ada.user.username);
  await server.stop();
  await until("the deletion to be due", () => Date.now() > due);
  await server.launch();
  await until("the account to be gone", async () => (await bob.raw("GET", `/users/${ada.id}`)).response.status === 404);
  assert.equal((await new Delta(server).raw("POST", "/auth/session/login", { email: ada.email, password: ada.password })).response.status, 401);
  assert.equal((await bot.raw("GET", "/users/@me")).response.status, 401);
  assert.equal((await bob.get(`/channels/${dm._id}/messages`)).length, 1);
  await server.remove();
});

prove("bytes that no file names are removed after the start, others stay", [], async () => {
  const server = await startDelta();
  const ada = await signUp(server);
  const picture = Buffer.from("what somebody uploaded and wrote a message with");
  const id = await ada.upload(picture);
  const group = await ada.post("/channels/create", { name: "notes", users: [] });
  await ada.send(group._id, "keep this", { attachments: [id] });
  await server.stop();
  const name = "ab".repeat(32);
  const folder = path.join(server.folder, "data", "files", "ab", "ab");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), "left behind");
  await server.launch();
  await until("the orphan to be gone", () => !existsSync(path.join(folder, name)));
  const kept = await ada.download("attachments", id);
  assert.equal(kept.response.status, 200);
  assert.deepEqual(kept.bytes, picture);
  await server.remove();
});

prove("the operator disables an account and enables it again", [], async () => {
  const server = await startDelta();
  const ada = await signUp(server);
  const admin = (...args) =>
    new Promise((resolve) => execFile(binary, ["admin", ...args, "--config", server.configPath], (error, out) => resolve({ code: error?.code ?? 0, out })));
  const logIn = async () => (await new Delta(server).post("/auth/session/login", { email: ada.email, password: ada.password })).result;
  assert.equal((await admin("user", "disable", ada.email)).code, 3, "while the server is running");
  for (const [command, outcome] of [["disable", "Disabled"], ["enable", "Success"]]) {
    await server.stop();
    assert.equal((await admin("user", command, ada.email)).code, 0);
    const list = (await admin("user", "list")).out;
    assert.equal(list.includes("(disabled)"), command === "disable");
    assert.ok(list.includes(ada.email));
    await server.launch();
    assert.equal(await logIn(), outcome);
    assert.equal((await ada.raw("GET", "/users/@me")).response.status, 401, "the old log-in has ended");
  }
  await server.remove();
});
