// From bag to order: what is missing is said, what is refused loses nothing.
import { BagPage } from "../pages/bag_page";
import { CheckoutPage } from "../pages/checkout_page";
import { GLOSS, KREUZBERG, LIPSTICK, MITTE, putIntoBag } from "../support/shop";
import { expect, test } from "../support/test";

test("a parcel: address, card declined, then approved", async ({ page, complaints }) => {
  complaints.expect(/4\d\d/);
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
  const checkout = new CheckoutPage(page);
  await checkout.open("/checkout");
  await expect(checkout.payment("Pay in store")).toHaveCount(0);
  await checkout.fillContact();
  await checkout.fillAddress();
  await checkout.testCard("Is declined").check();
  await checkout.placeButton.click();
  await expect(checkout.refusal.first()).toContainText("Your card was declined. Nothing was taken");
  await checkout.hasInBag(1);
  await expect(checkout.field("City")).toHaveValue("Berlin");

  await checkout.testCard("Approves").check();
  await checkout.place();
  await expect(checkout.heading).toHaveText("Thank you, it is ordered");
  await expect(page.getByText("Reserved on your card")).toBeVisible();
  await checkout.hasInBag(0);
});

test("what is missing is marked and gets the focus", async ({ page }) => {
  await putIntoBag(page.request, LIPSTICK.sku, { by: "curbside", store: MITTE.code });
  const checkout = new CheckoutPage(page);
  await checkout.open("/checkout");
  await checkout.placeButton.click();
  await expect(checkout.field("Name")).toBeFocused();
  await expect(checkout.field("Name")).toHaveAttribute("aria-invalid", "true");
  await expect(checkout.field("Name")).toHaveAccessibleDescription(/Please fill this in/);
  await expect(checkout.status).toContainText("Something is missing");

  await checkout.fillContact("Ada Muster", "ada@nowhere@org");
  await checkout.placeButton.click();
  await expect(checkout.field("E-mail")).toBeFocused();
  await expect(checkout.field("E-mail")).toHaveAccessibleDescription(/This needs an e-mail address/);

  await checkout.fillContact();
  await checkout.placeButton.click();
  await expect(checkout.field("Your car")).toBeFocused();
  await checkout.field("Your car").fill("Blue Mini");
  await checkout.payment("Pay in store").check();
  await checkout.place();
  await expect(page.getByText("Your car: Blue Mini")).toBeVisible();
});

test("one order, two stores and a parcel", async ({ page }) => {
  await putIntoBag(page.request, LIPSTICK.sku, { by: "pick_up", store: MITTE.code });
  await putIntoBag(page.request, GLOSS.sku, { by: "pick_up", store: KREUZBERG.code });
  await putIntoBag(page.request, GLOSS.sku, { by: "ship" });
  const checkout = new CheckoutPage(page);
  await checkout.open("/checkout");
  await checkout.fillContact();
  await checkout.fillAddress();
  await expect(checkout.slots).toHaveCount(2);
  await checkout.place();
  for (const group of [`Pick up at ${MITTE.name}`, `Pick up at ${KREUZBERG.name}`, "Shipped to you"]) {
    await expect(page.getByRole("region", { name: group })).toBeVisible();
  }
});

test("what a store does not have is named, and the bag is the way back", async ({ page }) => {
  // Mitte does not carry this shade.
  await putIntoBag(page.request, "LIP-HON-003", { by: "pick_up", store: MITTE.code });
  const checkout = new CheckoutPage(page);
  await checkout.open("/checkout");
  await expect(checkout.refusal.first()).toContainText("Honest Lip Balm");
  await expect(checkout.placeButton).toHaveCount(0);
  await page.getByRole("link", { name: "Change it in the bag" }).click();
  await expect(new BagPage(page).line("Honest Lip Balm")).toBeVisible();
});

test("a change on another device is shown before it can be ordered", async ({ page }) => {
  await putIntoBag(page.request, LIPSTICK.sku, { by: "pick_up", store: MITTE.code });
  const checkout = new CheckoutPage(page);
  await checkout.open("/checkout");
  await expect(checkout.placeButton).toHaveAccessibleName("Place order, pay €28 in store");
  await checkout.fillContact();
  await putIntoBag(page.request, LIPSTICK.sku, { by: "pick_up", store: MITTE.code });
  await expect(checkout.placeButton).toHaveAccessibleName("Place order, pay €56 in store");
  await expect(checkout.field("Name")).toHaveValue("Ada Muster");
});

test("an empty bag has nothing to check out", async ({ page }) => {
  const checkout = new CheckoutPage(page);
  await checkout.open("/checkout");
  await expect(page.getByText("Your bag is empty")).toBeVisible();
  await expect(checkout.placeButton).toHaveCount(0);
});
