// The try-on's worker on a camera of 640x480: the test face, gently moved, as the camera of a Chromium without a graphics card.
// Beside it, in the same browser on the same camera, MediaPipe's own engine (mediapipe.mjs).
// Prints Markdown. VITRINE_BENCH_FRAMES says how many frames; with VITRINE_BENCH_MINUTES, the memory of a film of so many minutes is measured as well.
import { chromium as engine } from "@playwright/test";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "../support/browser.cjs";
import { ROOT } from "../support/vitrine.cjs";
import { THEIR_CODE, theirs } from "./mediapipe.mjs";
import { quantile, withShop } from "./shop.mjs";

const FRAMES = Number(process.env.VITRINE_BENCH_FRAMES ?? 150);
const MINUTES = Number(process.env.VITRINE_BENCH_MINUTES ?? 0);
const WARM_UP = 20;
/** How many different frames the camera has; it shows them over and over. */
const CLIP = 60;
const FACE = readFileSync(join(ROOT, "crates/makeup/tests/faces/front.png")).toString("base64");
const LOOKS = [
  { name: "lips", look: "lips:9c2230:matte:95", goal: "12 / 25" },
  { name: "full look", look: fullLook(), goal: "20 / 33" },
];
const { mirror, files } = JSON.parse(readFileSync(join(ROOT, "dist", "build.json"), "utf8"));

await withShop(async ({ url, browser }) => {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-camera-"));
  const clip = join(folder, "face.mjpeg");
  writeFileSync(clip, await film(browser, url));
  const args = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", `--use-file-for-fake-video-capture=${clip}`];
  const withCamera = await engine.launch({ ...chromium, args: [...chromium.args, ...args] });
  try {
    console.log(`| ${FRAMES} frames, 640x480 | goal ms | p50 ms | p95 ms | read | look | paint | show | level |`);
    console.log("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    const first = [];
    for (const { name, look, goal } of LOOKS) {
      const run = await inWorker(withCamera, url, look);
      const of = (part, share = 0.5) => quantile(run.shown.map(({ ms }) => ms[part]), share).toFixed(1);
      const seen = run.shown.filter(({ face }) => face).length;
      const level = Math.max(...run.shown.map(({ level }) => level));
      const parts = ["read", "look", "paint", "show"].map((part) => of(part)).join(" | ");
      console.log(`| ${name}, a face in ${seen} | ${goal} | ${of("all")} | ${of("all", 0.95)} | ${parts} | ${level} |`);
      first.push(run);
    }
    await compare(withCamera, first);
    if (MINUTES > 0) await remember(withCamera, url);
    console.log("\n| from the files being there | goal ms | each ms |\n|---|---:|---|");
    console.log(`| until ready for frames | | ${first.map(({ ready }) => ready.toFixed(0)).join(", ")} |`);
    console.log(`| until the first frame is shown | 300 | ${first.map(({ first }) => first.toFixed(0)).join(", ")} |`);
  } finally {
    await withCamera.close();
    rmSync(folder, { recursive: true, force: true });
  }
  weigh();
});

/** Everything that is on a face on a good evening, as the pictures of `makeup` have it. */
function fullLook() {
  const goldens = readFileSync(join(ROOT, "crates/mirror/tests/goldens.txt"), "utf8");
  return goldens.split(/\s+/).find((word) => word.startsWith("foundation:"));
}

/** JPEGs one behind the other, which Chromium takes for a camera: the face sways and comes nearer. */
async function film(browser, url) {
  const page = await browser.newPage();
  await page.goto(`${url}/robots.txt`);
  const frames = await page.evaluate(draw, [FACE, CLIP]);
  await page.close();
  return Buffer.concat(frames.map((frame) => Buffer.from(frame, "base64")));
}

/** Runs in a page. */
async function draw([face, count]) {
  const bytes = Uint8Array.from(atob(face), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(640, 480);
  const context = canvas.getContext("2d");
  const frames = [];
  for (let at = 0; at < count; at++) {
    const turn = (at / count) * 2 * Math.PI;
    const scale = 1.05 + 0.04 * Math.sin(turn);
    context.setTransform(scale, 0, 0, scale, 320 + 14 * Math.cos(turn), 240 + 6 * Math.sin(2 * turn));
    context.rotate(0.05 * Math.sin(turn));
    context.drawImage(picture, -320, -240, 640, 480);
    const jpeg = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 })).arrayBuffer());
    frames.push(btoa(Array.from(jpeg, (byte) => String.fromCharCode(byte)).join("")));
  }
  return frames;
}

