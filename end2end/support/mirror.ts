// The try-on's worker on an empty page of the shop, which has the shop's policy and nothing that would start it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Page } from "@playwright/test";

const ROOT = join(__dirname, "..", "..");
type Addresses = Record<"worker" | "wasm" | "finder" | "detector" | "mesh", string>;
export const addresses = (JSON.parse(readFileSync(join(ROOT, "dist", "build.json"), "utf8")) as { mirror: Addresses }).mirror;

/** A shade of a shelf, and how far it is from what was asked for, in ΔE00. */
type Near = { sku: string; difference: number };

/** What the worker says; one of these. */
export type Said = {
  ready?: { there: number; ms: number };
  shown?: { face: boolean; width: number; height: number; level: number; ms: Record<string, number>; memory: number; learned?: number };
  still?: { face: boolean; width: number; height: number; hash: string };
  suggested?: { shades: Near[]; learned: number };
  alike?: { shades: Near[] };
  learned?: number;
  dropped?: true;
  error?: { code: string; message: string };
};

/** Pictures of makeup's tests. */
export const FACES = ["close", "front", "tilted"] as const;
type Face = (typeof FACES)[number];

/** A page with a worker that has been started and told nothing yet. */
export class Mirror {
  private constructor(private readonly page: Page) {}

  static async on(page: Page): Promise<Mirror> {
    for (const face of FACES) {
      const body = readFileSync(join(ROOT, "crates/makeup/tests/faces", `${face}.png`));
      await page.route(`/${face}.png`, (route) => route.fulfill({ body, contentType: "image/png" }));
    }
    await page.goto("/robots.txt");
    await page.evaluate(start, addresses.worker);
    return new Mirror(page);
  }

  init(canvas = true): Promise<Said> {
    return this.page.evaluate((canvas) => window.mirror.init(canvas), canvas);
  }

  /** A photo; the answer has FNV-1a of the painted picture. */
  still(face: Face, look: string): Promise<Said> {
    return this.page.evaluate(([face, look]) => window.mirror.still(face, look), [face, look] as const);
  }

  /** As many frames of a film, each sent when the one before was answered; `undefined` is a grey one. */
  film(face: Face | undefined, look: string, frames: number): Promise<Said[]> {
    return this.page.evaluate(([face, look, frames]) => window.mirror.film(face, look, frames), [face, look, frames] as const);
  }

  /** As many frames with her skin taken into account; with `paper`, a white sheet lies there, in shares of width and height. */
  learn(face: Face, frames: number, paper?: readonly [number, number], look = ""): Promise<Said[]> {
    return this.page.evaluate(([face, look, frames, skin]) => window.mirror.film(face, look, frames, skin), [
      face,
      look,
      frames,
      paper ? { paper } : true,
    ] as const);
  }

  /** Something else than a picture, such as `{ suggest: … }`. */
  ask(message: object): Promise<Said> {
    return this.page.evaluate((message) => window.mirror.ask(message), message);
  }

  /** As many frames at once. */
  flood(face: Face, look: string, frames: number): Promise<Said[]> {
    return this.page.evaluate(([face, look, frames]) => window.mirror.flood(face, look, frames), [face, look, frames] as const);
  }

  /** Red, green, blue and cover of a pixel of the page's canvas. */
  shownColour(x: number, y: number): Promise<number[]> {
    return this.page.evaluate(([x, y]) => window.mirror.colour(x, y), [x, y] as const);
  }
}

declare global {
  interface Window {
    mirror: {
      init(canvas: boolean): Promise<Said>;
      still(face: string, look: string): Promise<Said>;
      film(face: string | undefined, look: string, frames: number, skin?: unknown): Promise<Said[]>;
      ask(message: object): Promise<Said>;
      flood(face: string, look: string, frames: number): Promise<Said[]>;
      colour(x: number, y: number): number[];
    };
  }
}

/** Runs in the page. */
function start(address: string) {
  const policies = (window as unknown as { trustedTypes?: { createPolicy(name: string, rules: object): unknown } }).trustedTypes;
  policies?.createPolicy("default", { createScriptURL: (url: string) => url });
  const worker = new Worker(address);
  const canvas = document.createElement("canvas");
  const answers = (count: number, send: () => void) =>
    new Promise<Said[]>((resolve, reject) => {
      const heard: Said[] = [];
      worker.onerror = (event) => reject(new Error(`the worker fails: ${event.message}`));
      worker.onmessage = ({ data }) => heard.push(data) === count && resolve(heard);
      send();
    });
  const ask = async (message: object, moved: Transferable[] = []) => (await answers(1, () => worker.postMessage(message, moved)))[0];
  const picture = async (face?: string) => {
    if (face) return createImageBitmap(await (await fetch(`/${face}.png`)).blob());
    return createImageBitmap(new ImageData(new Uint8ClampedArray(640 * 480 * 4).fill(128), 640, 480));
  };
  window.mirror = {
    init(given) {
      const moved = given ? canvas.transferControlToOffscreen() : undefined;
      return ask({ init: { canvas: moved } }, moved ? [moved] : []);
    },
    async still(face, look) {
      const still = await picture(face);
      const said = (await ask({ still, look }, [still])) as { still?: { picture?: ImageData; hash?: string } };
      if (said.still) {
        let hash = 0xcbf29ce484222325n;
        for (const byte of said.still.picture!.data) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
        said.still.hash = hash.toString(16).padStart(16, "0");
        delete said.still.picture;
      }
      return said as Said;
    },
    ask: (message) => ask(message) as Promise<Said>,
    async film(face, look, frames, skin) {
      const source = await picture(face);
      const heard: Said[] = [];
      for (let at = 0; at < frames; at++) {
        const frame = await createImageBitmap(source);
        heard.push(await ask({ frame, look, at: at * 33, skin }, [frame]));
      }
      return heard;
    },
    async flood(face, look, frames) {
      const source = await picture(face);
      const bitmaps = await Promise.all(Array.from({ length: frames }, () => createImageBitmap(source)));
      return answers(frames, () => bitmaps.forEach((frame, at) => worker.postMessage({ frame, look, at }, [frame])));
    },
    colour(x, y) {
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d")!;
      copy.drawImage(canvas, 0, 0);
      return [...copy.getImageData(x, y, 1, 1).data];
    },
  };
}
