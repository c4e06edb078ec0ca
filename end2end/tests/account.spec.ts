// Who she is: signing in by letter, passkey and another device; what comes along, and what stays behind.
import { readFileSync } from "node:fs";
import { type APIRequestContext, type Page } from "@playwright/test";
import { AccountPage } from "../pages/account_page";
import { BagPage } from "../pages/bag_page";
import { CheckoutPage } from "../pages/checkout_page";
import { ScanPage } from "../pages/scan_page";
import { TryOnPage } from "../pages/try_on_page";
import { expectAccessible } from "../support/axe";
import { expect, giveAuthenticator, someone, test } from "../support/account_test";
import { GLOSS, LIPSTICK, MITTE, putIntoBag } from "../support/shop";

/** Quantities by SKU, as the server has them. */
async function inBag(request: APIRequestContext): Promise<Record<string, number>> {
  const { lines } = (await (await request.get("/api/v1/cart")).json()) as { lines: { line: { sku: string }; quantity: number }[] };
  return Object.fromEntries(lines.map(({ line, quantity }) => [line.sku, quantity]));
}

test.beforeEach(({ complaints }) => {
  // What was under way with the cookie from before the sign-in is told to ask again.
  complaints.expect(/503 \(Service Unavailable\) \(.*\/api\/v1\/cart/);
});

test("a code from a letter signs in; a wrong one says how many tries are left", async ({ page, shop, complaints }) => {
  complaints.expect(/409/);
  const account = new AccountPage(page);
  const email = someone();
  await account.openAccount();

  await account.emailField.fill("nobody");
  await account.sendButton.click();
  await expect(account.emailField).toHaveAccessibleDescription(/not a complete e-mail address/);
  await expect(account.emailField).toBeFocused();

  await account.askForCode(email);
  const code = await shop.mail.code(email);
  const wrong = code === "123456" ? "654321" : "123456";
  await account.codeField.fill(wrong);
  await expect(account.codeField).toHaveAccessibleDescription(/You can try 4 more times/);
  await expect(account.status).toContainText("You can try 4 more times");
  await expect(account.codeField).toBeFocused();

  await account.codeField.fill(code.slice(0, 5));
  await account.signInButton.click();
  await expect(account.codeField).toHaveAccessibleDescription(/six digits/);

  // As it is often pasted. All six are there, so no button is needed.
  await account.codeField.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await account.isSignedIn();
  await expect(account.status).toContainText(`Your account is open, as ${email}`);
  await expect(page.getByText(email, { exact: true })).toBeVisible();

  await page.reload();
  await expect(account.heading).toHaveText("Your account");
  await account.signOut();
  await expect(account.heading).toBeFocused();
  await expect(account.status).toContainText("You are signed out");
});

test("signing out leaves an empty bag; signing in brings it back", async ({ page, shop }) => {
  const account = new AccountPage(page);
  const email = someone();
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" }, 2);
  await account.openAccount();
  await account.hasInBag(2);
  await account.signIn(email, shop.mail);
  await account.hasInBag(2);

  await account.signOut();
  await account.hasInBag(0);
  const bag = new BagPage(page);
  await bag.openBag();
  await expect(page.getByText("Your bag is empty")).toBeVisible();

  await account.openAccount();
  await account.signIn(email, shop.mail);
  await account.hasInBag(2);
  await bag.openBag();
  await expect(bag.quantity(LIPSTICK.title)).toHaveValue("2");
});

test("what she scanned and tried on is not there for whoever comes after she signed out", async ({ page, shop }) => {
  const account = new AccountPage(page);
  await account.openAccount();
  await account.signIn(someone(), shop.mail);
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn(`?sku=${LIPSTICK.sku}`);
  await expect(tryOn.layer("lipstick on")).toBeVisible();
  const scan = new ScanPage(page);
  await scan.openScan("?code=2001894699460");
  await expect(scan.found(LIPSTICK.title)).toBeVisible();
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => /scan|look|tried|skin|hers/.test(key)).sort());
  expect(await kept()).toEqual(["hers-look", "hers-scanned", "hers-tried"]);
  await account.openAccount();
  await account.signOut();
  await expect.poll(kept).toEqual([]);
  await scan.openScan();
  await expect(scan.recent).toHaveCount(0);
  await tryOn.openTryOn();
  await expect(tryOn.layer("lipstick on")).toHaveCount(0);
});

