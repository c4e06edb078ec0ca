// The shop on partners' pages: the card, the frame, the bag and its way into the shop; and everything that may go wrong on the way.
import type { Page } from "@playwright/test";
import { AccountPage } from "../pages/account_page";
import { BagPage } from "../pages/bag_page";
import { expectAccessible } from "../support/axe";
import { someone } from "../support/account_test";
import { mailbox } from "../support/mailbox";
import { PartnerSite, frameOf, seen, shopFrames, watch } from "../support/partner_site";
import { server, vitrine } from "../support/server";
import { GLOSS, LIPSTICK, putIntoBag } from "../support/shop";
import { expect, test } from "../support/test";

/** What browsers say themselves about answers that a test provokes. */
const REFUSED = /Failed to load resource|CORS policy|ERR_FAILED|Refused to frame|violates the following Content Security Policy|net::ERR/;
/** Far more than a painted card needs, for machines that do other things as well; the figure is in BENCHMARKS.md. */
const PAINTED_MS = 1_500;

let one: PartnerSite;
let two: PartnerSite;

test.beforeAll(async () => {
  one = await PartnerSite.open("one");
  two = await PartnerSite.open("two");
});
test.afterAll(() => {
  one.close();
  two.close();
});
test.beforeEach(({ page }) => watch(page));

test("a card is painted at once under a strict policy; when the frame takes its place, nothing moves", async ({ page }, info) => {
  await page.goto(one.put("/", one.card(LIPSTICK.handle)));
  const widget = page.locator("vitrine-widget");
  // The frame takes the card's place as soon as it can.
  await expect(widget.locator("p.title")).toHaveText(LIPSTICK.title);
  await expect(page.getByText("Lipstick at the shop")).toBeHidden();
  const frame = frameOf(page);
  await expect(frame.getByRole("heading", { name: LIPSTICK.title })).toBeVisible();
  await expect(frame.getByRole("button", { name: "Add to bag" })).toBeVisible();
  await expect.poll(async () => (await seen(page)).told.map(({ type }) => type)).toContain("ready");
  const { shift, tasks, defined, painted } = await seen(page);
  info.annotations.push({ type: "figure", description: `painted ${Math.round(painted - defined)} ms after the loader ran, long tasks ${tasks}` });
  expect(painted - defined).toBeLessThan(PAINTED_MS);
  expect(shift).toBe(0);
});

test("what is gathered on a partner's page joins the shopper's bag and stays live in both places", async ({ page, context }) => {
  await putIntoBag(page.request, GLOSS.sku, { by: "ship" });
  await page.goto(two.put("/", two.card(LIPSTICK.handle)));
  const frame = frameOf(page);
  await frame.getByRole("radiogroup", { name: "Shade" }).getByRole("radio", { name: LIPSTICK.shade }).check();
  await frame.getByRole("button", { name: "Add to bag" }).click();
  await expect(frame.getByRole("button", { name: /^Bag, 1 item/ })).toBeVisible();
  await expect.poll(async () => (await seen(page)).told).toContainEqual({ type: "added", detail: { sku: LIPSTICK.sku, qty: 1 } });
  await expect.poll(async () => (await seen(page)).told).toContainEqual({ type: "bag", detail: { count: 1, total: 2800, currency: "EUR" } });
  await frame.getByRole("button", { name: /^Bag, 1 item/ }).click();
  const opened = context.waitForEvent("page");
  await frame.getByRole("button", { name: "Go to checkout" }).click();

  const bag = new BagPage(await opened);
  await expect(bag.page).toHaveURL(/\/bag/);
  await expect(bag.line(LIPSTICK.title)).toBeVisible();
  await expect(bag.line(GLOSS.title)).toBeVisible();
  await expect(bag.page.getByRole("region", { name: "From a partner's page" })).toContainText("two");
  expect(bag.page.url()).not.toMatch(/t=|token/);

  // One bag now: a change in the frame is seen in the shop's open tab, and the other way round.
  await frame.getByRole("listitem", { name: LIPSTICK.title }).getByRole("button", { name: /^One more/ }).click();
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("2");
  await bag.more(LIPSTICK.title).click();
  await expect(frame.getByRole("listitem", { name: LIPSTICK.title }).getByRole("textbox")).toHaveValue("3");
});

