// Every page fits into 320 pixels, which is also a window of 1280 enlarged four times (WCAG 1.4.10).
import { BagPage } from "../pages/bag_page";
import { PLACES } from "../support/pages";
import { GLOSS, LIPSTICK, MITTE, putIntoBag } from "../support/shop";
import { expect, test } from "../support/test";

for (const place of PLACES) {
  test(`fits into 320 pixels: ${place.name}`, async ({ page, complaints }) => {
    complaints.expect(/404/);
    await page.setViewportSize({ width: 320, height: 640 });
    await place.open(page);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > 321 && element.checkVisibility())
        .map((element) => element.className || element.tagName)
        .slice(0, 8),
    );
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, `wider than the window: ${wide.join(", ")}`).toBeLessThanOrEqual(320);
  });
}

test("letters twice as large leave the words of a bag readable", async ({ page }) => {
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
  await putIntoBag(page.request, GLOSS.sku, { by: "pick_up", store: MITTE.code });
  const bag = new BagPage(page);
  await bag.openBag();
  await bag.save(GLOSS.title).click();
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  for (const line of [bag.line(LIPSTICK.title), bag.saved.getByRole("listitem", { name: GLOSS.title })]) {
    const words = await line.locator(".bag-line__words").boundingBox();
    expect(words?.width, "a word is not broken into letters").toBeGreaterThan(200);
  }
  const { width, window } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, window: innerWidth }));
  expect(width).toBeLessThanOrEqual(window);
});