test("the bags of two devices join once; ten sign-outs and sign-ins double nothing", async ({ page, otherDevice, shop }) => {
  const email = someone();
  const account = new AccountPage(page);
  await giveAuthenticator(page);
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" }, 1);
  await account.openAccount();
  await account.signIn(email, shop.mail);
  await account.hasInBag(1);

  const other = new AccountPage(await otherDevice());
  await putIntoBag(other.page.request, LIPSTICK.sku, { by: "ship" }, 3);
  await putIntoBag(other.page.request, GLOSS.sku, { by: "curbside", store: MITTE.code }, 1);
  await other.openAccount();
  await other.signIn(email, shop.mail);
  await expect(other.news).toContainText(`${LIPSTICK.title}, ${LIPSTICK.shade}: was 1, now 3`);
  await expect(other.news).toContainText(/Drizzle Lip Gloss.*: 1, new in your bag/);
  for (const device of [account, other]) await device.hasInBag(4);

  // By passkey, since an address gets five letters an hour.
  await account.part("Passkeys").getByRole("button", { name: "Create a passkey" }).click();
  await expect(account.part("Passkeys").getByRole("listitem")).toHaveCount(1);
  for (let time = 0; time < 10; time++) {
    await account.signOut();
    await account.hasInBag(0);
    await account.passkeyButton.click();
    await account.isSignedIn();
    await account.hasInBag(4);
  }
  expect(await inBag(page.request)).toEqual({ [LIPSTICK.sku]: 3, [GLOSS.sku]: 1 });
  await other.hasInBag(4);
});

test("a passkey is offered, made, used and deleted", async ({ page, shop }) => {
  const account = new AccountPage(page);
  const email = someone();
  await giveAuthenticator(page);
  await account.openAccount();
  await account.signIn(email, shop.mail);
  await account.news.getByRole("button", { name: "Create a passkey" }).click();
  await expect(account.status).toContainText("Your passkey is made");
  await expect(account.news).toBeHidden();
  const passkeys = account.part("Passkeys");
  await expect(passkeys.getByRole("listitem")).toHaveCount(1);

  await account.signOut();
  await account.passkeyButton.click();
  await account.isSignedIn();
  await expect(page.getByText(email, { exact: true })).toBeVisible();

  await passkeys.getByRole("button", { name: /^Delete: passkey made on/ }).click();
  await expect(passkeys).toContainText("You have none yet");
  await expect(account.status).toContainText("no longer signs in");
});

test("who declines a passkey is not asked again in this browser", async ({ page, shop }) => {
  const account = new AccountPage(page);
  const email = someone();
  await giveAuthenticator(page);
  await account.openAccount();
  await account.signIn(email, shop.mail);
  await account.news.getByRole("button", { name: "Not now" }).click();
  await expect(account.news).toBeHidden();
  await account.signOut();
  await account.signIn(email, shop.mail);
  await expect(account.part("Orders")).toContainText("No orders yet");
  await expect(account.news).toBeHidden();
});

test("a passkey that the browser fills in signs in without a press", async ({ page, shop }) => {
  const account = new AccountPage(page);
  await giveAuthenticator(page, { fillIn: true });
  await account.openAccount();
  await account.signIn(someone(), shop.mail);
  await account.news.getByRole("button", { name: "Create a passkey" }).click();
  await expect(account.part("Passkeys").getByRole("listitem")).toHaveCount(1);
  // The authenticator says yes to whatever is asked, so the offer in the field is taken at once.
  await account.signOutButton.click();
  await expect(account.status).toContainText("You are signed in as");
  await account.isSignedIn();
});

