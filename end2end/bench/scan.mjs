// Scanning in a store: from the camera's first picture to the product on the page; and the search over what a device keeps for when there
// is no connection. Prints Markdown. VITRINE_BENCH_RUNS says how often a code is scanned.
import { chromium as engine } from "@playwright/test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Index } from "../../pwa/worker/search.js";
import { chromium } from "../support/browser.cjs";
import { quantile, withShop } from "./shop.mjs";

const RUNS = Number(process.env.VITRINE_BENCH_RUNS ?? 20);
/** A lipstick of the demo shop. */
const GTIN = "2001894699460";
const [WIDTH, HEIGHT, BAR] = [640, 480, 4];
// EAN-13 (GS1 General Specifications, 5.2): a digit's bars on the left, and which digits of the left half are mirrored.
const LEFT = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"];
const MIRRORED = ["000000", "001011", "001101", "001110", "010011", "011001", "011100", "010101", "010110", "011010"];
const QUERIES = ["lipstick", "matte", "velvt", "rose", "serum", "brush", "fig", "hy"];

console.log("| | median ms | slowest ms |\n|---|---:|---:|");
const folder = mkdtempSync(join(tmpdir(), "vitrine-scan-"));
try {
  await withShop(async ({ url }) => {
    report(`a barcode of 640x480: the camera's stream → its product on the page, ${RUNS} times`, await scan(url));
    report(`search over what the device keeps (${QUERIES.length} questions)`, await search(url));
  });
} finally {
  rmSync(folder, { recursive: true });
}

function report(what, times) {
  console.log(`| ${what} | ${quantile(times, 0.5).toFixed(1)} | ${Math.max(...times).toFixed(1)} |`);
}

async function scan(url) {
  const film = join(folder, "code.y4m");
  writeFileSync(film, y4m(GTIN));
  const args = [...chromium.args, "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`];
  const browser = await engine.launch({ ...chromium, args });
  const times = [];
  try {
    for (let run = 0; run < RUNS; run++) {
      const context = await browser.newContext({ baseURL: url, permissions: ["camera"], serviceWorkers: "block", locale: "en-GB", viewport: { width: 390, height: 844 } });
      await context.addInitScript(() => {
        const devices = navigator.mediaDevices;
        const ask = devices.getUserMedia.bind(devices);
        devices.getUserMedia = async (wanted) => {
          const stream = await ask(wanted);
          window.filmed = performance.now();
          return stream;
        };
        new MutationObserver(() => {
          if (!window.found && document.querySelector(".scan-found")) window.found = performance.now();
        }).observe(document, { subtree: true, childList: true });
      });
      const page = await context.newPage();
      await page.goto("/scan");
      await page.getByRole("button", { name: "Use camera" }).click();
      await page.waitForFunction(() => window.found);
      times.push(await page.evaluate(() => window.found - window.filmed));
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return times;
}

/** Asked as the worker asks, in the same engine without its thread. */
async function search(url) {
  const { items } = await (await fetch(`${url}/api/v1/offline`)).json();
  const index = new Index(items, []);
  return QUERIES.flatMap((query) => Array.from({ length: 50 }, () => {
    const begun = performance.now();
    index.search(query, 24);
    return performance.now() - begun;
  }));
}

/** A film of one picture: the bars of a number on a white label. */
function y4m(number) {
  const digits = [...number].map(Number);
  const inverse = (bars) => [...bars].map((bar) => (bar === "1" ? "0" : "1")).join("");
  const left = digits.slice(1, 7).map((digit, at) => (MIRRORED[digits[0]][at] === "1" ? [...inverse(LEFT[digit])].reverse().join("") : LEFT[digit]));
  const bars = `101${left.join("")}01010${digits.slice(7).map((digit) => inverse(LEFT[digit])).join("")}101`;
  const start = Math.floor((WIDTH - bars.length * BAR) / 2);
  const luma = Buffer.alloc(WIDTH * HEIGHT, 180);
  for (let y = 120; y < 360; y++) {
    for (let x = start - 12 * BAR; x < start + (bars.length + 12) * BAR; x++) {
      const isBar = y > 140 && y < 340 && bars[Math.floor((x - start) / BAR)] === "1";
      luma[y * WIDTH + x] = isBar ? 20 : 240;
    }
  }
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F30:1 Ip A1:1 C420jpeg\nFRAME\n`), luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
}
