// Cuts the app where src/later.rs says so: one wasm that every visit loads, and one with the pages that are fetched when they are
// first wanted. Trunk cannot do this (trunk-rs/trunk#1022), so the release build starts again from what the compiler made:
// wasm-split cuts, wasm-bindgen writes the loader, wasm-opt makes both parts smaller.

import { execFile } from "node:child_process";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
// A second round after flattening: 1.5 kB less than -Oz alone.
const OPTIMISE = ["--flatten", "--rereloop", "-Os", "-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"];
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

/** Makes `storefront.js`, `storefront.wasm` and `later.wasm` of the compiler's output; returns their paths. */
export async function split(compiled) {
  const work = await mkdtemp(join(tmpdir(), "vitrine-split-"));
  await run("wasm-split-cli", ["--target", "web", "--out-name", "storefront", compiled, work]);
  const later = (await readdir(work)).filter((name) => name.startsWith("split_") || name.startsWith("chunk_"));
  if (later.join() !== "split_later.wasm") throw new Error(`wasm-split made ${later.join(", ") || "nothing"}, expected split_later.wasm`);
  // In place: the loader then imports what wasm-split wrote beside it.
  await run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", work, join(work, "storefront.wasm")]);
  const made = { work, script: join(work, "storefront.js"), storefront: join(work, "storefront.opt.wasm"), later: join(work, "later.opt.wasm") };
  await Promise.all([
    optimise(join(work, "storefront_bg.wasm"), made.storefront),
    optimise(join(work, "split_later.wasm"), made.later),
  ]);
  return made;
}

function optimise(from, to) {
  return run("wasm-opt", [...OPTIMISE, ...FEATURES.map((feature) => `--enable-${feature}`), from, "-o", to]);
}
