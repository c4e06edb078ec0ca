// A hold that runs out: on a server of its own, where that takes a minute.
import { CheckoutPage } from "../pages/checkout_page";
import { SecondServer } from "../support/second_server";
import { LIPSTICK, MITTE, putIntoBag } from "../support/shop";
import { expect, test } from "../support/test";

test("time runs out: it is said in time, and everything is held anew without losing a word", async ({ otherDevice, complaints }) => {
  test.setTimeout(150_000);
  // The server goes while the order's page is still open.
  complaints.expect(/ERR_/);
  const server = new SecondServer({ VITRINE_HOLD_MINUTES: "1" });
  try {
    await server.start();
    const page = await otherDevice({ baseURL: server.url });
    await putIntoBag(page.request, LIPSTICK.sku, { by: "pick_up", store: MITTE.code });
    const checkout = new CheckoutPage(page);
    await checkout.open("/checkout");
    await checkout.fillContact();
    const timer = page.getByRole("timer");
    await expect(timer).toContainText(/held for you for 0:0\d more/, { timeout: 75_000 });
    await expect(timer).toContainText(/held for you for 0:5\d more/, { timeout: 20_000 });
    await expect(checkout.field("Name")).toHaveValue("Ada Muster");
    await checkout.payment("Pay in store").check();
    await checkout.place();
  } finally {
    await server.remove();
  }
});
