// The barcode reader in a worker of its own: pictures of a camera or a photo come in, what stands in their code goes out.
//
// A page starts it when she wants to scan and tells it one thing at a time:
//   { frame }   a picture of a film: an ImageBitmap or ImageData
//   { still }   a photo, looked at with all care
//   { forget: true }   a new film begins
// and hears for each `read`: { code?: { kind, text }, bright, ms }, or `error` ({ code, message }). No picture leaves the device.
import start, { Scanner } from "scanner:loader";

/** The longest side of a picture, in pixels, of a film and of a photo. */
const FRAME_SIDE = 960;
const STILL_SIDE = 1280;

let memory;
let scanner;
let desk;
const begun = begin();

async function begin() {
  const answer = await fetch(SCANNER_WASM);
  if (!answer.ok) throw new Error(`${SCANNER_WASM} cannot be loaded: the server answers ${answer.status}.`);
  ({ memory } = await start({ module_or_path: await answer.arrayBuffer() }));
  scanner = new Scanner();
}

self.onmessage = async ({ data }) => {
  try {
    await begun;
  } catch (error) {
    self.postMessage({ error: { code: "offline", message: error.message } });
    return;
  }
  try {
    if (data.forget) scanner.forget();
    else self.postMessage({ read: data.still ? still(data.still) : frame(data.frame), still: Boolean(data.still) });
  } catch (error) {
    self.postMessage({ error: { code: error instanceof WebAssembly.RuntimeError ? "broken" : "picture", message: error.message } });
  }
};

function frame(picture) {
  const began = performance.now();
  place(picture, FRAME_SIDE);
  return heard(scanner.follow(), began);
}

/** A photo is looked at whole, then its middle closer: a code in a large photo is small. */
function still(picture) {
  const began = performance.now();
  place(picture, STILL_SIDE);
  let line = scanner.find();
  for (const share of [0.5, 0.25]) {
    if (line || picture.data) break;
    place(picture, STILL_SIDE, share);
    line = scanner.find();
  }
  picture.close?.();
  return heard(line, began);
}

function heard(line, began) {
  const at = line?.indexOf(" ");
  const code = line && { kind: line.slice(0, at), text: line.slice(at + 1) };
  return { code, bright: scanner.brightness(), ms: performance.now() - began };
}

/** Puts the middle `share` of a picture where the scanner looks, no larger than `side`. */
function place(picture, side, share = 1) {
  if (picture.data) {
    into(picture.width, picture.height, picture.data);
    return;
  }
  const [across, down] = [picture.width * share, picture.height * share];
  const scale = Math.min(1, side / Math.max(across, down));
  const [width, height] = [across, down].map((length) => Math.max(1, Math.round(length * scale)));
  if (desk?.canvas.width !== width || desk.canvas.height !== height) {
    desk = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  }
  desk.drawImage(picture, (picture.width - across) / 2, (picture.height - down) / 2, across, down, 0, 0, width, height);
  if (share === 1 && side === FRAME_SIDE) picture.close();
  into(width, height, desk.getImageData(0, 0, width, height).data);
}

function into(width, height, data) {
  // The memory moves when it grows: the view is made after the room is.
  const address = scanner.room(width, height);
  new Uint8Array(memory.buffer, address, data.length).set(data);
}
