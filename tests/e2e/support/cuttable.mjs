// A stretch of network between clients and the server that can be cut: every connection through it ends at once, and new ones get
// nowhere until it is mended.
import net from "node:net";

import { freePort } from "./server.mjs";

export class Cuttable {
  static async before(server) {
    const cuttable = new Cuttable();
    cuttable.ends = new Set();
    cuttable.waiting = [];
    cuttable.isCut = false;
    cuttable.port = await freePort();
    cuttable.listener = net.createServer((near) => {
      cuttable.#keep(near);
      near.pause();
      const go = () => {
        const far = net.connect(server.port, "127.0.0.1");
        cuttable.#keep(far);
        near.pipe(far);
        far.pipe(near);
        near.once("close", () => far.destroy());
        far.once("close", () => near.destroy());
      };
      if (cuttable.isCut) cuttable.waiting.push(go);
      else go();
    });
    await new Promise((resolve) => cuttable.listener.listen(cuttable.port, "127.0.0.1", resolve));
    return cuttable;
  }
  #keep(socket) {
    this.ends.add(socket);
    socket.once("close", () => this.ends.delete(socket));
    socket.on("error", () => socket.destroy());
  }
  get url() {
    return `http://127.0.0.1:${this.port}`;
  }
  cut() {
    this.isCut = true;
    for (const socket of [...this.ends]) socket.destroy();
  }
  mend() {
    this.isCut = false;
    for (const go of this.waiting.splice(0)) go();
  }
  async close() {
    this.cut();
    await new Promise((resolve) => this.listener.close(resolve));
  }
}
