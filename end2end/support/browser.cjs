// Which Chromium is driven: CHROMIUM, else the first one on PATH. Playwright's own download is not used.
const { execFileSync } = require("node:child_process");

const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : ["chromium", "chromium-browser", "google-chrome"];

function firstOnPath() {
  for (const name of names) {
    try {
      return execFileSync("sh", ["-c", 'command -v "$0"', name], { encoding: "utf8" }).trim();
    } catch {
      // The next name, then.
    }
  }
  throw new Error(`No Chromium found (${names.join(", ")}). Run scripts/setup.sh test, or set CHROMIUM.`);
}

exports.chromium = {
  executablePath: firstOnPath(),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
