// The bag when things fail: no connection, closed and hanging tabs, a browser that keeps nothing, orders made meanwhile.
import { randomUUID } from "node:crypto";
import type { APIRequestContext, BrowserContext, Page } from "@playwright/test";
import { BagPage } from "../pages/bag_page";
import { ProductPage } from "../pages/product_page";
import { server } from "../support/server";
import { GLOSS, LIPSTICK, putIntoBag } from "../support/shop";
import { ShopWorker } from "../support/shop_worker";
import { expect, test, type Complaints } from "../support/test";

/** What a browser without a connection says by itself, of the service worker as well, should it ask for that just then. */
const OFFLINE = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource|fetching the script/;
const SAVED = "Saved on all your devices";
const KEPT = "Your changes are kept on this device";

/** Two devices that share one bag; what is in it is put there by the first. */
async function twoDevices(page: Page, otherDevice: () => Promise<Page>, skus = [LIPSTICK.sku]) {
  for (const sku of skus) await putIntoBag(page.request, sku, { by: "ship" });
  const first = new BagPage(page);
  await first.openBag();
  const second = new BagPage(await otherDevice());
  await second.join(await first.linkForAnotherDevice());
  await expect(second.line(LIPSTICK.title)).toBeVisible();
  return { first, second };
}

function offline(bag: BagPage, is: boolean, complaints: Complaints) {
  complaints.expect(OFFLINE);
  return bag.page.context().setOffline(is);
}

/** The names of the operations that are on the browser's disk. */
function stored(page: Page) {
  return page.evaluate(async () => {
    const opening = indexedDB.open("vitrine");
    const database: IDBDatabase = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
    const asking = database.transaction("bag-ops").objectStore("bag-ops").getAllKeys();
    const names: string[] = await new Promise((resolve) => (asking.onsuccess = () => resolve(asking.result.map(String))));
    database.close();
    return names;
  });
}

/** Orders what is in the bag, as the checkout page does. */
async function order(request: APIRequestContext) {
  const plan = await (await request.post("/api/v1/checkout/plan", { data: null })).json();
  const contact = { name: "Ada", email: "ada@example.org" };
  const address = { name: "Ada", street: "Weg 1", postal_code: "10115", city: "Berlin", country: "DE" };
  const payment = { method: "card", token: "test-approve" };
  const answer = await request.post("/api/v1/orders", {
    headers: { "idempotency-key": randomUUID() },
    data: { seq: plan.seq, total: plan.total, contact, address, collections: [], payment },
  });
  expect(answer.status(), await answer.text()).toBe(201);
}

test("a hundred taps without a connection survive the closed tab", async ({ page, otherDevice, complaints }) => {
  test.setTimeout(60_000);
  const { first, second } = await twoDevices(page, otherDevice, [LIPSTICK.sku, GLOSS.sku]);
  await offline(first, true, complaints);
  for (const title of [LIPSTICK.title, GLOSS.title]) {
    await first.more(title).evaluate((button: HTMLElement) => {
      for (let tap = 0; tap < 50; tap++) button.click();
    });
    await expect(first.quantity(title)).toHaveValue("51");
  }
  await expect(page.getByText(KEPT)).toBeVisible();
  await expect(page.getByText("Goods, estimated")).toBeVisible();
  const context = page.context();
  await page.close();

  await context.setOffline(false);
  const again = new BagPage(await context.newPage());
  await again.openBag();
  await expect(again.quantity(LIPSTICK.title)).toHaveValue("51");
  await expect(again.page.getByText(SAVED)).toBeVisible();
  for (const title of [LIPSTICK.title, GLOSS.title]) {
    await expect(again.quantity(title)).toHaveValue("51");
    await expect(second.quantity(title)).toHaveValue("51");
  }
});

test("changes are not said to be kept before they are on the disk", async ({ page, otherDevice, complaints }) => {
  const { first } = await twoDevices(page, otherDevice);
  // Whoever writes waits for the transaction of this, which lasts as long as it is told to.
  await page.evaluate(async () => {
    const opening = indexedDB.open("vitrine");
    const database: IDBDatabase = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
    const store = database.transaction("bag-ops", "readwrite").objectStore("bag-ops");
    const shop = window as unknown as { hold: boolean };
    shop.hold = true;
    const goOn = () => {
      if (shop.hold) store.get("nothing").onsuccess = goOn;
    };
    goOn();
  });
  await offline(first, true, complaints);
  await first.more(LIPSTICK.title).click();
  await first.more(LIPSTICK.title).click();
  await expect(page.getByText("Offline. Your changes are being put on this device")).toBeVisible();
  await expect(page.getByText(KEPT)).toHaveCount(0);
  await page.evaluate(() => ((window as unknown as { hold: boolean }).hold = false));
  await expect(page.getByText(KEPT)).toBeVisible();
  const kept = await stored(page);
  expect(kept.length).toBe(2);
});

