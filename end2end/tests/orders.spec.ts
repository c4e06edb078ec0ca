// After ordering: who may look, what staff do shows live, coming by car.
import { type Page } from "@playwright/test";
import { CheckoutPage } from "../pages/checkout_page";
import { OrderPage } from "../pages/order_page";
import { LIPSTICK, MITTE, putIntoBag, Staff, type Receive } from "../support/shop";
import { expect, test } from "../support/test";

async function ordered(page: Page, receive: Receive): Promise<string> {
  await putIntoBag(page.request, LIPSTICK.sku, receive);
  const checkout = new CheckoutPage(page);
  await checkout.open("/checkout");
  await checkout.fillContact();
  if (receive.by === "curbside") {
    await checkout.field("Your car").fill("Blue Mini");
  }
  await checkout.payment("Pay in store").check();
  return checkout.place();
}

test("a number opens nothing for others, the link does", async ({ page, otherDevice, complaints }) => {
  const number = await ordered(page, { by: "pick_up", store: MITTE.code });
  const link = await page.getByRole("link", { name: "Link for whoever collects it" }).getAttribute("href");

  complaints.expect(/404/);
  const stranger = new OrderPage(await otherDevice());
  await stranger.open(`/orders/${number}`);
  await expect(stranger.page.getByText("Nothing hangs here")).toBeVisible();
  await expect(stranger.page.getByText("Ada")).toHaveCount(0);

  const friend = new OrderPage(await otherDevice());
  await friend.open(link!);
  await expect(friend.qrCode).toBeVisible();
  await expect(friend.page).not.toHaveURL(/#/);
  // She may collect it, and is not offered what is not hers to do.
  await expect(friend.page.getByText("Change something")).toHaveCount(0);
  await expect(page.getByText("Change something")).toBeVisible();
});

test("a guest orders the same again through the checkout", async ({ page }) => {
  const number = await ordered(page, { by: "pick_up", store: MITTE.code });
  await page.getByRole("button", { name: "Order it again", exact: true }).click();
  const checkout = new CheckoutPage(page);
  await expect(checkout.placeButton).toHaveAccessibleName("Place order, pay €28 in store");
  await checkout.fillContact();
  await checkout.payment("Pay in store").check();
  expect(await checkout.place()).not.toBe(number);
});

test("the page is right again after it was away", async ({ page, playwright, baseURL }) => {
  const number = await ordered(page, { by: "pick_up", store: MITTE.code });
  await page.goto("/");
  const counter = await playwright.request.newContext({ baseURL });
  const staff = Staff.at(MITTE.code, counter);
  await staff.does("start_picking", number);
  await staff.does("mark_ready", number);
  await page.goBack();
  const order = new OrderPage(page);
  await expect(order.station).toContainText("Ready");
  // The same step again changes nothing.
  await staff.does("mark_ready", number);
  await expect(order.station).toContainText("Ready");
  await counter.dispose();
});

test("coming by car: on my way, then here", async ({ page }) => {
  await ordered(page, { by: "curbside", store: MITTE.code });
  await page.getByRole("button", { name: "I'm on my way" }).click();
  await expect(page.getByRole("main").getByText("The store knows that you are on your way.")).toBeVisible();
  await page.getByRole("button", { name: "I'm here" }).click();
  await expect(page.getByRole("main").getByText("The store knows that you are here.")).toBeVisible();
  await expect(page.getByRole("button", { name: "I'm here" })).toHaveCount(0);
});

test("nobody without a staff token moves an order", async ({ page }) => {
  const number = await ordered(page, { by: "pick_up", store: MITTE.code });
  for (const headers of [{}, { authorization: "Bearer guessed" }]) {
    const answer = await page.request.post(`/api/v1/staff/orders/${number}/steps`, { headers, data: { group: 0, action: "mark_ready" } });
    expect(answer.status()).toBe(401);
    expect((await answer.json()).type).toBe("urn:vitrine:problem:not-signed-in");
  }
});
