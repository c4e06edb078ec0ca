// The shop as an app on a device: without a connection, from one version to the next, installed, and told things by push.
import { type BrowserContext, type Page } from "@playwright/test";
import { Index, listed } from "../../pwa/worker/search.js";
import { AccountPage } from "../pages/account_page";
import { BagPage } from "../pages/bag_page";
import { CheckoutPage } from "../pages/checkout_page";
import { InstalledPage } from "../pages/installed_page";
import { OrderPage } from "../pages/order_page";
import { ProductPage } from "../pages/product_page";
import { expectAccessible } from "../support/axe";
import { SecondBuild } from "../support/second_build";
import { SecondServer } from "../support/second_server";
import { server } from "../support/server";
import { GLOSS, LIPSTICK, MITTE, putIntoBag, Staff } from "../support/shop";
import { ShopWorker, kept } from "../support/shop_worker";
import { expect, test, type Complaints } from "../support/test";

/** What a browser without a connection says by itself. */
const OFFLINE = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION_REFUSED|Failed to load resource|Failed to fetch|fetching the script|FetchEvent/;
/** Something is painted: what stands in for a picture that is not kept is empty. */
const PICTURE_SHOWN = (image: HTMLImageElement) => {
  if (!image.complete || image.naturalWidth === 0) return false;
  const canvas = new OffscreenCanvas(4, 4).getContext("2d")!;
  canvas.drawImage(image, 0, 0, 4, 4);
  return canvas.getImageData(0, 0, 4, 4).data.some((value) => value > 0);
};
const IS_TORN = (image: HTMLImageElement) => image.complete && image.naturalWidth === 0;

test.use({ serviceWorkers: "allow" });

async function cutOff(context: BrowserContext, complaints: Complaints) {
  complaints.expect(OFFLINE);
  await context.setOffline(true);
}

/** Every address in the worker's caches, with what is kept there. */
function cachedIn(page: Page) {
  return page.evaluate(async () => {
    const found: Record<string, string> = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const { pathname, search } = new URL(request.url);
        const isText = !/\.(wasm|woff2|webp|svg|png)$/.test(pathname);
        found[`${name} ${pathname}${search}`] = isText ? await (await cache.match(request, { ignoreVary: true }))!.text() : "";
      }
    }
    return found;
  });
}

/** The open orders in this browser's database (src/orders/kept.rs). */
function keptOrders(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const answer = <T,>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
    const database = await answer(indexedDB.open("vitrine-orders"));
    const found = await answer(database.transaction("open").objectStore("open").getAll());
    database.close();
    return found as string[];
  });
}

test("the installed shop starts without a connection: browse, search, look closer", async ({ page, context, complaints }) => {
  test.setTimeout(60_000);
  const shop = new InstalledPage(page);
  await shop.open(`/p/${LIPSTICK.handle}?Shade=${encodeURIComponent(LIPSTICK.shade)}`);
  await shop.open("/c/lips");
  await shop.open("/");
  await kept(page);
  await expect(shop.noConnection).toHaveCount(0);
  await page.close();
  await cutOff(context, complaints);

  // As the system starts it: no page of it is open.
  const installed = new InstalledPage(await context.newPage());
  await installed.open("/?source=pwa");
  await expect(installed.heading).toBeVisible();
  await expect(installed.noConnection).toContainText("You can look around what is kept on this device");
  const cards = installed.page.getByRole("article");
  await expect(cards.first().locator("img").first()).toBeVisible();
  await expect.poll(() => cards.first().locator("img").first().evaluate(PICTURE_SHOWN)).toBe(true);
  await expectAccessible(installed.page);

  // What was seen, and what was not but is in the slice.
  await installed.open("/c/lips");
  await expect(installed.card(LIPSTICK.title)).toBeVisible();
  await installed.card(LIPSTICK.title).getByRole("link").first().click();
  await expect(installed.heading).toHaveText(LIPSTICK.title);
  await expect(installed.noConnection).toContainText("Prices as of");
  await expect(installed.page.getByText("Pick up today")).toHaveCount(0);
  await installed.open("/c/skincare");
  const unseen = installed.page.getByRole("article").first();
  const title = (await unseen.getAttribute("aria-label"))!;
  await unseen.getByRole("link").first().click();
  await expect(installed.heading).toHaveText(title);
  await expect.poll(() => installed.page.locator(".gallery__large img").first().evaluate(PICTURE_SHOWN)).toBe(true);
  const small = installed.page.locator(".gallery img");
  await expect.poll(async () => Promise.all((await small.all()).map((image) => image.evaluate((it: HTMLImageElement) => it.complete)))).not.toContain(false);
  const torn = await Promise.all((await small.all()).map((image) => image.evaluate(IS_TORN)));
  expect(torn.length).toBeGreaterThan(1);
  expect(torn).not.toContain(true);

  // A page with styles of its own has them.
  await installed.open("/scan");
  await expect(installed.page.locator(".viewfinder__frame path").first()).toHaveCSS("fill", "none");

  // With a wrong letter, and a word that is not finished.
  await installed.searchBox.fill("velwet lips");
  await expect(installed.card(LIPSTICK.title)).toBeVisible();
  await installed.open("/p/not-kept-anywhere");
  await expect(installed.page.getByText("There is no connection to the shop right now")).toBeVisible();

  await context.setOffline(false);
  await expect(installed.noConnection).toHaveCount(0);
});

