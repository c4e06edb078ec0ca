// Shades that the try-on finds: for her skin, like another, and what goes with a look; and the picture moved when it is large.
import { type Locator, type Page } from "@playwright/test";
import { TryOnPage } from "../pages/try_on_page";
import { expectAccessible } from "../support/axe";
import { faceFile, test } from "../support/camera";
import { expect } from "../support/test";

/** The page with a foundation chosen and the finder open. */
async function openFinder(page: Page): Promise<TryOnPage> {
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn();
  await chooseFoundation(tryOn);
  return tryOn;
}

async function chooseFoundation(tryOn: TryOnPage) {
  await tryOn.page.getByRole("button", { name: "Face", exact: true }).click();
  await tryOn.page.getByRole("button", { name: /^North Window Serum Foundation/ }).click();
  await tryOn.page.getByText("Find my shade").click();
}

const suggested = (page: Page): Locator => page.getByRole("list", { name: "Find my shade" }).getByRole("listitem");
const remembered = (page: Page) => page.evaluate(() => localStorage.getItem("hers-skin"));

test("a photo is enough for three shades, and nothing is kept before she says so", async ({ page }) => {
  const tryOn = await openFinder(page);
  await page.getByRole("button", { name: "Look at my skin" }).click();
  await expect(tryOn.status).toHaveText(/Switch the camera on or choose a photo first/);
  // What she asked for happens when the picture is there; she need not ask again.
  await tryOn.upload(faceFile("close"));
  await expect(suggested(page)).toHaveCount(3);
  await expect(suggested(page).first()).toContainText("Nearest to your skin in this light");
  expect(await remembered(page)).toBeNull();
  await page.getByRole("radio", { name: "Warm", exact: true }).check();
  for (const at of [0, 1, 2]) await expect(suggested(page).nth(at)).toContainText("Warm");
  await expectAccessible(page);
  const name = await suggested(page).first().locator(".layer__name").innerText();
  await suggested(page).first().getByRole("button", { name: `Try it: ${name}` }).click();
  await expect(tryOn.layer(`${name} foundation on`)).toBeVisible();
  await suggested(page).first().getByRole("button", { name: `Add to bag: ${name}` }).click();
  await tryOn.hasInBag(1);
});

test("a measurement is remembered when she asks for it, and forgotten when she asks for that", async ({ page }) => {
  const tryOn = await openFinder(page);
  await tryOn.upload(faceFile("close"));
  await page.getByRole("button", { name: "Look at my skin" }).click();
  await expect(suggested(page)).toHaveCount(3);
  const before = await suggested(page).allInnerTexts();
  await page.getByRole("checkbox", { name: "Remember the measurement in this browser" }).check();
  await expect.poll(() => remembered(page)).toMatch(/^"\d+ -?\d+ -?\d+"$/);
  await page.reload();
  await tryOn.ready();
  await chooseFoundation(tryOn);
  await page.getByRole("button", { name: "Use what is remembered" }).click();
  await expect(suggested(page)).toHaveCount(3, { timeout: 20_000 });
  expect(await suggested(page).allInnerTexts()).toEqual(before);
  await page.getByRole("button", { name: "Forget it" }).click();
  await expect(suggested(page)).toHaveCount(0);
  expect(await remembered(page)).toBeNull();
});

test("a photo without a face, or a sheet in the dark, says nothing about a skin, and it says so", async ({ page }) => {
  const tryOn = await openFinder(page);
  await tryOn.upload({ name: "dark.png", mimeType: "image/png", buffer: await dark(page) });
  await page.getByRole("button", { name: "Look at my skin" }).click();
  await expect(page.locator(".finder__said")).toHaveText("No face in this picture to go by.");
  await tryOn.tool("Another picture").click();
  await tryOn.upload(faceFile("close"));
  await page.getByRole("checkbox", { name: /sheet of white paper/ }).check();
  // Onto the black of her suit below her chin: by keyboard, down as far as it goes.
  await tryOn.picture.focus();
  for (let press = 0; press < 20; press++) await page.keyboard.press("ArrowDown");
  for (let press = 0; press < 8; press++) await page.keyboard.press("ArrowLeft");
  await page.getByRole("button", { name: "Look at my skin" }).click();
  await expect(page.locator(".finder__said")).toHaveText(/The sheet says nothing there/);
});

/** A picture of nothing. */
async function dark(page: Page): Promise<Buffer> {
  const data = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
    canvas.getContext("2d")!.fillRect(0, 0, 300, 200);
    return canvas.toDataURL("image/png").split(",")[1];
  });
  return Buffer.from(data, "base64");
}

test("with a camera several frames are looked at", async ({ cameraPage }) => {
  test.slow();
  const page = await cameraPage(true, "close");
  const tryOn = await openFinder(page);
  await tryOn.way("Use camera").click();
  await expect(tryOn.tool("Freeze")).toBeVisible();
  await page.getByRole("button", { name: "Look at my skin" }).click();
  await expect(page.getByText(/Hold still for a moment\. \d+\/15/)).toBeVisible();
  await expect(suggested(page)).toHaveCount(3, { timeout: 30_000 });
});

test("shades like one that is on are found in its product and in others", async ({ page }) => {
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  const layer = tryOn.layer("Matte Oxblood Alibi lipstick on, 90 %");
  await layer.getByRole("button", { name: "Similar shades: Oxblood Alibi" }).click();
  const alike = layer.getByRole("list", { name: "Similar shades" }).getByRole("listitem");
  await expect(alike.first()).toBeVisible({ timeout: 20_000 });
  // Another house may have a shade of the same name.
  const another = alike.filter({ hasNotText: "Oxblood Alibi" }).first();
  const name = await another.locator(".layer__name").innerText();
  await another.getByRole("button", { name: `Try it: ${name}` }).click();
  await expect(tryOn.layer(`${name} lipstick on, 90 %`)).toBeVisible();
  await expect(tryOn.layer("Oxblood Alibi")).toHaveCount(0);
});

test("what goes with the look says why, goes on, and gives way to the next", async ({ page }) => {
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  const next = page.getByRole("region", { name: "Goes with it" }).getByRole("listitem");
  await expect(next).toHaveCount(3);
  const edge = next.filter({ hasText: "Draws the edge of your lips in their tone" });
  await edge.getByRole("button", { name: /^Try/ }).click();
  await expect(tryOn.layers.getByRole("slider")).toHaveCount(2);
  await expect(edge).toHaveCount(0);
  await expect(tryOn.hers.locator(".recent__one")).toHaveCount(2);
});

test("a large picture is moved by hand and by keyboard, and one press shows it whole", async ({ page }) => {
  const tryOn = new TryOnPage(page);
  await tryOn.openTryOn("?sku=LIP-VEL-012");
  await tryOn.upload(faceFile("close"));
  const moved = () => tryOn.picture.evaluate((stage) => [stage.style.getPropertyValue("--move-x"), stage.style.getPropertyValue("--zoom")]);
  await tryOn.tool("Zoom").click();
  await expect(tryOn.status).toHaveText(/Drag the picture/);
  await tryOn.picture.focus();
  await page.keyboard.press("ArrowRight");
  expect(await moved()).toEqual(["-10%", "2"]);
  const box = (await tryOn.picture.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + box.width, box.y + box.height / 3, { steps: 3 });
  await page.mouse.up();
  expect(await moved(), "never further than to its edge").toEqual(["50%", "2"]);
  await tryOn.tool("Whole picture").click();
  expect(await moved()).toEqual(["0%", "1"]);
});
