// The server as a process, for tests, measurements and screenshots: VITRINE_BINARY, else the release build.
const { execFileSync, spawn } = require("node:child_process");
const { once } = require("node:events");
const { join } = require("node:path");
const { createInterface } = require("node:readline");

const ROOT = join(__dirname, "..", "..");
const BINARY = process.env.VITRINE_BINARY ?? join(ROOT, "target/release/vitrine");

/** Runs a command of `vitrine` on a data folder and returns what it printed. */
function vitrine(data, ...args) {
  return execFileSync(BINARY, args, { cwd: ROOT, encoding: "utf8", env: { ...process.env, VITRINE_DATA: data } });
}

/** A port nobody listens at. */
function freePort() {
  const code = "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{process.stdout.write(String(s.address().port));s.close()})";
  return execFileSync(process.execPath, ["-e", code], { encoding: "utf8" }).trim();
}

/** Seconds from now to the next Tuesday at 09:30 UTC, when all stores of the demo shop are open. */
function secondsToOpeningHours(now = new Date()) {
  const then = new Date(now);
  then.setUTCDate(now.getUTCDate() + ((2 - now.getUTCDay() + 7) % 7 || 7));
  then.setUTCHours(9, 30, 0, 0);
  return Math.round((then.getTime() - now.getTime()) / 1000);
}

/** Starts `vitrine serve` and returns when it is open, with a function that ends it and waits until it has. */
async function serve(data, listen, clockOffset, further = {}) {
  const env = { ...process.env, ...further, VITRINE_DATA: data, VITRINE_LISTEN: listen, VITRINE_CLOCK_OFFSET: String(clockOffset) };
  const server = spawn(BINARY, ["serve"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "inherit"] });
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill("SIGTERM");
      await once(server, "exit");
    }
  };
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.includes("is open at")) {
      // What it says later must not fill the pipe.
      server.stdout.resume();
      return stop;
    }
  }
  throw new Error(`${BINARY} serve ended before it was open`);
}

module.exports = { BINARY, ROOT, freePort, secondsToOpeningHours, serve, vitrine };
