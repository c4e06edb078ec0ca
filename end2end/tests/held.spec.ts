// Holds that run out: on servers of their own, where that takes a minute.
import { CheckoutPage } from "../pages/checkout_page";
import { SecondServer } from "../support/second_server";
import { LIPSTICK, MITTE, Staff, putIntoBag } from "../support/shop";
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

test("time runs out and somebody else is quicker: the line is named, nothing is charged, and there is a way on", async ({ otherDevice, complaints, playwright, baseURL }) => {
  test.setTimeout(180_000);
  // The browser's own line about what is refused, and the server goes while the order's page is still open.
  complaints.expect(/ERR_|409/);
  const last = { sku: "LIP-VEL-004", by: { by: "pick_up", store: MITTE.code } as const };
  // The server's shop is a copy of this one, with one piece left at Mitte.
  const counter = await playwright.request.newContext({ baseURL });
  const staff = Staff.at(MITTE.code, counter);
  const aside = await staff.leaves(last.sku, 1);
  const server = new SecondServer({ VITRINE_HOLD_MINUTES: "1" });
  await staff.adjusts(last.sku, "sound", aside);
  await counter.dispose();
  const somebody = await playwright.request.newContext({ baseURL: server.url });
  try {
    await server.start();
    const page = await otherDevice({ baseURL: server.url });
    await putIntoBag(page.request, last.sku, last.by);
    const checkout = new CheckoutPage(page);
    await checkout.open("/checkout");
    await checkout.fillContact();
    await checkout.payment("Pay now by card").check();
    await checkout.testCard("Approves").check();
    await expect(checkout.placeButton).toBeVisible();
    await putIntoBag(somebody, last.sku, last.by);
    const hold = async () => (await somebody.post("/api/v1/checkout/hold", { data: {} })).json();
    expect((await hold()).problems).toHaveLength(1);

    // Her connection is slow just when her minute is over, and somebody else is not.
    let overtaken = () => {};
    const until = new Promise<void>((done) => (overtaken = done));
    const asks = page.waitForRequest("**/api/v1/checkout/hold", { timeout: 90_000 });
    await page.route("**/api/v1/checkout/hold", async (route) => {
      await until;
      await route.continue();
    });
    await asks;
    await expect.poll(async () => (await hold()).held?.seconds ?? 0, { timeout: 15_000 }).toBeGreaterThan(0);

    // What she sees is not so any more: pressed now, it is refused, and no card is asked.
    await checkout.placeButton.click();
    await expect(checkout.refusal.first()).toBeVisible();
    overtaken();
    const gone = page.getByRole("listitem").filter({ hasText: LIPSTICK.title }).filter({ has: page.getByRole("button") });
    await expect(gone.first()).toContainText(MITTE.name);
    await expect(checkout.placeButton).toHaveCount(0);
    const bag = await (await page.request.get("/api/v1/cart")).json();
    expect([bag.count, bag.generation], "the bag was never ordered").toEqual([1, 0]);

    // Another store has it: one press, and she goes on with what she had typed.
    await page.getByRole("button", { name: new RegExp(`^${LIPSTICK.title}: .*Ondée `) }).first().click();
    await expect(checkout.placeButton).toBeVisible();
    await expect(checkout.field("Name")).toHaveValue("Ada Muster");
    await checkout.place();
    await expect(checkout.heading).toHaveText("Thank you, it is ordered");
    await expect(page.getByText("Reserved on your card")).toBeVisible();
  } finally {
    await somebody.dispose();
    await server.remove();
  }
});
