// What the server paints: whole without scripts, the same as the app's view, taken over without a flash or a second request.
import { type Page } from "@playwright/test";
import { ShopPage } from "../pages/shop_page";
import { PAINTED } from "../support/pages";
import { LIPSTICK } from "../support/shop";
import { expect, test } from "../support/test";

const words = (page: Page, place: string) => page.locator(place).evaluate((element) => (element as HTMLElement).innerText.replace(/\s+/g, " ").trim());

for (const { name, path } of PAINTED) {
  test(`${name}: the app shows what the server painted`, async ({ page, otherDevice }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.addInitScript(() => {
      type Shift = { value: number; sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[] };
      const shifts: { value: number; moved: string[] }[] = [];
      Object.assign(window, { shifts });
      // What moved, and where to, or nobody finds out why.
      const moved = ({ node, previousRect: from, currentRect: to }: Shift["sources"][number]) =>
        `${(node as Element)?.className ?? node?.nodeName} ${JSON.stringify(from)} → ${JSON.stringify(to)}`;
      new PerformanceObserver((list) =>
        list.getEntries().forEach((entry) => {
          const { value, sources } = entry as unknown as Shift;
          shifts.push({ value, moved: sources.map(moved) });
        }),
      ).observe({ type: "layout-shift", buffered: true });
    });
    const shop = new ShopPage(page);
    await shop.open(path);
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => document.fonts.ready.then(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))));
    const shifts = await page.evaluate(() => (window as unknown as { shifts: { value: number; moved: string[] }[] }).shifts);
    const shifted = shifts.reduce((sum, { value }) => sum + value, 0);
    expect(shifted, `layout shift: ${shifts.flatMap(({ moved }) => moved).join("; ")}`).toBeLessThan(0.001);
    // The bag is the shopper's own, so it is asked for, and what changes is listened to; everything else came with the page.
    const live = ["/api/v1/cart", "/api/v1/stock/events"];
    expect(asked.filter((url) => url.startsWith("/api/") && !live.some((path) => url.startsWith(path)))).toEqual([]);

    const plain = await otherDevice({ javaScriptEnabled: false });
    await plain.goto(path);
    // What lies below the first screen is built a frame later.
    await expect.poll(() => words(page, "#app")).toBe(await words(plain, "#shell"));
  });
}

test("without scripts a product can be read, and its links and forms work", async ({ otherDevice }) => {
  const page = await otherDevice({ javaScriptEnabled: false });
  await page.goto(`/p/${LIPSTICK.handle}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(LIPSTICK.title);
  await expect(page.getByText(LIPSTICK.price).first()).toBeVisible();
  await expect(page.getByText("Halde mills the pigment")).toBeVisible();
  await expect(page.getByRole("radiogroup", { name: "Shade" }).getByRole("radio")).toHaveCount(24);
  await page.getByRole("searchbox", { name: "Search" }).fill("gloss");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article").first()).toBeVisible();
  await page.getByRole("article").first().getByRole("link").click();
  await expect(page).toHaveURL(/\/p\//);
});

test("a page names itself to search engines and previews", async ({ request, baseURL }) => {
  const html = await (await request.get(`/p/${LIPSTICK.handle}?Shade=Bare%20Fact`)).text();
  expect(html).toContain(`<title>${LIPSTICK.title} – Ondée</title>`);
  expect(html).toContain(`<link rel="canonical" href="${baseURL}/p/${LIPSTICK.handle}">`);
  expect(html).toMatch(/<meta name="description" content="[^"]{20,}">/);
  expect(html).toContain('<meta property="og:type" content="product">');
});

test("reading pages sets no cookie", async ({ request }) => {
  for (const { path } of PAINTED) {
    expect((await request.get(path)).headers()["set-cookie"], path).toBeUndefined();
  }
});
