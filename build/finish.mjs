// Trunk's post_build hook for release builds. Turns Trunk's output into what is served for ever under immutable names:
// one script, the parts of the app and the fonts, each named after its own content, with .br and .gz beside every file that shrinks;
// styles go into the page. (Trunk 0.21 names the loader after the wasm's hash: a cached loader could meet another build's wasm.)
// Writes build.json: the build's id, every file with its sizes, the files of each part of the app (src/parts.rs) and of the try-on
// (mirror.mjs), the barcode reader (scanner.mjs) and the pages for partners (widget.mjs), and the hashes of the inline code for the content
// security policy. What makes an app of the shop is written by worker.mjs.

import { createHash } from "node:crypto";
import { readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { compress, filesUnder, hash, hashedName, place } from "./files.mjs";
import { metas, mirror } from "./mirror.mjs";
import { metas as scannerMetas, scanner } from "./scanner.mjs";
import { split } from "./split.mjs";
import { widget } from "./widget.mjs";
import { latePage, manifests, shellPage, worker, workerSource } from "./worker.mjs";

// Parts that few visits need are not fetched ahead.
const RARE = ["desk", "fitting", "aisle"];
const HERE = dirname(fileURLToPath(import.meta.url));
const BROWSERS = "es2022";
const COMPILED = join(process.env.CARGO_TARGET_DIR ?? join(HERE, "..", "target"), "wasm32-unknown-unknown", "wasm", "storefront.wasm");

if (process.env.TRUNK_PROFILE === "release") {
  await finish(process.env.TRUNK_STAGING_DIR);
} else if (process.env.TRUNK_STAGING_DIR) {
  await nameStyles(process.env.TRUNK_STAGING_DIR);
}

async function finish(dist) {
  let html = await readFile(join(dist, "index.html"), "utf8");
  html = html.replace(/<!--[\s\S]*?-->\s*/g, "");
  const fonts = await nameFonts(dist);
  for (const [from, to] of fonts) html = html.replaceAll(from, to);
  html = await inlineStyles(dist, html, fonts);
  await nameStyles(dist);
  const tryon = await mirror(dist);
  const reader = await scanner(dist);
  const partners = await widget(dist, fonts);
  let parts;
  const late = await latePage(dist);
  [html, parts] = await bundleApp(dist, html, [metas(tryon), scannerMetas(reader)], late);
  html = html.replace(/\n\s*\n/g, "\n");
  await writeFile(join(dist, "index.html"), html);
  const shell = await shellPage(dist, html);
  await manifests(dist);

  const files = await compress(dist, await filesUnder(dist));
  const id = hash(JSON.stringify(files) + html + (await workerSource()));
  await worker(dist, { id, shell, late, files, parts, rare: Object.values(tryon), onUse: Object.values(reader) });
  files.push(...(await compress(dist, [join(dist, "sw.js")])));
  const csp = { "script-src": inlineHashes(html, "script"), "style-src": inlineHashes(html, "style") };
  const kinds = { mirror: tryon, scanner: reader, widget: partners.widget, embed: partners.embed };
  await writeFile(join(dist, "build.json"), `${JSON.stringify({ id, csp, parts, ...kinds, files }, null, 1)}\n`);
  console.log(`build ${id}: ${files.map((file) => `${basename(file.path)} ${file.br ?? file.bytes}`).slice(0, 8).join(" · ")}`);
}

/** Renames /fonts/x.woff2 to /fonts/x-HASH.woff2; returns the pairs of addresses. */
async function nameFonts(dist) {
  const renamed = new Map();
  for (const name of (await readdir(join(dist, "fonts"))).filter((name) => name.endsWith(".woff2"))) {
    const to = hashedName(name, await readFile(join(dist, "fonts", name)));
    await rename(join(dist, "fonts", name), join(dist, "fonts", to));
    renamed.set(`/fonts/${name}`, `/fonts/${to}`);
  }
  return renamed;
}

/** Gives the styles of single pages the names that build.rs tells the app. */
async function nameStyles(dist) {
  for (const name of await readdir(join(HERE, "..", "public"))) {
    if (name.endsWith(".css")) await rename(join(dist, name), join(dist, hashedName(name, await readFile(join(dist, name)))));
  }
}

/** Joins the linked stylesheets in their order into one, minified, inside the page: a page is painted when its first answer is read. */
async function inlineStyles(dist, html, fonts) {
  const links = [...html.matchAll(/<link rel="stylesheet" href="\/([^"]+)"[^>]*>\s*/g)];
  expect(links.length > 0, "index.html links no stylesheet");
  let css = "";
  for (const [, file] of links) {
    css += `${await readFile(join(dist, file), "utf8")}\n`;
    await rm(join(dist, file));
  }
  for (const [from, to] of fonts) css = css.replaceAll(from, to);
  const { code, warnings } = await transform(css, { loader: "css", minify: true, legalComments: "none" });
  for (const { text, location } of warnings) console.warn(`css: ${text} (${location?.lineText})`);
  html = html.replace(links[0][0], () => `<style>${code.trim()}</style>\n    `);
  for (const [link] of links.slice(1)) html = html.replace(link, "");
  return html;
}

/** Cuts the app, makes one script of boot.js and the loader, and takes the place of Trunk's inline module and preloads. */
async function bundleApp(dist, html, beside, late) {
  const inline = html.match(/<script type="module">\s*import init[\s\S]*?<\/script>\s*/);
  expect(inline, "index.html has no inline module of Trunk's");
  for (const [, file] of inline[0].matchAll(/'\/([^']+\.(?:js|wasm))'/g)) await rm(join(dist, file));
  await rm(join(dist, "snippets"), { recursive: true, force: true });

  const { work, script: loader, first, others } = await split(COMPILED);
  const wasm = await place(dist, "storefront.wasm", first);
  const parts = {};
  const renamed = [];
  for (const other of others) {
    const name = other.parts.length === 1 ? other.parts[0] : "shared";
    const address = await place(dist, `${name}.wasm`, other.path);
    renamed.push([other.address, address]);
    for (const part of other.parts) (parts[part] ??= []).push(address);
  }
  const ahead = [...new Set(Object.entries(parts).flatMap(([part, addresses]) => (RARE.includes(part) ? [] : addresses)))];
  const { outputFiles } = await build({
    entryPoints: [join(HERE, "boot.js")],
    alias: { "vitrine:loader": loader },
    define: { VITRINE_WASM: JSON.stringify(wasm), VITRINE_PARTS: JSON.stringify(ahead), VITRINE_LATE: JSON.stringify(late) },
    bundle: true,
    external: [late],
    format: "esm",
    legalComments: "none",
    minify: true,
    target: BROWSERS,
    write: false,
  });
  await rm(work, { recursive: true });
  let script = outputFiles[0].text;
  for (const [from, to] of renamed) {
    expect(script.includes(from), `the loader does not fetch ${from}`);
    script = script.replaceAll(from, to);
  }
  const scriptName = hashedName("storefront.js", script);
  await writeFile(join(dist, scriptName), script);

  html = html.replace(inline[0], "").replace(/<link rel="(modulepreload|preload)" href="\/storefront[^>]*>\s*/g, "");
  // First in the head, so that they are asked for before the styles behind them are read.
  const tags = [
    `<link rel="preload" href="${wasm}" as="fetch" type="application/wasm" crossorigin>`,
    `<script type="module" src="/${scriptName}"></script>`,
    ...beside,
  ];
  return [html.replace("<style>", () => `${tags.join("\n    ")}\n    <style>`), parts];
}

/** Hashes of inline code for the content security policy; data blocks and scripts with an address need none. */
function inlineHashes(html, tag) {
  const blocks = [...html.matchAll(new RegExp(`<${tag}(?![^>]*(\\bsrc=|json))[^>]*>([\\s\\S]*?)</${tag}>`, "g"))];
  return blocks.map(([, , code]) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`);
}

function expect(condition, sentence) {
  if (!condition) throw new Error(`build/finish.mjs: ${sentence}. Has Trunk's output changed?`);
}
