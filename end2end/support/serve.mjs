// Starts the server for the tests and removes its data folder when it ends.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { BINARY, ROOT, vitrine } from "./vitrine.cjs";

// The tests share one shop: what most of them buy must not run out on the way.
vitrine(process.env.VITRINE_DATA, "demo");
vitrine(process.env.VITRINE_DATA, "import", "stock", "end2end/support/plenty.csv");

const server = spawn(BINARY, ["serve"], { cwd: ROOT, stdio: "inherit" });

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.on(signal, () => server.kill(signal));
}
server.on("error", (error) => {
  console.error(`The server cannot be started (cargo build --release builds it): ${error.message}`);
  process.exitCode = 1;
});
server.on("exit", (code) => {
  rmSync(process.env.VITRINE_DATA, { recursive: true, force: true });
  process.exitCode = code ?? 0;
});
