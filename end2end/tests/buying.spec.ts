// Buying when it is not simple: a bag for three places, the provider's page with its 3-D Secure step, a change of mind.
import { type Page } from "@playwright/test";
import { CheckoutPage } from "../pages/checkout_page";
import { GLOSS, KREUZBERG, MITTE, putIntoBag } from "../support/shop";
import { expect, test } from "../support/test";

/** Another shade than the other tests buy, so that theirs does not run out. */
const SHADE = "LIP-VEL-008";
const PAY = "At the provider's page, with 3-D Secure";

/** A checkout with this in the bag, filled in. */
async function checkoutWith(page: Page, fill: () => Promise<void>, ships: boolean): Promise<CheckoutPage> {
  await fill();
  const checkout = new CheckoutPage(page);
  await checkout.open("/checkout");
  await checkout.fillContact();
  if (ships) await checkout.fillAddress();
  return checkout;
}

/** Presses a button of the test provider's own page. */
async function atTheProvider(page: Page, ...buttons: string[]) {
  await expect(page).toHaveURL(/\/test-payments\//);
  for (const name of buttons) await page.getByRole("button", { name, exact: true }).click();
}

test("a parcel, two stores and the kerb, paid with the 3-D Secure step", async ({ page }) => {
  const checkout = await checkoutWith(
    page,
    async () => {
      await putIntoBag(page.request, SHADE, { by: "ship" });
      await putIntoBag(page.request, SHADE, { by: "pick_up", store: MITTE.code });
      await putIntoBag(page.request, GLOSS.sku, { by: "pick_up", store: KREUZBERG.code });
      await putIntoBag(page.request, GLOSS.sku, { by: "curbside", store: MITTE.code });
    },
    true,
  );
  await checkout.field("Your car").fill("Blue Mini");
  await expect(checkout.slots).toHaveCount(3);
  await expect(page.getByText(/Includes €[\d.]+ tax at 19 %/)).toBeVisible();
  await checkout.testCard(PAY).check();
  await checkout.placeButton.click();
  await atTheProvider(page, "Pay with 3-D Secure", "Confirm");
  await expect(page).toHaveURL(/\/orders\//);
  await expect(checkout.heading).toHaveText("Thank you, it is ordered");
  await expect(page.getByText("Reserved on your card")).toBeVisible();
  for (const group of ["Shipped to you", `Pick up at ${MITTE.name}`, `Pick up at ${KREUZBERG.name}`, `Curbside at ${MITTE.name}`]) {
    await expect(page.getByRole("region", { name: group })).toBeVisible();
  }
  await checkout.hasInBag(0);
});

test("declined at the provider's page, then paid there", async ({ page }) => {
  const checkout = await checkoutWith(page, () => putIntoBag(page.request, SHADE, { by: "ship" }), true);
  await checkout.testCard(PAY).check();
  await checkout.placeButton.click();
  await atTheProvider(page, "Decline");
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.getByText("The last card was declined. Nothing was taken.")).toBeVisible();
  await page.getByRole("button", { name: /^Pay €[\d.]+ now$/ }).click();
  await atTheProvider(page, "Pay");
  await expect(checkout.heading).toHaveText("Thank you, it is ordered");
});

test("given up at the order's page, everything is in the bag again", async ({ page }) => {
  const checkout = await checkoutWith(page, () => putIntoBag(page.request, SHADE, { by: "ship" }), true);
  await checkout.testCard(PAY).check();
  await checkout.placeButton.click();
  await expect(page).toHaveURL(/\/test-payments\//);
  // The payment is named after the order.
  const number = decodeURIComponent(new URL(page.url()).pathname).split("/").pop()!.split(":")[0];
  // She comes back by the letter's link, by the history, or by her account: to the order.
  await page.goto(`/orders/${number}`);
  await expect(checkout.heading).toHaveText("Almost there");
  await checkout.hasInBag(0);
  await page.getByRole("button", { name: "Give the order up" }).click();
  await expect(page.getByText("This order came to nothing").or(page.getByText("It was cancelled")).first()).toBeVisible();
  await checkout.hasInBag(1);
});

test("what is not fetched yet is moved to another store, passed on, and cancelled", async ({ page }) => {
  const checkout = await checkoutWith(page, () => putIntoBag(page.request, SHADE, { by: "pick_up", store: MITTE.code }), false);
  await checkout.payment("Pay in store").check();
  await checkout.place();
  await page.getByText("Change something").click();
  await page.getByRole("button", { name: "Another store, time or way" }).click();
  await page.getByRole("radiogroup", { name: "Where would you like it?" }).getByRole("radio", { name: KREUZBERG.name }).check();
  await page.getByRole("button", { name: "Get it there" }).click();
  await expect(page.getByRole("region", { name: `Pick up at ${KREUZBERG.name}` })).toBeVisible();

  await page.getByText("Change something").click();
  await page.getByRole("button", { name: "Somebody else collects it" }).click();
  await page.getByRole("textbox", { name: "Who collects it" }).fill("Grace Hopper");
  await page.getByRole("button", { name: "Save the name" }).click();
  await expect(page.getByText("Collected by Grace Hopper")).toBeVisible();

  await page.getByText("Change something").click();
  await page.getByRole("button", { name: "Cancel it" }).click();
  await page.getByRole("button", { name: "Cancel this part of the order" }).click();
  await expect(page.getByText("It was cancelled. Nothing will be handed over.")).toBeVisible();
});

test("the store is changed in the checkout, for one that has everything", async ({ page }) => {
  // Mitte does not carry this shade.
  await putIntoBag(page.request, "LIP-HON-003", { by: "pick_up", store: MITTE.code });
  const checkout = new CheckoutPage(page);
  await checkout.open("/checkout");
  await expect(checkout.refusal.first()).toContainText("Honest Lip Balm");
  await page.getByRole("button", { name: /^Honest Lip Balm: 1 piece at / }).first().click();
  await expect(checkout.placeButton).toBeVisible();
  await expect(page.getByText("cannot be had as asked")).toHaveCount(0);
});
