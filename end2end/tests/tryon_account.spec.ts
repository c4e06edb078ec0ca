// Looks in the account: kept by one device, worn on another, shown to the shop's staff only when she says so.
import { AccountPage } from "../pages/account_page";
import { TryOnPage } from "../pages/try_on_page";
import { expect, someone, test } from "../support/account_test";
import { expectAccessible } from "../support/axe";
import { MITTE } from "../support/shop";

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

test("the associate sees her looks by the code she shows, once", async ({ page, shop, complaints, request }) => {
  complaints.expect(/503 \(Service Unavailable\) \(.*\/api\/v1\/cart/);
  const account = new AccountPage(page);
  await account.openAccount();
  await account.signIn(someone(), shop.mail);
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  await tryOn.hers.getByRole("textbox", { name: "Name of the look" }).fill("Premiere");
  await tryOn.hers.getByRole("button", { name: "Save look" }).click();
  await expect(tryOn.status).toHaveText(/Premiere is saved/);
  const show = tryOn.hers.getByRole("button", { name: "Show to the associate" });
  await expect(show).toHaveCount(0);
  await tryOn.hers.getByRole("checkbox", { name: "Store staff may see my looks when they advise me" }).check();
  await show.click();
  await expect(tryOn.hers.getByRole("img", { name: "The same code to scan" })).toBeVisible();
  await expectAccessible(page);
  const code = await tryOn.hers.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText();
  const associate = shop.staff(MITTE.code);
  const asks = () => request.post(`${shop.url}/api/v1/staff/looks`, { headers: { authorization: `Bearer ${associate}` }, data: { code } });
  const seen = await (await asks()).json();
  expect(seen.looks.map((look: { name: string }) => look.name)).toEqual(["Premiere"]);
  expect(seen.products[0].handle).toBe("velvet-hour-lipstick");
  expect((await asks()).status()).toBe(404);
  await page.reload();
  await expect(tryOn.hers.getByText(/^Store staff last saw your looks on/)).toBeVisible();
});
