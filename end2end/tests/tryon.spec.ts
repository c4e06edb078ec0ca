// The try-on: camera, photo and model with a look on, what can go wrong with them, and the look itself on its way into the bag.
import { type Page } from "@playwright/test";
import { BagPage } from "../pages/bag_page";
import { ProductPage } from "../pages/product_page";
import { TryOnPage } from "../pages/try_on_page";
import { expectAccessible } from "../support/axe";
import { faceFile, NO_PHOTOS, test } from "../support/camera";
import { LIPSTICK } from "../support/shop";
import { expect } from "../support/test";

/** The middle of the lower lip of the test face that fills the picture. */
const LIP = [286, 330] as const;

/** What the page asks for from now on. */
function requests(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
  return asked;
}

/** Counts the page's camera tracks that are on. */
async function countTracks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { tracks });
    const own = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
    if (own) {
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        const stream = await own(wanted);
        tracks.push(...stream.getTracks());
        return stream;
      };
    }
  });
  return () => page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.filter((track) => track.readyState === "live").length);
}

test("without scripts there are a heading, the promise and the three ways", async ({ otherDevice }) => {
  const page = await otherDevice({ javaScriptEnabled: false });
  await page.goto("/try-on");
  await expect(page).toHaveTitle("Try it on – Ondée");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Try it on");
  for (const name of ["Use camera", "Upload a photo", "Use a model"]) await expect(page.getByRole("button", { name })).toBeVisible();
  await expect(page.getByText("your picture never leaves this device")).toBeVisible();
});

test("a product's page leads here with its shade on", async ({ page }) => {
  const product = new ProductPage(page);
  await product.openProduct(LIPSTICK.handle, "Oxblood Alibi");
  await page.getByRole("link", { name: "Try it on" }).click();
  const tryOn = new TryOnPage(page);
  await expect(page).toHaveURL(/\/try-on\?sku=LIP-VEL-012$/);
  await expect(tryOn.heading).toBeFocused();
  await expect(tryOn.layer("Matte Oxblood Alibi lipstick on, 90 %")).toBeVisible();
  await expect(tryOn.shade("Oxblood Alibi")).toBeChecked();
  await expectAccessible(page);
});

test("a palette is worn by its pans, each in its place", async ({ page }) => {
  const product = new ProductPage(page);
  await product.openProduct("four-walls-quad", "Rehearsal Room");
  await page.getByRole("link", { name: "Try it on" }).click();
  const tryOn = new TryOnPage(page);
  await expect(tryOn.layer("Satin Rehearsal Room, pan 1 lid on, 70 %")).toBeVisible();
  const pans = page.getByRole("radiogroup", { name: "Pan" });
  await expect(pans.getByRole("radio")).toHaveCount(4);
  await pans.getByRole("radio", { name: "Pan 2" }).check();
  await expect(tryOn.layer("Satin Rehearsal Room, pan 2 lid on, 70 %")).toBeVisible();
  await page.getByRole("radiogroup", { name: "How to wear it" }).getByRole("radio", { name: "crease" }).check();
  await pans.getByRole("radio", { name: "Pan 4" }).check();
  await expect(tryOn.layer("Satin Rehearsal Room, pan 4 crease on, 70 %")).toBeVisible();
  await expect(tryOn.layers.getByRole("slider")).toHaveCount(2);
  await tryOn.layers.getByRole("button", { name: "Add the whole look" }).click();
  await tryOn.hasInBag(1);
  await page.reload();
  await expect(tryOn.layer("Satin Rehearsal Room, pan 4 crease on, 70 %")).toBeVisible();
});

