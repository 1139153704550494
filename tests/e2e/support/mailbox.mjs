// An SMTP server that keeps what it is sent.
import net from "node:net";

const decode = (text) => text.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

export class Mailbox {
  static async open() {
    const box = new Mailbox();
    box.mails = [];
    box.waiting = [];
    box.server = net.createServer((socket) => box.#talk(socket));
    await new Promise((resolve) => box.server.listen(0, "127.0.0.1", resolve));
    return box;
  }
  get config() {
    return `[mail]\nrelay = "127.0.0.1:${this.server.address().port}"\naddress = "keeper@example.org"\n`;
  }
  #talk(socket) {
    let text = "", to = null, inData = false;
    socket.on("error", () => {});
    socket.write("220 mailbox\r\n");
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
      for (;;) {
        const end = text.indexOf(inData ? "\r\n.\r\n" : "\r\n");
        if (end < 0) return;
        const line = text.slice(0, end);
        text = text.slice(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          this.#keep({ to, text: decode(line) });
          socket.write("250 kept\r\n");
        } else if (/^RCPT/i.test(line)) {
          to = line.match(/<(.*)>/)[1];
          socket.write("250 fine\r\n");
        } else if (/^DATA/i.test(line)) {
          inData = true;
          socket.write("354 go on\r\n");
        } else if (/^QUIT/i.test(line)) {
          socket.end("221 bye\r\n");
        } else {
          socket.write("250 fine\r\n");
        }
      }
    });
  }
  #keep(mail) {
    this.mails.push(mail);
    for (const wake of this.waiting.splice(0)) wake();
  }
  /** The word at the end of the link below `path` in the next mail to that address. */
  async word(to, path) {
    const deadline = AbortSignal.timeout(15000);
    for (;;) {
      const at = this.mails.findIndex((m) => m.to === to && m.text.includes(path));
      if (at >= 0) return this.mails.splice(at, 1)[0].text.match(new RegExp(`${path}([A-Za-z0-9_-]+)`))[1];
      await new Promise((resolve, reject) => {
        this.waiting.push(resolve);
        deadline.addEventListener("abort", () => reject(new Error(`no mail to ${to} with ${path}; got ${JSON.stringify(this.mails)}`)));
      });
    }
  }
  close() {
    this.server.close();
  }
}