test("one device signs another one out", async ({ page, otherDevice, shop }) => {
  const email = someone();
  const account = new AccountPage(page);
  await account.openAccount();
  await account.signIn(email, shop.mail);
  const other = new AccountPage(await otherDevice());
  await putIntoBag(other.page.request, LIPSTICK.sku, { by: "ship" });
  await other.openAccount();
  await other.signIn(email, shop.mail);
  await other.hasInBag(1);

  await page.reload();
  const devices = account.part("Devices");
  await expect(devices.getByRole("listitem")).toHaveCount(2);
  await expect(devices.getByText("This device")).toHaveCount(1);
  await devices.getByRole("button", { name: /^Sign out: Chrom/ }).click();
  await expect(devices.getByRole("listitem")).toHaveCount(1);
  await expect(account.status).toContainText("is signed out");
  await expect(devices.getByRole("heading")).toBeFocused();

  await other.page.reload();
  await other.isSignedOut();
  await other.hasInBag(0);
  await account.hasInBag(1);

  await other.signIn(email, shop.mail);
  await page.reload();
  await devices.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(devices.getByRole("listitem")).toHaveCount(1);
  await other.page.reload();
  await other.isSignedOut();
});

/** Asks on a device to be let in; answers the address in the code, and the number it shows. */
async function askToBeLetIn(account: AccountPage): Promise<{ address: string; number: string }> {
  await account.page.getByRole("button", { name: "Sign in with another device" }).click();
  await expect(account.page.getByRole("img", { name: /^QR code/ })).toBeVisible();
  const address = await account.page.getByRole("textbox", { name: "Or open this address there" }).inputValue();
  const words = await account.page.getByText(/^Number to choose: \d\d$/).textContent();
  return { address, number: words!.slice(-2) };
}

test("a signed-in device lets another one in by its number", async ({ page, otherDevice, shop }) => {
  const email = someone();
  const account = new AccountPage(page);
  const other = new AccountPage(await otherDevice());
  await putIntoBag(other.page.request, GLOSS.sku, { by: "ship" });
  await other.openAccount();
  const { address, number } = await askToBeLetIn(other);

  // Not signed in yet: the page asks for that first, and goes on.
  await account.open(address);
  await expect(account.heading).toHaveText("Let a device in?");
  await account.askForCode(email);
  await account.codeField.fill(await shop.mail.code(email));
  await expect(page.getByRole("group", { name: "Which number does it show?" }).getByRole("button")).toHaveCount(3);
  await page.getByRole("button", { name: `It shows ${number}` }).click();
  await expect(page.getByRole("heading", { name: "It is let in" })).toBeFocused();
  expect(page.url()).not.toContain("#");

  await other.isSignedIn();
  await other.hasInBag(1);
  await expect(other.part("Devices").getByRole("listitem")).toHaveCount(2);
});

test("a device is not let in by another number, nor by a no", async ({ page, otherDevice, shop, complaints }) => {
  complaints.expect(/40\d|410/);
  const account = new AccountPage(page);
  await account.openAccount();
  await account.signIn(someone(), shop.mail);
  const other = new AccountPage(await otherDevice());
  await other.openAccount();

  const first = await askToBeLetIn(other);
  await account.open(first.address);
  const numbers = page.getByRole("button", { name: /^It shows/ });
  await expect(numbers).toHaveCount(3);
  const others = numbers.and(page.locator(`:not([aria-label="It shows ${first.number}"])`));
  await others.first().click();
  await expect(page.getByRole("heading", { name: "Nobody was let in" })).toBeVisible();
  await expect(other.part("Sign in")).toContainText("said no, or chose another number");

  await other.page.getByRole("button", { name: "Ask once more" }).click();
  await expect(other.page.getByRole("img", { name: /^QR code/ })).toBeVisible();
  const again = await other.page.getByRole("textbox", { name: "Or open this address there" }).inputValue();
  await page.goto("/");
  await account.open(again);
  await page.getByRole("button", { name: "That was not me" }).click();
  await expect(page.getByRole("heading", { name: "Nobody was let in" })).toBeVisible();
  await page.goto("/");
  await account.open(again);
  await expect(page.getByRole("heading", { name: "This request has ended" })).toBeVisible();
});

/** Orders what is in the bag. */
async function order(page: Page): Promise<void> {
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
  const checkout = new CheckoutPage(page);
  await checkout.open("/checkout");
  await checkout.fillContact();
  await checkout.fillAddress();
  await checkout.place();
}

test("orders are listed, and lead to where they are", async ({ page, shop }) => {
  const account = new AccountPage(page);
  // Placed as a guest: it comes along.
  await order(page);
  await account.openAccount();
  await account.signIn(someone(), shop.mail);
  const listed = account.part("Orders").getByRole("listitem");
  await expect(listed).toHaveCount(1);
  await expect(listed).toContainText("Ordered");
  await listed.getByRole("link", { name: LIPSTICK.title }).click();
  await expect(account.heading).toHaveText("Thank you, it is ordered");
});

