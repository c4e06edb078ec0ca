// Trunk's post_build hook for release builds. Turns Trunk's output into what is served for ever under immutable names:
// one stylesheet, one script and the wasm, each named after its own content, with .br and .gz beside every file that shrinks.
// (Trunk 0.21 names the loader after the wasm's hash: a cached loader could meet another build's wasm.)
// Writes build.json (the build's id, every file with its sizes) and csp.json (hashes of inline code for the content security policy).

import { createHash } from "node:crypto";
import { readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const HERE = dirname(fileURLToPath(import.meta.url));
const SHRINKS = new Set([".css", ".js", ".json", ".map", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"]);
const BROWSERS = "es2022";

if (process.env.TRUNK_PROFILE === "release") {
  await finish(process.env.TRUNK_STAGING_DIR);
}

async function finish(dist) {
  let html = await readFile(join(dist, "index.html"), "utf8");
  html = html.replace(/<!--[\s\S]*?-->\s*/g, "");
  const fonts = await nameFonts(dist);
  for (const [from, to] of fonts) html = html.replaceAll(from, to);
  html = await joinStyles(dist, html, fonts);
  html = await bundleScript(dist, html);
  html = html.replace(/\n\s*\n/g, "\n");
  await writeFile(join(dist, "index.html"), html);

  const files = await compressAll(dist);
  const id = hash(JSON.stringify(files) + html);
  const csp = { script: inlineHashes(html, "script"), style: inlineHashes(html, "style") };
  await writeFile(join(dist, "csp.json"), `${JSON.stringify(csp)}\n`);
  await writeFile(join(dist, "build.json"), `${JSON.stringify({ id, files }, null, 1)}\n`);
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

/** Joins the linked stylesheets in their order into one minified file. */
async function joinStyles(dist, html, fonts) {
  const links = [...html.matchAll(/<link rel="stylesheet" href="\/([^"]+)"[^>]*>\s*/g)];
  expect(links.length > 0, "index.html links no stylesheet");
  let css = "";
  for (const [, file] of links) {
    css += `${await readFile(join(dist, file), "utf8")}\n`;
    await rm(join(dist, file));
  }
  for (const [from, to] of fonts) css = css.replaceAll(from, to);
  const { transform } = await import("esbuild");
  const { code, warnings } = await transform(css, { loader: "css", minify: true, legalComments: "none" });
  for (const { text, location } of warnings) console.warn(`css: ${text} (${location?.lineText})`);
  const name = hashedName("storefront.css", code);
  await writeFile(join(dist, name), code);
  html = html.replace(links[0][0], `<link rel="stylesheet" href="/${name}">\n    `);
  for (const [link] of links.slice(1)) html = html.replace(link, "");
  return html;
}

/** Makes one script of boot.js and the loader, and takes the place of Trunk's inline module and preloads. */
async function bundleScript(dist, html) {
  const inline = html.match(/<script type="module">\s*import init[\s\S]*?<\/script>\s*/);
  expect(inline, "index.html has no inline module of Trunk's");
  const loader = inline[0].match(/from '\/([^']+\.js)'/)[1];
  const wasm = inline[0].match(/module_or_path: '\/([^']+\.wasm)'/)[1];
  const wasmName = hashedName("storefront.wasm", await readFile(join(dist, wasm)));
  await rename(join(dist, wasm), join(dist, wasmName));

  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [join(HERE, "boot.js")],
    alias: { "vitrine:loader": join(dist, loader) },
    define: { VITRINE_WASM: JSON.stringify(`/${wasmName}`) },
    bundle: true,
    format: "esm",
    legalComments: "none",
    minify: true,
    target: BROWSERS,
    write: false,
  });
  const script = outputFiles[0].contents;
  const scriptName = hashedName("storefront.js", script);
  await writeFile(join(dist, scriptName), script);
  await rm(join(dist, loader));
  await rm(join(dist, "snippets"), { recursive: true, force: true });

  html = html.replace(inline[0], "").replace(/<link rel="(modulepreload|preload)" href="\/storefront[^>]*>\s*/g, "");
  // Low priority: pictures and fonts of the first paint go first, the app takes over after them.
  const tags = [
    `<script type="module" src="/${scriptName}"></script>`,
    `<link rel="preload" href="/${wasmName}" as="fetch" type="application/wasm" crossorigin fetchpriority="low">`,
  ];
  return html.replace("</head>", `  ${tags.join("\n    ")}\n  </head>`);
}

/** Writes .br and .gz beside every file they make smaller; lists all files, largest first. */
async function compressAll(dist) {
  const listed = [];
  for (const file of await filesUnder(dist)) {
    if (basename(file) === "index.html") continue;
    const bytes = await readFile(file);
    const entry = { path: `/${relative(dist, file)}`, bytes: bytes.length, immutable: /-[0-9a-f]{16}\.\w+$/.test(file) };
    if (SHRINKS.has(extname(file)) && bytes.length > 256) {
      const br = await promisify(brotliCompress)(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      });
      const gz = await promisify(gzip)(bytes, { level: 9 });
      await writeFile(`${file}.br`, br);
      await writeFile(`${file}.gz`, gz);
      Object.assign(entry, { br: br.length, gz: gz.length });
    }
    listed.push(entry);
  }
  return listed.sort((a, b) => b.bytes - a.bytes || a.path.localeCompare(b.path));
}

async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Hashes of inline code for the content security policy; data blocks and scripts with an address need none. */
function inlineHashes(html, tag) {
  const blocks = [...html.matchAll(new RegExp(`<${tag}(?![^>]*(\\bsrc=|json))[^>]*>([\\s\\S]*?)</${tag}>`, "g"))];
  return blocks.map(([, , code]) => `sha256-${createHash("sha256").update(code).digest("base64")}`);
}

function hashedName(name, content) {
  const end = extname(name);
  return `${basename(name, end)}-${hash(content)}${end}`;
}

function hash(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

function expect(condition, sentence) {
  if (!condition) throw new Error(`build/finish.mjs: ${sentence}. Has Trunk's output changed?`);
}
