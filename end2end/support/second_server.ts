// A server of a test's own, on a copy of the tested shop: to be stopped and started again.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { BINARY, ROOT } from "./binary.cjs";
import { freePort, server, vitrine } from "./server";

export class SecondServer {
  private readonly data = mkdtempSync(join(tmpdir(), "vitrine-e2e-second-"));
  private readonly listen = `127.0.0.1:${freePort()}`;
  private process: ChildProcess | undefined;

  readonly url = `http://${this.listen}`;

  constructor() {
    vitrine("backup", join(this.data, "shop.sqlite"));
  }

  /** Starts the server and returns when it says that it is open. */
  async start() {
    const env = { ...process.env, VITRINE_DATA: this.data, VITRINE_LISTEN: this.listen, VITRINE_CLOCK_OFFSET: server.clockOffset };
    const started = spawn(BINARY, ["serve"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "inherit"] });
    this.process = started;
    for await (const line of createInterface({ input: started.stdout! })) {
      if (line.includes("is open at")) {
        return;
      }
    }
    throw new Error("the second server ended before it was open");
  }

  /** Asks the server to end and returns when it has. */
  async stop() {
    const running = this.process;
    this.process = undefined;
    if (running && running.exitCode === null) {
      running.kill("SIGTERM");
      await once(running, "exit");
    }
  }

  async remove() {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}
