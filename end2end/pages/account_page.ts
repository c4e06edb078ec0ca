// `/account` and `/account/approve`: signing in and out, devices, passkeys, data.
import { expect, type Locator } from "@playwright/test";
import type { Letters } from "../support/mailbox";
import { ShopPage } from "./shop_page";

export class AccountPage extends ShopPage {
  async openAccount() {
    await this.open("/account");
    await expect(this.emailField.or(this.signOutButton)).toBeVisible();
  }

  get emailField(): Locator {
    return this.page.getByRole("textbox", { name: "E-mail" });
  }

  get codeField(): Locator {
    return this.page.getByRole("textbox", { name: "Code" });
  }

  get sendButton(): Locator {
    return this.page.getByRole("button", { name: "Send code" });
  }

  get signInButton(): Locator {
    return this.page.getByRole("button", { name: "Sign in", exact: true });
  }

  get signOutButton(): Locator {
    return this.page.getByRole("button", { name: "Sign out", exact: true });
  }

  get passkeyButton(): Locator {
    return this.page.getByRole("button", { name: "Sign in with a passkey" });
  }

  /** What is told after signing in. */
  get news(): Locator {
    return this.page.getByRole("region", { name: "After signing in" });
  }

  /** A part of the page by its heading. */
  part(name: string): Locator {
    return this.page.getByRole("region", { name });
  }

  async askForCode(email: string) {
    await this.emailField.fill(email);
    await this.sendButton.click();
    await expect(this.codeField).toBeFocused();
  }

  /** Signs in on the page that is open, with a code from a letter. */
  async signIn(email: string, mail: Letters) {
    await this.askForCode(email);
    await this.codeField.fill(await mail.code(email));
    await this.isSignedIn();
  }

  async isSignedIn() {
    await expect(this.heading).toHaveText("Your account");
    await expect(this.heading).toBeFocused();
  }

  async signOut() {
    await this.signOutButton.click();
    await this.isSignedOut();
  }

  async isSignedOut() {
    await expect(this.heading).toHaveText("Come in");
    await expect(this.emailField).toBeVisible();
  }
}
