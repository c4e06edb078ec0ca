// Cuts the app where src/parts.rs says so: one wasm that every visit loads, and parts that are fetched when a page of theirs is first
// wanted. Trunk cannot do this (trunk-rs/trunk#1022), so the release build starts again from what the compiler made:
// wasm-split cuts, wasm-bindgen writes the loader, wasm-opt makes every file smaller.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
// A second round after flattening: 1.5 kB less than -Oz alone.
// Functions of one crate and one trait lie beside each other then, and compress by another percent.
const SMALLER = ["--flatten", "--rereloop", "-Os", "-Oz", "--reorder-functions-by-name"];
const STRIPPED = ["--strip-debug", "--strip-producers", "--strip-target-features"];
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
  const needs = await sharing(join(work, "__wasm_split.js"), parts);
  // In place: the loader then imports what wasm-split wrote beside it. The parts import the table and the memory of the first.
  await run("wasm-bindgen", ["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", work, join(work, "storefront.wasm")]);
  await Promise.all(["storefront_bg.wasm", ...names].map((name) => optimise(join(work, name))));
  const others = names.map((name) => ({
    address: `./${name}`,
    path: join(work, name),
    parts: name.startsWith("chunk_") ? needs(name) : [name.slice("split_".length, -".wasm".length)],
  }));
  return { work, script: join(work, "storefront.js"), first: join(work, "storefront_bg.wasm"), others };
}

/** What several parts share is a chunk; which parts those are stands in a comment above it in the script that loads them. */
async function sharing(script, parts) {
  const text = await readFile(script, "utf8");
  const chunks = [...text.matchAll(/\/\* ([^*]+) \*\/\s*const __chunk_\d+ = makeLoad\([^"]*"\.\/([^"]+)"/g)];
  const sharers = new Map(chunks.map(([, names, file]) => [file, parts.filter((part) => names.split(", ").some((name) => name === part || name.startsWith(`${part}_`)))]));
  return (file) => {
    const found = sharers.get(file) ?? [];
    if (found.length < 2) throw new Error(`wasm-split does not say which parts share ${file}. Has what it writes changed?`);
    return found;
  };
}

export function optimise(path) {
  return makeSmaller(path, path, STRIPPED);
}

/** As it is shipped, but functions keep their names. */
export function optimiseWithNames(from, to) {
  return makeSmaller(from, to, ["--debuginfo"]);
}

function makeSmaller(from, to, further) {
  return run("wasm-opt", [...SMALLER, ...further, ...FEATURES.map((feature) => `--enable-${feature}`), from, "-o", to]);
}
