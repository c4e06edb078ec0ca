// Every page fits into 320 pixels, which is also a window of 1280 enlarged four times (WCAG 1.4.10).
import { PLACES } from "../support/pages";
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