test("what is put into the bag of a shop that started without a connection is sent by the browser", async ({ page, context, otherDevice, complaints }) => {
  await context.grantPermissions(["geolocation", "background-sync"]);
  await putIntoBag(page.request, GLOSS.sku, { by: "ship" });
  const first = new BagPage(page);
  await first.openBag();
  const second = new BagPage(await otherDevice());
  await second.join(await first.linkForAnotherDevice());
  await new ProductPage(page).openProduct(LIPSTICK.handle);
  await kept(page);
  const worker = await ShopWorker.of(context, server.url);
  await page.close();
  await cutOff(context, complaints);

  const product = new ProductPage(await context.newPage());
  await product.openProduct(LIPSTICK.handle, LIPSTICK.shade);
  await product.hasInBag(1);
  await product.addButton.click();
  await product.hasInBag(2);
  const bag = new BagPage(product.page);
  await bag.openBag();
  await bag.more(LIPSTICK.title).click();
  await expect(bag.page.getByText("Your changes are kept on this device")).toBeVisible();
  await bag.page.close();
  await context.setOffline(false);
  await worker.sync("bag");
  await expect(second.quantity(LIPSTICK.title)).toHaveValue("2");
});

test("an open order and its code are there without a connection, and gone when it is over", async ({ page, context, playwright, baseURL, complaints }) => {
  await putIntoBag(page.request, LIPSTICK.sku, { by: "pick_up", store: MITTE.code });
  const checkout = new CheckoutPage(page);
  await checkout.open("/checkout");
  await kept(page);
  await checkout.fillContact();
  await checkout.payment("Pay in store").check();
  const number = await checkout.place();
  const order = new OrderPage(page);
  await expect(order.qrCode).toBeVisible();
  const staff = Staff.at(MITTE.code, await playwright.request.newContext({ baseURL }));
  await staff.does("start_picking", number);
  await staff.does("mark_ready", number);
  await expect(order.station).toContainText("Ready");
  // What is seen is on the disk a moment later.
  await expect.poll(() => keptOrders(page)).toContainEqual(expect.stringMatching(/"state":\s*"ready"/));
  await cutOff(context, complaints);

  await order.open("/account");
  await page.getByRole("link", { name: "Open orders and their codes are on this device" }).click();
  await expect(page).toHaveURL(/\/orders$/);
  const own = page.getByRole("region", { name: "On this device" });
  await expect(own.getByRole("listitem").filter({ hasText: number })).toContainText("Ready");
  await expectAccessible(page);
  await own.getByRole("link", { name: number }).click();
  await expect(order.qrCode).toBeVisible();
  await order.open(`/orders/${number}`);
  await expect(order.qrCode).toBeVisible();

  // The page kept it, not the worker: caches have nobody's name, number or bag in them.
  for (const [address, text] of Object.entries(await cachedIn(page))) {
    expect(address).not.toMatch(/cart|orders\/|account|checkout|\/api\/v1\/search/);
    expect(text.includes(number) || text.includes("ada@example.org"), address).toBe(false);
  }

  await context.setOffline(false);
  await order.open(`/orders/${number}`);
  await page.getByText("Change something").click();
  await page.getByText("Cancel it").click();
  await page.getByRole("button", { name: "Cancel this part of the order" }).click();
  await expect(page.getByText("It was cancelled.")).toBeVisible();
  await order.open("/orders");
  await expect(order.heading).toBeVisible();
  await expect(own).toHaveCount(0);
});

