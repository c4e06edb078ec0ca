// Every page of the shop, for checks that hold everywhere.
import { type Page } from "@playwright/test";
import { AccountPage } from "../pages/account_page";
import { BagPage } from "../pages/bag_page";
import { CheckoutPage } from "../pages/checkout_page";
import { ScanPage } from "../pages/scan_page";
import { ShopPage } from "../pages/shop_page";
import { TryOnPage } from "../pages/try_on_page";
import { GLOSS, LIPSTICK, MITTE, putIntoBag } from "./shop";

/** Pages whose content the server paints first, with a text that only the loaded page has. */
export const PAINTED = [
  { name: "home", path: "/" },
  { name: "category", path: "/c/lips" },
  { name: "product", path: `/p/${LIPSTICK.handle}?Shade=Bare%20Fact` },
  { name: "search", path: "/search?q=serum" },
  { name: "stores", path: "/stores" },
  { name: "store", path: `/stores/${MITTE.code}` },
];

type Place = { name: string; open: (page: Page) => Promise<void> };

const painted: Place[] = PAINTED.map(({ name, path }) => ({ name, open: (page) => new ShopPage(page).open(path) }));

/** All pages, and what opens over them. */
export const PLACES: Place[] = [
  ...painted,
  { name: "not found", open: (page) => new ShopPage(page).open("/nowhere") },
  {
    name: "store chooser",
    open: async (page) => {
      const shop = new ShopPage(page);
      await shop.open("/");
      await shop.storeButton.click();
      await shop.storeChooser.getByRole("listitem", { name: MITTE.name }).waitFor();
    },
  },
  { name: "try-on", open: (page) => new TryOnPage(page).openTryOn("?sku=LIP-VEL-012") },
  {
    name: "try-on with a model",
    open: async (page) => {
      const tryOn = new TryOnPage(page);
      await tryOn.openTryOn("?look=1~LIP-VEL-012.lips.90~CHE-SIF-004.blush.50");
      await tryOn.way("Use a model").click();
      await tryOn.tool("Save picture").waitFor();
    },
  },
  { name: "scan", open: (page) => new ScanPage(page).openScan() },
  {
    name: "scanned",
    open: async (page) => {
      const scan = new ScanPage(page);
      await scan.openScan("?code=2001894699460&store=berlin-mitte");
      await scan.found(LIPSTICK.title).waitFor();
      await scan.place.getByText("Are you at").waitFor();
    },
  },
  { name: "signing in", open: (page) => new AccountPage(page).openAccount() },
  {
    name: "empty bag",
    open: async (page) => {
      await new BagPage(page).openBag();
      await page.getByText("Your bag is empty").waitFor();
    },
  },
  {
    name: "bag",
    open: async (page) => {
      await fill(page);
      const bag = new BagPage(page);
      await bag.openBag();
      await bag.line(GLOSS.title).waitFor();
    },
  },
  {
    name: "another device",
    open: async (page) => {
      await fill(page);
      const bag = new BagPage(page);
      await bag.openBag();
      await page.getByRole("link", { name: "Continue on another device" }).click();
      await bag.continueDialog.getByRole("img").waitFor();
    },
  },
  {
    name: "checkout",
    open: async (page) => {
      await fill(page);
      const checkout = new CheckoutPage(page);
      await checkout.open("/checkout");
      await checkout.placeButton.click();
      await checkout.field("Name").and(page.locator("[aria-invalid]")).waitFor();
    },
  },
  {
    name: "order",
    open: async (page) => {
      await fill(page);
      const checkout = new CheckoutPage(page);
      await checkout.open("/checkout");
      await checkout.fillContact();
      await checkout.fillAddress();
      await checkout.field("Your car").fill("Blue Mini");
      await checkout.place();
      await page.getByRole("button", { name: "I'm on my way" }).waitFor();
    },
  },
];

/** A parcel and something that is brought to the car. */
async function fill(page: Page) {
  await putIntoBag(page.request, LIPSTICK.sku, { by: "ship" });
  await putIntoBag(page.request, GLOSS.sku, { by: "curbside", store: MITTE.code });
}
