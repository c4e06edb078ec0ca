// Checks the built files in dist/: the budgets of what a shopper downloads, names that follow content, nothing inline without its hash.
// How they are served is checked in end2end/tests/build.spec.ts.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url).pathname;
// Kilobytes of 1000 bytes as they travel: Brotli, or as they are for fonts.
const BUDGETS_KB = { ".wasm": 300, ".js": 12, ".css": 15, ".woff2": 60 };
// All parts together: more than any page loads, so that what is cut off does not grow unseen.
const ALL_WASM_KB = 670;
// Hardly a visit begins at the checkout or an order, whose part is fetched ahead while the browser has nothing to do, or at the account:
// they may weigh more than what a first page needs. So may the try-on, which is fetched when she goes there.
// The 4 kB beyond 360 of the till keep open orders for when there is no connection, and tell what came from a partner's page.
// The try-on's advice (a shade for her skin, similar ones, what goes with a look, pans, the code for the associate) is 25 of its 362.
const PART_WASM_KB = { till: 364, desk: 346, fitting: 362 };
// The service worker: fetched when a page has nothing else to do, once for each build. With it the shop works without a connection.
// What grows with the build is its list of files.
const WORKER_KB = 7.5;
// The try-on, which nobody loads before she wants it: its wasm and its worker's script, as gzip, which every browser takes; its networks;
// and what its page loads beside them: the stage's script and the page's own styles. The shade finder is loaded when she asks for shades.
const MIRROR_GZIP_KB = 80;
const FINDER_GZIP_KB = 35;
const NETWORKS_KB = 2400;
const STAGE_KB = 8;
// The barcode reader, which nobody loads before she wants to scan: its wasm and its worker's script, as gzip; the viewfinder's script with
// the page's own styles; and its part of the app beyond the first one.
const SCANNER_GZIP_KB = 275;
const VIEWFINDER_KB = 6;
const AISLE_KB = 45;
// What partners' pages load: the loader on every view, the frame's app when a widget is seen or used.
const LOADER_KB = 3;
const WIDGET_KB = 150;
const failures = [];

const { files, csp, parts, mirror, scanner } = JSON.parse(readFileSync(join(DIST, "build.json"), "utf8"));
const html = readFileSync(join(DIST, "index.html"), "utf8");

const styles = contents("style");
const scripts = contents("script");

const sizes = new Map(files.map((file) => [file.path, file.br ?? file.bytes]));
const beside = [...Object.values(mirror), ...Object.values(scanner)];
const aisle = parts.aisle.filter((path) => path.startsWith("/aisle-"));
const isPartners = (path) => /^\/(widget|embed)-/.test(path);
const ofKind = (kind) => files.filter(({ path, immutable }) => immutable && extname(path) === kind && !beside.includes(path) && !isPartners(path)).map(({ path }) => path);
const total = (paths) => paths.reduce((sum, path) => sum + sizes.get(path), 0);

// A page loads the first part of the app and the part that has its own code.
const needed = Object.entries(parts).map(([part, paths]) => [part, [...ofKind(".wasm").filter((path) => path.startsWith("/storefront-")), ...paths]]);
for (const [part, paths] of needed) measure(`.wasm`, `for ${part}`, total(paths), PART_WASM_KB[part]);
measure(".wasm", "in all", total(ofKind(".wasm")), ALL_WASM_KB);
measure("scan", "part", total(aisle), AISLE_KB);
measure("scan", "gzip", files.filter(({ path }) => [scanner.worker, scanner.wasm].includes(path)).reduce((sum, { gz }) => sum + gz, 0), SCANNER_GZIP_KB);
measure("scan", "page", sizes.get(scanner.viewfinder) + stylesOf("scan", "aisle"), VIEWFINDER_KB);
check(needed.length > 0, "build.json names no part of the app");
measure(".js", "", total(ofKind(".js")) + compressed(scripts));
measure(".js", "worker", sizes.get("/sw.js"), WORKER_KB);
measure("try-on", "gzip", files.filter(({ path }) => [mirror.worker, mirror.wasm].includes(path)).reduce((sum, { gz }) => sum + gz, 0), MIRROR_GZIP_KB);
measure("try-on", "finder", files.find(({ path }) => path === mirror.finder).gz, FINDER_GZIP_KB);
measure("try-on", "page", sizes.get(mirror.stage) + stylesOf("tryon", "fitting"), STAGE_KB);
measure("try-on", "networks", total([mirror.detector, mirror.mesh]), NETWORKS_KB);
check(["LICENSE", "NOTICE"].every((name) => sizes.has(`/networks/${name}.txt`)), "the networks are served without their licence");
measure("partners", "loader", sizes.get("/embed/loader.js"), LOADER_KB);
measure("partners", "frame", total([...sizes.keys()].filter((path) => /^\/widget-.*\.wasm$/.test(path))), WIDGET_KB);
measure(".css", "", compressed(styles));
measure(".woff2", "", total(ofKind(".woff2")));

function measure(kind, what, bytes, budget = BUDGETS_KB[kind]) {
  console.log(`  ${`${kind} ${what}`.padEnd(18)} ${(bytes / 1000).toFixed(1).padStart(6)} kB of ${budget}`);
  check(bytes > 0, `no ${kind}`);
  check(bytes <= budget * 1000, `${kind} ${what}: ${bytes} bytes, more than ${budget} kB`);
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
check(csp["script-src"].join() === scripts.map(source).join(), "build.json does not have the hashes of the page's scripts");
check(csp["style-src"].join() === styles.map(source).join(), "build.json does not have the hashes of the page's styles");
check(!/ on\w+=/.test(html.replace(/<(style|script)[\s\S]*?<\/\1>/g, "")), "index.html has an event handler");
check(!html.includes(" style="), "index.html has a style attribute");

for (const failure of failures) console.error(`  FAIL ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;

/** What stands between the tags of elements without attributes. */
function contents(tag) {
  return [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, "g"))].map(([, code]) => code);
}

/** How large a page's own styles are, whose name its part of the app was told by build.rs. */
function stylesOf(page, part) {
  const address = [...sizes.keys()].find((path) => new RegExp(`^/${page}-[0-9a-f]{16}\\.css$`).test(path));
  const of = parts[part].map((path) => readFileSync(join(DIST, path)));
  check(address && of.some((wasm) => wasm.includes(address)), `no file of ${part} names the styles ${address}`);
  return sizes.get(address);
}

function compressed(codes) {
  return codes.reduce((sum, code) => sum + brotliCompressSync(code).length, 0);
}

function source(code) {
  return `'sha256-${createHash("sha256").update(code).digest("base64")}'`;
}

function check(holds, sentence) {
  if (!holds) failures.push(sentence);
}
