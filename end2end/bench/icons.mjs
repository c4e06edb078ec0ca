// Draws the app's icons (public/icons) from the shop's own drawing, public/icon.svg, in a browser. They are committed: a build needs none.
import { chromium as engine } from "@playwright/test";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "../support/browser.cjs";
import { ROOT } from "../support/vitrine.cjs";

const FOLDER = join(ROOT, "public/icons");
const LETTER = readFileSync(join(ROOT, "public/icon.svg"), "utf8").match(/<path[^>]*\/>/)[0];
const [PAPER, OXBLOOD] = ["#fbf8f3", "#6b1a26"];
/** Lines on a field of 24, as src/ui/icon.rs draws. */
const GLYPHS = {
  scan: "M4 8.5V4.5h4M16 4.5h4v4M20 15.5v4h-4M8 19.5H4v-4M8 8.5v7M11 8.5v7M13.5 8.5v7M16.5 8.5v7",
  bag: "M5 8.5h14l-1 12H6zM8.5 8.5V7a3.5 3.5 0 0 1 7 0v1.5",
  orders: "M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h2.5v2.5M19.5 13.5v2.5M13.5 19.5h2.5M19.5 19.5v0M7.4 7.4h.2v.2h-.2zM16.4 7.4h.2v.2h-.2zM7.4 16.4h.2v.2h-.2z",
};

const svg = (inside) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${inside}</svg>`;
const ground = (round) => `<rect width="64" height="64" rx="${round}" fill="${PAPER}"/>`;
const icon = svg(ground(14) + LETTER);
// Its letter lies within the circle of 40 % that every mask leaves; the system cuts the corners itself.
const maskable = svg(ground(0) + LETTER);
// Only its cover counts; the system gives it a colour.
const monochrome = svg(LETTER.replace(OXBLOOD, "#fff"));
const shortcut = (glyph) =>
  svg(`<circle cx="32" cy="32" r="32" fill="${PAPER}"/><path transform="translate(14 14) scale(1.5)" d="${glyph}" fill="none" stroke="${OXBLOOD}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>`);

const ICONS = [
  ["icon-192", icon, 192],
  ["icon-512", icon, 512],
  ["maskable-192", maskable, 192],
  ["maskable-512", maskable, 512],
  ["apple-touch-180", maskable, 180],
  ["monochrome-512", monochrome, 512],
  ["badge-96", monochrome, 96],
  ["shortcut-scan-96", shortcut(GLYPHS.scan), 96],
  ["shortcut-bag-96", shortcut(GLYPHS.bag), 96],
  ["shortcut-orders-96", shortcut(GLYPHS.orders), 96],
];

mkdirSync(FOLDER, { recursive: true });
const browser = await engine.launch(chromium);
try {
  const page = await browser.newPage();
  for (const [name, drawing, size] of ICONS) {
    const address = `data:image/svg+xml;base64,${Buffer.from(drawing).toString("base64")}`;
    const png = await page.evaluate(draw, [address, size]);
    writeFileSync(join(FOLDER, `${name}.png`), Buffer.from(png, "base64"));
    console.log(`${name}.png`);
  }
} finally {
  await browser.close();
}

/** Runs in the page: a drawing as PNG, in base64. */
async function draw([address, size]) {
  const image = new Image(size, size);
  image.src = address;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
  canvas.getContext("2d").drawImage(image, 0, 0, size, size);
  return canvas.toDataURL("image/png").split(",")[1];
}
