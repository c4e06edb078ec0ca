// A camera for Chromium: films of makeup's test faces as Y4M, made once for each run, and small files that are no photos.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { chromium as engine, type Browser, type Page } from "@playwright/test";
import { chromium } from "./browser.cjs";
import { FACES } from "./mirror";
import { test as base } from "./test";

export type Face = (typeof FACES)[number];
const FOLDER = join(__dirname, "..", "..", "crates", "makeup", "tests", "faces");
const [WIDTH, HEIGHT] = [640, 480];

/** The picture of a test face. */
export const faceFile = (face: Face) => join(FOLDER, `${face}.png`);

/** A film's frames, each as luma and two planes of chroma of a quarter of it. */
export type Film = { width: number; height: number; frames: Buffer[] };

/** A film of these faces, a frame each; `undefined` is a grey frame. */
function filmOfFaces(faces: (Face | undefined)[]): Film {
  return { width: WIDTH, height: HEIGHT, frames: faces.map((face) => (face ? planes(pixels(face)) : Buffer.alloc((WIDTH * HEIGHT * 3) / 2, 128))) };
}

/** Chromium with a camera that shows a film over and over. It asks nobody. */
export function withCamera({ width, height, frames }: Film) {
  const film = join(mkdtempSync(join(tmpdir(), "vitrine-camera-")), "film.y4m");
  const marked = frames.flatMap((frame) => [Buffer.from("FRAME\n"), frame]);
  writeFileSync(film, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420jpeg\n`), ...marked]));
  const args = ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`];
  return { ...chromium, args: [...chromium.args, ...args] };
}

type Fixtures = {
  /** A page in a browser with a camera that shows these faces; she lets pages use it or does not. */
  cameraPage: (allowed: boolean, ...faces: (Face | undefined)[]) => Promise<Page>;
  /** The same with a film of anything. */
  filmPage: (allowed: boolean, film: Film) => Promise<Page>;
};

/** The test function of specs with a camera: a browser's camera is chosen when it starts, so each gets its own. */
export const test = base.extend<Fixtures>({
  cameraPage: async ({ filmPage }, use) => use((allowed, ...faces) => filmPage(allowed, filmOfFaces(faces))),
  filmPage: async ({ baseURL, complaints, viewport, isMobile, hasTouch, deviceScaleFactor }, use) => {
    const browsers: Browser[] = [];
    await use(async (allowed, film) => {
      const browser = await engine.launch(withCamera(film));
      browsers.push(browser);
      const permissions = allowed ? ["camera", "geolocation"] : [];
      const context = await browser.newContext({ baseURL, viewport, isMobile, hasTouch, deviceScaleFactor, permissions, geolocation: { latitude: 52.52, longitude: 13.405 }, locale: "en-GB" });
      complaints.watch(context);
      return context.newPage();
    });
    await Promise.all(browsers.map((browser) => browser.close()));
  },
});

/** Red, green and blue of a PNG of eight bits without interlace, as makeup's are. */
function pixels(face: Face): Buffer {
  const file = readFileSync(faceFile(face));
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = WIDTH * 3;
  const out = Buffer.alloc(stride * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x >= 3 ? out[y * stride + x - 3] : 0;
      const up = y > 0 ? out[(y - 1) * stride + x] : 0;
      const corner = x >= 3 && y > 0 ? out[(y - 1) * stride + x - 3] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[y * stride + x] = raw[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** Luma, and chroma of every second pixel (BT.601, full range). */
function planes(rgb: Buffer): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT);
  const chroma = [Buffer.alloc(luma.length / 4), Buffer.alloc(luma.length / 4)];
  const at = (x: number, y: number) => (y * WIDTH + x) * 3;
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const [r, g, b] = rgb.subarray(at(x, y), at(x, y) + 3);
      luma[y * WIDTH + x] = 0.299 * r + 0.587 * g + 0.114 * b;
      if (x % 2 === 0 && y % 2 === 0) {
        const half = ((y / 2) * WIDTH) / 2 + x / 2;
        chroma[0][half] = 128 - 0.168736 * r - 0.331264 * g + 0.5 * b;
        chroma[1][half] = 128 + 0.5 * r - 0.418688 * g - 0.081312 * b;
      }
    }
  }
  return Buffer.concat([luma, ...chroma]);
}

const big = (number: number) => [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255];
const chunk = (kind: string, ...body: number[]) => [...big(body.length), ...Buffer.from(kind), ...body, 0, 0, 0, 0];
const PNG = [0x89, ...Buffer.from("PNG\r\n"), 0x1a, 0x0a];
const header = (width: number, height: number) => chunk("IHDR", ...big(width), ...big(height), 8, 2, 0, 0, 0);

/** Files that cannot be tried on, each with a part of what she is told. */
export const NO_PHOTOS: { name: string; body: Buffer; told: string }[] = [
  { name: "letter.jpg", body: Buffer.from("Dear Sir or Madam,\n".repeat(40)), told: "no photo" },
  { name: "nothing.jpg", body: Buffer.alloc(0), told: "no photo" },
  { name: "phone.heic", body: Buffer.from([...big(24), ...Buffer.from("ftypheic"), 0, 0, 0, 0, ...Buffer.from("mif1heic")]), told: "HEIC" },
  { name: "dance.gif", body: Buffer.from("GIF89a\x01\x00\x01\x00\x00\x00\x00;", "latin1"), told: "moves" },
  { name: "dance.png", body: Buffer.from([...PNG, ...header(8, 8), ...chunk("acTL", ...big(2), ...big(0))]), told: "moves" },
  { name: "panorama.png", body: Buffer.from([...PNG, ...header(40_000, 2_000), ...chunk("IDAT", 1, 2, 3)]), told: "too large" },
  { name: "broken.jpg", body: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9]), told: "cannot be opened" },
];
