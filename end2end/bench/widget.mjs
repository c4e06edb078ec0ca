// The shop on a partner's page: what is downloaded for it, beside Shopify's Buy Button, and how soon its card is painted.
// Prints Markdown. VITRINE_BENCH_RUNS says how often the card is painted.
import { createServer } from "node:http";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { chromium as engine } from "@playwright/test";
import { chromium } from "../support/browser.cjs";
import { BINARY, ROOT, freePort, secondsToOpeningHours, serve } from "../support/vitrine.cjs";
import { quantile } from "./shop.mjs";

const RUNS = Number(process.env.VITRINE_BENCH_RUNS ?? 20);
const PRODUCT = "velvet-hour-lipstick";

weigh();
await paint();

function weigh() {
  const dist = join(ROOT, "dist");
  const frame = readdirSync(dist).filter((name) => /^widget-[0-9a-f]+\.(js|wasm)$/.test(name));
  const shopify = join(ROOT, "end2end/node_modules/@shopify/buy-button-js");
  const { version } = JSON.parse(readFileSync(join(shopify, "package.json"), "utf8"));
  const rows = [
    ["our loader, which every page view loads", [join(dist, "embed/loader.js")]],
    ["our frame's app, when a widget is seen or used", frame.map((name) => join(dist, name))],
    [`\`@shopify/buy-button-js\` ${version}, which every page view loads`, [join(shopify, "dist/buybutton.min.js")]],
  ];
  console.log("| | bytes | gzip | Brotli |\n|---|---:|---:|---:|");
  for (const [what, paths] of rows) {
    const files = paths.map((path) => readFileSync(path));
    const sum = (size) => files.reduce((all, file) => all + size(file), 0);
    console.log(`| ${what} | ${sum(({ length }) => length)} | ${sum((file) => gzipSync(file, { level: 9 }).length)} | ${sum((file) => brotliCompressSync(file).length)} |`);
  }
}

async function paint() {
  const data = mkdtempSync(join(tmpdir(), "vitrine-bench-"));
  const listen = `127.0.0.1:${freePort()}`;
  const stop = await serve(data, listen, secondsToOpeningHours());
  const browser = await engine.launch(chromium);
  const server = createServer();
  try {
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const origin = `http://partner.localhost:${server.address().port}`;
    const added = execFileSync(BINARY, ["partner", "add", "Bench", "--origin", origin], { cwd: ROOT, encoding: "utf8", env: { ...process.env, VITRINE_DATA: data } });
    const key = added.split("\n")[0].trim();
    const html = `<!doctype html><title>Partner</title><h1>Guide</h1><vitrine-widget partner="${key}" product="${PRODUCT}"><a href="#">Lipstick</a></vitrine-widget><script type="module" src="http://${listen}/embed/v1/loader.js"></script>`;
    server.on("request", (_, answer) => answer.writeHead(200, { "content-type": "text/html" }).end(html));
    const times = [];
    const tasks = [];
    for (let run = 0; run < RUNS; run++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.addInitScript(observe);
      await page.goto(origin);
      await page.waitForFunction(() => globalThis.seen.painted > 0);
      await page.waitForTimeout(1_000);
      const seen = await page.evaluate(() => globalThis.seen);
      times.push(seen.painted - seen.defined);
      tasks.push(...seen.tasks);
      await context.close();
    }
    const of = (share) => quantile(times, share).toFixed(0);
    console.log(`\n| ${RUNS} first visits | goal | p50 | p95 |\n|---|---:|---:|---:|`);
    console.log(`| the card is painted, ms after the loader ran | 300 | ${of(0.5)} | ${of(0.95)} |`);
    console.log(`| tasks over 50 ms on the partner's page | 0 | ${tasks.length} in all | |`);
  } finally {
    await browser.close();
    server.close();
    await stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Runs in the page. */
function observe() {
  const seen = (globalThis.seen = { defined: 0, painted: 0, tasks: [] });
  new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });
  customElements.whenDefined("vitrine-widget").then(() => (seen.defined = performance.now()));
  const look = () => {
    if (document.querySelector("vitrine-widget")?.shadowRoot?.querySelector(".title")) requestAnimationFrame(() => (seen.painted = performance.now()));
    else requestAnimationFrame(look);
  };
  look();
}
