// Writes docs/coverage/*.md from the notes of the tests and the server's own documents: every event, route and error of each
// protocol with the tests that prove it. Ends with 1 when something is proved by nothing, and when the files were out of date.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const [, , notesFolder, docsFolder] = process.argv;
const proofs = new Map();
for (const file of readdirSync(notesFolder).filter((f) => f.endsWith(".jsonl")).sort()) {
  for (const line of readFileSync(path.join(notesFolder, file), "utf8").split("\n").filter(Boolean)) {
    const { item, test, file: source } = JSON.parse(line);
    if (!proofs.has(item)) proofs.set(item, new Set());
    proofs.get(item).add(`${source}: ${test}`);
  }
}
/** How many things a test proves: the fewer, the more it is about each of them. */
const breadth = new Map();
for (const tests of proofs.values()) for (const test of tests) breadth.set(test, (breadth.get(test) ?? 0) + 1);
/** The tests that are most about it, where there are many. */
function named(tests) {
  const order = [...tests].sort((a, b) => breadth.get(a) - breadth.get(b) || (a < b ? -1 : 1));
  const few = order.length > 4 ? [...order.slice(0, 3).sort(), "and others"] : order.sort();
  return few.join("<br>");
}
const document = (name) => JSON.parse(readFileSync(path.join(notesFolder, name), "utf8"));
const methods = ["get", "post", "put", "patch", "delete"];
const routesOf = (openapi) => Object.entries(openapi.paths).flatMap(([p, item]) => methods.filter((m) => item[m]).map((m) => `${m.toUpperCase()} ${p}`));

let failed = false;
class Page {
  constructor(title, introduction) {
    this.text = `# ${title}\n\n${introduction}\n`;
    this.rows = this.missing = 0;
  }
  /** One row for each [name, tests that prove it]. */
  table(title, rows) {
    this.text += `\n## ${title}\n\n| What | Proved by |\n| --- | --- |\n`;
    for (const [name, tests] of rows) {
      ++this.rows;
      const proved = tests && tests.size > 0;
      if (!proved) ++this.missing;
      this.text += `| \`${name}\` | ${proved ? named(tests) : "**nothing**"} |\n`;
    }
  }
  list(title, introduction, lines) {
    this.text += `\n## ${title}\n\n${introduction}\n\n${lines.map((line) => `- ${line}`).join("\n")}\n`;
  }
  write(name) {
    mkdirSync(docsFolder, { recursive: true });
    const file = path.join(docsFolder, name);
    const isNew = !existsSync(file) || readFileSync(file, "utf8") !== this.text;
    writeFileSync(file, this.text);
    console.log(`${name}: ${this.rows} rows, ${this.missing} without proof${isNew ? "; it was out of date and is written anew" : ""}`);
    if (isNew || this.missing > 0) failed = true;
  }
}
const introduction = "Written by the test run; do not edit. Unit and conformance tests are not listed here.";
/** [what follows the prefix, its tests] of every item that begins so. */
const beginning = (prefix) => [...proofs].filter(([item]) => item.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([item, tests]) => [item.slice(prefix.length), tests]);

function pandemonium() {
  const frames = document("frames.json");
  /** Tests name the routes of the REST API without its prefix, and parameters by their kind; neither matters here. */
  const normal = (route) => route.replace(/ \/(?!oprish|effis)/, " /oprish/").replace(/\{[^}]+\}/g, "{}").replace(/(.)\/$/, "$1");
  const proofsOfRoute = new Map();
  for (const [route, tests] of beginning("route ")) {
    const key = normal(route);
    proofsOfRoute.set(key, new Set([...(proofsOfRoute.get(key) ?? []), ...tests]));
  }
  const page = new Page("Pandemonium: what is proved by which end-to-end test", introduction);
  page.table("Server payloads", Object.keys(frames).map((op) => [op, proofs.get(`payload ${op}`)]));
  page.table("Client payloads", ["PING", "AUTHENTICATE"].map((op) => [op, proofs.get(`client ${op}`)]));
  page.table("Routes", routesOf(document("openapi.json")).map((r) => [r, proofsOfRoute.get(normal(r))]));
  const errors = ["UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "CONFLICT", "MISDIRECTED", "VALIDATION", "RATE_LIMITED"];
  page.table("Errors", errors.map((e) => [e, proofs.get(`error ${e}`)]));
  const others = [...beginning("document ").map(([name, tests]) => [`document ${name}`, tests]), ...beginning("promise: ")];
  page.table("Promises and documents", others.filter(([name]) => !name.startsWith("two protocols")));
  page.write("pandemonium.md");
}

