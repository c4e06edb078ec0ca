// A product page, cold, on a slow phone: 1.6 Mbit/s, 150 ms there and back, a fourth of the processor. Prints Markdown.
// The same picture alone on an empty page says how much of the largest paint is this machine's and Chromium's own.
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { quantile, withShop } from "./shop.mjs";

const RUNS = Number(process.env.VITRINE_BENCH_RUNS ?? 5);
const PATH = "/p/velvet-hour-lipstick";
const SLOW = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

await withShop(async ({ url, browser }) => {
  // The first request of all pays for the server's own caches, and has the picture drawn at the width that is shown.
  await fetch(url + PATH);
  const runs = [];
  const bare = [];
  const page = await (await fetch(url + PATH)).text();
  const picture = page.match(/fetchpriority="high"[^>]* src="([^"]+)"/)[1];
  await withPictureAlone(await drawn(url + picture), async (alone) => {
    for (let run = 0; run < RUNS; run++) {
      runs.push(await measure(browser, url + PATH, () => window.seen.interactive));
      bare.push(await measure(browser, alone, () => window.seen.largestPaint));
    }
  });
  const row = (what, of, digits = 0, among = runs) => {
    const values = among.map(of);
    console.log(`| ${what} | ${quantile(values, 0.5).toFixed(digits)} | ${values.map((value) => value.toFixed(digits)).join(", ")} |`);
  };
  console.log(`| cold product page, slow phone | median of ${RUNS} | each |`);
  console.log("|---|---:|---|");
  row("first paint, ms", (run) => run.firstPaint);
  row("largest paint, ms", (run) => run.largestPaint);
  row("largest paint of the picture alone on an empty page, ms", (run) => run.largestPaint, 0, bare);
  row("app mounted, ms", (run) => run.mounted);
  row("interactive (a press on a shade has worked), ms", (run) => run.interactive);
  row("layout shift", (run) => run.shift, 3);
  row("transferred, kB", (run) => run.bytes / 1000);
  console.log(`\nLargest element: ${[...new Set(runs.map((run) => run.largest))].join(", ")}.`);
});

/** The copy at `address`, once it is drawn. */
async function drawn(address) {
  for (;;) {
    const answer = await fetch(address);
    if (answer.headers.get("cache-control").includes("immutable")) {
      return Buffer.from(await answer.arrayBuffer());
    }
    await setTimeout(100);
  }
}

/** Serves a WebP on an empty page, at the size it has on a product page of a phone, while `use` is given the address. */
async function withPictureAlone(webp, use) {
  const page = '<!doctype html><meta name="viewport" content="width=device-width"><img src="/picture.webp" width="358" height="448">';
  const server = createServer((request, answer) => {
    if (request.url === "/") {
      answer.setHeader("link", "</picture.webp>; rel=preload; as=image; fetchpriority=high").setHeader("content-type", "text/html").end(page);
    } else {
      answer.setHeader("content-type", "image/webp").end(webp);
    }
  });
  await new Promise((open) => server.listen(0, "127.0.0.1", open));
  await use(`http://127.0.0.1:${server.address().port}/`);
  server.close();
}

async function measure(browser, address, isDone) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", SLOW);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  let bytes = 0;
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.addInitScript(watch);
  await page.goto(address);
  await page.waitForFunction(isDone);
  const seen = await page.waitForFunction(() => document.readyState === "complete" && window.seen);
  // The largest paint is final when nothing more loads.
  await page.waitForLoadState("networkidle");
  const figures = await seen.evaluate((seen) => seen);
  await context.close();
  return { ...figures, bytes };
}

/** Runs in the page before anything else. */
function watch() {
  const seen = (window.seen = { shift: 0 });
  const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe("paint", (entry) => (seen.firstPaint ??= entry.startTime));
  observe("largest-contentful-paint", (entry) => {
    // What follows the press below is the shopper's doing.
    if (seen.interactive === undefined) {
      seen.largestPaint = entry.startTime;
      seen.largest = entry.element ? `${entry.element.tagName.toLowerCase()}.${entry.element.className}` : "gone";
    }
  });
  observe("layout-shift", (entry) => (seen.shift += entry.hadRecentInput ? 0 : entry.value));

  let painted = false;
  const untilMounted = new MutationObserver(() => {
    painted ||= document.querySelector("#shell") !== null;
    if (painted && document.querySelector("#shell") === null && document.querySelector("#app > *")) {
      untilMounted.disconnect();
      seen.mounted = performance.now();
      document.querySelectorAll('input[type="radio"]')[1].click();
      const look = () => {
        if (location.search.includes("Shade=")) {
          seen.interactive = performance.now();
        } else {
          requestAnimationFrame(look);
        }
      };
      look();
    }
  });
  untilMounted.observe(document, { childList: true, subtree: true });
}
