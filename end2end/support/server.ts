// Where the tested server listens and keeps its data, and its command line.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

// Playwright reads its configuration once in each process; the first writes the choice down for the others.
const port = (process.env.VITRINE_TEST_PORT ??= freePort());
const data = (process.env.VITRINE_TEST_DATA ??= mkdtempSync(join(tmpdir(), "vitrine-e2e-")));

export const server = { listen: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}`, data };

/** Runs `vitrine` on the tested shop's data and returns what it printed. */
export function vitrine(...args: string[]): string {
  return execFileSync(join(ROOT, "target/release/vitrine"), args, {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, VITRINE_DATA: data },
  });
}

function freePort(): string {
  const code = "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})";
  return execFileSync("node", ["-e", code], { encoding: "utf8" }).trim();
}
