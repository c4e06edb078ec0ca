// Builds the barcode reader beside the app: crates/scanner as a wasm of its own, its worker's script, and the script of the page that
// feeds it. All of them get immutable names, and no page loads them before she wants to scan.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bind, bundle, compile } from "./beside.mjs";
import { place } from "./files.mjs";

/** Puts everything into `dist`; returns the addresses. */
export async function scanner(dist) {
  const folder = await compile("scanner");
  const work = await mkdtemp(join(tmpdir(), "vitrine-scanner-"));
  try {
    const wasm = await place(dist, "scanner.wasm", await bind(folder, "scanner", work, "-Os"));
    const loaders = { "scanner:loader": join(work, "scanner.js") };
    const worker = await bundle(dist, "scanner.js", "scanner", "worker.js", loaders, { SCANNER_WASM: JSON.stringify(wasm) });
    return { worker, viewfinder: await bundle(dist, "viewfinder.js", "scanner", "page.js"), wasm };
  } finally {
    await rm(work, { recursive: true });
  }
}

/** Where the app finds the scripts, should she want to scan. */
export function metas({ worker, viewfinder }) {
  return `<meta name="scanner" content="${worker}">\n    <meta name="viewfinder" content="${viewfinder}">`;
}
