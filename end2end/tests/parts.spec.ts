// The app comes in parts: named early, fetched when wanted, and missed out loud.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ShopPage } from "../pages/shop_page";
import { LIPSTICK } from "../support/shop";
import { expect, test } from "../support/test";

const { parts } = JSON.parse(readFileSync(join(__dirname, "..", "..", "dist", "build.json"), "utf8")) as { parts: Record<string, string[]> };
const COUNTER = /\/counter-[0-9a-f]+\.wasm$/;

test("a page's headers name the part of the app it needs", async ({ request }) => {
  for (const [path, part] of [["/", "shelves"], ["/search?q=rose", "shelves"], ["/bag", "counter"], ["/stores", "counter"], ["/checkout", "till"], ["/account", "desk"]] as const) {
    const link = (await request.get(path)).headers()["link"];
    for (const file of parts[part]) expect(link, path).toContain(`<${file}>; rel=preload; as=fetch`);
  }
  expect((await request.get(`/p/${LIPSTICK.handle}`)).headers()["link"]).not.toContain("wasm");
});

test("a part that cannot be fetched is said, and fetched when asked again", async ({ page, complaints }) => {
  complaints.expect(/Failed to load resource|Failed to fetch|TypeError|WebAssembly/);
  const shop = new ShopPage(page);
  await page.route(COUNTER, (route) => route.abort());
  await shop.open(`/p/${LIPSTICK.handle}`);
  await shop.bagLink.click();
  await expect(page.getByRole("alert")).toContainText("no connection");
  await page.unroute(COUNTER);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(shop.heading).toHaveText("Bag");
});

test("a visit that begins there without the part still gets a page, with its way on", async ({ page, complaints }) => {
  complaints.expect(/Failed to load resource|Failed to fetch|TypeError|WebAssembly/);
  const shop = new ShopPage(page);
  await page.route(COUNTER, (route) => route.abort());
  await shop.open("/stores");
  await expect(page.getByRole("alert")).toBeVisible();
  await page.unroute(COUNTER);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(shop.heading).toHaveText("Find a store");
});
