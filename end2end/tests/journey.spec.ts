// The whole way, on two devices: find something, see who has it, put it into a bag that both share, collect it today.
import { BagPage } from "../pages/bag_page";
import { CheckoutPage } from "../pages/checkout_page";
import { OrderPage } from "../pages/order_page";
import { ProductPage } from "../pages/product_page";
import { LIPSTICK, MITTE, Staff } from "../support/shop";
import { expect, test } from "../support/test";

test("from search to collected, with one bag on two devices", async ({ page, otherDevice, playwright, baseURL }) => {
  const product = new ProductPage(page);
  const bag = new BagPage(page);

  await test.step("search leads to the product", async () => {
    await product.open("/");
    await product.searchBox.fill("velvet hour");
    await expect(product.heading).toHaveText("Results for “velvet hour”");
    await product.card(LIPSTICK.title).getByRole("link").click();
    await expect(product.heading).toHaveText(LIPSTICK.title);
  });

  await test.step("a shade, and a store that has it", async () => {
    await product.shade(LIPSTICK.shade).check();
    await expect(page).toHaveURL(/Shade=Bare%20Fact/);
    await product.chooseNearbyStore(MITTE.name);
    await expect(product.store(MITTE.name)).toContainText("In stock");
    await expect(product.store(MITTE.name)).toContainText("My store");
    await product.chooseWay("Pick up in store");
    await product.addButton.click();
    await product.hasInBag(1);
    await expect(product.status).toContainText(`${LIPSTICK.title} is in your bag`);
  });

  await product.bagLink.click();
  await expect(bag.line(LIPSTICK.title)).toContainText(LIPSTICK.shade);
  const loads = bag.countLoads();

  const second = new BagPage(await otherDevice());
  await test.step("a second device joins by the link and shows the same bag", async () => {
    await second.join(await bag.linkForAnotherDevice());
    expect(second.page.url()).not.toContain("#");
    await expect(second.quantity(LIPSTICK.title)).toHaveValue("1");
  });

  await test.step("what is added on the first shows on the second", async () => {
    const secondLoads = second.countLoads();
    await bag.more(LIPSTICK.title).click();
    await expect(second.quantity(LIPSTICK.title)).toHaveValue("2");
    expect(secondLoads()).toBe(0);
  });

  await test.step("what is changed on the second shows on the first", async () => {
    await second.more(LIPSTICK.title).click();
    await expect(bag.quantity(LIPSTICK.title)).toHaveValue("3");
    await bag.hasInBag(3);
    expect(loads()).toBe(0);
  });

  const checkout = new CheckoutPage(page);
  const number = await test.step("checkout with pickup, to be paid in the store", async () => {
    await bag.checkoutLink.click();
    await checkout.fillContact();
    await checkout.payment("Pay in store").check();
    await expect(checkout.slots.getByRole("radio", { checked: true })).toHaveCount(1);
    await expect(checkout.placeButton).toHaveAccessibleName("Place order, pay €84 in store");
    return checkout.place();
  });

  const order = new OrderPage(page);
  await test.step("the order page shows the code, and both bags are empty", async () => {
    await expect(order.heading).toHaveText("Thank you, it is ordered");
    await expect(order.group(`Pick up at ${MITTE.name}`)).toContainText("It is not ready yet");
    await expect(order.qrCode).toBeVisible();
    await order.hasInBag(0);
    await second.hasInBag(0);
  });

  await test.step("staff make it ready and the page says so", async () => {
    const counter = await playwright.request.newContext({ baseURL });
    const staff = Staff.at(MITTE.code, counter);
    await staff.does("mark_ready", number);
    await expect(order.heading).toHaveText("Your order is ready");
    await expect(order.station).toContainText("Ready");

    await staff.does("hand_over", number, await order.handoverToken(number));
    await expect(order.station).toContainText("Collected");
    await expect(order.qrCode).toHaveCount(0);
    expect(loads()).toBe(0);
    await counter.dispose();
  });
});