test("what is found on the device is found within 20 ms", async ({ page, context, complaints }) => {
  await page.goto("/");
  await kept(page);
  await cutOff(context, complaints);
  await new InstalledPage(page).open("/search");
  const words = ["lipstick", "velvet", "serum", "fig", "rosewood", "matte lip", "glos", "mascra", "night cream", "perfume", "bare fact", "palette", "skn", "oil", "red"];
  const times = await page.evaluate(async (words) => {
    const times: number[] = [];
    for (const q of words) {
      const began = performance.now();
      const found = (await (await fetch(`/api/v1/search?q=${encodeURIComponent(q)}&limit=48`)).json()) as { q: string };
      times.push(performance.now() - began);
      if (found.q !== q) throw new Error(`${q} was not answered`);
    }
    return times;
  }, words);
  const [first, ...rest] = times;
  const median = [...rest].sort((a, b) => a - b)[Math.floor(rest.length / 2)];
  console.log(`  search on the device: first ${first.toFixed(1)} ms, median ${median.toFixed(1)} ms, slowest ${Math.max(...rest).toFixed(1)} ms`);
  expect(median, "from the page's question to its answer").toBeLessThanOrEqual(20);
});

test("words are found as people type them", () => {
  const card = (handle: string, title: string, label: string, shades: string[] = []) => ({
    handle, title, label, price: { minor: 1, currency: "EUR" }, price_varies: false, shades: shades.map((name) => ({ name })),
  });
  const cards = [
    card("velvet", "Velvet Hour Matte Lipstick", "Halde", ["Rosé", "Bare Fact"]),
    card("serum", "First Light Vitamin C Serum", "Kelda"),
    card("gloss", "Drizzle Lip Gloss", "Regen", ["Straßenrot"]),
  ];
  const index = new Index([], cards);
  const found = (q: string) => index.search(q, 10).products.map(({ handle }: { handle: string }) => handle);
  for (const [q, handles] of [
    ["velvet", ["velvet"]],
    ["VELV", ["velvet"]],
    ["rose lipstick", ["velvet"]],
    ["lip", ["gloss", "velvet"]],
    ["strassenrot", ["gloss"]],
    ["velwet", ["velvet"]],
    ["velet", ["velvet"]],
    ["vellvet", ["velvet"]],
    ["vlevet", ["velvet"]],
    ["serun c", ["serum"]],
    ["kelda lipstick", []],
    ["xyz", []],
    ["", []],
    ["  ", []],
  ] as const) {
    expect(found(q), q).toEqual(handles);
  }
  expect(listed(cards, new URLSearchParams("label=Kelda&sort=name"))?.items.map(({ handle }: { handle: string }) => handle)).toEqual(["serum"]);
  expect(listed(cards, new URLSearchParams("price_max=500")), "what cards cannot answer").toBeUndefined();
});

