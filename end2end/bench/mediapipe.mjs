// MediaPipe's own engine beside ours: the npm package @mediapipe/tasks-vision with the two networks that it needs as one file, a "task".
// That file is in no registry. It is put together from the networks in the PyPI package mediapipe: what the mesh network answers in six pieces
// is joined to one by two more operators, as the task's own network does. Kept in target/bench, never committed.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { crc32 as sum, inflateRawSync } from "node:zlib";
import { ROOT } from "../support/vitrine.cjs";

const FOLDER = join(ROOT, "target/bench");
const VERSION = "0.10.14";
const NETWORKS = {
  "face_detection_short_range.tflite": ["mediapipe/modules/face_detection", "bbff11ce"],
  "face_landmark_with_attention.tflite": ["mediapipe/modules/face_landmark", "e06a804e"],
};
const VISION = join(ROOT, "end2end/node_modules/@mediapipe/tasks-vision");
const PARTS = ["vision_bundle.mjs", "wasm/vision_wasm_internal.js", "wasm/vision_wasm_internal.wasm"];

/** What a page of theirs downloads besides the networks. */
export const THEIR_CODE = PARTS.map((part) => join(VISION, part));

/** The task's file; made when it is not there. */
function task() {
  const path = join(FOLDER, "face_landmarker.task");
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true });
  execFileSync("python3", ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", FOLDER, `mediapipe==${VERSION}`]);
  const wheel = readFileSync(join(FOLDER, readdirSync(FOLDER).find((name) => name.startsWith(`mediapipe-${VERSION}`) && name.endsWith(".whl"))));
  const [detector, mesh] = Object.entries(NETWORKS).map(([name, [folder, hash]]) => {
    const file = unzipped(wheel, `${folder}/${name}`);
    if (!createHash("sha256").update(file).digest("hex").startsWith(hash)) throw new Error(`${name} of mediapipe ${VERSION} is another one`);
    return file;
  });
  writeFileSync(path, zipped({ "face_detector.tflite": detector, "face_landmarks_detector.tflite": joined(mesh) }));
  return path;
}

/** One file of a ZIP. */
function unzipped(zip, wanted) {
  let at = zip.readUInt32LE(zip.lastIndexOf(Buffer.from("PK\x05\x06")) + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    if (zip.toString("utf8", at + 46, at + 46 + name) === wanted) {
      const local = zip.readUInt32LE(at + 42);
      const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const bytes = zip.subarray(from, from + zip.readUInt32LE(at + 20));
      return zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes);
    }
    at += 46 + name + extra + comment;
  }
  throw new Error(`${wanted} is not in the package`);
}

/** A ZIP of files as they are, which MediaPipe maps into memory. */
function zipped(files) {
  const [bodies, list] = [[], []];
  let at = 0;
  for (const [name, body] of Object.entries(files)) {
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc(body), 10);
    head.writeUInt32LE(body.length, 14);
    head.writeUInt32LE(body.length, 18);
    head.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    list.push(Buffer.from("PK\x01\x02\x14\0", "latin1"), head, place, Buffer.from(name));
    bodies.push(Buffer.from("PK\x03\x04", "latin1"), head, Buffer.from(name), body);
    at += 30 + name.length + body.length;
  }
  const size = list.reduce((bytes, part) => bytes + part.length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  for (const field of [8, 10]) end.writeUInt16LE(Object.keys(files).length, field);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...list, end]);
}

