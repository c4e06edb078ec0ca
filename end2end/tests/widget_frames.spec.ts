// Several widgets on one page: what happens in one is seen in all, and they take no more connections than one.
import type { Frame, Locator, Page } from "@playwright/test";
import { BagPage } from "../pages/bag_page";
import { PartnerSite, frameOf, streamsOf } from "../support/partner_site";
import { server, vitrine } from "../support/server";
import { LIPSTICK } from "../support/shop";
import { expect, test } from "../support/test";

let site: PartnerSite;

test.beforeAll(async () => {
  site = await PartnerSite.open("many");
});
test.afterAll(() => site.close());

/** A page with so many cards, all of them in sight, each with its frame. */
async function showCards(page: Page, count: number) {
  await page.setViewportSize({ width: 800, height: 600 * count });
  await page.goto(site.put("/cards", cards(count)));
  for (const at of all(count)) await expect(addIn(page, at)).toBeVisible();
}

const cards = (count: number) => all(count).map((at) => site.card(LIPSTICK.handle, `class="card-${at}"`)).join("");
const all = (count: number) => Array.from({ length: count }, (_, at) => at);
const card = (page: Page, at: number) => frameOf(page, `.card-${at}`);
const addIn = (page: Page, at: number): Locator => card(page, at).getByRole("button", { name: "Add to bag" });

async function expectPieces(page: Page, cards: number[], pieces: number) {
  for (const at of cards) await expect(card(page, at).getByRole("button", { name: `Bag, ${pieces} item` })).toBeVisible();
}

test("the first piece is heard of beside, and on the bag's button", async ({ page }) => {
  const bag = `<vitrine-widget partner="${site.key}" mode="bag"><a href="${server.url}/bag">Bag</a></vitrine-widget>`;
  await page.setViewportSize({ width: 800, height: 1_400 });
  await page.goto(site.put("/beside", bag + cards(2)));
  await expect(addIn(page, 1)).toBeVisible();
  await expect(frameOf(page, "vitrine-widget[mode=bag]").getByText("Your bag is empty")).toBeAttached();
  await addIn(page, 0).click();
  await expectPieces(page, [1], 1);
  await expect(page.locator("vitrine-widget[mode=bag] a.open")).toHaveAttribute("data-count", "1");
});

test("eight widgets hold one stream, and what is put into the bag in any of them is seen in all", async ({ page }) => {
  const streams = streamsOf(page);
  await showCards(page, 8);
  await addIn(page, 0).click();
  await expectPieces(page, all(8), 1);
  await addIn(page, 7).click();
  await expectPieces(page, all(8), 2);
  await addIn(page, 3).click();
  await expectPieces(page, all(8), 3);
  expect(streams()).toHaveLength(1);
});

test("when the frame that holds the stream is taken away, another one hears what happens in the shop", async ({ page, context }) => {
  const streams = streamsOf(page);
  await showCards(page, 3);
  await addIn(page, 0).click();
  await expectPieces(page, all(3), 1);
  await card(page, 0).getByRole("button", { name: /^Bag, / }).click();
  const opened = context.waitForEvent("page");
  await card(page, 0).getByRole("button", { name: "Go to checkout" }).click();
  const bag = new BagPage(await opened);
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("1");

  await page.bringToFront();
  await expect.poll(() => streams().length).toBe(1);
  const [holder] = streams();
  const gone = await cardOf(holder);
  await page.locator(`.card-${gone}`).evaluate((card) => card.remove());
  // What happens until another one has taken over is read when it does.
  await bag.more(LIPSTICK.title).click();
  const left = all(3).filter((at) => at !== gone && at !== 0);
  await expectPieces(page, left, 2);
  await expect.poll(() => streams().length).toBe(1);
  await bag.more(LIPSTICK.title).click();
  await expectPieces(page, left, 3);
});

test("two partners on one page have a bag each, and lose nothing by each other", async ({ page }) => {
  const other = vitrine("partner", "add", "Other", "--origin", site.origin, "--public-url", server.url).split("\n")[0].trim();
  const hers = site.card(LIPSTICK.handle, 'class="card-1"').replace(site.key, other);
  await page.setViewportSize({ width: 800, height: 1_400 });
  await page.goto(site.put("/two", cards(1) + hers));
  for (const at of [0, 1, 1]) await Promise.all([page.waitForResponse("**/w/bag/changes"), addIn(page, at).click()]);
  for (let visit = 0; visit < 2; visit++) {
    await expectPieces(page, [0], 1);
    await expectPieces(page, [1], 2);
    await page.reload();
  }
});

test("without a channel each goes on alone, with a stream only while it is in sight", async ({ page }) => {
  const streams = streamsOf(page);
  await page.addInitScript(() => {
    globalThis.BroadcastChannel = class {
      constructor() {
        throw new DOMException("refused", "SecurityError");
      }
    } as never;
  });
  await showCards(page, 4);
  await Promise.all([page.waitForResponse("**/w/bag/changes"), addIn(page, 0).click()]);
  await page.reload();
  await expectPieces(page, all(4), 1);
  await expect.poll(() => streams().length).toBe(4);
  await page.setViewportSize({ width: 800, height: 600 });
  for (const at of [3, 0]) {
    await page.locator(`.card-${at}`).scrollIntoViewIfNeeded();
    await page.evaluate((at) => document.querySelector(`.card-${at}`)!.scrollIntoView({ block: "end" }), at);
    await expect.poll(() => streams().length).toBeLessThanOrEqual(2);
    await expect.poll(async () => Promise.all(streams().map(cardOf))).toContain(at);
  }
  // Back in sight it reads what it has missed.
  await addIn(page, 0).click();
  await page.locator(".card-3").scrollIntoViewIfNeeded();
  await expectPieces(page, [3], 2);
});

async function cardOf(frame: Frame): Promise<number> {
  return (await frame.frameElement()).evaluate((element) => Number((element.getRootNode() as ShadowRoot).host.className.slice(-1)));
}
