// Accounts, sessions, second factors and what is mailed (bonfire-rest 3.2, 4.1): every route, every error that a caller can cause.
import assert from "node:assert/strict";
import http from "node:http";
import { after, before } from "node:test";
import { Bonfire } from "./support/bonfire.mjs";
import { prove } from "./support/coverage.mjs";
import { Delta, freshName, logIn, signIn, signUp, startDelta } from "./support/delta.mjs";
import { refused } from "./support/delta_refused.mjs";
import "./support/delta_routes.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { totp } from "./support/totp.mjs";

let server, guest;
before(async () => {
  server = await startDelta();
  guest = new Delta(server);
});
after(() => server.remove());

const ticketOf = async (person, answer = { password: person.password }) => (await person.put("/auth/mfa/ticket", answer)).token;
const withTicket = (ticket) => ({ "X-MFA-Ticket": ticket });
const password = "a long enough password";

prove("signing up: what is refused, in which order", [], async () => {
  const create = "/auth/account/create";
  const bad = (body, status, type, members) => refused(guest, "POST", create, body, status, type, members);
  await bad("{not json", 400, "FailedValidation");
  await bad("[]", 422, "FailedValidation");
  await bad({ email: "a@example.org" }, 422, "FailedValidation");
  for (const email of ["nothing", "a@", "@example.org", "a b@example.org", ""]) await bad({ email, password: "short" }, 400, "IncorrectData", { with: "email" });
  await bad({ email: "x@example.org", password: "1234567" }, 400, "ShortPassword");
  await bad({ email: "x@example.org", password: "password123" }, 400, "CompromisedPassword");
  await guest.post(create, { email: "Some.Body+list@Example.org", password, captcha: null });
  const answer = await guest.post("/auth/session/login", { email: "somebody@example.org", password });
  assert.equal(answer.result, "Success", "one mailbox in several spellings");
  assert.equal(answer.name, "Unknown");
  // Known already: without a mailer there is no other way to help.
  await bad({ email: "somebody@example.org", password }, 500, "OperationFailed");
});

prove("a node for invited people, without throw-away addresses", [], async () => {
  const closed = await startDelta({ bonfire: 'invite_only = true\naccount_invites = ["lamp"]\nblocked_email_domains = ["trash.example"]\nblocked_email_note = "Not these."' });
  try {
    const visitor = new Delta(closed);
    const body = { email: "a@example.org", password };
    await refused(visitor, "POST", "/auth/account/create", body, 400, "MissingInvite");
    await refused(visitor, "POST", "/auth/account/create", { ...body, invite: "x" }, 400, "InvalidInvite");
    await refused(visitor, "POST", "/auth/account/create", { ...body, email: "a@trash.example" }, 401, "DisallowedContactSupport", { note: "Not these." });
    await visitor.post("/auth/account/create", { ...body, invite: "lamp" });
    assert.equal((await visitor.get("/")).features.invite_only, true);
  } finally {
    await closed.remove();
  }
});

prove("choosing a name", [], async () => {
  const person = await signIn(server);
  assert.deepEqual(await person.get("/onboard/hello"), { onboarding: true });
  await refused(person, "GET", "/users/@me", undefined, 401, "InvalidSession");
  await refused(guest, "GET", "/onboard/hello", undefined, 401, "InvalidSession");
  const complete = (username, status, type) => refused(person, "POST", "/onboard/complete", { username }, status, type);
  for (const name of ["a", "x".repeat(33), "sp ace", "a#b"]) await complete(name, 400, "FailedValidation");
  for (const name of ["admin", "Revolt", "STOAT", "discord.gg", "my.stoat.chat"]) await complete(name, 400, "InvalidUsername");
  const user = await person.post("/onboard/complete", { username: "Łukasz.9_-" });
  assert.equal(user.relationship, "User");
  assert.match(user.discriminator, /^\d{4}$/);
  await refused(person, "POST", "/onboard/complete", { username: "again" }, 403, "AlreadyOnboarded");
  assert.deepEqual(await person.get("/onboard/hello"), { onboarding: false });
  const bot = await person.post("/bots/create", { name: freshName("bot") });
  await refused(new Delta(server, { botToken: bot.token }), "GET", "/onboard/hello", undefined, 401, "InvalidSession");
});