async function inWorker(browser, url, look, frames = FRAMES, camera = true) {
  const context = await browser.newContext({ permissions: ["camera"] });
  const page = await context.newPage();
  await page.goto(`${url}/robots.txt`);
  const run = await page.evaluate(watch, [mirror.worker, look, frames + WARM_UP, camera]);
  await context.close();
  return { ...run, shown: run.shown.slice(WARM_UP) };
}

/** Our engine and MediaPipe's: from a frame of the camera to the points of the face. Each on its own, one behind the other, as the machine is. */
async function compare(browser, ours) {
  const { times, seen } = await theirs(browser, FRAMES + WARM_UP);
  const warm = times.slice(WARM_UP);
  const own = ours.flatMap(({ shown }) => shown.map(({ ms }) => ms.read + ms.look));
  console.log("\n| from a frame to the points of the face | p50 ms | p95 ms |\n|---|---:|---:|");
  for (const [name, times] of [["ours", own], ["`@mediapipe/tasks-vision` 0.10.35, CPU", warm]]) {
    console.log(`| ${name} | ${quantile(times, 0.5).toFixed(1)} | ${quantile(times, 0.95).toFixed(1)} |`);
  }
  console.log(`\nMediaPipe saw a face in ${seen} of ${times.length} frames.`);
}

/** Memory over a long film with everything on, as many frames as a camera of thirty a second sends. */
async function remember(browser, url) {
  const { shown } = await inWorker(browser, url, LOOKS[1].look, MINUTES * 60 * 30, false);
  const [early, late] = [shown[100], shown.at(-1)].map(({ memory }) => memory / 1e6);
  console.log(`\n| ${shown.length} frames, full look | MB |\n|---|---:|`);
  console.log(`| wasm memory after 100 frames | ${early.toFixed(1)} |\n| after all | ${late.toFixed(1)} |`);
}

/** Runs in a page: each new picture of the camera, or without waiting whatever it shows, goes to the worker when it has answered the one before. */
async function watch([address, look, count, camera]) {
  trustedTypes.createPolicy("default", { createScriptURL: (url) => url });
  const video = Object.assign(document.createElement("video"), { muted: true });
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
  await video.play();
  const canvas = document.createElement("canvas").transferControlToOffscreen();
  const worker = new Worker(address);
  const ask = (message, moved) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error.message)) : resolve(data));
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(message, moved);
    });
  const { ready } = await ask({ init: { canvas } }, [canvas]);
  const shown = [];
  let first;
  while (shown.length < count) {
    if (first && camera) await new Promise((next) => video.requestVideoFrameCallback(next));
    const frame = await createImageBitmap(video);
    shown.push((await ask({ frame, look, at: performance.now() }, [frame])).shown);
    first ??= performance.timeOrigin + performance.now() - ready.there;
  }
  worker.terminate();
  return { ready: ready.ms, first, shown };
}

/** What is downloaded, against MediaPipe's own engine. */
function weigh() {
  const kB = (bytes) => (bytes / 1000).toFixed(0);
  const travels = (paths) => paths.reduce((sum, path) => sum + files.find((file) => file.path === path).gz, 0);
  const networks = travels([mirror.detector, mirror.mesh]);
  const raw = THEIR_CODE.reduce((sum, file) => sum + statSync(file).size, 0);
  const gz = THEIR_CODE.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
  const code = [mirror.worker, mirror.wasm];
  const bytes = code.reduce((sum, path) => sum + files.find((file) => file.path === path).bytes, 0);
  console.log("\n| download | kB | gzip kB |\n|---|---:|---:|");
  console.log(`| worker and wasm, engine and renderer | ${kB(bytes)} | ${kB(travels(code))} |`);
  console.log(`| \`@mediapipe/tasks-vision\` 0.10.35, engine only | ${kB(raw)} | ${kB(gz)} |`);
  console.log(`| the two networks, for either | | ${kB(networks)} |`);
  console.log(`\nEngine and renderer weigh 1/${(gz / travels(code)).toFixed(0)} of it.`);
}
