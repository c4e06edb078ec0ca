// What is the same on every page of the shop as an app on a device: no connection, a new version, installing it.
import { type Locator } from "@playwright/test";
import { ShopPage } from "./shop_page";

export class InstalledPage extends ShopPage {
  get noConnection(): Locator {
    return this.page.getByRole("complementary").filter({ hasText: "No connection" });
  }

  get update(): Locator {
    return this.page.getByRole("region", { name: "A new version is ready" });
  }

  get installOffer(): Locator {
    return this.page.getByRole("region", { name: "Keep Ondée on this device" });
  }

  get installSheet(): Locator {
    return this.page.getByRole("dialog", { name: "Add Ondée to your home screen" });
  }

  /** The name of the script that the page runs: the build it is of. */
  build(): Promise<string> {
    return this.page.evaluate(() => document.querySelector<HTMLScriptElement>("script[type=module][src]")!.getAttribute("src")!);
  }
}