prove("sessions: listed, named, ended", [], async () => {
  const [person, other] = [await signUp(server), await signUp(server)];
  const second = await logIn(server, person.email, person.password);
  const theirs = (await other.get("/auth/session/all"))[0]._id;
  assert.deepEqual((await person.get("/auth/session/all")).map((s) => s._id).sort(), [person.session._id, second.session._id].sort());
  assert.deepEqual(await person.patch(`/auth/session/${second.session._id}`, { friendly_name: "Laptop" }), { _id: second.session._id, name: "Laptop" });
  await refused(person, "PATCH", "/auth/session/01HZX3M4QK7T9V2B6C8D0E1F2G", { friendly_name: "x" }, 404, "UnknownUser");
  await refused(person, "PATCH", `/auth/session/${theirs}`, { friendly_name: "x" }, 401, "InvalidSession");
  await refused(person, "DELETE", "/auth/session/01HZX3M4QK7T9V2B6C8D0E1F2G", {}, 404, "UnknownUser");
  await refused(person, "DELETE", `/auth/session/${theirs}`, {}, 401, "InvalidToken");
  await refused(person, "DELETE", `/auth/session/${second.session._id}`, {}, 401, "InvalidToken", {}, withTicket("wrong"));
  await person.delete(`/auth/session/${second.session._id}`);
  await refused(second, "GET", "/auth/session/all", undefined, 401, "InvalidSession");
  const third = await logIn(server, person.email, person.password);
  await person.call("DELETE", "/auth/session/all", {}, withTicket(await ticketOf(person)));
  await refused(third, "POST", "/auth/session/logout", {}, 401, "InvalidSession");
  await person.post("/push/subscribe", { endpoint: "https://push.example.org/1", p256dh: "key", auth: "secret" });
  await person.post("/push/unsubscribe");
  await person.post("/auth/session/logout");
  await refused(person, "GET", "/users/@me", undefined, 401, "InvalidSession");
});

prove("wrong passwords: refused, and after three of them for a while whatever comes", [], async () => {
  const person = await signUp(server);
  await refused(guest, "POST", "/auth/session/login", { email: "nobody@example.org", password: "not the password" }, 401, "InvalidCredentials");
  for (let i = 0; i < 3; ++i) await refused(guest, "POST", "/auth/session/login", { email: person.email, password: "not the password" }, 401, "InvalidCredentials");
  await refused(guest, "POST", "/auth/session/login", { email: person.email, password: person.password }, 403, "LockedOut");
});

prove("the account: its address, its password, its name", [], async () => {
  const person = await signUp(server);
  assert.deepEqual(await person.get("/auth/account/"), { _id: person.id, email: person.email });
  const change = "/auth/account/change";
  await refused(person, "PATCH", `${change}/password`, { password: "another password", current_password: "wrong password" }, 401, "InvalidCredentials");
  await refused(person, "PATCH", `${change}/password`, { password: "short", current_password: person.password }, 400, "ShortPassword");
  await person.patch(`${change}/password`, { password: "another password", current_password: person.password });
  person.password = "another password";
  await refused(person, "PATCH", `${change}/email`, { email: "no", current_password: person.password }, 400, "IncorrectData", { with: "email" });
  await person.patch(`${change}/email`, { email: `new-${person.email}`, current_password: person.password });
  assert.equal((await person.get("/auth/account")).email, `new-${person.email}`);
  await logIn(server, `new-${person.email}`, person.password);
  const rename = (username, given = person.password) => person.raw("PATCH", "/users/@me/username", { username, password: given });
  await refused(person, "PATCH", "/users/@me/username", { username: freshName(), password: "wrong password" }, 401, "InvalidCredentials");
  await refused(person, "PATCH", "/users/@me/username", { username: "admin", password: person.password }, 400, "InvalidUsername");
  assert.equal((await rename(person.name.toUpperCase())).response.status, 200);
});

