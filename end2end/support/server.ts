// Where the tested server listens, keeps its data and believes to be in time, and its command line.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BINARY, ROOT } from "./binary.cjs";

// Playwright reads its configuration once in each process; the first writes the choice down for the others.
const port = (process.env.VITRINE_TEST_PORT ??= freePort());
const data = (process.env.VITRINE_TEST_DATA ??= mkdtempSync(join(tmpdir(), "vitrine-e2e-")));
const clockOffset = (process.env.VITRINE_TEST_CLOCK_OFFSET ??= String(secondsToOpeningHours(new Date())));

export const server = { listen: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}`, data, clockOffset };

/** Runs `vitrine` on the tested shop's data and returns what it printed. */
export function vitrine(...args: string[]): string {
  return execFileSync(BINARY, args, { cwd: ROOT, encoding: "utf8", env: { ...process.env, VITRINE_DATA: data } });
}

/** A port nobody listens at. */
export function freePort(): string {
  const code = "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})";
  return execFileSync("node", ["-e", code], { encoding: "utf8" }).trim();
}

/** The tests take place on the next Tuesday at 09:30 UTC, when all stores of the demo shop are open. */
function secondsToOpeningHours(now: Date): number {
  const then = new Date(now);
  then.setUTCDate(now.getUTCDate() + ((2 - now.getUTCDay() + 7) % 7 || 7));
  then.setUTCHours(9, 30, 0, 0);
  return Math.round((then.getTime() - now.getTime()) / 1000);
}
