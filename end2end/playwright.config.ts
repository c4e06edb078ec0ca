// Browser tests against the real server with the demo shop in a throw-away data folder.
import { defineConfig } from "@playwright/test";
import { chromium } from "./support/browser.cjs";
import { server } from "./support/server";

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  // The tests share one shop, so they run one after the other; each works on things of its own.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  // Machines that share their disk can take seconds for what takes milliseconds elsewhere.
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./support/summary.ts"]],
  use: {
    baseURL: server.url,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // Berlin Mitte: several stores of the demo shop are near.
    geolocation: { latitude: 52.52, longitude: 13.405 },
    permissions: ["geolocation"],
    // What a worker asks for, a test's routes do not see; and what it keeps, a test's own changes of the shop do not reach at once.
    serviceWorkers: "block",
    // Recording every test takes time; VITRINE_TRACE=1 does it when a failure must be understood.
    trace: process.env.VITRINE_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: chromium,
  },
  projects: [
    { name: "desktop", testIgnore: [/narrow/], use: { viewport: { width: 1440, height: 900 } } },
    // What does not depend on the size of the window runs once.
    { name: "phone", testIgnore: [/build/, /first_paint/, /held/, /languages/, /mirror/, /pwa/, /sync/], use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 } },
  ],
  webServer: {
    command: "node support/serve.mjs",
    url: `${server.url}/readyz`,
    timeout: 60_000,
    env: { VITRINE_LISTEN: server.listen, VITRINE_DATA: server.data, VITRINE_CLOCK_OFFSET: server.clockOffset },
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  },
});
