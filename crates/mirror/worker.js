// The try-on in a worker of its own: frames of a camera or photos come in, the same pictures with a look on go out.
//
// A page starts it when she wants it and tells it one thing at a time:
//   { init: { canvas? } }          loads the wasm and the networks; with an OffscreenCanvas, films are shown on it
//   { frame, look, at, points? }   a frame of a film: an ImageBitmap, a VideoFrame or ImageData; `at` in milliseconds
//   { still, look }                a photo: the answer has the picture
//   { suggest: { shelf, undertone? } }   shades for the skin seen in frames or stills sent with `skin: true`, or with `skin: { paper: [x, y] }`:
//                                  where a white sheet is, in shares of width and height. `shelf` has a line `product sku hex undertone` for each
//                                  shade, the undertone `cool`, `neutral`, `warm` or `-`; `undertone` is the one she has chosen
//   { alike: { shelf, sku, within?, most? } }   shades that look like that one, only of its product with `within`
//   { unlearn: true }              forgets her skin; so does closing the worker. Nothing of it is ever kept here
//   { measured: true }, { recall: [l, a, b] }   what was found of it, for a page that she asks to remember it, and back
// and hears `ready`, `shown`, `still`, `suggested`, `alike`, `measured`, `learned` or `error` ({ code, message }) for each. Frames are never queued: the one that waits gives way to the
// next and is answered with `dropped`. After an error with the code `broken` the worker is of no more use. No picture leaves the device.
import start, { Mirror } from "mirror:loader";
import startFinder, { Finder } from "finder:loader";

/** From care to speed: the longest side of a film's frames in pixels, and whether foundation is painted at half its size. */
const LEVELS = [
  { side: 640, halfBase: false },
  { side: 480, halfBase: false },
  { side: 480, halfBase: true },
  { side: 320, halfBase: true },
];
const STILL_SIDE = 1280;
/** When half of so many frames take longer than one at thirty a second, the next level is tried. */
const WATCHED = 24;
const SLOW_MS = 33;

let memory;
let mirror;
/** Knows of shades; loaded when they are first asked for. */
let finder;
let worn;
let shown;
let level = 0;
let times = [];
/** Where pictures are read, by size; without OffscreenCanvas only ImageData can be. */
let desk;

/** What is to be done in its order, and the frame that is shown when nothing else is left. */
const tasks = [];
let latest;
let busy = false;
/** A turn begins behind the messages that have come meanwhile, so that it takes the newest frame. */
const turn = new MessageChannel();

self.onmessage = ({ data }) => {
  if (!data.frame) {
    tasks.push(data);
  } else {
    if (latest) drop(latest);
    latest = data;
  }
  turn.port2.postMessage(null);
};

turn.port1.onmessage = async () => {
  const data = busy ? undefined : (tasks.shift() ?? latest);
  if (!data) return;
  if (data === latest) latest = undefined;
  busy = true;
  let answer;
  try {
    if (mirror && !finder && (data.skin || data.suggest || data.alike || data.recall)) await fetchFinder();
    answer = data.init ? await init(data.init) : data.still ? still(data) : data.frame ? frame(data) : ask(data);
  } catch (error) {
    answer = { error: { code: error.kind ?? "broken", message: error.message } };
  }
  (data.frame ?? data.still)?.close?.();
  busy = false;
  const { points, picture } = answer.shown ?? answer.still ?? {};
  self.postMessage(answer, [points?.buffer, picture?.data.buffer].filter(Boolean));
  turn.port2.postMessage(null);
};

function drop({ frame }) {
  frame.close?.();
  self.postMessage({ dropped: true });
}

async function init({ canvas }) {
  const [module, detector, mesh] = await Promise.all([MIRROR_WASM, MIRROR_DETECTOR, MIRROR_MESH].map(load));
  const there = performance.now();
  ({ memory } = await start({ module_or_path: module }));
  mirror?.free();
  mirror = undefined;
  mirror = said("network", () => new Mirror(detector, mesh));
  finder?.learned(true);
  // A canvas can be given away once only: a second init keeps the first one's.
  if (canvas) shown = canvas.getContext("2d");
  [worn, level, times] = [undefined, 0, []];
  return { ready: { there: performance.timeOrigin + there, ms: performance.now() - there } };
}

async function fetchFinder() {
  await startFinder({ module_or_path: await load(FINDER_WASM) });
  finder = new Finder();
}

async function load(address) {
  const answer = await fetch(address).catch((error) => refuse("offline", `${address} cannot be loaded: ${error.message}`));
  if (!answer.ok) refuse("offline", `${address} cannot be loaded: the server answers ${answer.status}.`);
  return new Uint8Array(await answer.arrayBuffer().catch((error) => refuse("offline", `${address} broke off: ${error.message}`)));
}