test("signed in, what is added on a partner's page is seen in the tab of the shop that is open already", async ({ page, context, request }) => {
  const tab = new AccountPage(await context.newPage());
  await putIntoBag(tab.page.request, GLOSS.sku, { by: "ship" });
  await tab.openAccount();
  await tab.signIn(someone(), mailbox(request));
  await tab.hasInBag(1);

  // Presses reach a frame of the tab in front.
  await page.bringToFront();
  await page.goto(two.put("/", two.card(LIPSTICK.handle)));
  const frame = frameOf(page);
  await frame.getByRole("button", { name: "Add to bag" }).click();
  await frame.getByRole("button", { name: /^Bag, 1 item/ }).click();
  const opened = context.waitForEvent("page");
  await frame.getByRole("button", { name: "Go to checkout" }).click();
  const bag = new BagPage(await opened);
  await expect(bag.line(LIPSTICK.title)).toBeVisible();
  await bag.page.close();

  await tab.hasInBag(2);
  await frame.getByRole("listitem", { name: LIPSTICK.title }).getByRole("button", { name: /^One more/ }).click();
  await tab.hasInBag(3);
  await expect(tab.signOutButton, "and she is who she was").toBeVisible();
});

test("a token opens the way once: again it doubles nothing, and another browser gets nothing by it", async ({ page, context, browser }) => {
  await page.goto(one.put("/", one.card(LIPSTICK.handle)));
  const frame = frameOf(page);
  await frame.getByRole("button", { name: "Add to bag" }).click();
  await frame.getByRole("button", { name: /^Bag, / }).click();
  const [opened, answer] = await Promise.all([
    context.waitForEvent("page"),
    page.waitForResponse("**/w/handover"),
    frame.getByRole("button", { name: "Go to checkout" }).click(),
  ]);
  const { token } = await answer.json();
  const bag = new BagPage(opened);
  await expect(bag.line(LIPSTICK.title)).toBeVisible();
  const post = (page: Page) => page.evaluate((token) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: "/handover/partner" });
    form.append(Object.assign(document.createElement("input"), { name: "t", value: token }));
    document.body.append(form);
    form.submit();
  }, token);
  await bag.openBag();
  await post(bag.page);
  await bag.page.waitForURL((url) => url.pathname === "/bag");
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("1");

  const stranger = await browser.newContext({ baseURL: server.url, serviceWorkers: "block" });
  const hers = new BagPage(await stranger.newPage());
  await hers.openBag();
  await post(hers.page);
  await expect(hers.page.getByText("Your bag is empty")).toBeVisible();
  await expect(hers.line(LIPSTICK.title)).toHaveCount(0);
  await stranger.close();
});

test("two widgets under styles that reset everything: they look as they should and share one bag", async ({ page }) => {
  const css = `* { all: unset !important; } div { display: none !important } p { font-size: 90px !important }`;
  const bag = `<vitrine-widget partner="${one.key}" mode="bag"><a href="${server.url}/bag">Bag</a></vitrine-widget>`;
  await page.goto(one.put("/reset", bag + one.card(LIPSTICK.handle), { css }));
  const card = page.locator("vitrine-widget[product]");
  await expect.poll(() => card.evaluate((it) => it.getBoundingClientRect().height)).toBeGreaterThan(540);
  const frame = frameOf(page, "vitrine-widget[product]");
  await frame.getByRole("button", { name: "Add to bag" }).click();
  await expect(frame.getByRole("button", { name: /^Bag, 1 item/ })).toBeVisible();

  await page.reload();
  const opener = page.locator("vitrine-widget[mode=bag] a.open");
  await expect(opener).toHaveAttribute("data-count", "1");
  await opener.click();
  const panel = frameOf(page, "vitrine-widget[mode=bag]");
  await expect(panel.getByRole("listitem", { name: LIPSTICK.title })).toBeVisible();
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(page.locator("vitrine-widget[mode=bag] iframe")).not.toHaveClass("panel");
  await expect(opener).toBeFocused();
});