test("signing out forgets what was looked at, and leaves what everybody has", async ({ page }) => {
  const shop = new InstalledPage(page);
  await shop.open(`/p/${LIPSTICK.handle}`);
  await kept(page);
  await shop.open("/c/skincare");
  await shop.open("/");
  await expect.poll(async () => Object.keys(await cachedIn(page)).filter((it) => it.startsWith("seen ")).length).toBeGreaterThan(1);
  // What signing out says to the page (src/account/here.rs); that it does is the account's test.
  await page.evaluate(() => dispatchEvent(new Event("vitrine-left")));
  await expect.poll(async () => Object.keys(await cachedIn(page)).filter((it) => it.startsWith("seen "))).toEqual([]);
  const left = Object.keys(await cachedIn(page));
  expect(left.filter((it) => it.startsWith("slice ")).length).toBeGreaterThan(40);
  expect(left.filter((it) => it.startsWith("pictures ")).length).toBeGreaterThan(40);
});

test.describe("from one build to the next", () => {
  test("she agrees to a new version; another tab goes on with its own, and nothing is mixed", async ({ page, context, complaints }) => {
    test.setTimeout(120_000);
    const build = new SecondBuild();
    const shop = new SecondServer();
    await shop.start();
    try {
      const tab = new InstalledPage(page);
      await tab.open(`${shop.url}/`);
      await kept(page);
      const first = await tab.build();
      const other = new InstalledPage(await context.newPage());
      await other.open(`${shop.url}/p/${LIPSTICK.handle}`);
      await new ProductPage(other.page).addButton.click();
      await other.hasInBag(1);
      await tab.hasInBag(1);

      // The server is updated while both tabs are open.
      complaints.expect(OFFLINE);
      await shop.stop();
      await shop.start({ VITRINE_SITE: build.folder });
      await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
      await expect(tab.update).toBeVisible();
      await expect(tab.update).toContainText("Your bag stays as it is.");
      await expectAccessible(page);
      expect(await tab.build(), "nothing happens before she agrees").toBe(first);
      await tab.update.getByRole("button", { name: "Reload" }).click();
      await page.waitForEvent("load");
      await tab.ready();
      const second = await tab.build();
      expect(second).toBe(build.renamed.get(first));
      await tab.hasInBag(1);

      // The old tab was not touched. A part it has not had so far comes from what the server keeps of its build.
      expect(await other.build()).toBe(first);
      const asked: string[] = [];
      // Hers alone: the tab of the new build still fetches what it does not need at once.
      other.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await other.page.getByRole("link", { name: "Account" }).first().click();
      await expect(new AccountPage(other.page).emailField).toBeVisible();
      const oldDesk = [...build.renamed.keys()].find((name) => name.startsWith("/desk-"))!;
      const response = await other.page.request.get(`${shop.url}${oldDesk}`);
      expect(response.status()).toBe(200);
      for (const name of asked) expect([...build.renamed.values()].includes(name), `${name} is of the new build`).toBe(false);

      // Each build has a cache of its own, and in it nothing of the other.
      const names = Object.keys(await cachedIn(page)).filter((it) => it.startsWith("build-"));
      const own = names.filter((it) => it.startsWith(`build-${build.id} `)).map((it) => it.split(" ")[1]);
      expect(own).toContain(second);
      for (const name of build.renamed.keys()) expect(own).not.toContain(name);
      expect(new Set(names.map((it) => it.split(" ")[0])).size, "and the one before, for its tabs").toBe(2);

      // Without a connection the new one starts as a whole.
      await cutOff(context, complaints);
      await tab.open(`${shop.url}/bag`);
      await expect(new BagPage(page).line(LIPSTICK.title)).toBeVisible();
      expect(await tab.build()).toBe(second);
    } finally {
      await shop.remove();
      build.remove();
    }
  });

  test("a build that cannot be kept as a whole never takes over", async ({ page, complaints }) => {
    const build = new SecondBuild();
    const shop = new SecondServer();
    await shop.start();
    try {
      const tab = new InstalledPage(page);
      await tab.open(`${shop.url}/`);
      await kept(page);
      complaints.expect(/./);
      const { writeFileSync, readFileSync } = await import("node:fs");
      const sw = `${build.folder}/sw.js`;
      writeFileSync(sw, readFileSync(sw, "utf8").replace(/counter-[0-9a-f]{16}\.wasm/, "counter-0000000000000000.wasm"));
      for (const ending of [".br", ".gz"]) (await import("node:fs")).rmSync(sw + ending);
      await shop.stop();
      await shop.start({ VITRINE_SITE: build.folder });
      await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update().catch(() => {})));
      await page.waitForTimeout(1_500);
      await expect(tab.update).toHaveCount(0);
      const state = await page.evaluate(async () => ({ waiting: !!(await navigator.serviceWorker.ready).waiting }));
      expect(state.waiting).toBe(false);
      await tab.open(`${shop.url}/bag`);
      await expect(page.getByText("Your bag is empty")).toBeVisible();
    } finally {
      await shop.remove();
      build.remove();
    }
  });
});

