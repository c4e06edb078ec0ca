// `/orders/{number}`: where the order is and what to show at the counter.
import { type Locator } from "@playwright/test";
import { ShopPage } from "./shop_page";

export class OrderPage extends ShopPage {
  /** Lines that travel together, such as `Pick up at Ondée Mitte`. */
  group(name: string): Locator {
    return this.page.getByRole("region", { name });
  }

  get qrCode(): Locator {
    return this.page.getByRole("img", { name: "Code to show at the counter" });
  }

  /** The station of the way where the order is now. */
  get station(): Locator {
    return this.page.getByRole("listitem").and(this.page.locator('[aria-current="step"]'));
  }

  /** What the QR code says, as a scanner at the counter would read it. */
  async handoverToken(number: string): Promise<string> {
    const answer = await this.page.request.get(`/api/v1/orders/${number}`);
    return (await answer.json()).groups[0].handover.token;
  }
}
