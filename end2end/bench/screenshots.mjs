// The pictures of the README, from the running shop: home, product and bag on a desktop and on a phone. Some of them are also what
// browsers show before the shop is installed (build/manifest.mjs).
import { copyFileSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/vitrine.cjs";
import { mounted, withShop } from "./shop.mjs";

const FOLDER = join(ROOT, "docs/screenshots");
const INSTALL = join(ROOT, "public/install");
/** What manifests call the sizes. */
const FORMS = { desktop: "wide", phone: "narrow" };
const SIZES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};
const STORE = "berlin-mitte";
const IN_THE_BAG = [
  ["LIP-VEL-012", { by: "pick_up", store: STORE }, 1],
  ["LIP-DRZ-004", { by: "pick_up", store: STORE }, 2],
  ["LIP-TAK-004", { by: "ship" }, 1],
];

for (const folder of [FOLDER, INSTALL]) mkdirSync(folder, { recursive: true });
await withShop(async ({ url, browser }) => {
  for (const [size, options] of Object.entries(SIZES)) {
    const context = await browser.newContext({ ...options, baseURL: url, locale: "en-GB", colorScheme: "light", reducedMotion: "reduce" });
    await context.addCookies([{ name: "store", value: STORE, url }]);
    const page = await context.newPage();
    const ops = IN_THE_BAG.map(([sku, receive, quantity], at) => ({
      actor: "screenshots", n: at + 1, base_seq: 0, hlc: 0, line: { sku, receive }, op: { do: "add", quantity },
    }));
    await page.request.post("/api/v1/cart/ops", { data: { ops } });
    await take(page, "/", `home-${size}`);
    await take(page, "/p/velvet-hour-lipstick?Shade=Oxblood%20Alibi", `product-${size}`);
    await take(page, "/bag", `bag-${size}`);
    const shown = ["home", "product", ...(size === "phone" ? ["bag"] : [])];
    for (const name of shown) copyFileSync(join(FOLDER, `${name}-${size}.jpg`), join(INSTALL, `${name}-${FORMS[size]}.jpg`));
    await context.close();
  }
});

async function take(page, path, name) {
  await page.goto(path);
  await mounted(page);
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    await document.fonts.ready;
    const inSight = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
    await Promise.all(inSight.map((image) => image.decode().catch(() => {})));
  });
  const file = join(FOLDER, `${name}.jpg`);
  await page.screenshot({ path: file, type: "jpeg", quality: 82 });
  console.log(`${name}.jpg, ${Math.round(statSync(file).size / 1000)} kB`);
}
