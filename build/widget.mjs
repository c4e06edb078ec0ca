// Builds what partners' pages show: the loader (dist/embed/loader.js), the frame's app and page (dist/widget.html), and the page that tells
// partners how (dist/embed.html). The frame is an app of its own, with neither pages nor parts of the shop's.
// `node build/widget.mjs` puts them into the dist of an earlier build.

import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build, transform } from "esbuild";
import { compress, filesUnder, hash, hashedName, place } from "./files.mjs";
import { optimise } from "./split.mjs";

const run = promisify(execFile);
const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const EMBED = join(ROOT, "embed");
const COMPILED = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "wasm32-unknown-unknown", "wasm", "widget.wasm");
const BROWSERS = "es2022";
/** Of the shop's styles, those that the frame's components and the page for partners need. */
const STYLES = ["tokens", "base", "ui", "inventory"];

/** Stylesheets as texts, made small. */
const minified = {
  name: "minified",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true, legalComments: "none" });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await renew(join(ROOT, "dist"));
}

/**
 * Puts everything into `dist`. `fonts` are pairs of addresses, as they stand in the styles and as they are served. Returns the
 * hashes of what stands inside the two pages.
 */
export async function widget(dist, fonts) {
  await mkdir(join(dist, "embed"), { recursive: true });
  const loader = await bundle(join(EMBED, "loader.js"), {}, [minified]);
  await writeFile(join(dist, "embed", "loader.js"), loader);

  const work = await mkdtemp(join(tmpdir(), "vitrine-widget-"));
  let script, wasm;
  try {
    await run("cargo", ["build", "--profile", "wasm", "--target", "wasm32-unknown-unknown", "-p", "storefront", "--bin", "widget", "--no-default-features", "--features", "widget", "--locked"], { cwd: ROOT, maxBuffer: 1 << 26 });
    const plain = join(work, "widget.wasm");
    await writeFile(plain, withoutRelocations(await readFile(COMPILED)));
    await run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", work, plain]);
    const made = join(work, "widget_bg.wasm");
    await optimise(made);
    wasm = await place(dist, "widget.wasm", made);
    script = await placed(dist, "widget.js", await bundle(join(EMBED, "frame.js"), { VITRINE_WASM: JSON.stringify(wasm) }, [], { "vitrine:loader": join(work, "widget.js") }));
  } finally {
    await rm(work, { recursive: true });
  }
  const start = `<link rel="preload" href="${wasm}" as="fetch" type="application/wasm" crossorigin>\n    <script type="module" src="${script}"></script>`;
  const frame = await page(dist, "widget.html", "frame.html", "frame.css", fonts, { "<!-- start -->": start });

  const version = JSON.parse((await run("cargo", ["metadata", "--no-deps", "--format-version", "1", "--locked"], { cwd: ROOT, maxBuffer: 1 << 26 })).stdout).packages.find(({ name }) => name === "backend").version;
  const pinned = `/embed/${version}-${createHash("sha256").update(loader).digest("hex").slice(0, 12)}/loader.js`;
  const integrity = `sha384-${createHash("sha384").update(loader).digest("base64")}`;
  const copy = await placed(dist, "embed.js", await bundle(join(EMBED, "docs.js"), {}));
  const docs = await page(dist, "embed.html", "docs.html", "docs.css", fonts, { __PINNED__: pinned, __INTEGRITY__: integrity, __SCRIPT__: copy });
  return { widget: frame, embed: docs };
}

/** What `split.mjs` cuts by is of no use here, and is not true any more once the code is changed: custom sections `reloc.*` and `linking`. */
function withoutRelocations(wasm) {
  const kept = [wasm.subarray(0, 8)];
  for (let at = 8; at < wasm.length; ) {
    const start = at;
    const kind = wasm[at++];
    const number = () => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = wasm[at++];
        value += (byte & 127) * 2 ** shift;
        if (byte < 128) return value;
      }
    };
    const length = number();
    const end = at + length;
    const letters = kind === 0 ? number() : 0;
    const name = wasm.subarray(at, at + letters).toString("utf8");
    if (!/^(reloc\.|linking$)/.test(name)) kept.push(wasm.subarray(start, end));
    at = end;
  }
  return Buffer.concat(kept);
}

/** A page with its styles inside; returns their hashes. */
async function page(dist, as, source, own, fonts, put) {
  let css = "";
  for (const name of STYLES) css += await readFile(join(ROOT, "style", `${name}.css`), "utf8");
  css += await readFile(join(EMBED, own), "utf8");
  for (const [from, to] of fonts) css = css.replaceAll(from, to);
  const { code } = await transform(css, { loader: "css", minify: true, legalComments: "none" });
  let html = await readFile(join(EMBED, source), "utf8");
  for (const [from, to] of Object.entries(put)) html = html.replaceAll(from, () => to);
  html = html.replace(/<!--[\s\S]*?-->\s*/g, "").replace("</head>", () => `  <style>${code.trim()}</style>\n  </head>`);
  await writeFile(join(dist, as), html);
  return { "script-src": [], "style-src": [`'sha256-${createHash("sha256").update(code.trim()).digest("base64")}'`] };
}

async function placed(dist, name, script) {
  const hashed = hashedName(name, script);
  await writeFile(join(dist, hashed), script);
  return `/${hashed}`;
}

async function bundle(entry, define, plugins = [], alias = {}) {
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, define, plugins, alias, format: "esm", legalComments: "none", minify: true, target: BROWSERS, write: false });
  return outputFiles[0].text;
}

/** Takes the place of all this in a finished build. */
async function renew(dist) {
  const ours = (path) => /^\/(widget-|embed)/.test(path) || path === "/widget.html";
  for (const name of (await readdir(dist)).filter((name) => ours(`/${name}`))) await rm(join(dist, name), { recursive: true });
  const about = JSON.parse(await readFile(join(dist, "build.json"), "utf8"));
  const named = (await readdir(join(dist, "fonts"))).filter((name) => name.endsWith(".woff2"));
  const fonts = named.map((name) => [`/fonts/${name.replace(/-[0-9a-f]{16}(?=\.)/, "")}`, `/fonts/${name}`]);
  const made = await widget(dist, fonts);
  const files = [...about.files.filter(({ path }) => !ours(path)), ...(await compress(dist, (await filesUnder(dist)).filter((file) => ours(file.slice(dist.length)))))];
  const id = hash(JSON.stringify(files) + about.id);
  await writeFile(join(dist, "build.json"), `${JSON.stringify({ ...about, id, widget: made.widget, embed: made.embed, files }, null, 1)}\n`);
  for (const { path, bytes, gz, br } of files.filter(({ path }) => ours(path))) console.log(`${path} ${bytes} gz ${gz} br ${br}`);
}