test("what could not be written is written with the next change", async ({ page, otherDevice, complaints }) => {
  const { first } = await twoDevices(page, otherDevice);
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      IDBObjectStore.prototype.put = put;
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await offline(first, true, complaints);
  await first.more(LIPSTICK.title).click();
  await expect(page.getByText("leave this page open until you are connected again")).toBeVisible();
  await first.more(LIPSTICK.title).click();
  await expect(page.getByText(KEPT)).toBeVisible();
  const context = page.context();
  await page.close();
  await context.setOffline(false);
  const again = new BagPage(await context.newPage());
  await again.openBag();
  await expect(again.quantity(LIPSTICK.title)).toHaveValue("3");
  await expect(again.page.getByText(SAVED)).toBeVisible();
  await expect.poll(() => stored(again.page), "what the server has is forgotten").toEqual([]);
});

test("what a product page adds without a connection is shown by the next page, with its name", async ({ page, context }) => {
  // Pages load, but the bag is not reached, not even by a page that is being closed.
  await context.addInitScript(() => {
    const reach = window.fetch.bind(window);
    window.fetch = (input, init) =>
      localStorage.getItem("cut") && String(input).includes("/api/v1/cart") ? Promise.reject(new TypeError("cut off")) : reach(input, init);
  });
  const product = new ProductPage(page);
  await product.openProduct(LIPSTICK.handle, LIPSTICK.shade);
  await page.evaluate(() => localStorage.setItem("cut", "yes"));
  await product.addButton.click();
  await product.addButton.click();
  await product.hasInBag(2);
  await page.close();

  const bag = new BagPage(await context.newPage());
  await bag.openBag();
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("2");
  await expect(bag.page.getByText(KEPT)).toBeVisible();
  await bag.page.evaluate(() => localStorage.removeItem("cut"));
  await expect(bag.page.getByText(SAVED)).toBeVisible();
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("2");
});

test("of three tabs one listens; when it is closed another does", async ({ page, context, otherDevice }) => {
  const { first, second } = await twoDevices(page, otherDevice);
  const tabs = [first];
  for (let more = 0; more < 2; more++) {
    const tab = new BagPage(await context.newPage());
    await tab.openBag();
    tabs.push(tab);
  }
  let streams = 0;
  context.on("request", (request) => {
    if (request.url().endsWith("/api/v1/cart/events")) streams += 1;
  });
  // What one tab does, the others show at once; what the other device does, all of them.
  await tabs[1].more(LIPSTICK.title).click();
  for (const tab of tabs) await expect(tab.quantity(LIPSTICK.title)).toHaveValue("2");
  await second.more(LIPSTICK.title).click();
  for (const tab of tabs) await expect(tab.quantity(LIPSTICK.title)).toHaveValue("3");
  expect(streams, "the stream of the first tab serves all").toBe(0);

  await page.close();
  await second.more(LIPSTICK.title).click();
  for (const tab of tabs.slice(1)) await expect(tab.quantity(LIPSTICK.title)).toHaveValue("4");
  expect(streams, "one of the others has taken over").toBe(1);
});

test("when the tab that listens hangs, another takes over", async ({ page, context, otherDevice }) => {
  test.setTimeout(60_000);
  const { second } = await twoDevices(page, otherDevice);
  const tab = new BagPage(await context.newPage());
  await tab.openBag();
  await page.evaluate(() => {
    setTimeout(() => {
      const until = Date.now() + 20_000;
      while (Date.now() < until);
    });
  });
  await tab.page.waitForRequest((request) => request.url().endsWith("/api/v1/cart/events"), { timeout: 15_000 });
  await second.more(LIPSTICK.title).click();
  await expect(tab.quantity(LIPSTICK.title)).toHaveValue("2");
});

test("what is removed here while it is added there: only what was added stays", async ({ page, otherDevice, complaints }) => {
  const { first, second } = await twoDevices(page, otherDevice);
  const product = new ProductPage(second.page);
  await product.openProduct(LIPSTICK.handle, LIPSTICK.shade);
  await product.hasInBag(1);
  await offline(second, true, complaints);
  await product.addButton.click();
  await product.addButton.click();
  await product.hasInBag(3);
  await first.remove(LIPSTICK.title).click();
  await expect(first.line(LIPSTICK.title)).toHaveCount(0);
  await offline(second, false, complaints);
  await expect(first.quantity(LIPSTICK.title)).toHaveValue("2");
  await product.hasInBag(2);
});

test("what is added without a connection while the bag is ordered goes into the next one", async ({ page, otherDevice, complaints }) => {
  const { first, second } = await twoDevices(page, otherDevice);
  const product = new ProductPage(second.page);
  await product.openProduct(GLOSS.handle, GLOSS.shade);
  await product.hasInBag(1);
  await offline(second, true, complaints);
  await product.addButton.click();
  await product.hasInBag(2);
  await order(page.request);
  await first.hasInBag(0);
  await offline(second, false, complaints);
  await product.hasInBag(1);
  await first.hasInBag(1);
  await expect(first.line(GLOSS.title)).toBeVisible();
  await expect(first.line(LIPSTICK.title)).toHaveCount(0);
});