test("a shelf: choose a product, put it into the bag, come back", async ({ page }) => {
  await page.goto(one.put("/", `<vitrine-widget partner="${one.key}" mode="grid" collection="lips"><a href="${server.url}/c/lips">Lips</a></vitrine-widget>`));
  const frame = frameOf(page);
  await frame.getByRole("button", { name: `Choose: ${LIPSTICK.title}` }).click();
  await expect(frame.getByRole("heading", { name: LIPSTICK.title })).toBeVisible();
  await frame.getByRole("button", { name: "Add to bag" }).click();
  await frame.getByRole("button", { name: "Back" }).click();
  await expect(frame.getByRole("button", { name: `Choose: ${LIPSTICK.title}` })).toBeVisible();
  expect((await seen(page)).shift).toBe(0);
});

test("unknown, blocked and unlisted: the link stays a link", async ({ page, complaints }) => {
  complaints.expect(REFUSED);
  const blocked = await PartnerSite.open("blocked");
  const unlisted = await PartnerSite.open("unlisted", false);
  vitrine("partner", "block", blocked.key);
  const unknown = one.card(LIPSTICK.handle).replace(one.key, "pk_nobody_00000000");
  for (const [site, body] of [[one, unknown], [blocked, blocked.card(LIPSTICK.handle)], [unlisted, unlisted.card(LIPSTICK.handle)], [one, one.card("no-such-product")]] as const) {
    await page.goto(site.put("/refused", body));
    await expect.poll(async () => (await seen(page)).told.map(({ type }) => type)).toEqual(["error"]);
    await expect(page.getByRole("link", { name: "Lipstick at the shop" })).toBeVisible();
    expect(shopFrames(page)).toEqual([]);
  }
  // The frame itself lets nobody else around it.
  await page.goto(two.put("/thief", `<iframe src="${server.url}/w/?partner=${one.key}&mode=card&product=${LIPSTICK.handle}"></iframe>`, { loader: false }));
  await expect(frameOf(page, "body").getByRole("button", { name: "Add to bag" })).toHaveCount(0);
  blocked.close();
  unlisted.close();
});

test("words from the wrong window, or that make no sense, change nothing", async ({ page }) => {
  await page.goto(one.put("/", one.card(LIPSTICK.handle)));
  const frame = frameOf(page);
  await expect(frame.getByRole("button", { name: "Add to bag" })).toBeVisible();
  await page.evaluate((shop) => {
    const inside = document.querySelector("vitrine-widget")!.shadowRoot!.querySelector("iframe")!.contentWindow!;
    const huge = "x".repeat(1 << 20);
    for (const data of [null, 7, huge, { ns: "vitrine-widget", v: 1, type: "init", nonce: "guessed", theme: { bg: "#000000" } }, { ns: "vitrine-widget", v: 2, type: "hello" }]) {
      inside.postMessage(data, shop, data && typeof data === "object" ? [new MessageChannel().port1] : []);
      postMessage(data, "*");
    }
    postMessage({ ns: "vitrine-widget", v: 1, type: "hello", nonce: "mine" }, "*");
  }, server.url);
  await frame.getByRole("button", { name: "Add to bag" }).click();
  await expect.poll(async () => (await seen(page)).told.filter(({ type }) => type === "added")).toHaveLength(1);
  expect((await seen(page)).told.filter(({ type }) => type === "error")).toEqual([]);
  expect(await shopFrames(page)[0].evaluate(() => document.documentElement.style.getPropertyValue("--paper"))).toBe("");
});

test("a page's own colours are worn if they can be read", async ({ page }) => {
  const css = `vitrine-widget { --vitrine-bg: #101418; --vitrine-fg: #f4f4f4; --vitrine-accent: #ffcf5c; --vitrine-radius: 12px; --vitrine-scheme: dark; --vitrine-font: "x; } body { display: none" }`;
  await page.goto(one.put("/", one.card(LIPSTICK.handle), { css }));
  await expect(frameOf(page).getByRole("button", { name: "Add to bag" })).toBeVisible();
  const value = (name: string) => shopFrames(page)[0].evaluate((name) => document.documentElement.style.getPropertyValue(name), name);
  await expect.poll(() => value("--paper")).toBe("#101418");
  expect(await Promise.all(["--accent-ground", "--on-accent", "--radius", "--font-text", "color-scheme"].map(value))).toEqual(["#ffcf5c", "#000000", "12px", "", "dark"]);
});

