// Builds the barcode reader beside the app: crates/scanner as a wasm of its own, its worker's script, and the script of the page that
// feeds it. All of them get immutable names, and no page loads them before she wants to scan.

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { hashedName, place } from "./files.mjs";

const run = promisify(execFile);
const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
// The try-on's folder: what both stand on is then built once.
const TARGET = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "mirror");
const FEATURES = ["simd", "bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];
const FLAGS = ["-Ctarget-feature=+simd128", "-Cllvm-args=-inline-threshold=100"];
const STRIP = ["--strip-debug", "--strip-producers", "--strip-target-features"];
const BROWSERS = "es2022";

/** Puts everything into `dist`; returns the addresses. */
export async function scanner(dist) {
  const compiled = await compile();
  const work = await mkdtemp(join(tmpdir(), "vitrine-scanner-"));
  try {
    await run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", work, compiled]);
    const bound = join(work, "scanner_bg.wasm");
    await run("wasm-opt", ["-Os", ...STRIP, ...FEATURES.map((feature) => `--enable-${feature}`), bound, "-o", bound]);
    const wasm = await place(dist, "scanner.wasm", bound);
    const worker = await bundle(dist, "scanner.js", "worker.js", join(work, "scanner.js"), wasm);
    return { worker, viewfinder: await bundle(dist, "viewfinder.js", "page.js"), wasm };
  } finally {
    await rm(work, { recursive: true });
  }
}

/** The flags take the place of those in .cargo/config.toml, which are for cutting the app. */
async function compile() {
  const target = "wasm32-unknown-unknown";
  const env = { ...process.env, CARGO_TARGET_DIR: TARGET, RUSTFLAGS: FLAGS.join(" ") };
  await run("cargo", ["build", "--profile", "wasm", "--target", target, "-p", "scanner", "--locked"], { cwd: ROOT, env, maxBuffer: 1e8 });
  return join(TARGET, target, "wasm", "scanner.wasm");
}

/** One classic script, with wasm-bindgen's loader for the worker: not every browser has workers that are modules. */
async function bundle(dist, as, source, loader = "", wasm = "") {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, "crates", "scanner", source)],
    alias: loader ? { "scanner:loader": loader } : {},
    // The second is only asked for by the loader when it is not told where the wasm is.
    define: { SCANNER_WASM: JSON.stringify(wasm), "import.meta.url": '""' },
    bundle: true,
    format: "iife",
    legalComments: "none",
    minify: true,
    target: BROWSERS,
    write: false,
  });
  const script = outputFiles[0].text;
  const name = hashedName(as, script);
  await writeFile(join(dist, name), script);
  return `/${name}`;
}

/** Where the app finds the scripts, should she want to scan. */
export function metas({ worker, viewfinder }) {
  return `<meta name="scanner" content="${worker}">\n    <meta name="viewfinder" content="${viewfinder}">`;
}