function frame({ frame, look, at, points, skin }) {
  const begun = performance.now();
  const { side, halfBase } = LEVELS[level];
  const size = place(frame, look, side);
  const read = performance.now();
  const face = mirror.follow(at ?? begun);
  const looked = performance.now();
  const seen = learn(face, skin);
  mirror.paint(halfBase);
  const painted = performance.now();
  const picture = show(size);
  const ended = performance.now();
  const ms = { read: read - begun, look: looked - read, paint: painted - looked, show: ended - painted, all: ended - begun };
  const answer = { shown: { face, ...size, level, ms, memory: memory.buffer.byteLength, picture, ...seen } };
  if (points && face) answer.shown.points = new Float32Array(memory.buffer, mirror.points(), 478 * 3).slice();
  watch(ms.all);
  return answer;
}

function still({ still, look, skin }) {
  const size = place(still, look, STILL_SIDE);
  const face = mirror.find();
  const seen = learn(face, skin);
  mirror.paint(false);
  const picture = new ImageData(pixels(size).slice(), size.width, size.height);
  // The film that goes on behind it is another picture.
  mirror.forget();
  return { still: { face, ...size, picture, ...seen } };
}

/** Takes her skin into account before anything is painted on it, and says how many pictures of it count. */
function learn(face, skin) {
  if (!skin) return {};
  const paper = skin.paper && mirror.paper(...skin.paper);
  if (skin.paper && paper === undefined) refuse("paper", "The white sheet must lie inside of the picture.");
  const from = mirror.patches();
  const used = face && finder.learn(new Uint32Array(memory.buffer, from, mirror.patch_words()), paper);
  if (face && skin.paper && !used) refuse("paper", "The white sheet is too dark or too bright there: hold it beside the face, in the same light.");
  return { learned: finder.learned(false) };
}

/** What is asked about shades. */
function ask({ suggest, alike, unlearn, measured, recall }) {
  if (!mirror) refuse("early", "The try-on is not ready: send { init } and wait for { ready }.");
  if (suggest) {
    const found = said("shelf", () => finder.suggest(suggest.shelf, suggest.undertone ?? ""));
    return { suggested: { shades: shades(found), learned: finder.learned(false) } };
  }
  if (alike) {
    const { shelf, sku, within = false, most = 6 } = alike;
    return { alike: { shades: shades(said("shelf", () => Finder.alike(shelf, sku, within, most))) } };
  }
  if (measured) return { measured: [...(finder?.measured() ?? [])] };
  if (recall) finder.recall(...recall);
  return { learned: finder?.learned(Boolean(unlearn)) ?? 0 };
}

function shades(lines) {
  return lines.split("\n").filter(Boolean).map((line) => line.split(" ")).map(([sku, tenths]) => ({ sku, difference: Number(tenths) / 10 }));
}

/** Puts the look on and the picture's pixels where the mirror looks for them, scaled down to `side`. */
function place(picture, look, side) {
  if (!mirror) refuse("early", "The try-on is not ready: send { init } and wait for { ready }.");
  if (look !== worn) {
    said("look", () => mirror.wear(look ?? ""));
    worn = look;
  }
  const [across, down] = [picture.displayWidth ?? picture.width, picture.displayHeight ?? picture.height];
  const scale = picture.data ? 1 : Math.min(1, side / Math.max(across, down));
  const size = { width: Math.max(1, Math.round(across * scale)), height: Math.max(1, Math.round(down * scale)) };
  const data = picture.data ?? drawn(picture, size);
  said("frame", () => mirror.room(size.width, size.height));
  pixels(size).set(data);
  return size;
}

function drawn(picture, { width, height }) {
  if (!self.OffscreenCanvas) refuse("frame", "This browser's workers cannot read pictures: send ImageData.");
  if (desk?.canvas.width !== width || desk.canvas.height !== height) {
    desk = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  }
  said("frame", () => desk.drawImage(picture, 0, 0, width, height));
  return desk.getImageData(0, 0, width, height).data;
}

/** The mirror's pixels. Not to be kept: the memory moves when it grows. */
function pixels({ width, height }) {
  return new Uint8ClampedArray(memory.buffer, mirror.room(width, height), width * height * 4);
}

/** Onto the page's canvas if there is one, else back to the page. */
function show({ width, height }) {
  if (!shown) return new ImageData(pixels({ width, height }).slice(), width, height);
  if (shown.canvas.width !== width || shown.canvas.height !== height) Object.assign(shown.canvas, { width, height });
  shown.putImageData(new ImageData(pixels({ width, height }), width, height), 0, 0);
}

/** Takes less care when frames come too late. It never goes back: a picture that changes its sharpness again and again is worse. */
function watch(ms) {
  times.push(ms);
  if (times.length < WATCHED) return;
  const middle = times.sort((a, b) => a - b)[WATCHED / 2];
  times = [];
  if (middle > SLOW_MS && level + 1 < LEVELS.length) level += 1;
}

/** What is refused with a sentence gets a code; what the wasm breaks off is a fault of ours. */
function said(kind, act) {
  try {
    return act();
  } catch (error) {
    throw error instanceof WebAssembly.RuntimeError ? error : Object.assign(new Error(error.message), { kind });
  }
}

function refuse(kind, message) {
  throw Object.assign(new Error(message), { kind });
}