test("a photo is painted here and sent nowhere", async ({ page, baseURL }) => {
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  const asked = requests(page);
  await tryOn.upload(faceFile("close"));
  await expect(tryOn.picture).toHaveAccessibleName("Matte Oxblood Alibi lipstick on, 90 %");
  await expect.poll(async () => (await tryOn.colour(".stage__worn", ...LIP)).join()).not.toBe((await tryOn.colour(".stage__bare", ...LIP)).join());
  const [red, green, blue] = await tryOn.colour(".stage__worn", ...LIP);
  expect(red).toBeGreaterThan(green + 25);
  expect(red).toBeGreaterThan(blue + 25);
  await tryOn.shade("Signal Red").check();
  await expect.poll(async () => (await tryOn.colour(".stage__worn", ...LIP))[0]).toBeGreaterThan(red + 20);
  await expect(tryOn.status).toHaveText(/Matte Signal Red lipstick on, 90 %/);
  expect(asked.filter((one) => !one.includes(baseURL!) && !one.includes("blob:"))).toEqual([]);
  expect(asked.filter((one) => !one.startsWith("GET ") && !one.includes("/api/v1/cart")), "nothing is uploaded").toEqual([]);
  await expectAccessible(page);
});

test("a model wears it, and another one the same", async ({ page }) => {
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  await tryOn.way("Use a model").click();
  const models = tryOn.stage.getByRole("group", { name: "Models" });
  await expect(models.getByRole("button")).toHaveCount(8);
  await expect(models.getByRole("button", { name: /^Ida/ })).toHaveAttribute("aria-pressed", "true");
  const changed = () =>
    page.evaluate(() => {
      const read = (kind: string) => {
        const canvas = [...document.querySelectorAll<HTMLCanvasElement>(`.stage canvas${kind}`)].find((one) => !one.hidden);
        return canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
      };
      const [bare, worn] = [read(".stage__bare"), read(".stage__worn")];
      return bare.reduce((count, value, at) => count + (value === worn[at] ? 0 : 1), 0);
    });
  await expect.poll(changed).toBeGreaterThan(1000);
  await models.getByRole("button", { name: /^Kofi/ }).click();
  await expect(models.getByRole("button", { name: /^Kofi/ })).toHaveAttribute("aria-pressed", "true");
  await expect.poll(changed).toBeGreaterThan(1000);
  await expect(tryOn.stage.getByText("No face found")).toHaveCount(0);
});

for (const { name, body, told } of NO_PHOTOS) {
  test(`${name} is refused in words`, async ({ page }) => {
    const tryOn = new TryOnPage(page);
    await tryOn.openTryOn();
    await tryOn.upload({ name, mimeType: "image/jpeg", buffer: body });
    await expect(tryOn.stage.getByText(told)).toBeVisible();
    await expect(tryOn.way("Use camera")).toBeVisible();
    // And the next one is taken.
    await tryOn.upload(faceFile("front"));
    await expect(tryOn.tool("Save picture")).toBeVisible();
  });
}

test("a photo without a face says so and stays as it is", async ({ page }) => {
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  await tryOn.upload(await grey(page));
  await expect(tryOn.stage.getByText("No face found here")).toBeVisible();
});

/** A photo of nothing. */
async function grey(page: Page) {
  const data = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
    canvas.getContext("2d")!.fillRect(0, 0, 300, 100);
    return canvas.toDataURL("image/jpeg").split(",")[1];
  });
  return { name: "grey.jpg", mimeType: "image/jpeg", buffer: Buffer.from(data, "base64") };
}

test("layers are set, hidden, undone and taken off, by keyboard too", async ({ page }) => {
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  const lips = tryOn.layer("Matte Oxblood Alibi lipstick on, 90 %");
  await lips.getByRole("slider", { name: "Intensity of Oxblood Alibi" }).focus();
  for (let press = 0; press < 10; press++) await page.keyboard.press("ArrowLeft");
  const weaker = tryOn.layer("Matte Oxblood Alibi lipstick on, 80 %");
  await expect(weaker.getByRole("slider")).toBeFocused();
  await weaker.getByRole("switch", { name: "Oxblood Alibi shows" }).press("Space");
  await expect(tryOn.status).toHaveText(/Matte Oxblood Alibi lipstick off/);
  await tryOn.layers.getByRole("button", { name: "Undo" }).click();
  await expect(weaker).toBeVisible();
  await tryOn.layers.getByRole("button", { name: "Undo" }).click();
  await expect(lips, "a slide is one step").toBeVisible();
  await lips.getByRole("button", { name: "Take off Oxblood Alibi" }).click();
  await expect(tryOn.layers.getByText("Nothing yet.")).toBeVisible();
});

