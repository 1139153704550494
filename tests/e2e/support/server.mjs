// The real binary on a free port with a database of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync, rmSync, readFileSync, openSync, closeSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export const binary = process.env.TETRAGATE_BINARY;
if (!binary) throw new Error("TETRAGATE_BINARY names no binary");

/** Resolves when `check` gives something; rejects after the deadline. For things that cannot announce themselves. */
export async function until(what, check, deadlineMs = 15000) {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited ${deadlineMs} ms for: ${what}`);
    await new Promise((next) => setImmediate(next));
  }
}

/** A port nobody listens on, below the range that outgoing connections take theirs from. */
export async function freePort() {
  for (;;) {
    const port = 20000 + Math.floor(Math.random() * 12000);
    const free = await new Promise((resolve) => {
      const probe = net.createServer();
      probe.once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

/** Settings that keep tests quick; everything else is at its default. `text` is further TOML. */
export function configuration(folder, port, text = "") {
  // Keys that stand before the first table belong to the top.
  const firstTable = text.search(/^\[/m);
  const top = firstTable < 0 ? text : text.slice(0, firstTable);
  const rest = firstTable < 0 ? "" : text.slice(firstTable);
  const tables = rest.includes("[pandemonium]") ? rest : `${rest}\n[pandemonium]\nrate_limits_enabled = false\n`;
  return `data_folder = "${folder}/data"
password_memory_kib = 8
password_operations = 1
${top}
[[listen]]
address = "127.0.0.1"
port = ${port}
${tables}`;
}

export class Server {
  /** Options: `config` further TOML, `folder` to go on with an existing one, `port`, `command` what runs the binary. */
  static async start(options = {}) {
    const server = new Server();
    server.command = options.command ?? [binary];
    server.folder = options.folder ?? mkdtempSync(path.join(tmpdir(), "tetragate-e2e-"));
    server.port = options.port ?? (await freePort());
    server.configPath = path.join(server.folder, "tetragate.toml");
    writeFileSync(server.configPath, configuration(server.folder, server.port, options.config));
    server.logPath = path.join(server.folder, "server.log");
    await server.launch();
    return server;
  }

  async launch() {
    const log = openSync(this.logPath, "a");
    const [program, ...first] = this.command;
    this.process = spawn(program, [...first, "serve", "--config", this.configPath], { stdio: ["ignore", log, log] });
    closeSync(log);
    this.exited = new Promise((resolve) => this.process.once("exit", (code, signal) => resolve({ code, signal })));
    let gone = null;
    this.exited.then((how) => (gone = how));
    await until("the server to be ready", async () => {
      if (gone) throw new Error(`the server ended: ${JSON.stringify(gone)}\n${this.log()}`);
      try {
        return (await fetch(`${this.url}/readyz`)).status === 200;
      } catch {
        return false;
      }
    });
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }
  log() {
    return readFileSync(this.logPath, "utf8");
  }
  async stop() {
    this.process.kill("SIGTERM");
    return this.exited;
  }
  async kill() {
    this.process.kill("SIGKILL");
    return this.exited;
  }
  async remove() {
    if (this.process.exitCode === null && this.process.signalCode === null) await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
