// Builds the try-on beside the app: crates/mirror as a wasm of its own, with simd128, which the app's must not have; the shade finder's wasm,
// crates/finder, which is only loaded when she asks for shades; its worker's script;
// the script of the page that feeds it; the two networks. All of them get immutable names, and no page loads them before she wants to try something on.
// `node build/mirror.mjs` puts them into the dist of an earlier build.

import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { compress, filesUnder, hash, hashedName, place } from "./files.mjs";

const run = promisify(execFile);
const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const NETWORKS = join(ROOT, ".tools", "networks");
// A folder of its own: with other flags in one, each build would undo the other.
const TARGET = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "mirror");
const FEATURES = ["simd", "bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];
// Half as much is copied into callers as usual: 2 kB less, and no slower.
const FLAGS = ["-Ctarget-feature=+simd128", "-Cllvm-args=-inline-threshold=100"];
const STRIP = ["--strip-debug", "--strip-producers", "--strip-target-features"];
const BROWSERS = "es2022";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await renew(join(ROOT, "dist"));
}

/** Puts everything into `dist`; returns the addresses. */
export async function mirror(dist) {
  const folder = await compile();
  const work = await mkdtemp(join(tmpdir(), "vitrine-mirror-"));
  try {
    for (const [name, care] of [["mirror", "-O2"], ["finder", "-Oz"]]) {
      await run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", work, join(folder, `${name}.wasm`)]);
      const wasm = join(work, `${name}_bg.wasm`);
      await run("wasm-opt", [care, ...STRIP, ...FEATURES.map((feature) => `--enable-${feature}`), wasm, "-o", wasm]);
    }
    await mkdir(join(dist, "networks"), { recursive: true });
    for (const name of ["LICENSE", "NOTICE"]) await copyFile(join(NETWORKS, name), join(dist, "networks", `${name}.txt`));
    const placed = {
      wasm: await place(dist, "mirror.wasm", join(work, "mirror_bg.wasm")),
      finder: await place(dist, "finder.wasm", join(work, "finder_bg.wasm")),
      detector: await place(dist, "networks/face_detection_short_range.tflite", join(NETWORKS, "face_detection_short_range.tflite")),
      mesh: await place(dist, "networks/face_landmark_with_attention.tflite", join(NETWORKS, "face_landmark_with_attention.tflite")),
    };
    const worker = await bundle(dist, "mirror.js", "worker.js", work, placed);
    return { worker, stage: await bundle(dist, "stage.js", "stage.js"), ...placed };
  } finally {
    await rm(work, { recursive: true });
  }
}

/** The flags take the place of those in .cargo/config.toml, which are for cutting the app. */
async function compile() {
  const target = "wasm32-unknown-unknown";
  const env = { ...process.env, CARGO_TARGET_DIR: TARGET, RUSTFLAGS: FLAGS.join(" ") };
  await run("cargo", ["build", "--profile", "wasm", "--target", target, "-p", "mirror", "-p", "finder", "--locked"], { cwd: ROOT, env });
  return join(TARGET, target, "wasm");
}

/** One classic script, with wasm-bindgen's loaders for the worker: not every browser has workers that are modules. */
async function bundle(dist, as, source, loaders = "", { wasm, finder, detector, mesh } = {}) {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, "crates", "mirror", source)],
    alias: loaders ? { "mirror:loader": join(loaders, "mirror.js"), "finder:loader": join(loaders, "finder.js") } : {},
    define: {
      MIRROR_WASM: JSON.stringify(wasm ?? ""),
      FINDER_WASM: JSON.stringify(finder ?? ""),
      MIRROR_DETECTOR: JSON.stringify(detector ?? ""),
      MIRROR_MESH: JSON.stringify(mesh ?? ""),
      // Only asked for by the loader when it is not told where the wasm is.
      "import.meta.url": '""',
    },
    bundle: true,
    format: "iife",
    legalComments: "none",
    minify: true,
    target: BROWSERS,
    write: false,
  });
  const script = outputFiles[0].text;
  const name = hashedName(as, script);
  await writeFile(join(dist, name), script);
  return `/${name}`;
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
