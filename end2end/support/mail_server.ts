// A mail server of a test's own (RFC 5321, as much as one client needs): takes every letter, and gives out the codes in them.
import { createServer, type AddressInfo, type Socket } from "node:net";
import { expect } from "@playwright/test";

type Letter = { to: string[]; text: string };

export class MailServer {
  private readonly letters: Letter[] = [];
  private readonly server = createServer((socket) => this.talk(socket));

  async start() {
    await new Promise<void>((listening) => this.server.listen(0, "127.0.0.1", listening));
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The six digits of the next letter to an address; each letter is read once. */
  async code(to: string): Promise<string> {
    const next = () => this.letters.findIndex((letter) => letter.to.includes(to));
    await expect.poll(next, { message: `a letter to ${to}`, timeout: 10_000 }).toBeGreaterThanOrEqual(0);
    const [{ text }] = this.letters.splice(next(), 1);
    const digits = text.match(/\b\d{6}(?= is your code)/);
    expect(digits, text).not.toBeNull();
    return digits![0];
  }

  async stop() {
    await new Promise((closed) => this.server.close(closed));
  }

  private talk(socket: Socket) {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let letter: Letter = { to: [], text: "" };
    let unread = "";
    let inLetter = false;
    const hear = (line: string) => {
      if (inLetter && line === ".") {
        this.letters.push(letter);
        [letter, inLetter] = [{ to: [], text: "" }, false];
        say("250 kept");
      } else if (inLetter) {
        letter.text += `${line}\n`;
      } else if (/^EHLO /i.test(line)) {
        say("250 localhost");
      } else if (/^RCPT TO:/i.test(line)) {
        letter.to.push(line.slice(line.indexOf("<") + 1, line.lastIndexOf(">")));
        say("250 known");
      } else if (/^DATA$/i.test(line)) {
        inLetter = true;
        say("354 go on");
      } else if (/^QUIT$/i.test(line)) {
        say("221 bye");
        socket.end();
      } else {
        say("250 fine");
      }
    };
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      const lines = (unread + bytes).split("\r\n");
      unread = lines.pop() ?? "";
      lines.forEach(hear);
    });
    say("220 a test's own");
  }
}