test("without cookies the frame has its bag in memory", async ({ page, context }) => {
  // As a browser that keeps no cookies of frames: none arrives.
  await page.route("**/w/session", async (route) => {
    const { "content-length": _, host: __, cookie: ___, ...headers } = await route.request().allHeaders();
    const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(":")));
    const answer = await fetch(route.request().url(), { method: "POST", headers: own, body: route.request().postData() });
    await route.fulfill({ status: answer.status, contentType: "application/json", body: await answer.text() });
  });
  await page.goto(one.put("/", one.card(LIPSTICK.handle)));
  const frame = frameOf(page);
  await frame.getByRole("button", { name: "Add to bag" }).click();
  await frame.getByRole("button", { name: /^Bag, 1 item/ }).click();
  expect(await context.cookies(server.url)).toEqual([]);
  const opened = context.waitForEvent("page");
  await frame.getByRole("button", { name: "Go to checkout" }).click();
  await expect(new BagPage(await opened).line(LIPSTICK.title)).toBeVisible();
});

test("when the shop does not answer, the page keeps its link, and the frame says what is wrong", async ({ page, complaints }) => {
  complaints.expect(REFUSED);
  await page.route("**/embed/v1/card.json*", (route) => route.abort());
  await page.goto(one.put("/", one.card(LIPSTICK.handle)));
  await expect.poll(async () => (await seen(page)).told).toEqual([{ type: "error", detail: { code: "offline" } }]);
  await expect(page.getByRole("link", { name: "Lipstick at the shop" })).toBeVisible();
  await page.unroute("**/embed/v1/card.json*");
  await page.route("**/api/v1/products/**", (route) => route.abort());
  await page.reload();
  await expect(frameOf(page).getByRole("alert").getByRole("button", { name: "Try again" })).toBeVisible();
  await page.unroute("**/api/v1/products/**");
  await frameOf(page).getByRole("button", { name: "Try again" }).click();
  await expect(frameOf(page).getByRole("button", { name: "Add to bag" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the frame is accessible on 320 pixels, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 320, height: 560 });
    for (const query of [`mode=card&product=${LIPSTICK.handle}`, "mode=grid&collection=lips", "mode=bag"]) {
      await page.goto(`${server.url}/w/?partner=${one.key}&locale=de&${query}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
      await expect(page.getByRole("status", { name: "Lädt" })).toHaveCount(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await expectAccessible(page);
    }
  });
}

test("the page for partners shows what it tells, and its loader's hash is true", async ({ page }) => {
  await page.goto(`${server.url}/embed`);
  await expect(page.getByRole("heading", { level: 1, name: "Our products on your pages" })).toBeVisible();
  await expect(page.locator("vitrine-widget[product] p.title")).toHaveText(LIPSTICK.title);
  await expect(page.locator("vitrine-widget[mode=grid] a.item").first()).toBeAttached();
  const pinned = (await page.locator("section:has(#pinned) code").textContent())!;
  const [, address] = pinned.match(/src="([^"]+)"/)!;
  const [, integrity] = pinned.match(/integrity="([^"]+)"/)!;
  await page.goto(two.put("/pinned", two.card(LIPSTICK.handle), { loader: false }));
  const loaded = await page.evaluate(
    ([src, integrity]) =>
      new Promise((done) => {
        const script = Object.assign(document.createElement("script"), { type: "module", crossOrigin: "anonymous", src, integrity, onload: () => done(true), onerror: () => done(false) });
        document.head.append(script);
      }),
    [address, integrity],
  );
  expect(loaded).toBe(true);
  await expect(page.locator("vitrine-widget p.title")).toBeAttached();
});
