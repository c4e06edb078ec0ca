// Finding a store: by where the shopper is, by a place in words, and keeping it.
import { ProductPage } from "../pages/product_page";
import { ShopPage } from "../pages/shop_page";
import { LIPSTICK, MITTE } from "../support/shop";
import { expect, test } from "../support/test";

test("stores are listed by distance from where she is, with their doors", async ({ page }) => {
  const shop = new ShopPage(page);
  await shop.open("/stores");
  const rows = page.getByRole("main").getByRole("listitem");
  await expect(rows).toHaveCount(40);
  await page.getByRole("main").getByRole("button", { name: "Use my location" }).click();
  await expect(rows.first()).toHaveAccessibleName(MITTE.name);
  await expect(rows.first()).toContainText("Open until 20:00");
  await expect(rows.first()).toContainText(/\d+\sm/);
});

test("a place in words is enough, and only open stores when asked", async ({ page }) => {
  const shop = new ShopPage(page);
  await shop.open("/stores");
  const main = page.getByRole("main");
  await main.getByRole("textbox", { name: /^City, street or postal code/ }).fill("Hamburg");
  await main.getByRole("button", { name: "Find" }).click();
  await expect(main.getByRole("listitem").first()).toHaveAccessibleName(/Neuer Wall|Eppendorf/);

  await main.getByRole("button", { name: "Open now" }).click();
  await expect(main.getByRole("button", { name: "Open now" })).toHaveAttribute("aria-pressed", "true");
  await expect(main.getByText(/^Closed/)).toHaveCount(0);
});

test("a browser that does not say where it is gets a sentence, not silence", async ({ page, context }) => {
  await context.clearPermissions();
  const shop = new ShopPage(page);
  await shop.open("/stores");
  await page.getByRole("main").getByRole("button", { name: "Use my location" }).click();
  await expect(page.getByText("Type a place instead.")).toBeVisible();
});

test("a store's page shows its week on its own clock", async ({ page }) => {
  const shop = new ShopPage(page);
  await shop.open("/stores/london-covent-garden");
  await expect(page.getByText("Times in Europe/London")).toBeVisible();
  await expect(page.getByRole("table", { name: "Opening hours" }).getByRole("row")).toHaveCount(7);
});

test("my store is remembered, and every page is about it", async ({ page }) => {
  const shop = new ShopPage(page);
  await shop.open(`/stores/${MITTE.code}`);
  await page.getByRole("button", { name: "Make this my store" }).click();
  await expect(page.getByText("This is your store")).toBeVisible();

  await shop.open("/");
  await expect(shop.storeButton).toHaveAccessibleName(`Choose store: now ${MITTE.name}`);
  await expect(page.getByRole("region", { name: `Ready at ${MITTE.name} today` }).getByRole("article").first()).toBeVisible();

  const product = new ProductPage(page);
  await product.openProduct(LIPSTICK.handle, LIPSTICK.shade);
  await expect(product.stores.getByRole("listitem").first()).toHaveAccessibleName(MITTE.name);
  await expect(product.way("Pick up in store")).toBeChecked();
});

test("asking for pickup without a store opens the chooser", async ({ page }) => {
  const product = new ProductPage(page);
  await product.openProduct(LIPSTICK.handle, LIPSTICK.shade);
  await product.way("Pick up in store").click();
  await expect(product.storeChooser).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(product.storeChooser).toBeHidden();
});
