// The demo shop for measurements and screenshots: a server on a throw-away folder, and a browser.
import { chromium as engine } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "../support/browser.cjs";
import { freePort, secondsToOpeningHours, serve } from "../support/vitrine.cjs";

/** Runs `use({ url, browser })` with both, and ends both. */
export async function withShop(use) {
  const data = mkdtempSync(join(tmpdir(), "vitrine-bench-"));
  const listen = `127.0.0.1:${freePort()}`;
  const stop = await serve(data, listen, secondsToOpeningHours());
  const browser = await engine.launch(chromium);
  try {
    await use({ url: `http://${listen}`, browser });
  } finally {
    await browser.close();
    await stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Resolves when the app has taken over from the server's first paint. */
export async function mounted(page) {
  await page.waitForFunction(() => !document.querySelector("#shell") && document.querySelector("#app > *"));
}

/** The value below which so large a share of the values lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)];
}
