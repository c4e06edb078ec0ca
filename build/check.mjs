// Checks the built files in dist/: the budgets of what a shopper downloads, names that follow content, nothing inline.
// How they are served is checked in end2end/tests/build.spec.ts.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url).pathname;
// Kilobytes of 1000 bytes as they travel: Brotli, or as they are for fonts.
const BUDGETS_KB = { ".wasm": 300, ".js": 12, ".css": 15, ".woff2": 60 };
const failures = [];

const { files } = JSON.parse(readFileSync(join(DIST, "build.json"), "utf8"));
const csp = JSON.parse(readFileSync(join(DIST, "csp.json"), "utf8"));
const html = readFileSync(join(DIST, "index.html"), "utf8");

for (const [kind, budget] of Object.entries(BUDGETS_KB)) {
  const ofKind = files.filter((file) => file.immutable && extname(file.path) === kind);
  const bytes = ofKind.reduce((sum, file) => sum + (file.br ?? file.bytes), 0);
  console.log(`  ${kind.padEnd(6)} ${(bytes / 1000).toFixed(1).padStart(6)} kB of ${budget}`);
  check(ofKind.length > 0, `no ${kind} file`);
  check(bytes <= budget * 1000, `${kind} files have ${bytes} bytes, more than ${budget} kB`);
}

for (const file of files) {
  const content = readFileSync(join(DIST, file.path));
  if (file.immutable) {
    const named = file.path.match(/-([0-9a-f]{16})\.\w+$/)[1];
    const is = createHash("sha256").update(content).digest("hex").slice(0, 16);
    check(named === is, `${file.path} is not named after its content (${is})`);
  }
  if (file.br) {
    check(brotliDecompressSync(readFileSync(join(DIST, `${file.path}.br`))).equals(content), `${file.path}.br differs`);
    check(gunzipSync(readFileSync(join(DIST, `${file.path}.gz`))).equals(content), `${file.path}.gz differs`);
  }
}

for (const [, address] of html.matchAll(/(?:href|src)="(\/[^"]+)"/g)) {
  check(existsSync(join(DIST, address)), `index.html names ${address}, which is not in dist`);
}
check(csp.script.length === 0 && csp.style.length === 0, "index.html has inline code");
check(!html.includes(" style="), "index.html has a style attribute");

for (const failure of failures) console.error(`  FAIL ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;

function check(holds, sentence) {
  if (!holds) failures.push(sentence);
}
