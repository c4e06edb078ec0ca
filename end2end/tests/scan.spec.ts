// Scanning in a store: camera, photo and number by hand; what is found, what is refused, and where she says she is.
import { type Page } from "@playwright/test";
import { ScanPage } from "../pages/scan_page";
import { expectAccessible } from "../support/axe";
import { filmOf, photoOf } from "../support/barcode";
import { test } from "../support/camera";
import { LIPSTICK, MITTE } from "../support/shop";
import { expect } from "../support/test";

/** Oxblood Alibi of the lipstick. */
const NUMBER = "2001894699460";
const UNKNOWN = "4006381333931";

/** Counts the page's camera tracks that are on. */
async function countTracks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { tracks });
    const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await own(wanted);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  return () => page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.filter((track) => track.readyState === "live").length);
}

test("a barcode before the camera is a product, in its very shade", async ({ filmPage, baseURL }) => {
  const page = await filmPage(true, filmOf(NUMBER));
  const on = await countTracks(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
  const scan = new ScanPage(page);
  await scan.openScan();
  await expect(scan.camera.getByText("What it sees stays on this device")).toBeVisible();
  expect(await on(), "nothing is asked before she does").toBe(0);
  await scan.cameraButton.click();
  const product = scan.found(LIPSTICK.title);
  await expect(product).toContainText("Oxblood Alibi");
  await expect(product).toContainText("€28.00");
  await expect(product.getByRole("link", { name: LIPSTICK.title })).toHaveAttribute("href", /Oxblood%20Alibi/);
  await expect(product.getByRole("link", { name: "Signal Red" })).toHaveAttribute("href", /Signal%20Red/);
  await expect(scan.status).toHaveText(/Velvet Hour Matte Lipstick, Oxblood Alibi\. €28\.00/);
  await expect(scan.outcome).toBeFocused();
  expect(await on(), "the camera is off when it has read a code").toBe(0);
  await expectAccessible(page);
  expect(asked.filter((one) => !one.includes(baseURL!) && !one.includes("blob:"))).toEqual([]);
  expect(asked.filter((one) => !one.startsWith("GET ") && !one.includes("/api/v1/cart")), "nothing is uploaded").toEqual([]);
  await scan.cameraButton.click();
  await expect(product, "the next one").toBeVisible();
  await product.getByRole("button", { name: "Add to bag" }).click();
  await scan.hasInBag(1);
});

test("the camera is off when she stops or leaves", async ({ filmPage }) => {
  const page = await filmPage(true, filmOf(undefined));
  const on = await countTracks(page);
  const scan = new ScanPage(page);
  await scan.openScan();
  await scan.cameraButton.click();
  await expect.poll(on).toBe(1);
  await expectAccessible(page);
  await scan.camera.getByRole("button", { name: "Stop" }).click();
  await expect.poll(on).toBe(0);
  await scan.cameraButton.click();
  await expect.poll(on).toBe(1);
  await expect(scan.camera.getByText("Nothing read yet")).toBeVisible({ timeout: 15_000 });
  await scan.bagLink.click();
  await expect(page).toHaveURL(/\/bag$/);
  await expect.poll(on).toBe(0);
});

test("in the dark she is told so", async ({ filmPage }) => {
  const scan = new ScanPage(await filmPage(true, filmOf(undefined, 16)));
  await scan.openScan();
  await scan.cameraButton.click();
  await expect(scan.camera.getByText("too dark")).toBeVisible();
});

test("with a camera that she refuses, a photo and the number work", async ({ filmPage }) => {
  const scan = new ScanPage(await filmPage(false, filmOf(NUMBER)));
  await scan.openScan();
  await scan.cameraButton.click();
  await expect(scan.camera.getByText("The camera is blocked for this page")).toBeVisible();
  await scan.choosePhoto(photoOf(NUMBER));
  await expect(scan.found(LIPSTICK.title)).toContainText("Oxblood Alibi");
  await scan.choosePhoto(photoOf(undefined));
  await expect(scan.camera.getByText("No code found in this photo")).toBeVisible();
  await scan.choosePhoto({ name: "letter.jpg", mimeType: "image/jpeg", buffer: Buffer.from("Dear Sir or Madam") });
  await expect(scan.camera.getByText("cannot be opened as a photo")).toBeVisible();
});

for (const [name, told] of [["NotFoundError", "No camera found"], ["NotReadableError", "used by another program"]]) {
  test(`a camera that answers ${name} is explained`, async ({ page }) => {
    await page.addInitScript((name) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", name));
    }, name);
    const scan = new ScanPage(page);
    await scan.openScan();
    await scan.cameraButton.click();
    await expect(scan.camera.getByText(told)).toBeVisible();
  });
}

