// What every page of the shop has: header, search, store chooser, bag link, status region. Other page objects extend it.
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

  /** Waits until the header counts so many pieces. */
  async hasInBag(pieces: number) {
    await expect(this.bagLink).toHaveAccessibleName(pieces === 1 ? "Bag, 1 item" : `Bag, ${pieces} items`);
  }

  get searchBox(): Locator {
    return this.page.getByRole("searchbox", { name: "Search" });
  }

  /** The button in the header; it is called "Choose store" and, with a store, "Choose store: now …". */
  get storeButton(): Locator {
    return this.page.getByRole("banner").getByRole("button", { name: /^Choose store/ });
  }

  get storeChooser(): Locator {
    return this.page.getByRole("dialog", { name: "Choose your store" });
  }

  /** Makes a store hers through the chooser in the header, by where the browser says it is. */
  async chooseNearbyStore(name: string) {
    await this.storeButton.click();
    await this.storeChooser.getByRole("button", { name: "Use my location" }).click();
    await this.storeChooser.getByRole("listitem", { name }).getByRole("button", { name: `Choose ${name}` }).click();
    await expect(this.storeChooser).toBeHidden();
    await expect(this.storeButton).toHaveAccessibleName(`Choose store: now ${name}`);
  }

  /** A product on a shelf. */
  card(title: string): Locator {
    return this.page.getByRole("article", { name: title });
  }

  /** The one polite region that says what changed. */
  get status(): Locator {
    return this.page.locator('p[role="status"]');
  }

  /** Counts loads of the page from now on; what changes live must not need any. */
  countLoads(): () => number {
    let loads = 0;
    this.page.on("load", () => (loads += 1));
    return () => loads;
  }
}