test.describe("told by push", () => {
  test.use({ permissions: ["geolocation", "notifications"] });

  const shown = (page: Page) =>
    page.evaluate(async () => {
      const there = await (await navigator.serviceWorker.ready).getNotifications();
      return there.map(({ title, body, tag, data }) => ({ title, body, tag, to: (data as { to: string }).to }));
    });

  test("a push in the declarative format is shown, whatever is in it", async ({ page, context }) => {
    await page.goto("/");
    await kept(page);
    const worker = await ShopWorker.of(context, server.url);
    const notification = { title: "Your order is ready", body: "At Ondée Mitte until 20:00", tag: "ON-1", navigate: "/orders/ON-1", app_badge: "2" };
    await worker.push(JSON.stringify({ web_push: 8030, notification }));
    await expect.poll(() => shown(page)).toEqual([{ title: notification.title, body: notification.body, tag: "ON-1", to: `${server.url}/orders/ON-1` }]);

    // Nothing leads away from the shop, and what cannot be read is said to be news.
    await worker.push(JSON.stringify({ web_push: 8030, notification: { title: "Elsewhere", tag: "ON-1", navigate: "https://evil.example/" } }));
    await expect.poll(() => shown(page)).toEqual([{ title: "Elsewhere", body: "", tag: "ON-1", to: `${server.url}/` }]);
    await worker.push("not json");
    await expect.poll(async () => (await shown(page)).map(({ body }) => body)).toContain("There is news from the shop. Open it to see what.");
  });

  test("a press on a notification opens what it is about", async ({ page, context }) => {
    await page.goto("/");
    await kept(page);
    const worker = await ShopWorker.of(context, server.url);
    await worker.push(JSON.stringify({ web_push: 8030, notification: { title: "Ready", navigate: "/orders/ON-1" } }));
    await expect.poll(async () => (await shown(page)).length).toBe(1);
    // Only the system may open windows; so here somebody else notes which.
    const opened = await context.serviceWorkers()[0].evaluate(async () => {
      const shop = self as unknown as ServiceWorkerGlobalScopeOfTests;
      const [notification] = await shop.registration.getNotifications();
      const opens = new Promise((resolve) => Object.assign(shop.clients, { matchAll: async () => [], openWindow: async (to: string) => resolve(to) }));
      shop.dispatchEvent(new shop.NotificationEvent("notificationclick", { notification }));
      return opens;
    });
    expect(opened).toBe(`${server.url}/orders/ON-1`);
    await expect.poll(async () => (await shown(page)).length).toBe(0);
  });
});

