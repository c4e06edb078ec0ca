// Stock while it changes: every open page that shows it is put right, without a reload and without moving anything.
import { BagPage } from "../pages/bag_page";
import { ProductPage } from "../pages/product_page";
import { MITTE, putIntoBag, Staff } from "../support/shop";
import { expect, test } from "../support/test";

/** Shades of a lipstick of which Mitte has many, each for one test at one size of the window. */
const HANDLE = "velvet-hour-lipstick";
const SKUS = { page: ["LIP-VEL-009", "LIP-VEL-010"], bag: ["LIP-VEL-011", "LIP-VEL-012"] };
/** News of the server that the page came from. */
const SOON = { timeout: 1_000 };

/** The shade of a variant. */
async function shadeOf(page: ProductPage["page"], sku: string): Promise<string> {
  const { product } = await (await page.request.get(`/api/v1/products/${HANDLE}`)).json();
  return product.variants.find((variant: { sku: string }) => variant.sku === sku).values[0];
}

/** Says what the page's one polite region says. */
const status = (shop: ProductPage | BagPage) => shop.page.locator("p[role=status]");

test("a change of stock reaches every open product page at once", async ({ page, otherDevice, request }, { project }) => {
  const sku = SKUS.page[project.name === "phone" ? 1 : 0];
  const shade = await shadeOf(page, sku);
  const staff = Staff.at(MITTE.code, request);
  const pages: ProductPage[] = [];
  for (const one of [page, await otherDevice()]) {
    const product = new ProductPage(one);
    await product.openProduct(HANDLE, shade);
    await product.chooseNearbyStore(MITTE.name);
    await expect(product.store(MITTE.name)).toContainText("In stock");
    await one.evaluate(() => Object.assign(window, { same: true }));
    pages.push(product);
  }
  const row = pages[0].store(MITTE.name);
  const focused = row.getByRole("link");
  await focused.focus();
  const [before, button] = [await row.boundingBox(), await pages[0].addButton.boundingBox()];

  const aside = await staff.leaves(sku, 2);
  for (const product of pages) {
    await expect(product.store(MITTE.name)).toContainText("2 left", SOON);
    await expect(status(product)).toContainText(`Only 2 left at ${MITTE.name}`);
  }
  // Nothing moved, and the keyboard is where it was.
  expect([await row.boundingBox(), await pages[0].addButton.boundingBox()]).toEqual([before, button]);
  await expect(focused).toBeFocused();
  await page.screenshot({ path: test.info().outputPath("two-left.png") });

  await staff.leaves(sku, 0);
  for (const product of pages) {
    await expect(product.store(MITTE.name)).toContainText("Not here today", SOON);
    await expect(status(product)).toContainText(`No longer at ${MITTE.name}`);
    // Collecting does not become a parcel behind her back.
    await expect(product.way("Pick up in store")).toBeChecked();
    await expect(product.addButton).toBeDisabled();
  }
  await page.screenshot({ path: test.info().outputPath("gone.png") });

  await staff.adjusts(sku, "sound", aside + 2);
  for (const product of pages) {
    await expect(product.store(MITTE.name)).toContainText("In stock", SOON);
    await expect(status(product)).toContainText(`Now in stock at ${MITTE.name}`);
    await expect(product.addButton).toBeEnabled();
    expect(await product.page.evaluate(() => "same" in window)).toBe(true);
  }
});

test("a bag says when there is less of what is in it", async ({ page, request }, { project }) => {
  const sku = SKUS.bag[project.name === "phone" ? 1 : 0];
  const staff = Staff.at(MITTE.code, request);
  const bag = new BagPage(page);
  await bag.openBag();
  await putIntoBag(page.request, sku, { by: "pick_up", store: MITTE.code }, 3);
  await bag.openBag();
  const line = page.getByRole("main").getByRole("listitem").filter({ hasText: "Velvet Hour" });
  await expect(line).toContainText("Ready");
  await expect(line).not.toContainText("left");

  const aside = await staff.leaves(sku, 2);
  await expect(line).toContainText("2 left", SOON);
  await expect(status(bag)).toContainText("only 2 left");
  await page.screenshot({ path: test.info().outputPath("bag.png") });
  await staff.leaves(sku, 0);
  await expect(line).toContainText("Not here today", SOON);
  await expect(status(bag)).toContainText("not there any more");
  await staff.adjusts(sku, "sound", aside + 2);
  await expect(line).not.toContainText("Not here today", SOON);
  await expect(status(bag)).toContainText("there again");
});

test("a store's page says what is becoming scarce there", async ({ page, request }) => {
  const staff = Staff.at(MITTE.code, request);
  const { products } = await (await page.request.get(`/api/v1/stores/${MITTE.code}`)).json();
  const views = await Promise.all(
    products.map(async ({ handle }: { handle: string }) => (await (await page.request.get(`/api/v1/products/${handle}`)).json()).product),
  );
  const [product] = views.sort((one, other) => one.variants.length - other.variants.length);
  await page.goto(`/stores/${MITTE.code}`);
  const card = page.getByRole("article", { name: product.title });
  await expect(card).toContainText(`Today at ${MITTE.name}`);
  await expect(page.locator("#shell")).toHaveCount(0);

  const aside: [string, number][] = [];
  for (const { sku } of product.variants) {
    aside.push([sku, await staff.leaves(sku, 1)]);
  }
  await expect(card.locator(".product-card__store--scarce")).toBeVisible(SOON);
  for (const [sku, pieces] of aside) {
    if (pieces > 0) {
      await staff.adjusts(sku, "sound", pieces);
    }
  }
  await expect(card.locator(".product-card__store--good")).toBeVisible(SOON);
});
