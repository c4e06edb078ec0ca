// The bag: at once on this device, live on the others, and there after anything.
import { BagPage } from "../pages/bag_page";
import { ProductPage } from "../pages/product_page";
import { GLOSS, LIPSTICK, MITTE, putIntoBag } from "../support/shop";
import { SecondServer } from "../support/second_server";
import { expect, test } from "../support/test";

test("adding shows at once, before the server has answered, and stays", async ({ page }) => {
  const product = new ProductPage(page);
  await product.openProduct(LIPSTICK.handle, LIPSTICK.shade);
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/api/v1/cart/ops", async (route) => {
    await held;
    await route.continue();
  });
  await product.addButton.click();
  await product.hasInBag(1);
  await product.addButton.click();
  await product.hasInBag(2);
  answer();
  await expect.poll(async () => (await (await page.request.get("/api/v1/cart")).json()).count).toBe(2);

  const bag = new BagPage(page);
  await bag.openBag();
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("2");
  await expect(bag.line(LIPSTICK.title)).toContainText("€56.00");
});

test("quantities are stepped, typed and taken out", async ({ page }) => {
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
  await putIntoBag(page.request, GLOSS.sku, { by: "ship" });
  const bag = new BagPage(page);
  await bag.openBag();
  await bag.more(LIPSTICK.title).click();
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("2");
  await bag.fewer(LIPSTICK.title).click();
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("1");
  await expect(bag.fewer(LIPSTICK.title)).toHaveAttribute("aria-disabled", "true");
  await bag.quantity(LIPSTICK.title).fill("5");
  await bag.quantity(LIPSTICK.title).press("Enter");
  await bag.hasInBag(6);
  for (const wrong of ["0", "-3", "many"]) {
    await bag.quantity(LIPSTICK.title).fill(wrong);
    await bag.quantity(LIPSTICK.title).press("Tab");
    await expect(bag.quantity(LIPSTICK.title)).toHaveValue(/^[1-9]\d*$/);
  }
  await bag.remove(LIPSTICK.title).click();
  await expect(bag.line(LIPSTICK.title)).toHaveCount(0);
  await expect(bag.line(GLOSS.title)).toBeVisible();
  await bag.remove(GLOSS.title).click();
  await expect(page.getByText("Your bag is empty")).toBeVisible();
  await bag.hasInBag(0);
});

test("a line is had another way", async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: "store", value: MITTE.code, url: baseURL! }]);
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" }, 2);
  const bag = new BagPage(page);
  await bag.openBag();
  await bag.way(LIPSTICK.title).selectOption({ label: `Pick up in store: ${MITTE.name}` });
  await expect(page.getByRole("heading", { name: `Pick up in store: ${MITTE.name}` })).toBeVisible();
  await expect(bag.line(LIPSTICK.title)).toHaveCount(1);
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("2");
  await expect(bag.line(LIPSTICK.title)).toContainText("Ready today");
});

test("two devices share one bag from the link on, both ways, and the link works once", async ({ page, otherDevice, complaints }) => {
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
  const first = new BagPage(page);
  await first.openBag();
  const address = await first.linkForAnotherDevice();
  const loads = first.countLoads();

  const second = new BagPage(await otherDevice());
  await putIntoBag(second.page.request, GLOSS.sku, { by: "ship" });
  await second.join(address);
  await expect(second.line(LIPSTICK.title)).toBeVisible();
  await expect(second.line(GLOSS.title)).toBeVisible();
  await expect(first.line(GLOSS.title)).toBeVisible();

  await second.more(GLOSS.title).click();
  await expect(first.quantity(GLOSS.title)).toHaveValue("2");
  await expect(first.status).toContainText("Your bag was changed elsewhere");
  await first.remove(LIPSTICK.title).click();
  await expect(second.line(LIPSTICK.title)).toHaveCount(0);
  expect(loads()).toBe(0);

  complaints.expect(/4\d\d/);
  const third = new BagPage(await otherDevice());
  await third.open(address);
  await third.page.getByRole("button", { name: "Open the bag here" }).click();
  await expect(third.page.getByText("This link was used already")).toBeVisible();
  await third.hasInBag(0);
});

test("the server stops and starts between two changes: nothing is lost", async ({ otherDevice, complaints }) => {
  // The last: the browser looks for a newer worker meanwhile.
  complaints.expect(/ERR_|Failed to load resource|fetching the script/);
  const server = new SecondServer();
  try {
    await server.start();
    const page = await otherDevice({ baseURL: server.url });
    await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
    const bag = new BagPage(page);
    await bag.openBag();
    await expect(bag.quantity(LIPSTICK.title)).toHaveValue("1");

    await server.stop();
    await bag.more(LIPSTICK.title).click();
    await expect(bag.quantity(LIPSTICK.title)).toHaveValue("2");
    await expect(page.getByText("Your changes are kept on this device")).toBeVisible();

    await server.start();
    await expect(page.getByText("Saved on all your devices")).toBeVisible({ timeout: 15_000 });
    await bag.openBag();
    await expect(bag.quantity(LIPSTICK.title)).toHaveValue("2");
  } finally {
    await server.remove();
  }
});
