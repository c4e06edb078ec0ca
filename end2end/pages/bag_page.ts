// `/bag`: lines, quantities, and the link for another device.
import { expect, type Locator } from "@playwright/test";
import { ShopPage } from "./shop_page";

export class BagPage extends ShopPage {
  async openBag() {
    await this.open("/bag");
  }

  line(name: string): Locator {
    return this.page.getByRole("listitem", { name });
  }

  quantity(name: string): Locator {
    return this.line(name).getByRole("textbox", { name: /^Quantity/ });
  }

  more(name: string): Locator {
    return this.line(name).getByRole("button", { name: /^One more/ });
  }

  fewer(name: string): Locator {
    return this.line(name).getByRole("button", { name: /^One fewer/ });
  }

  remove(name: string): Locator {
    return this.line(name).getByRole("button", { name: /^Remove/ });
  }

  save(name: string): Locator {
    return this.line(name).getByRole("button", { name: /^Save for later/ });
  }

  /** Puts back what was taken out last. */
  get undo(): Locator {
    return this.page.getByRole("button", { name: /^Undo/ });
  }

  /** What is saved for later. */
  get saved(): Locator {
    return this.page.getByRole("region", { name: "Saved for later" });
  }

  /** How the line reaches the shopper. */
  way(name: string): Locator {
    return this.line(name).getByRole("combobox", { name: "How would you like to get it?" });
  }

  get checkoutLink(): Locator {
    return this.page.getByRole("link", { name: "Go to checkout" });
  }

  get continueDialog(): Locator {
    return this.page.getByRole("dialog", { name: "Continue on another device" });
  }

  /** Asks for a link for another device and answers its address. */
  async linkForAnotherDevice(): Promise<string> {
    await this.page.getByRole("link", { name: "Continue on another device" }).click();
    await expect(this.continueDialog.getByRole("img", { name: /^QR code/ })).toBeVisible();
    const address = await this.continueDialog.getByRole("textbox").inputValue();
    await this.page.keyboard.press("Escape");
    await expect(this.continueDialog).toBeHidden();
    return address;
  }

  /** Opens such a link on this device, which then has the other one's bag. */
  async join(address: string) {
    await this.open(address);
    await this.page.getByRole("button", { name: "Open the bag here" }).click();
    await expect(this.page).toHaveURL(/\/bag$/);
  }
}
