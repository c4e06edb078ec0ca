// What a slice of the app weighs for whoever downloads it: `node build/weigh.mjs` after a release build. Prints Markdown.
//
// The compiler's output is made as small as what is shipped, but its functions keep their names. All of them are compressed with Brotli, once
// with the slice's and once without; the difference is what the slice adds. What several slices share (the reading of JSON, views of Leptos)
// counts for none of them.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { optimiseWithNames } from "./split.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const COMPILED = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "wasm32-unknown-unknown", "wasm", "storefront.wasm");
/** The bag: its rules, its wire, its state and components, its page, and the browser's parts that only it uses. */
const BAG = /(storefront|domain|api)(::|\.\.|\d+)cart(::|\.\.|\d|E|$)|storefront(::|\.\.|\d+)browser(::|\.\.|\d+)(database|siblings)|bag_page/;
const GOAL_KB = 25;

const work = await mkdtemp(join(tmpdir(), "vitrine-weigh-"));
const named = join(work, "named.wasm");
await optimiseWithNames(COMPILED, named);
const { bodies, names } = functions(await readFile(named));
await rm(work, { recursive: true });
const others = bodies.filter((_, place) => !BAG.test(names.get(place) ?? ""));
const count = bodies.length - others.length;
if (count === 0) throw new Error("no function of the bag is found by name: was the app built with `trunk build --release`?");
const [all, without] = [compressed(bodies), compressed(others)];
const { files, mirror, scanner } = JSON.parse(await readFile(join(ROOT, "dist", "build.json"), "utf8"));
// The try-on, the barcode reader and the frame on partners' pages are no parts of the app.
const isBeside = (path) => [mirror.wasm, mirror.finder, scanner.wasm].includes(path) || path.startsWith("/widget-");
const parts = files.filter((file) => file.path.endsWith(".wasm") && !isBeside(file.path));

console.log("| the bag's code in the app | goal | Brotli kB |");
console.log("|---|---:|---:|");
console.log(`| ${count} of ${bodies.length} functions | ≤ ${GOAL_KB} | ${((all - without) / 1000).toFixed(1)} |`);
console.log(`| all ${bodies.length} functions | | ${(all / 1000).toFixed(1)} |`);
console.log(`| all parts as they are shipped, with their data | | ${(parts.reduce((sum, file) => sum + (file.br ?? file.bytes), 0) / 1000).toFixed(1)} |`);

function compressed(parts) {
  return brotliCompressSync(Buffer.concat(parts), { params: { [constants.BROTLI_PARAM_LGWIN]: 22 } }).length;
}

/** The functions' code in order, and their names by place (WebAssembly core specification, chapter 5, and its name section). */
function functions(wasm) {
  let imported = 0;
  const bodies = [];
  const named = new Map();
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const bytes = () => {
    const length = number();
    at += length;
    return wasm.subarray(at - length, at);
  };
  const limits = () => {
    const hasMost = wasm[at++] & 1;
    number();
    if (hasMost) number();
  };
  const readImport = () => {
    bytes();
    bytes();
    const kind = wasm[at++];
    if (kind === 0) {
      imported += 1;
      number();
    } else if (kind === 1) {
      at += 1;
      limits();
    } else if (kind === 2) {
      limits();
    } else {
      at += 2;
    }
  };
  const readNames = (end) => {
    while (at < end) {
      const kind = wasm[at++];
      const length = number();
      const after = at + length;
      if (kind === 1) {
        for (let left = number(); left > 0; left--) {
          const place = number();
          named.set(place, bytes().toString("utf8"));
        }
      }
      at = after;
    }
  };
  while (at < wasm.length) {
    const section = wasm[at++];
    const length = number();
    const end = at + length;
    if (section === 2) for (let left = number(); left > 0; left--) readImport();
    if (section === 10) for (let left = number(); left > 0; left--) bodies.push(bytes());
    if (section === 0 && bytes().toString("utf8") === "name") readNames(end);
    at = end;
  }
  return { bodies, names: new Map([...named].map(([place, name]) => [place - imported, name])) };
}