/** Takes every number of that name for bots, by many people at once; gives the bots, each with its owner. */
async function takeAll(node, name) {
  const owners = await Promise.all(Array.from({ length: 16 }, () => signUp(node)));
  const agent = new http.Agent({ keepAlive: true });
  const make = (owner) => new Promise((resolve, reject) => {
    const request = http.request(`${owner.url}/bots/create`, { method: "POST", agent, headers: owner.credentials }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ owner, status: answer.statusCode, bot: JSON.parse(Buffer.concat(parts)) }));
    });
    request.on("error", reject);
    request.end(JSON.stringify({ name }));
  });
  const bots = [];
  for (;;) {
    const made = await Promise.all(owners.map(make));
    bots.push(...made.filter((one) => one.status === 200));
    if (made.some((one) => one.status !== 200)) break;
  }
  agent.destroy();
  return bots;
}

prove("a name whose numbers are all taken, and a second number within a day: UsernameTaken, DiscriminatorChangeRatelimited", [], async () => {
  const full = await startDelta({ config: 'durability = "normal"', bonfire: "[bonfire.limits.new_user]\nbots = 100000" });
  try {
    const name = "popular";
    const bots = await takeAll(full, name);
    const numbers = new Set(bots.map(({ bot }) => bot.user.discriminator));
    assert.equal(numbers.size, bots.length);
    for (const odd of ["0000", "0001", "1234", "7777", "9999"]) assert.ok(!numbers.has(odd), odd);
    const late = await signIn(full);
    await refused(late, "POST", "/onboard/complete", { username: name.toUpperCase() }, 409, "UsernameTaken");
    const person = await signUp(full);
    const rename = (username) => person.patch("/users/@me/username", { username, password: person.password });
    await refused(person, "PATCH", "/users/@me/username", { username: name, password: person.password }, 409, "UsernameTaken");
    // One number becomes free, and it is not the person's own.
    const free = async (other) => {
      const { owner, bot } = bots.find(({ bot }) => bot.user.discriminator !== other);
      await owner.delete(`/bots/${bot._id}`);
      bots.splice(bots.findIndex((one) => one.bot === bot), 1);
      return bot.user.discriminator;
    };
    const first = await free(person.user.discriminator);
    assert.equal((await rename(name)).discriminator, first);
    assert.equal((await rename(freshName())).discriminator, first, "it stays where it is free");
    const { owner } = bots[0];
    assert.equal((await owner.post("/bots/create", { name })).user.discriminator, first);
    await free(first);
    await refused(person, "PATCH", "/users/@me/username", { username: name, password: person.password }, 429, "DiscriminatorChangeRatelimited");
  } finally {
    await full.remove();
  }
});

