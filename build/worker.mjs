// Writes what makes an app of the shop: the service worker with the list of the build's files, the page without content that it answers
// with when the server does not, and the manifests, one for each language. `node build/worker.mjs` puts them into the dist of an earlier
// build.

import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compress, hash, hashedName } from "./files.mjs";
import { manifest } from "./manifest.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const BROWSERS = "es2022";
const LANGUAGES = ["en", "de"];
/** Parts that are of no use without a connection: who she is, is asked of the server. */
const NOT_OFFLINE = ["desk"];
/** What only partners' pages load (widget.mjs). */
const PARTNERS = /^\/(widget|embed)-/;

/** The script that pages fetch late (pwa/page); returns its address. */
export async function latePage(dist) {
  const script = await bundle("pwa/page/main.js", {}, "esm");
  const name = hashedName("late.js", script);
  await writeFile(join(dist, name), script);
  return `/${name}`;
}

/** `html` is the finished page. Returns the address of the page without content. */
export async function shellPage(dist, html) {
  // Says that it came from the worker; an app that was stopped in the middle can be told from one that has no connection.
  const shell = html.replace("<html ", "<html data-kept ");
  const name = hashedName("shell.html", shell);
  await writeFile(join(dist, name), shell);
  return `/${name}`;
}

export async function manifests(dist) {
  for (const language of LANGUAGES) {
    const words = JSON.parse(await readFile(join(ROOT, "locales", language, "pwa.json"), "utf8")).manifest;
    await writeFile(join(dist, manifestPath(language)), `${JSON.stringify(manifest(language, words), null, 1)}\n`);
  }
}

/** As crates/backend/src/pages/head.rs links it. */
function manifestPath(language) {
  return language === LANGUAGES[0] ? "/manifest.webmanifest" : `/manifest.${language}.webmanifest`;
}

/**
 * Writes sw.js. The worker keeps its name, since a browser asks for it anew under that name; another build is another list in it.
 * `files` are the build's, `rare` those that no page of the shop needs by itself (the try-on), as none needs those of partners' pages;
 * `onUse` are kept when they are first used, to be there without a connection (the barcode reader).
 */
export async function worker(dist, { id, shell, late, files, parts, rare, onUse }) {
  const hashed = files.filter(({ path, immutable }) => immutable && path !== shell && !rare.includes(path) && !PARTNERS.test(path)).map(({ path }) => path);
  const isFirst = (path) => path === late || path.startsWith("/storefront-");
  const isLater = (path) => onUse.includes(path) || NOT_OFFLINE.some((part) => path.startsWith(`/${part}-`));
  const list = {
    id,
    shell,
    first: hashed.filter(isFirst),
    ahead: hashed.filter((path) => !isFirst(path) && !isLater(path)),
    later: hashed.filter(isLater),
  };
  for (const part of Object.keys(parts)) {
    if (!hashed.some((path) => path.startsWith(`/${part}-`))) throw new Error(`build/worker.mjs: ${part} has no file`);
  }
  await writeFile(join(dist, "sw.js"), await bundle("pwa/worker/main.js", { VITRINE_BUILD: JSON.stringify(list) }, "iife"));
}

/** What the worker is without the list: a change of it is another build, too. */
export function workerSource() {
  return bundle("pwa/worker/main.js", { VITRINE_BUILD: "{}" }, "iife");
}

async function bundle(entry, define, format) {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    charset: "utf8",
    define,
    format,
    legalComments: "none",
    minify: true,
    target: BROWSERS,
    write: false,
  });
  return outputFiles[0].text;
}

/** Takes the place of the late script, and of everything that names it, in a finished build. */
async function renew(dist) {
  const about = JSON.parse(await readFile(join(dist, "build.json"), "utf8"));
  const named = async (start) => `/${(await readdir(dist)).find((name) => name.startsWith(start) && /-[0-9a-f]{16}\.(js|html)$/.test(name))}`;
  const [oldLate, oldScript, oldShell] = [await named("late-"), await named("storefront-"), await named("shell-")];
  let [html, script] = await Promise.all(["/index.html", oldScript].map((path) => readFile(join(dist, path), "utf8")));
  const old = [oldLate, oldScript, oldShell, "/sw.js"];
  for (const path of old) for (const ending of ["", ".br", ".gz"]) await rm(join(dist, path + ending), { force: true });
  const late = await latePage(dist);
  script = script.replaceAll(oldLate, late);
  const scriptPath = `/${hashedName("storefront.js", script)}`;
  html = html.replaceAll(oldScript, scriptPath);
  await writeFile(join(dist, scriptPath), script);
  await writeFile(join(dist, "index.html"), html);
  const shell = await shellPage(dist, html);
  await manifests(dist);
  const fresh = [late, scriptPath, shell, ...LANGUAGES.map(manifestPath)];
  const files = about.files.filter(({ path }) => ![...old, ...fresh].includes(path));
  files.push(...(await compress(dist, fresh.map((path) => join(dist, path)))));
  const id = hash(JSON.stringify(files) + html + (await workerSource()));
  await worker(dist, { id, shell, late, files, parts: about.parts, rare: Object.values(about.mirror), onUse: Object.values(about.scanner) });
  files.push(...(await compress(dist, [join(dist, "sw.js")])));
  await writeFile(join(dist, "build.json"), `${JSON.stringify({ ...about, id, files }, null, 1)}\n`);
  console.log(`build ${id}: ${fresh.join(" · ")}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await renew(join(ROOT, "dist"));
