// English and German: by what the browser asks for, by the switch, and remembered.
import { ProductPage } from "../pages/product_page";
import { ShopPage } from "../pages/shop_page";
import { LIPSTICK } from "../support/shop";
import { expect, test } from "../support/test";

test("a German browser gets German, with German prices", async ({ otherDevice }) => {
  const page = await otherDevice({ locale: "de-DE" });
  const product = new ProductPage(page);
  await product.openProduct(LIPSTICK.handle);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByText(/^28,00\s€$/).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Tasche, 0 Artikel" })).toBeVisible();
  await expect(page.getByRole("button", { name: "In die Tasche" })).toBeVisible();
  await expect(page).toHaveTitle(/Ondée$/);
});

test("the switch changes the language, and the browser remembers", async ({ page }) => {
  const shop = new ShopPage(page);
  await shop.open("/stores");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("link", { name: "Deutsch" }).filter({ visible: true }).first().click();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await shop.ready();
  await expect(shop.heading).not.toHaveText("Find a store");

  await shop.open(`/p/${LIPSTICK.handle}`);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.getByRole("link", { name: "English" }).filter({ visible: true }).first().click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("without scripts the address carries the language", async ({ otherDevice }) => {
  const page = await otherDevice({ javaScriptEnabled: false });
  await page.goto("/stores");
  await page.getByRole("link", { name: "Deutsch" }).filter({ visible: true }).first().click();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
});