test("a look of the house goes on with one tap and into the bag with another", async ({ page }) => {
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn();
  await tryOn.looks.getByRole("button", { name: /^Evening/ }).click();
  await expect(tryOn.layers.getByRole("slider")).toHaveCount(8);
  await tryOn.layers.getByRole("button", { name: "Add the whole look" }).click();
  await tryOn.hasInBag(8);
  const bag = new BagPage(page);
  await bag.bagLink.click();
  await expect(bag.line("Late Set Volume Mascara")).toBeVisible();
});

test("a look is saved, worn again, and carried by a link", async ({ page, otherDevice }) => {
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  await tryOn.hers.getByRole("textbox", { name: "Name of the look" }).fill("Sunday");
  await tryOn.hers.getByRole("button", { name: "Save look" }).click();
  await expect(tryOn.status).toHaveText(/Sunday is saved/);
  await tryOn.layer("Oxblood Alibi").getByRole("button", { name: /^Take off/ }).click();
  await page.reload();
  await tryOn.ready();
  await tryOn.hers.getByRole("button", { name: "Wear: Sunday" }).click();
  await expect(tryOn.layer("Matte Oxblood Alibi lipstick on, 90 %")).toBeVisible();

  const other = new TryOnPage(await otherDevice());
  await other.openTryOn("?look=1~LIP-VEL-012.lips.75~NO-SUCH.lips.10~CHE-SIF-004.blush.50.off~x.y");
  await expect(other.layer("Matte Oxblood Alibi lipstick on, 75 %")).toBeVisible();
  await expect(other.layer("Satin Rosa Antico blush off")).toBeVisible();
  await expect(other.layers.getByRole("slider")).toHaveCount(2);
  await tryOn.hers.getByRole("button", { name: "Forget: Sunday" }).click();
  await expect(tryOn.hers.getByRole("button", { name: "Wear: Sunday" })).toHaveCount(0);
});