prove("a second factor: tickets, an authenticator, recovery codes", [], async () => {
  const person = await signUp(server);
  const mfa = "/auth/mfa";
  const status = (offered) => ({
    email_otp: false, trusted_handover: false, email_mfa: false, security_key_mfa: false, totp_mfa: offered, recovery_active: offered,
  });
  assert.deepEqual(await person.get(`${mfa}/`), status(false));
  assert.deepEqual(await person.get(`${mfa}/methods`), ["Password"]);
  await refused(person, "PUT", `${mfa}/ticket`, { password: "wrong password" }, 401, "InvalidCredentials");
  await refused(person, "PUT", `${mfa}/ticket`, { totp_code: "123456" }, 400, "DisallowedMFAMethod");
  await refused(guest, "PUT", `${mfa}/ticket`, { password: "x" }, 401, "InvalidSession");
  await refused(person, "POST", `${mfa}/totp`, {}, 401, "InvalidCredentials");
  await refused(person, "POST", `${mfa}/totp`, {}, 401, "InvalidToken", {}, withTicket("wrong"));
  const ticket = await person.put(`${mfa}/ticket`, { password: person.password });
  assert.deepEqual({ ...ticket, _id: 0, token: 0 }, { _id: 0, account_id: person.id, token: 0, validated: true, authorised: false, last_totp_code: null });
  await refused(person, "PUT", `${mfa}/ticket`, { password: person.password }, 500, "OperationFailed", {}, withTicket(ticket.token));
  const codes = await person.call("PATCH", `${mfa}/recovery`, {}, withTicket(ticket.token));
  assert.equal(codes.length, 10);
  for (const code of codes) assert.match(code, /^[0-9a-z]{5}-[0-9a-z]{5}$/);
  await refused(person, "POST", `${mfa}/recovery`, {}, 401, "InvalidToken", {}, withTicket(ticket.token));
  assert.deepEqual(await person.call("POST", `${mfa}/recovery`, {}, withTicket(await ticketOf(person))), codes);

  const { secret } = await person.call("POST", `${mfa}/totp`, {}, withTicket(await ticketOf(person)));
  assert.match(secret, /^[A-Z2-7]{16}$/);
  await refused(person, "PUT", `${mfa}/totp`, { totp_code: "000000" }, 401, "InvalidToken");
  await person.put(`${mfa}/totp`, { totp_code: totp(secret, -1) });
  assert.deepEqual(await person.get(mfa), status(true));
  assert.deepEqual(await person.get(`${mfa}/methods`), ["Totp", "Recovery"]);

  // Now a log-in takes two steps, and a password alone is no proof.
  const login = "/auth/session/login";
  const asked = await guest.post(login, { email: person.email, password: person.password });
  assert.deepEqual({ ...asked, ticket: 0 }, { result: "MFA", ticket: 0, allowed_methods: ["Totp", "Recovery"] });
  await refused(guest, "POST", login, { mfa_ticket: asked.ticket, mfa_response: { password: person.password } }, 400, "DisallowedMFAMethod");
  await refused(guest, "POST", login, { mfa_ticket: asked.ticket, mfa_response: { totp_code: "x" } }, 401, "InvalidToken");
  await refused(guest, "POST", login, { mfa_ticket: "wrong", mfa_response: { totp_code: "123456" } }, 401, "InvalidToken");
  const answer = await guest.post(login, { mfa_ticket: asked.ticket, mfa_response: { totp_code: totp(secret) }, friendly_name: "Two steps" });
  assert.equal(answer.result, "Success");
  assert.equal(answer.name, "Two steps");
  await refused(person, "DELETE", `/auth/session/${answer._id}`, {}, 401, "InvalidCredentials");
  await refused(person, "PATCH", "/auth/account/change/password", { password: "another password", current_password: person.password }, 401, "InvalidCredentials");
  await refused(person, "PUT", `${mfa}/ticket`, { password: person.password }, 400, "DisallowedMFAMethod");
  await refused(person, "POST", `${mfa}/totp`, {}, 500, "OperationFailed", {}, withTicket(await ticketOf(person, { recovery_code: codes[0] })));
  await refused(person, "PUT", `${mfa}/ticket`, { recovery_code: codes[0] }, 401, "InvalidToken");
  await person.call("DELETE", `${mfa}/totp`, {}, withTicket(await ticketOf(person, { totp_code: totp(secret, 1) })));
  assert.deepEqual(await person.get(`${mfa}/methods`), ["Password"]);
});