function bonfire() {
  const page = new Page("Bonfire: what is proved by which end-to-end test", introduction);
  const types = Object.keys(document("bonfire-frames.json"));
  const events = types.flatMap((type) => (type === "Auth" ? ["Auth DeleteSession", "Auth DeleteAllSessions"] : [type]));
  page.table("Events", events.map((type) => [type, proofs.get(`bonfire event ${type}`)]));
  const messages = ["Authenticate", "a token in the address", "Ping", "BeginTyping", "EndTyping", "Subscribe", "Pong"];
  page.table("What clients send", messages.map((type) => [type, proofs.get(`bonfire client ${type}`)]));
  const ids = ["InvalidSession", "OnboardingNotFinished", "AlreadyAuthenticated", "InternalError"];
  page.table("Errors of the gateway", ids.map((id) => [id, proofs.get(`bonfire gateway error ${id}`)]));
  page.table("Routes", routesOf(document("bonfire-openapi.json")).map((route) => [route, proofs.get(`bonfire route ${route}`)]));
  page.table("Errors of the API", [...raised, "rate limit"].map((type) => [type, proofs.get(`bonfire error ${type}`)]));
  page.list("Errors that are never raised", "The reference names them; nothing here causes them.", neverRaised);
  page.table("Two protocols in one community", beginning("promise: two protocols, "));
  page.table("With the published clients: stoat.js, revolt.js, and the web client's requests", beginning("bonfire clients "));
  page.table("Promises and documents", [...beginning("bonfire document ").map(([name, tests]) => [`document ${name}`, tests]), ...beginning("bonfire promise: ")]);
  page.write("bonfire.md");
}
/** The error types of the API's reference (bonfire-rest 1.6) that something here causes. */
const raised = [
  "InvalidUsername", "TooManyPendingFriendRequests", "TooManyAttachments", "TooManyReplies", "TooManyEmbeds", "TooManyChannels", "TooManyServers",
  "TooManyEmoji", "TooManyRoles", "CannotRemoveYourself", "AlreadyPinned", "NotPinned", "InvalidFlagValue", "CannotTimeoutYourself",
  "ReachedMaximumBots", "IsBot", "IsNotBot", "CannotReportYourself", "InvalidOperation", "InvalidProperty", "NoEffect", "FailedValidation",
  "HeaderTooLarge", "IncorrectData", "FeatureDisabled", "LiveKitUnavailable", "ProxyError", "FileTypeNotAllowed", "NoEmbedData", "MissingInvite", "InvalidInvite",
  "CompromisedPassword", "ShortPassword", "DisallowedMFAMethod", "InvalidCredentials", "InvalidSession", "NotAuthenticated", "InvalidToken",
  "DisallowedContactSupport", "AlreadyOnboarded", "BlockedByOther", "NotFriends", "CannotDeleteMessage", "CannotEditMessage", "GroupTooLarge",
  "CantCreateServers", "Banned", "BotIsPrivate", "MissingPermission", "NotElevated", "IsElevated", "NotPrivileged", "NotOwner",
  "CannotGiveMissingPermissions", "UnverifiedAccount", "LockedOut", "NotFound", "UnknownUser", "NotInGroup", "InvalidRole", "UsernameTaken",
  "AlreadyFriends", "AlreadySentRequest", "Blocked", "AlreadyInGroup", "AlreadyInServer", "DuplicateNonce", "EmptyMessage", "PayloadTooLarge",
  "FileTooSmall", "FileTooLarge", "DiscriminatorChangeRatelimited", "InSlowmode", "OperationFailed", "InternalError", "DatabaseError",
];
const neverRaised = [
  "`CannotJoinCall`, `NotAVoiceChannel`, `AlreadyConnected`, `NotConnected`, `UnknownNode`, `VosoUnavailable`, `UnknownChannel`: no voice is offered",
  "`CaptchaFailed`, `BlockedByShield`, `MissingHeaders`: neither a captcha nor an abuse service is used",
  "`TotpAlreadyEnabled`: `OperationFailed`, as the reference server does",
  "`EmailFailed`: mails are sent after the answer; a failure is for the log",
  "`ImageProcessingFailed`, `RenderFail`, `LabelMe` (of the gateway too), `MissingUserPermission`, `UnknownAttachment`, `UnknownServer`, `UnknownMessage`: the reference server does not use them either",
];

pandemonium();
bonfire();
process.exit(failed ? 1 : 0);
