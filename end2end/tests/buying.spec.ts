// Buying when it is not simple: a bag for three places, the provider's page with its 3-D Secure step, a hold that runs out, a change of mind.
import { type Page } from "@playwright/test";
import { CheckoutPage } from "../pages/checkout_page";
import { SecondServer } from "../support/second_server";
import { GLOSS, KREUZBERG, LIPSTICK, MITTE, putIntoBag, vitrineStaff } from "../support/shop";
import { expect, test } from "../support/test";

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
      await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
      await putIntoBag(page.request, LIPSTICK.sku, { by: "pick_up", store: MITTE.code });
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
  const checkout = await checkoutWith(page, () => putIntoBag(page.request, LIPSTICK.sku, { by: "ship" }), true);
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
  const checkout = await checkoutWith(page, () => putIntoBag(page.request, LIPSTICK.sku, { by: "ship" }), true);
  await checkout.testCard(PAY).check();
  await checkout.placeButton.click();
  await expect(page).toHaveURL(/\/test-payments\//);
  await page.goBack();
  await page.goto("/bag");
  await checkout.hasInBag(0);
  await page.goto("/account");
  // She comes back to her order by its address.
  const url = (await page.context().storageState()).origins.length >= 0 ? await lastOrder(page) : "";
  await page.goto(url);
  await page.getByRole("button", { name: "Give the order up" }).click();
  await expect(page.getByText("Everything is in your bag again").first()).toBeVisible();
  await checkout.hasInBag(1);
});
