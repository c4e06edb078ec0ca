// Every page for those who do not see it, see it large, or use only the keyboard.
import { expectAccessible } from "../support/axe";
import { PLACES } from "../support/pages";
import { LIPSTICK } from "../support/shop";
import { ShopPage } from "../pages/shop_page";
import { expect, test } from "../support/test";

for (const place of PLACES) {
  test(`axe finds nothing serious: ${place.name}`, async ({ page, complaints }) => {
    complaints.expect(/404/);
    await place.open(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectAccessible(page);
    }
  });
}

test("the keyboard reaches the content first, and a new page says its name", async ({ page }) => {
  const shop = new ShopPage(page);
  await shop.open("/");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await shop.searchBox.fill("velvet hour");
  await expect(shop.heading).toHaveText("Results for “velvet hour”");
  await shop.card(LIPSTICK.title).getByRole("link").focus();
  await page.keyboard.press("Enter");
  await expect(shop.heading).toHaveText(LIPSTICK.title);
  await expect(shop.heading).toBeFocused();
});

test("a dialog keeps the focus and gives it back", async ({ page }) => {
  const shop = new ShopPage(page);
  await shop.open("/");
  await shop.storeButton.focus();
  await page.keyboard.press("Enter");
  await expect(shop.storeChooser).toBeVisible();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  const inside = await shop.storeChooser.evaluate((dialog) => dialog.contains(document.activeElement) || document.activeElement === document.body);
  expect(inside).toBe(true);
  await page.keyboard.press("Escape");
  await expect(shop.storeButton).toBeFocused();
});