test("a look that she shares is on where its link is opened", async ({ page, otherDevice }) => {
  await page.addInitScript(() => {
    // A device's own sheet, which a test cannot see.
    navigator.share = async ({ url } = {}) => void Object.assign(window, { shared: url });
  });
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  await tryOn.looks.getByRole("button", { name: /^Evening/ }).click();
  await expect(tryOn.layers.getByRole("slider")).toHaveCount(8);
  const names = await tryOn.layers.getByRole("listitem").evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")).filter(Boolean));
  await tryOn.hers.getByRole("button", { name: "Share this look" }).click();
  await expect.poll(() => page.evaluate(() => (window as unknown as { shared?: string }).shared)).toContain("/try-on?look=");
  const link = await page.evaluate(() => (window as unknown as { shared: string }).shared);
  const other = new TryOnPage(await otherDevice());
  await other.open(link);
  await expect(other.layers.getByRole("slider")).toHaveCount(8);
  expect(await other.layers.getByRole("listitem").evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")).filter(Boolean))).toEqual(names);
});

test("two shades stand side by side, then four, then the chosen one alone", async ({ page }) => {
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  await tryOn.upload(faceFile("close"));
  await tryOn.tool("Compare 2").click();
  const sides = tryOn.stage.getByRole("list", { name: "Side by side" });
  await expect(sides.getByRole("listitem")).toHaveCount(2);
  await tryOn.shade("Ballet Debt").check();
  await expect(sides.getByRole("listitem").nth(1)).toContainText("Ballet Debt");
  await tryOn.tool("Compare 4").click();
  await expect(sides.getByRole("listitem")).toHaveCount(4);
  await expectAccessible(page);
  await sides.getByRole("button", { name: "Wear Ballet Debt" }).click();
  await expect(sides).toHaveCount(0);
  await expect(tryOn.layer("Matte Ballet Debt lipstick on, 90 %")).toBeVisible();
});

test("before and after, zoom and saving the picture", async ({ page }) => {
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  await tryOn.upload(faceFile("close"));
  await tryOn.tool("Before and after").click();
  const slider = tryOn.stage.getByRole("slider", { name: "How much is shown without make-up" });
  await slider.focus();
  await page.keyboard.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", "100 % without make-up");
  await tryOn.tool("Zoom").click();
  await expect(tryOn.tool("Whole picture")).toBeVisible();
  const saved = page.waitForEvent("download");
  await tryOn.tool("Save picture").click();
  expect((await saved).suggestedFilename()).toMatch(/^try-on-\d{4}-\d\d-\d\d\.jpg$/);
});

test("with a camera she sees herself with the look on, and it is off when she leaves", async ({ cameraPage, baseURL }) => {
  // A film on a machine without a graphics card, beside everything else it does.
  test.slow();
  const page = await cameraPage(true, "close");
  const on = await countTracks(page);
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  const asked = requests(page);
  await tryOn.way("Use camera").click();
  await expect(tryOn.tool("Freeze")).toBeVisible();
  await expect.poll(async () => {
    const [red = 0, green = 255] = await tryOn.colour(".stage__worn", ...LIP);
    return red - green;
  }, { timeout: 20_000 }).toBeGreaterThan(25);
  expect(await on()).toBe(1);
  await expectAccessible(page);
  await tryOn.tool("Freeze").click();
  await expect.poll(on).toBe(0);
  await tryOn.tool("Live again").click();
  await expect(tryOn.tool("Freeze")).toBeVisible();
  await expect.poll(on).toBe(1);
  await tryOn.bagLink.click();
  await expect(page).toHaveURL(/\/bag$/);
  await expect.poll(on).toBe(0);
  expect(asked.filter((one) => !one.includes(baseURL!) && !one.includes("blob:"))).toEqual([]);
  // And once more: a canvas can be given away once only.
  await page.goBack();
  await tryOn.way("Use camera").click();
  await expect(tryOn.tool("Freeze")).toBeVisible();
  await tryOn.tool("Another picture").click();
  await expect(tryOn.way("Use camera")).toBeVisible();
  await expect.poll(on).toBe(0);
});

test("with a camera that sees nobody she is asked to come into the picture", async ({ cameraPage }) => {
  const page = await cameraPage(true, undefined);
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn();
  await tryOn.way("Use camera").click();
  await expect(tryOn.stage.getByText("Where are you?")).toBeVisible({ timeout: 20_000 });
});

test("with a camera that she refuses she is told, and a photo works", async ({ cameraPage }) => {
  const page = await cameraPage(false, "close");
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn();
  await tryOn.way("Use camera").click();
  await expect(tryOn.stage.getByText("The camera is blocked for this page")).toBeVisible();
  await tryOn.upload(faceFile("front"));
  await expect(tryOn.tool("Save picture")).toBeVisible();
});

test("without a camera she is told so", async ({ page }) => {
  const tryOn = new TryOnPage(page);
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("none", "NotFoundError"));
  });
  await tryOn.openTryOn();
  await tryOn.way("Use camera").click();
  await expect(tryOn.stage.getByText("No camera found")).toBeVisible();
});

test("without OffscreenCanvas the picture is painted all the same", async ({ page }) => {
  const tryOn = new TryOnPage(page);
  await page.addInitScript(() => {
    Object.assign(window, { OffscreenCanvas: undefined });
  });
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  await tryOn.upload(faceFile("close"));
  const colour = (which: string) =>
    page.evaluate(([which, x, y]) => {
      const canvas = [...document.querySelectorAll<HTMLCanvasElement>(`.stage canvas${which}`)].find((one) => !one.hidden);
      return [...(canvas?.getContext("2d")?.getImageData(x, y, 1, 1).data ?? [])].join();
    }, [which, ...LIP] as const);
  await expect.poll(async () => (await colour(".stage__worn")) !== (await colour(".stage__bare"))).toBe(true);
});