test.describe("installing", () => {
  const offerOf = (page: Page) =>
    page.evaluate(() => {
      const event = new Event("beforeinstallprompt", { cancelable: true });
      const shop = window as unknown as { prompted: number };
      shop.prompted = 0;
      Object.assign(event, { prompt: () => (shop.prompted += 1) });
      dispatchEvent(event);
    });

  test("it is offered once, after something went into the bag", async ({ page }) => {
    const product = new ProductPage(page);
    await product.openProduct(LIPSTICK.handle, LIPSTICK.shade);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await offerOf(page);
    const shop = new InstalledPage(page);
    await expect(shop.installOffer).toHaveCount(0);
    await product.addButton.click();
    await expect(shop.installOffer).toBeVisible();
    await expectAccessible(page);
    await shop.installOffer.getByRole("button", { name: "Install" }).click();
    expect(await page.evaluate(() => (window as unknown as { prompted: number }).prompted)).toBe(1);
    await expect(shop.installOffer).toHaveCount(0);

    await product.openProduct(LIPSTICK.handle, LIPSTICK.shade);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await offerOf(page);
    await product.addButton.click();
    await product.hasInBag(2);
    await page.waitForTimeout(2_000);
    await expect(shop.installOffer).toHaveCount(0);
  });

  test("Safari on a phone is told how", async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, "standalone", { value: false });
      Object.defineProperty(navigator, "userAgent", { value: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) Safari/604.1" });
    });
    const product = new ProductPage(page);
    await product.openProduct(LIPSTICK.handle, LIPSTICK.shade);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await product.addButton.click();
    const shop = new InstalledPage(page);
    await shop.installOffer.getByRole("button", { name: "Show how" }).click();
    await expect(shop.installSheet.getByRole("listitem")).toHaveCount(3);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(shop.installSheet).toHaveCount(0);
  });

  for (const [language, path] of [["en", "/manifest.webmanifest"], ["de", "/manifest.de.webmanifest"]]) {
    test(`the manifest in ${language} is whole and true`, async ({ page, request, context }) => {
      await context.addCookies([{ name: "lang", value: language, url: server.url }]);
      await page.goto("/");
      await expect(page.locator("link[rel=manifest]")).toHaveAttribute("href", path);
      const session = await context.newCDPSession(page);
      const read = await session.send("Page.getAppManifest");
      expect(read.errors, "what the browser finds wrong").toEqual([]);
      const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
      expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);

      const answer = await request.get(path);
      expect(answer.headers()["content-type"]).toBe("application/manifest+json");
      const manifest = await answer.json();
      expect(manifest).toMatchObject({ id: "/?app=shop", scope: "/", display: "standalone", lang: language, start_url: "/?source=pwa" });
      expect(manifest.prefer_related_applications).toBe(false);
      expect(["any", "natural"]).toContain(manifest.orientation);
      const pictures = [...manifest.icons, ...manifest.screenshots, ...manifest.shortcuts.flatMap(({ icons }: { icons: object[] }) => icons)];
      for (const { src, sizes, type } of pictures) {
        const picture = await request.get(src);
        expect(picture.headers()["content-type"], src).toBe(type);
        const real = await page.evaluate(async (src) => {
          const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
          return `${width}x${height}`;
        }, src);
        expect(real, src).toBe(sizes);
      }
      const icon = (purpose: string, size: number) => manifest.icons.some((it: { purpose: string; sizes: string }) => it.purpose === purpose && it.sizes === `${size}x${size}`);
      expect(icon("any", 192) && icon("any", 512) && icon("maskable", 192) && icon("maskable", 512)).toBe(true);
      for (const form of ["wide", "narrow"]) {
        const screens = manifest.screenshots.filter((it: { form_factor: string }) => it.form_factor === form);
        expect(screens.length).toBeGreaterThan(1);
        expect(new Set(screens.map((it: { sizes: string }) => it.sizes)).size, "of one shape").toBe(1);
        for (const { sizes, label } of screens) {
          const [width, height] = sizes.split("x").map(Number);
          expect(Math.max(width, height) / Math.min(width, height)).toBeLessThanOrEqual(2.3);
          expect(Math.min(width, height) >= 320 && Math.max(width, height) <= 3840).toBe(true);
          expect(label).toMatch(/\S/);
        }
      }
      for (const { url } of manifest.shortcuts) expect((await request.get(url)).status()).toBe(200);
      const shared = await request.get(`${manifest.share_target.action}?text=rosewood`, { maxRedirects: 0 });
      expect(shared.status()).toBe(303);
      expect(shared.headers().location).toBe("/search?q=rosewood");
    });
  }
});

/** As much of a worker's world as a test uses; Playwright's types are those of pages. */
type ServiceWorkerGlobalScopeOfTests = EventTarget & {
  registration: { getNotifications(): Promise<object[]> };
  clients: object;
  NotificationEvent: new (name: string, about: { notification: object }) => Event;
};
