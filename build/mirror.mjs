// Builds the try-on beside the app: crates/mirror as a wasm of its own, with simd128, which the app's must not have; the shade finder's wasm,
// crates/finder, which is only loaded when she asks for shades; its worker's script;
// the script of the page that feeds it; the two networks. All of them get immutable names, and no page loads them before she wants to try something on.
// `node build/mirror.mjs` puts them into the dist of an earlier build.

import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bind, bundle, compile } from "./beside.mjs";
import { compress, filesUnder, hash, place } from "./files.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const NETWORKS = join(ROOT, ".tools", "networks");

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await renew(join(ROOT, "dist"));
}

/** Puts everything into `dist`; returns the addresses. */
export async function mirror(dist) {
  const folder = await compile("mirror", "finder");
  const work = await mkdtemp(join(tmpdir(), "vitrine-mirror-"));
  try {
    const bound = await bind(folder, "mirror", work, "-O2");
    const finder = await bind(folder, "finder", work, "-Oz");
    await mkdir(join(dist, "networks"), { recursive: true });
    for (const name of ["LICENSE", "NOTICE"]) await copyFile(join(NETWORKS, name), join(dist, "networks", `${name}.txt`));
    const placed = {
      wasm: await place(dist, "mirror.wasm", bound),
      finder: await place(dist, "finder.wasm", finder),
      detector: await place(dist, "networks/face_detection_short_range.tflite", join(NETWORKS, "face_detection_short_range.tflite")),
      mesh: await place(dist, "networks/face_landmark_with_attention.tflite", join(NETWORKS, "face_landmark_with_attention.tflite")),
    };
    const loaders = { "mirror:loader": join(work, "mirror.js"), "finder:loader": join(work, "finder.js") };
    const names = { MIRROR_WASM: placed.wasm, FINDER_WASM: placed.finder, MIRROR_DETECTOR: placed.detector, MIRROR_MESH: placed.mesh };
    const known = Object.fromEntries(Object.entries(names).map(([name, address]) => [name, JSON.stringify(address)]));
    const worker = await bundle(dist, "mirror.js", "mirror", "worker.js", loaders, known);
    return { worker, stage: await bundle(dist, "stage.js", "mirror", "stage.js"), ...placed };
  } finally {
    await rm(work, { recursive: true });
  }
}

/** Where the app finds the scripts, should she want to try something on. */
export function metas({ worker, stage }) {
  return `<meta name="mirror" content="${worker}">\n    <meta name="stage" content="${stage}">`;
}

/** Takes the place of the try-on in a finished build. */
async function renew(dist) {
  const old = (await readdir(dist)).filter((name) => /^(mirror|finder|stage)-/.test(name));
  for (const name of [...old, "networks"]) await rm(join(dist, name), { recursive: true, force: true });
  const about = JSON.parse(await readFile(join(dist, "build.json"), "utf8"));
  const addresses = await mirror(dist);
  const html = await readFile(join(dist, "index.html"), "utf8");
  await writeFile(join(dist, "index.html"), html.replace(/<meta name="mirror"[^>]*>\s*<meta name="stage"[^>]*>/, metas(addresses)));
  const ours = (path) => /^\/(mirror-|finder-|stage-|networks\/)/.test(path);
  const placed = (await filesUnder(dist)).filter((file) => ours(file.slice(dist.length)));
  const files = [...about.files.filter((file) => !ours(file.path)), ...(await compress(dist, placed))];
  files.sort((a, b) => b.bytes - a.bytes || a.path.localeCompare(b.path));
  const id = hash(JSON.stringify(files) + (await readFile(join(dist, "index.html"), "utf8")));
  await writeFile(join(dist, "build.json"), `${JSON.stringify({ ...about, id, mirror: addresses, files }, null, 1)}\n`);
  for (const { path, bytes, gz, br } of files.filter(({ path }) => ours(path))) console.log(`${path} ${bytes} gz ${gz} br ${br}`);
}
