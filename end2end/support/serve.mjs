// Starts the server for the tests and removes its data folder when it ends.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { BINARY, ROOT } from "./vitrine.cjs";

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