test("a camera with a lamp has a button for it", async ({ filmPage }) => {
  const page = await filmPage(true, filmOf(undefined));
  await page.addInitScript(() => {
    const asked: unknown[] = [];
    Object.assign(window, { asked });
    MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true }) as MediaTrackCapabilities;
    MediaStreamTrack.prototype.applyConstraints = async (wanted) => void asked.push(JSON.parse(JSON.stringify(wanted)));
  });
  const asked = () => page.evaluate(() => (window as unknown as { asked: unknown[] }).asked);
  const scan = new ScanPage(page);
  await scan.openScan();
  await scan.cameraButton.click();
  await scan.camera.getByRole("button", { name: "Lamp on" }).click();
  await expect.poll(asked).toEqual([{ advanced: [{ torch: true }] }]);
  await scan.camera.getByRole("button", { name: "Lamp off" }).click();
  await expect(scan.camera.getByRole("button", { name: "Lamp on" })).toBeVisible();
  expect(await asked()).toEqual([{ advanced: [{ torch: true }] }, { advanced: [{ torch: false }] }]);
});

test("a browser that reads barcodes itself is let, and nothing is fetched for it", async ({ filmPage }) => {
  const page = await filmPage(true, filmOf(undefined));
  await page.addInitScript((rawValue) => {
    let looks = 0;
    class BarcodeDetector {
      static getSupportedFormats = () => Promise.resolve(["ean_13", "qr_code", "aztec"]);
      constructor({ formats }: { formats: string[] }) {
        if (formats.join() !== "ean_13,qr_code") throw new TypeError(`formats ${formats}`);
      }
      detect = async () => (++looks < 3 ? [] : [{ format: "ean_13", rawValue }]);
    }
    Object.assign(window, { BarcodeDetector });
  }, NUMBER);
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(request.url()));
  const scan = new ScanPage(page);
  await scan.openScan();
  await scan.cameraButton.click();
  await expect(scan.found(LIPSTICK.title)).toContainText("Oxblood Alibi");
  expect(fetched.filter((url) => /scanner.*wasm/.test(url))).toEqual([]);
});

test("what is no product of this shop is explained, and nothing is opened", async ({ page, complaints }) => {
  complaints.expect(/404/);
  const scan = new ScanPage(page);
  await scan.openScan();
  for (const [text, told] of [
    [UNKNOWN, `Nothing here has the number ${UNKNOWN}`],
    ["4006381333932", "These digits do not fit together"],
    ["123", "3 digits are no product number"],
    ["https://elsewhere.example/p/velvet", "This code leads to elsewhere.example"],
    ["WIFI:T:WPA;S:Ondee;;", "a code of another kind"],
  ]) {
    await scan.type(text);
    await expect(scan.outcome).toContainText(told);
    await expect(page).toHaveURL(/\/scan$/);
  }
  await expectAccessible(page);
});

test("the store is suggested, and used when she says yes", async ({ page }) => {
  const scan = new ScanPage(page);
  await scan.openScan();
  await scan.type(NUMBER);
  const product = scan.found(LIPSTICK.title);
  await expect(product).toContainText("It is sent to you");
  await scan.place.getByRole("button", { name: "Suggest the nearest" }).click();
  await expect(scan.place.getByText(/Are you at Ondée/)).toBeVisible();
  await expect(product, "a suggestion is no answer").toContainText("It is sent to you");
  await scan.place.getByRole("button", { name: /^Yes, at/ }).click();
  await expect(scan.place.getByText(/You are at Ondée/)).toBeVisible();
  await expect(product.getByText(/^Ondée .*(In stock|left|Few left|Not here today)/)).toBeVisible();
  await expectAccessible(page);
  await scan.place.getByRole("button", { name: "Not any more" }).click();
  await expect(product).toContainText("It is sent to you");
});

test("the code of a shelf leads to the product, and with a store in it asks for that", async ({ page }) => {
  await page.goto(`/01/0${NUMBER}`);
  await expect(page).toHaveURL(/\/p\/velvet-hour-lipstick\?Shade=Oxblood%20Alibi$/);
  const scan = new ScanPage(page);
  await scan.open(`/01/0${NUMBER}?store=${MITTE.code}`);
  await expect(page).toHaveURL(/\/scan\?code=/);
  await expect(scan.found(LIPSTICK.title)).toBeVisible();
  await scan.place.getByRole("button", { name: `Yes, at ${MITTE.name}` }).click();
  await expect(scan.found(LIPSTICK.title).getByText(MITTE.name).first()).toBeVisible();
});

test("what was scanned is remembered on this device, until she forgets it", async ({ page }) => {
  const scan = new ScanPage(page);
  await scan.openScan(`?code=${NUMBER}`);
  await expect(scan.found(LIPSTICK.title)).toBeVisible();
  await scan.openScan();
  await scan.recent.getByRole("button", { name: /Oxblood Alibi/ }).click();
  await expect(scan.found(LIPSTICK.title)).toBeVisible();
  await scan.recent.getByRole("button", { name: "Forget these" }).click();
  await expect(scan.recent).toHaveCount(0);
});

test("search and a store's page lead here", async ({ page }) => {
  const scan = new ScanPage(page);
  await scan.open("/search");
  await scan.page.getByRole("link", { name: "Scan a barcode" }).click();
  await expect(scan.heading).toHaveText("Scan");
  await scan.open(`/stores/${MITTE.code}`);
  await scan.page.getByRole("link", { name: "Scan a product in this store" }).click();
  await expect(scan.place.getByText(`Are you at ${MITTE.name}?`)).toBeVisible();
});