function crc(bytes) {
  if (sum) return sum(bytes);
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A number in a table of a FlatBuffer, and where what it points to lies. */
const field = (file, table, slot) => {
  const vtable = table - file.readInt32LE(table);
  const at = 4 + slot * 2 < file.readUInt16LE(vtable) ? file.readUInt16LE(vtable + 4 + slot * 2) : 0;
  return at ? table + at : undefined;
};
const target = (file, at) => at + file.readUInt32LE(at);
const follow = (file, table, slot) => target(file, field(file, table, slot));
const numbers = (file, vector) => Array.from({ length: file.readUInt32LE(vector) }, (_, at) => file.readInt32LE(vector + 4 + at * 4));
const tables = (file, vector) => Array.from({ length: file.readUInt32LE(vector) }, (_, at) => target(file, vector + 4 + at * 4));

/**
 * The mesh network with one answer for all 478 points. Offsets of a FlatBuffer only lead forward: the new tables stand in front of the whole
 * old file and point into it.
 */
function joined(original) {
  const file = Buffer.from(original);
  const model = target(file, 0);
  const [graph] = tables(file, follow(file, model, 2));
  const lists = { codes: follow(file, model, 1), buffers: follow(file, model, 4), tensors: follow(file, graph, 0), operators: follow(file, graph, 3) };
  const [codes, buffers, tensors, operators] = Object.values(lists).map((vector) => tables(file, vector).map((at) => ({ old: at })));
  const outputs = numbers(file, follow(file, graph, 2));
  const lengths = outputs.map((tensor) => numbers(file, follow(file, tensors[tensor].old, 0)).reduce((all, side) => all * side, 1));
  if (lengths.join() !== "1404,160,142,142,10,10,1") throw new Error(`the mesh network answers ${lengths}`);
  only(file, follow(file, model, 6), buffers, 2);

  const [all, where, merged] = [tensors.length, tensors.length + 1, tensors.length + 2];
  const tensor = (shape, type, buffer) => table([ints(shape), byte(type), int(buffer), text("joined")]);
  tensors.push(tensor([1, 1, 1, 1868], 0, 0), tensor([1434], 2, buffers.length), tensor([1, 1, 1, 1434], 0, 0));
  buffers.push(table([bytes(Buffer.from(Int32Array.from(sources()).buffer))]));
  const code = (kind) => table([byte(kind), undefined, int(1), int(kind)]);
  const along = (axis) => table([int(axis)]);
  operators.push(table([int(codes.length), ints(outputs.slice(0, 6)), ints([all]), byte(10), along(3)]));
  operators.push(table([int(codes.length + 1), ints([all, where]), ints([merged]), byte(23), along(3)]));
  codes.push(code(2), code(36));
  const inputs = ints(numbers(file, follow(file, graph, 1)));
  const newGraph = table([list(tensors), inputs, ints([merged, outputs[6]]), list(operators), text("main")]);
  const metadata = { old: follow(file, model, 6) };
  return written(table([int(3), list(codes), list([newGraph]), text("joined"), list(buffers), undefined, metadata]), file);
}

/** Lets the network's description speak of so many answers only. */
function only(file, metadata, buffers, count) {
  const [entry] = tables(file, metadata);
  const data = follow(file, buffers[file.readUInt32LE(field(file, entry, 1))].old, 0) + 4;
  const about = file.subarray(data);
  const [graph] = tables(about, follow(about, target(about, 0), 3));
  about.writeUInt32LE(count, follow(about, graph, 3));
}

/** For each coordinate of each point, where it stands in the six answers one behind the other. */
function sources() {
  const lines = readFileSync(join(ROOT, "crates/makeup/src/face/contour.rs"), "utf8");
  const line = (name) => lines.match(new RegExp(`const ${name}: \\[usize; \\d+\\] =\\s*\\[([^\\]]+)\\]`))[1].split(",").map(Number).filter((_, at, all) => at < all.length - 1 || all[at]);
  const places = Array.from({ length: 478 }, (_, point) => [point * 3, point * 3 + 1, point * 3 + 2]);
  let at = 1404;
  for (const name of ["REFINED_LIPS", "REFINED_RIGHT_EYE", "REFINED_LEFT_EYE", "RIGHT_IRIS", "LEFT_IRIS"]) {
    for (const point of line(name)) {
      // The network gives irises no depth: that of their eye.
      const depth = point < 468 ? places[point][2] : (point < 473 ? 33 : 263) * 3 + 2;
      places[point] = [at, at + 1, depth];
      at += 2;
    }
  }
  return places.flat();
}

// Pieces of a FlatBuffer: their size, how they are written, what they point to.
const int = (value) => ({ value, size: 4 });
const byte = (value) => ({ value, size: 1 });
const vector = (count, size, write, to = []) => ({ to, bytes: 4 + size, align: 4, write: (out, at) => [out.writeUInt32LE(count, at), write(out, at + 4)] });
const ints = (values) => vector(values.length, values.length * 4, (out, at) => values.forEach((value, index) => out.writeInt32LE(value, at + index * 4)));
const text = (value) => vector(value.length, value.length + 1, (out, at) => out.write(value, at));
const bytes = (value) => ({ ...vector(value.length, value.length, (out, at) => value.copy(out, at)), align: 16, before: 4 });
const list = (values) => vector(values.length, values.length * 4, (out, at) => values.forEach((value, index) => out.writeUInt32LE(value.at - at - index * 4, at + index * 4)), values);

function table(fields) {
  const head = 4 + fields.length * 2 + ((fields.length * 2) % 4);
  const write = (out, at) => {
    const own = at + head;
    out.writeUInt16LE(4 + fields.length * 2, at);
    out.writeUInt16LE(4 + fields.length * 4, at + 2);
    out.writeInt32LE(head, own);
    fields.forEach((field, slot) => {
      if (!field) return;
      out.writeUInt16LE(4 + slot * 4, at + 4 + slot * 2);
      const to = own + 4 + slot * 4;
      if (field.size === 1) out.writeUInt8(field.value, to);
      else out.writeUInt32LE(field.size ? field.value : field.at - to, to);
    });
  };
  return { to: fields.filter((field) => field && !field.size), bytes: head + 4 + fields.length * 4, align: 4, head, write };
}

/** The new pieces, each before what it points to, then the old file. */
function written(root, file) {
  const pieces = [root];
  for (const piece of pieces) pieces.push(...(piece.to ?? []).filter((next) => next.bytes && !pieces.includes(next)));
  let end = 8;
  for (const piece of pieces) {
    const before = piece.before ?? 0;
    piece.from = Math.ceil((end + before) / piece.align) * piece.align - before;
    piece.at = piece.from + (piece.head ?? 0);
    end = piece.from + piece.bytes;
  }
  const start = Math.ceil(end / 64) * 64;
  for (const piece of pieces) for (const next of piece.to ?? []) if (next.old !== undefined) next.at = start + next.old;
  const out = Buffer.concat([Buffer.alloc(start), file]);
  out.writeUInt32LE(root.at, 0);
  out.write("TFL3", 4);
  for (const piece of pieces) piece.write(out, piece.from);
  return out;
}

const KINDS = { ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm" };

/** Their engine on the camera of a browser, frame by frame on the page itself: the milliseconds of each, and in how many there was a face. */
export async function theirs(browser, frames) {
  const made = task();
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname.slice(1);
    const file = path === "task" ? made : PARTS.includes(path) ? join(VISION, path) : undefined;
    response.setHeader("Content-Type", file ? (KINDS[extname(file)] ?? "application/octet-stream") : "text/html");
    response.end(file ? readFileSync(file) : "<!doctype html><title>.</title>");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const context = await browser.newContext({ permissions: ["camera"] });
  try {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    return await page.evaluate(watch, frames);
  } finally {
    await context.close();
    server.close();
  }
}

/** Runs in the page. */
async function watch(count) {
  const { FaceLandmarker } = await import("/vision_bundle.mjs");
  const files = { wasmLoaderPath: "/wasm/vision_wasm_internal.js", wasmBinaryPath: "/wasm/vision_wasm_internal.wasm" };
  const baseOptions = { modelAssetPath: "/task", delegate: "CPU" };
  const engine = await FaceLandmarker.createFromOptions(files, { baseOptions, runningMode: "VIDEO", numFaces: 1 });
  const video = Object.assign(document.createElement("video"), { muted: true });
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
  await video.play();
  const times = [];
  let seen = 0;
  while (times.length < count) {
    await new Promise((next) => video.requestVideoFrameCallback(next));
    const begun = performance.now();
    const { faceLandmarks } = engine.detectForVideo(video, begun);
    times.push(performance.now() - begun);
    seen += faceLandmarks.length;
  }
  engine.close();
  return { times, seen };
}
