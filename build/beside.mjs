// What stands beside the app as a wasm of its own, in a worker: the try-on (mirror.mjs) and the barcode reader (scanner.mjs).

import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { hashedName } from "./files.mjs";

const run = promisify(execFile);
const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
// A folder of its own: with other flags in one, each build would undo the other.
const TARGET = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "mirror");
const FEATURES = ["simd", "bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];
// Half as much is copied into callers as usual: 2 kB less, and no slower.
const FLAGS = ["-Ctarget-feature=+simd128", "-Cllvm-args=-inline-threshold=100"];
const STRIP = ["--strip-debug", "--strip-producers", "--strip-target-features"];
const BROWSERS = "es2022";

/** Compiles crates with simd128, which the app's wasm must not have; returns the folder. The flags take the place of those in .cargo/config.toml, which are for cutting the app. */
export async function compile(...crates) {
  const target = "wasm32-unknown-unknown";
  const env = { ...process.env, CARGO_TARGET_DIR: TARGET, RUSTFLAGS: FLAGS.join(" ") };
  const named = crates.flatMap((name) => ["-p", name]);
  await run("cargo", ["build", "--profile", "wasm", "--target", target, ...named, "--locked"], { cwd: ROOT, env, maxBuffer: 1e8 });
  return join(TARGET, target, "wasm");
}

/** Writes a compiled crate's loader into `work`, and its wasm made smaller with `care`; returns the wasm's path. */
export async function bind(folder, name, work, care) {
  await run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", work, join(folder, `${name}.wasm`)]);
  const wasm = join(work, `${name}_bg.wasm`);
  await run("wasm-opt", [care, "--reorder-functions-by-name", ...STRIP, ...FEATURES.map((feature) => `--enable-${feature}`), wasm, "-o", wasm]);
  return wasm;
}

/**
 * Puts a script of a crate into `dist` as one classic script, since not every browser has workers that are modules; returns its address.
 * `alias` says where the wasm's loaders are, `define` the addresses that it knows.
 */
export async function bundle(dist, as, crate, source, alias = {}, define = {}) {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, "crates", crate, source)],
    alias,
    // The second is only asked for by the loader when it is not told where the wasm is.
    define: { ...define, "import.meta.url": '""' },
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
