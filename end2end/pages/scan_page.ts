// `/scan`: the viewfinder, what it found, and which store she is in.
import { type Locator } from "@playwright/test";
import { ShopPage } from "./shop_page";

export class ScanPage extends ShopPage {
  openScan(query = "") {
    return this.open(`/scan${query}`);
  }

  get camera(): Locator {
    return this.page.getByRole("region", { name: "Camera" });
  }

  get cameraButton(): Locator {
    return this.camera.getByRole("button", { name: /^(Use camera|Scan the next one)$/ });
  }

  get outcome(): Locator {
    return this.page.getByRole("region", { name: "What was found" });
  }

  found(title: string): Locator {
    return this.outcome.getByRole("article", { name: title });
  }

  get place(): Locator {
    return this.page.getByRole("region", { name: "Which store are you in?" });
  }

  get recent(): Locator {
    return this.page.getByRole("region", { name: "Scanned recently" });
  }

  async type(number: string) {
    await this.camera.getByRole("textbox", { name: "Number under the bars" }).fill(number);
    await this.camera.getByRole("button", { name: "Find" }).click();
  }

  async choosePhoto(file: { name: string; mimeType: string; buffer: Buffer }) {
    const chooser = this.page.waitForEvent("filechooser");
    await this.camera.getByRole("button", { name: "Choose a photo" }).click();
    await (await chooser).setFiles(file);
  }
}
