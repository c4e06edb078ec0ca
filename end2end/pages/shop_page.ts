// What every page of the shop has: header, search, bag link, status region. Other page objects extend it.
import { expect, type Locator, type Page } from "@playwright/test";

export class ShopPage {
  constructor(readonly page: Page) {}

  /** Opens an address and waits until the app has taken over from the server's first paint. */
  async open(path: string) {
    await this.page.goto(path);
    await this.ready();
  }

  /** The app is mounted: what the server painted is gone and buttons answer. */
  async ready() {
    await expect(this.page.locator("#shell")).toHaveCount(0);
    await expect(this.page.locator("#app > *").first()).toBeAttached();
  }

  get heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  get bagLink(): Locator {
    return this.page.getByRole("link", { name: /^Bag, \d+ items?/ });
  }

  /** The one polite region that says what changed. */
  get status(): Locator {
    return this.page.getByRole("status");
  }
}
