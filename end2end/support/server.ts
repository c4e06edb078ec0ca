// Where the tested server listens, keeps its data and believes to be in time, and its command line.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as command from "./vitrine.cjs";

// Playwright reads its configuration once in each process; the first writes the choice down for the others.
const port = (process.env.VITRINE_TEST_PORT ??= command.freePort());
const data = (process.env.VITRINE_TEST_DATA ??= mkdtempSync(join(tmpdir(), "vitrine-e2e-")));
const clockOffset = (process.env.VITRINE_TEST_CLOCK_OFFSET ??= String(command.secondsToOpeningHours()));

export const server = { listen: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}`, data, clockOffset };

/** Runs `vitrine` on the tested shop's data and returns what it printed. */
export function vitrine(...args: string[]): string {
  return command.vitrine(data, ...args);
}
