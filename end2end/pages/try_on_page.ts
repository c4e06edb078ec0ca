// `/try-on`: the stage, what is put on, and what becomes of it.
import { expect, type Locator } from "@playwright/test";
import { ShopPage } from "./shop_page";

export class TryOnPage extends ShopPage {
  async openTryOn(query = "") {
    await this.open(`/try-on${query}`);
    await expect(this.shades.getByRole("radio").first()).toBeAttached();
  }

  way(name: "Use camera" | "Upload a photo" | "Use a model"): Locator {
    return this.page.getByRole("button", { name });
  }

  /** The picture; its name says what is on it. */
  get picture(): Locator {
    return this.stage.getByRole("img").first();
  }

  get stage(): Locator {
    return this.page.getByRole("region", { name: "Your picture" });
  }

  tool(name: string): Locator {
    return this.stage.getByRole("button", { name, exact: true });
  }

  get shades(): Locator {
    return this.page.getByRole("radiogroup", { name: "Shade" });
  }

  shade(name: string): Locator {
    return this.shades.getByRole("radio", { name, exact: true });
  }

  get layers(): Locator {
    return this.page.getByRole("region", { name: "You are wearing" });
  }

  layer(name: string): Locator {
    return this.layers.getByRole("listitem", { name });
  }

  get looks(): Locator {
    return this.page.getByRole("region", { name: "Looks", exact: true });
  }

  get hers(): Locator {
    return this.page.getByRole("region", { name: "Your looks" });
  }

  /** Chooses a file for `Upload a photo`. */
  async upload(file: string | { name: string; mimeType: string; buffer: Buffer }) {
    const chooser = this.page.waitForEvent("filechooser");
    await this.way("Upload a photo").click();
    await (await chooser).setFiles(file);
  }

  /** Red, green and blue of what is painted at a point of the picture, in its own pixels. */
  colour(selector: ".stage__worn" | ".stage__bare", x: number, y: number): Promise<number[]> {
    return this.page.evaluate(
      ([selector, x, y]) => {
        const canvas = [...document.querySelectorAll<HTMLCanvasElement>(`.stage canvas${selector}`)].find((one) => !one.hidden);
        if (!canvas) return [];
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d")!;
        copy.drawImage(canvas, 0, 0);
        return [...copy.getImageData(x, y, 1, 1).data].slice(0, 3);
      },
      [selector, x, y] as const,
    );
  }
}