prove("disabling an account takes a ticket", [], async () => {
  const person = await signUp(server);
  for (const path of ["/auth/account/disable", "/auth/account/delete"]) {
    await refused(person, "POST", path, {}, 401, "InvalidCredentials");
    await refused(person, "POST", path, {}, 401, "InvalidToken", {}, withTicket("wrong"));
  }
  await person.call("POST", "/auth/account/disable", {}, withTicket(await ticketOf(person)));
  await refused(person, "GET", "/users/@me", undefined, 401, "InvalidSession");
  const leaver = await signUp(server);
  await leaver.call("POST", "/auth/account/delete", {}, withTicket(await ticketOf(leaver)));
  assert.equal((await guest.post("/auth/session/login", { email: leaver.email, password: leaver.password })).result, "Disabled");
  await refused(guest, "POST", "/auth/account/reverify", { email: (await signUp(server)).email }, 500, "OperationFailed");
});

prove("with a mailer: an address is proved, a password is set anew, an account ends", ["bonfire event Logout"], async () => {
  const mailbox = await Mailbox.open();
  const mailing = await startDelta({ config: mailbox.config });
  try {
    const visitor = new Delta(mailing);
    assert.equal((await visitor.get("/")).features.email, true);
    const email = "ines@example.org";
    await visitor.post("/auth/account/create", { email, password });
    await refused(visitor, "POST", "/auth/session/login", { email, password }, 403, "UnverifiedAccount");
    await mailbox.word(email, "/login/verify/");
    await visitor.post("/auth/account/reverify", { email });
    const word = await mailbox.word(email, "/login/verify/");
    await refused(visitor, "POST", "/auth/account/verify/nonsense", {}, 401, "InvalidToken");
    const { ticket } = await visitor.post(`/auth/account/verify/${word}`);
    assert.equal(ticket.authorised, true);
    await refused(visitor, "POST", `/auth/account/verify/${word}`, {}, 401, "InvalidToken");
    const session = await visitor.post("/auth/session/login", { mfa_ticket: ticket.token });
    assert.equal(session.result, "Success");
    const person = new Delta(mailing, { token: session.token });
    await person.post("/onboard/complete", { username: "ines" });

    // Whoever signs up again with it gets a mail that helps, and nobody learns that it is known.
    await visitor.post("/auth/account/create", { email, password: "somebody else's password" });
    await mailbox.word(email, "/login/reset/");

    const gateway = await Bonfire.login(person);
    for (const unknown of ["nobody@example.org", email]) await visitor.post("/auth/account/reset_password", { email: unknown });
    const token = await mailbox.word(email, "/login/reset/");
    await refused(visitor, "PATCH", "/auth/account/reset_password", { token: "nonsense", password: "a new password" }, 401, "InvalidToken");
    await refused(visitor, "PATCH", "/auth/account/reset_password", { token, password: "short" }, 400, "ShortPassword");
    await visitor.patch("/auth/account/reset_password", { token, password: "a new password", remove_sessions: true });
    await gateway.expect("Logout");
    await gateway.expectClose();
    await refused(person, "GET", "/users/@me", undefined, 401, "InvalidSession");
    const again = await logIn(mailing, email, "a new password");

    await again.patch("/auth/account/change/email", { email: "otter@example.org", current_password: "a new password" });
    assert.equal((await again.get("/auth/account")).email, email, "not before it is proved");
    const moved = await visitor.raw("POST", `/auth/account/verify/${await mailbox.word("otter@example.org", "/login/verify/")}`, {});
    assert.equal(moved.response.status, 200);
    assert.equal(moved.value, null);
    assert.equal((await again.get("/auth/account")).email, "otter@example.org");

    again.password = "a new password";
    await again.call("POST", "/auth/account/delete", {}, withTicket(await ticketOf(again)));
    assert.equal((await again.get("/users/@me")).username, "ines", "not before it is confirmed");
    await refused(visitor, "PUT", "/auth/account/delete", { token: "nonsense" }, 401, "InvalidToken");
    await visitor.put("/auth/account/delete", { token: await mailbox.word("otter@example.org", "/login/delete/") });
    await refused(again, "GET", "/users/@me", undefined, 401, "InvalidSession");
    assert.equal((await visitor.post("/auth/session/login", { email: "otter@example.org", password: "a new password" })).result, "Disabled");
  } finally {
    await mailing.remove();
    mailbox.close();
  }
});