test("her data can be taken along, and the account erased", async ({ page, shop }) => {
  const account = new AccountPage(page);
  const email = someone();
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
  await account.openAccount();
  await account.signIn(email, shop.mail);
  await account.hasInBag(1);

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export my data" }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe("vitrine-account.json");
  const data = JSON.parse(readFileSync(await file.path(), "utf8"));
  expect(data.account.email).toBe(email);
  expect(data.bag.lines).toHaveLength(1);

  // Her clock says that it is long since she signed in, so a code is asked for first.
  await page.clock.setSystemTime(new Date(Date.now() + 30 * 24 * 3_600_000));
  await page.getByRole("button", { name: "Erase my account" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase your account" });
  await expect(dialog).toContainText("What stays");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await dialog.getByRole("textbox", { name: "Code" }).fill(await shop.mail.code(email));
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await account.isSignedOut();
  await expect(account.status).toContainText("Your account is erased");
  await account.hasInBag(0);

  // The same address begins anew.
  await account.signIn(email, shop.mail);
  await expect(account.part("Devices").getByRole("listitem")).toHaveCount(1);
  await account.hasInBag(0);
});

test("axe finds nothing serious on the account's pages", async ({ page, otherDevice, shop, complaints }) => {
  test.slow();
  complaints.expect(/409/);
  const check = async (page: Page) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectAccessible(page);
    }
  };
  const account = new AccountPage(page);
  const email = someone();
  await giveAuthenticator(page);
  await account.openAccount();
  await check(page);
  await account.askForCode(email);
  await account.codeField.fill("000000");
  await expect(account.codeField).toHaveAttribute("aria-invalid", "true");
  await check(page);
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
  await account.codeField.fill(await shop.mail.code(email));
  await account.isSignedIn();
  await account.news.getByRole("button", { name: "Create a passkey" }).click();
  await expect(account.part("Passkeys").getByRole("listitem")).toHaveCount(1);
  await check(page);

  const other = new AccountPage(await otherDevice());
  await other.openAccount();
  const { address } = await askToBeLetIn(other);
  await check(other.page);
  await account.open(address);
  await expect(page.getByRole("button", { name: /^It shows/ })).toHaveCount(3);
  await check(page);
  await account.openAccount();
  await page.getByRole("button", { name: "Erase my account" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await check(page);
});

test("what she had is ordered again with one press, for what the button says", async ({ page, shop }) => {
  const account = new AccountPage(page);
  await account.openAccount();
  await account.signIn(someone(), shop.mail);
  await putIntoBag(page.request, GLOSS.sku, { by: "pick_up", store: MITTE.code });
  await putIntoBag(page.request, GLOSS.sku, { by: "ship" });
  const checkout = new CheckoutPage(page);
  await checkout.open("/checkout");
  await checkout.fillContact();
  await checkout.fillAddress();
  await checkout.testCard("Approves").check();
  await page.getByRole("checkbox", { name: "Keep this card for the next time" }).check();
  const first = await checkout.place();
  const total = (await page.getByRole("definition").last().textContent())!.trim();

  const again = page.getByRole("button", { name: /^Order it again for / });
  await expect(again).toHaveText(`Order it again for ${total.replace(/\.00$/, "")}`);
  const how = page.getByRole("complementary").getByRole("listitem");
  await expect(how.filter({ hasText: `Pick up at ${MITTE.name}` })).toContainText(/\d\d:\d\d–\d\d:\d\d/);
  await expect(how.filter({ hasText: "Shipped to you" })).toBeVisible();
  await expectAccessible(page);
  // What she is gathering meanwhile stays where it is.
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
  await again.click();
  await expect(page).not.toHaveURL(new RegExp(first));
  await expect(page).toHaveURL(/\/orders\/[^/#]+$/);
  await expect(checkout.heading).toHaveText("Thank you, it is ordered");
  await expect(page.getByText("Reserved on your card")).toBeVisible();
  await expect(page.getByRole("region", { name: `Pick up at ${MITTE.name}` })).toBeVisible();
  await checkout.hasInBag(1);
});
