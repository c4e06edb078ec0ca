// A server of a test's own, on a copy of the tested shop: to be stopped and started again.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { server, vitrine } from "./server";
import { freePort, serve, vitrine as command } from "./vitrine.cjs";

export class SecondServer {
  private readonly data = mkdtempSync(join(tmpdir(), "vitrine-e2e-second-"));
  private readonly listen = `127.0.0.1:${freePort()}`;
  private ending: (() => Promise<void>) | undefined;

  readonly url = `http://${this.listen}`;

  /** `further` are environment variables of the server's own. */
  constructor(private readonly further: Record<string, string> = {}) {
    vitrine("backup", join(this.data, "shop.sqlite"));
  }

  /** `now` are variables of this start only, such as another build of the app. */
  async start(now: Record<string, string> = {}) {
    this.ending = await serve(this.data, this.listen, server.clockOffset, { ...this.further, ...now });
  }

  /** Runs `vitrine` on this server's data and returns what it printed. */
  vitrine(...args: string[]): string {
    return command(this.data, ...args);
  }

  async stop() {
    await this.ending?.();
  }

  async remove() {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}
