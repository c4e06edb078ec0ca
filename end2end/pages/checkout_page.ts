// `/checkout`: who, how, pay.
import { expect, type Locator } from "@playwright/test";
import { ShopPage } from "./shop_page";

export class CheckoutPage extends ShopPage {
  field(name: string): Locator {
    return this.page.getByRole("textbox", { name });
  }

  get slots(): Locator {
    return this.page.getByRole("radiogroup", { name: "When will you come?" });
  }

  payment(name: string): Locator {
    return this.page.getByRole("radiogroup", { name: "How would you like to pay?" }).getByRole("radio", { name });
  }

  /** The built-in test provider's cards. */
  testCard(name: string): Locator {
    return this.page.getByRole("radiogroup", { name: "Test card" }).getByRole("radio", { name });
  }

  get placeButton(): Locator {
    return this.page.getByRole("button", { name: /^Place order/ });
  }

  /** What went wrong, said aloud. */
  get refusal(): Locator {
    return this.page.getByRole("alert").filter({ hasText: /\S/ });
  }

  async fillContact(name = "Ada Muster", email = "ada@example.org") {
    await this.field("Name").fill(name);
    await this.field("E-mail").fill(email);
  }

  async fillAddress() {
    await this.field("Street and number").fill("Invalidenstraße 1");
    await this.field("Postal code").fill("10115");
    await this.field("City").fill("Berlin");
  }

  /** Places the order and answers its number. */
  async place(): Promise<string> {
    await this.placeButton.click();
    await expect(this.page).toHaveURL(/\/orders\/[^/#]+$/);
    return decodeURIComponent(new URL(this.page.url()).pathname.split("/").pop()!);
  }
}
