// `/p/{handle}`: choosing a variant, where it can be had, and putting it into the bag.
import { expect, type Locator } from "@playwright/test";
import { ShopPage } from "./shop_page";

export class ProductPage extends ShopPage {
  async openProduct(handle: string, shade?: string) {
    await this.open(`/p/${handle}${shade ? `?Shade=${encodeURIComponent(shade)}` : ""}`);
  }

  /** The values of an option, such as `Shade`. */
  option(name: string): Locator {
    return this.page.getByRole("radiogroup", { name, exact: true });
  }

  shade(name: string): Locator {
    return this.option("Shade").getByRole("radio", { name, exact: true });
  }

  /** Ship it, Pick up in store, Curbside pickup. */
  way(name: string): Locator {
    return this.page.getByRole("radiogroup", { name: "How would you like to get it?" }).getByRole("radio", { name });
  }

  get stores(): Locator {
    return this.page.getByRole("region", { name: "Where to find it" });
  }

  store(name: string): Locator {
    return this.stores.getByRole("listitem", { name });
  }

  get addButton(): Locator {
    return this.page.getByRole("button", { name: "Add to bag" });
  }

  async chooseWay(name: string) {
    await this.way(name).check();
    await expect(this.way(name)).toBeChecked();
  }
}
