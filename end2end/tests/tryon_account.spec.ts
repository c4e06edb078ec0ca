// Looks in the account: kept by one device, worn on another, shown to the shop's staff only when she says so.
import { AccountPage } from "../pages/account_page";
import { TryOnPage } from "../pages/try_on_page";
import { expect, someone, test } from "../support/account_test";

test("a look that is saved signed in is there on her other device, and forgotten on both", async ({ page, otherDevice, shop, complaints }) => {
  complaints.expect(/503 \(Service Unavailable\) \(.*\/api\/v1\/cart/);
  const email = someone();
  const account = new AccountPage(page);
  await account.openAccount();
  await account.signIn(email, shop.mail);
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  await tryOn.hers.getByRole("textbox", { name: "Name of the look" }).fill("Premiere");
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/account/looks") && answer.request().method() === "POST");
  await tryOn.hers.getByRole("button", { name: "Save look" }).click();
  expect((await saved).status()).toBe(200);
  await expect(tryOn.status).toHaveText(/Premiere is saved/);

  const phone = await otherDevice({ baseURL: shop.url });
  const there = new AccountPage(phone);
  await there.openAccount();
  await there.signIn(email, shop.mail);
  const other = new TryOnPage(phone);
  await other.openTryOn();
  await other.hers.getByRole("button", { name: "Wear: Premiere" }).click();
  await expect(other.layer("Matte Oxblood Alibi lipstick on, 90 %")).toBeVisible();

  const consent = other.hers.getByRole("checkbox", { name: "Store staff may see my looks when they advise me" });
  await expect(consent).not.toBeChecked();
  await consent.check();
  await phone.reload();
  await expect(consent).toBeChecked();
  await other.hers.getByRole("button", { name: "Forget: Premiere" }).click();
  await expect(other.hers.getByRole("button", { name: "Wear: Premiere" })).toHaveCount(0);
});
