// Cuts the app where src/parts.rs says so: one wasm that every visit loads, and parts that are fetched when a page of theirs is first
// wanted. Trunk cannot do this (trunk-rs/trunk#1022), so the release build starts again from what the compiler made:
// wasm-split cuts, wasm-bindgen writes the loader, wasm-opt makes every file smaller.

import { execFile } from "node:child_process";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
// A second round after flattening: 1.5 kB less than -Oz alone.
const OPTIMISE = ["--flatten", "--rereloop", "-Os", "-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"];
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

/**
 * Cuts the compiler's output. Returns the loader, the first part, and the others as wasm-split names them (`./split_counter.wasm`, by
 * which the loader fetches them) with their path and the names of the parts that need them.
 */
export async function split(compiled) {
  const work = await mkdtemp(join(tmpdir(), "vitrine-split-"));
  await run("wasm-split-cli", ["--target", "web", "--out-name", "storefront", compiled, work]);
  const names = (await readdir(work)).filter((name) => /^(split|chunk)_.*\.wasm$/.test(name));
  const parts = names.filter((name) => name.startsWith("split_")).map((name) => name.slice("split_".length, -".wasm".length));
  if (parts.length === 0) throw new Error("wasm-split cut nothing off. Has the macro in src/parts.rs changed?");
  // In place: the loader then imports what wasm-split wrote beside it. The parts import the table and the memory of the first.
  await run("wasm-bindgen", ["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", work, join(work, "storefront.wasm")]);
  await Promise.all(["storefront_bg.wasm", ...names].map((name) => optimise(join(work, name))));
  const others = names.map((name) => ({
    address: `./${name}`,
    path: join(work, name),
    // What several parts share is a chunk, which all of them load.
    parts: name.startsWith("chunk_") ? parts : [name.slice("split_".length, -".wasm".length)],
  }));
  return { work, script: join(work, "storefront.js"), first: join(work, "storefront_bg.wasm"), others };
}

function optimise(path) {
  return run("wasm-opt", [...OPTIMISE, ...FEATURES.map((feature) => `--enable-${feature}`), path, "-o", path]);
}
