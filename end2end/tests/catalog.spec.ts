// Browsing: shelves, facets, search as one types, and choosing a variant.
import { ProductPage } from "../pages/product_page";
import { ShopPage } from "../pages/shop_page";
import { LIPSTICK } from "../support/shop";
import { expect, test } from "../support/test";

test("a shelf is narrowed and sorted, and the address keeps how", async ({ page, isMobile }) => {
  const shelf = new ShopPage(page);
  await shelf.open("/c/lips");
  await expect(shelf.heading).toHaveText("Lips");
  const total = page.getByRole("main").getByText(/^\d+ products$/);
  const before = parseInt(await total.innerText(), 10);

  if (isMobile) {
    await page.getByRole("button", { name: "Filter" }).click();
  }
  const facets = isMobile ? page.getByRole("dialog", { name: "Filter" }) : page.getByRole("main");
  await facets.getByText("Finish", { exact: true }).click();
  await facets.getByRole("checkbox", { name: /^Matte/ }).check();
  await expect(page).toHaveURL(/finish=matte/);
  if (isMobile) {
    await facets.getByRole("button", { name: /^Show \d+ product/ }).click();
    await expect(facets).toBeHidden();
  }
  await expect.poll(async () => parseInt(await total.innerText(), 10)).toBeLessThan(before);

  await page.getByRole("combobox", { name: "Sort by" }).selectOption("Price, low first");
  await expect(page).toHaveURL(/sort=price_up/);
  await expect
    .poll(async () => {
      const texts = await page.getByRole("article").locator(".price__now").allInnerTexts();
      const prices = texts.map((text) => Number(text.replace(/[^\d.]/g, "")));
      return prices.length > 2 && prices.every((price, at) => at === 0 || prices[at - 1] <= price);
    })
    .toBe(true);

  await page.reload();
  await shelf.ready();
  await expect(page.getByRole("combobox", { name: "Sort by" })).toHaveValue("price_up");
  await page.getByRole("button", { name: "Remove: Matte" }).click();
  await expect(page).not.toHaveURL(/finish=/);
});

test("search follows the words as they are typed, and forgives a slip", async ({ page }) => {
  const shop = new ShopPage(page);
  await shop.open("/");
  await shop.searchBox.pressSequentially("velvt hour");
  await expect(shop.heading).toHaveText("Results for “velvt hour”");
  await expect(shop.card(LIPSTICK.title)).toBeVisible();
  await expect(shop.searchBox).toBeFocused();

  await shop.searchBox.fill("xyzzyx");
  await expect(shop.heading).toHaveText("Nothing for “xyzzyx”");
  await expect(page.getByRole("region", { name: "Shelves" }).getByRole("link", { name: "Lips" })).toBeVisible();

  await shop.searchBox.fill(LIPSTICK.sku);
  await expect(shop.card(LIPSTICK.title)).toBeVisible();
});

test("a shade is chosen by keyboard, changes the picture and stands in the address", async ({ page }) => {
  const product = new ProductPage(page);
  await product.openProduct(LIPSTICK.handle);
  const picture = page.getByRole("main").getByRole("img").first();
  const first = await picture.getAttribute("src");

  await product.option("Shade").getByRole("radio", { checked: true }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(product.shade(LIPSTICK.shade)).toBeChecked();
  await expect(page).toHaveURL(/Shade=Bare%20Fact/);
  await expect(picture).not.toHaveAttribute("src", first!);

  await page.reload();
  await product.ready();
  await expect(product.shade(LIPSTICK.shade)).toBeChecked();
  await expect(product.option("Shade").getByRole("radio")).toHaveCount(24);
});

test("links show the next page without loading, and back returns to the same place", async ({ page }) => {
  const shop = new ShopPage(page);
  await shop.open("/c/lips");
  const loads = shop.countLoads();
  const card = page.getByRole("article").nth(14);
  const title = await card.getAttribute("aria-label");
  await card.scrollIntoViewIfNeeded();
  const scrolled = await page.evaluate(() => window.scrollY);
  await card.getByRole("link").click();
  await expect(shop.heading).toHaveText(title!);
  await expect(page).toHaveTitle(`${title} – Ondée`);
  await page.goBack();
  await expect(shop.heading).toHaveText("Lips");
  await expect.poll(async () => Math.abs((await page.evaluate(() => window.scrollY)) - scrolled)).toBeLessThan(200);
  expect(loads()).toBe(0);
});

for (const path of ["/p/there-is-no-such-thing", "/c/there-is-no-such-thing", "/stores/there-is-no-such-thing", "/nowhere"]) {
  test(`${path} is a real 404 with a way back`, async ({ page, complaints }) => {
    complaints.expect(/404/);
    const shop = new ShopPage(page);
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await shop.ready();
    await expect(shop.heading).toHaveText("Nothing hangs here");
    await page.getByRole("link", { name: "Back to the entrance" }).click();
    await expect(page).toHaveURL("/");
  });
}