test("what was taken out is put back with one press", async ({ page }) => {
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" }, 3);
  const bag = new BagPage(page);
  await bag.openBag();
  await bag.remove(LIPSTICK.title).click();
  await expect(page.getByText("Your bag is empty")).toBeVisible();
  await bag.undo.click();
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("3");
  await expect(bag.status).toContainText("is back in your bag");
  await expect(bag.undo).toHaveCount(0);
});

test("what is saved for later leaves the sum, stays on all devices, and comes back", async ({ page, otherDevice }) => {
  const { first, second } = await twoDevices(page, otherDevice, [LIPSTICK.sku, GLOSS.sku]);
  await first.hasInBag(2);
  await first.save(LIPSTICK.title).click();
  await first.hasInBag(1);
  await expect(first.saved.getByRole("listitem", { name: LIPSTICK.title })).toBeVisible();
  await expect(second.saved.getByRole("listitem", { name: LIPSTICK.title })).toBeVisible();
  await second.saved.getByRole("button", { name: /^Move to bag/ }).click();
  await expect(second.saved).toHaveCount(0);
  await expect(first.quantity(LIPSTICK.title)).toHaveValue("1");
  await first.hasInBag(2);
});

test("a browser that keeps nothing says so, and syncs all the same", async ({ page, context, complaints }) => {
  await context.addInitScript(() => Object.defineProperty(window, "indexedDB", { get: () => null }));
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
  const bag = new BagPage(page);
  await bag.openBag();
  await expect(page.getByText(SAVED)).toBeVisible();
  await offline(bag, true, complaints);
  await bag.more(LIPSTICK.title).click();
  await expect(page.getByText("this browser keeps nothing: leave this page open")).toBeVisible();
  await offline(bag, false, complaints);
  await expect(page.getByText(SAVED)).toBeVisible();
  await bag.openBag();
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("2");
});

test("a shop that answers with an error is told apart from no connection", async ({ page, complaints }) => {
  complaints.expect(/Failed to load resource/);
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
  const bag = new BagPage(page);
  await bag.openBag();
  await page.route("**/api/v1/cart/ops", (route) => route.fulfill({ status: 503, contentType: "text/plain", body: "closed" }));
  await bag.more(LIPSTICK.title).click();
  await expect(page.getByText(/^Not saved yet: .+ We keep trying\.$/)).toBeVisible();
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("2");
  await page.unroute("**/api/v1/cart/ops");
  await expect(page.getByText(SAVED)).toBeVisible({ timeout: 15_000 });
});

test("an answer that does not come is asked for again", async ({ page, otherDevice, complaints }) => {
  complaints.expect(/Failed to load resource|ERR_FAILED/);
  const { first, second } = await twoDevices(page, otherDevice);
  // No stream brings the news, and the first question is refused.
  await page.route("**/api/v1/cart/events", (route) => route.abort());
  await first.openBag();
  await expect(first.quantity(LIPSTICK.title)).toHaveValue("1");
  let asked = 0;
  await page.route("**/api/v1/cart", (route) => {
    asked += 1;
    return asked === 1 ? route.fulfill({ status: 503, contentType: "text/plain", body: "closed" }) : route.continue();
  });
  await second.more(LIPSTICK.title).click();
  await expect(second.page.getByText(SAVED)).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(first.quantity(LIPSTICK.title)).toHaveValue("2");
  expect(asked).toBeGreaterThan(1);
});

test.describe("with background sync", () => {
  test.use({ permissions: ["geolocation", "background-sync"], serviceWorkers: "allow" });

  test("what closed pages have left is sent by the browser itself", async ({ page, otherDevice, complaints }) => {
    const context = page.context();
    await context.addInitScript(() => {
      const register = SyncManager.prototype.register;
      SyncManager.prototype.register = function (tag: string) {
        document.documentElement.dataset.wakes = tag;
        return register.call(this, tag);
      };
    });
    const { first, second } = await twoDevices(page, otherDevice);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const wake = await worker(context);

    await offline(first, true, complaints);
    await first.more(LIPSTICK.title).click();
    await first.more(LIPSTICK.title).click();
    await expect(page.getByText(KEPT)).toBeVisible();
    await expect(page.locator("html[data-wakes=bag]")).toBeAttached();
    await page.close();
    await wake();
    await second.page.waitForTimeout(500);
    await expect(second.quantity(LIPSTICK.title), "nothing gets through yet").toHaveValue("1");

    await context.setOffline(false);
    await wake();
    await expect(second.quantity(LIPSTICK.title)).toHaveValue("3");

    // The next page finds everything on the disk and in the bag, and counts it once.
    const again = new BagPage(await context.newPage());
    await again.openBag();
    await expect(again.page.getByText(SAVED)).toBeVisible();
    await expect(again.quantity(LIPSTICK.title)).toHaveValue("3");
    await expect.poll(() => stored(again.page)).toEqual([]);
    await expect(second.quantity(LIPSTICK.title)).toHaveValue("3");
  });
});

/** Wakes the worker of the shop as the browser does it when there is a network, with or without a page. */
async function worker(context: BrowserContext) {
  const worker = await ShopWorker.of(context, server.url);
  return () => worker.sync("bag");
}

/** Not in TypeScript's own description of the browser. */
declare class SyncManager {
  register(tag: string): Promise<void>;
}
