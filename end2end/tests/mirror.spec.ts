// The try-on's worker by itself: the same bits as natively, and everything that can go wrong is said.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addresses, Mirror } from "../support/mirror";
import { expect, test } from "../support/test";

const ROOT = join(__dirname, "..", "..");
const LIPS = "lips:9c2230:matte:95";
const GOLDENS = readFileSync(join(ROOT, "crates/mirror/tests/goldens.txt"), "utf8").trim().split("\n").map((line) => line.split(" "));

test("photos with looks have the very bits that they have natively", async ({ page }) => {
  const mirror = await Mirror.on(page);
  expect((await mirror.init()).error).toBeUndefined();
  for (const [face, look, hash] of GOLDENS) {
    const { still, error } = await mirror.still(face as "close", look === "-" ? "" : look);
    expect({ face: still?.face, hash: still?.hash, error }, `${face} with ${look}`).toEqual({ face: true, hash, error: undefined });
  }
});

test("a film is shown on the page's canvas, frame by frame, and its lips have changed", async ({ page }) => {
  const mirror = await Mirror.on(page);
  await mirror.init();
  // The middle of the lower lip.
  const lips = [286, 330] as const;
  const film = await mirror.film("close", "", 2);
  expect(film.map(({ shown }) => shown?.face)).toEqual([true, true]);
  // What the worker has drawn is on the page with the browser's next frame.
  await expect.poll(async () => (await mirror.shownColour(...lips))[3]).toBeGreaterThan(0);
  const bare = await mirror.shownColour(...lips);
  await mirror.film("close", LIPS, 2);
  await expect.poll(() => mirror.shownColour(...lips)).not.toEqual(bare);
  const [red, green] = await mirror.shownColour(...lips);
  expect(red).toBeGreaterThan(green + 40);
});

test("without a canvas of the page's, the pictures come back", async ({ page }) => {
  const mirror = await Mirror.on(page);
  await mirror.init(false);
  const [{ shown }] = await mirror.film("close", LIPS, 1);
  expect(shown).toMatchObject({ face: true, width: 640, height: 480, picture: expect.anything() });
});

test("a frame without a face is shown as it is", async ({ page }) => {
  const mirror = await Mirror.on(page);
  await mirror.init();
  const [{ shown }] = await mirror.film(undefined, LIPS, 1);
  expect(shown).toMatchObject({ face: false, width: 640, height: 480 });
  await expect.poll(() => mirror.shownColour(320, 240)).toEqual([128, 128, 128, 128]);
});

test("five hundred frames take no more memory than fifty", async ({ page }) => {
  const mirror = await Mirror.on(page);
  await mirror.init();
  const film = await mirror.film("close", LIPS, 500);
  const memory = film.map(({ shown }) => shown?.memory ?? NaN);
  expect(memory[499]).toBe(memory[49]);
  expect(memory[499]).toBeLessThan(64 * 2 ** 20);
});

test("frames that come too fast are dropped, all but the newest, and none is forgotten", async ({ page }) => {
  const mirror = await Mirror.on(page);
  await mirror.init();
  const heard = await mirror.flood("close", LIPS, 12);
  const shown = heard.filter(({ shown }) => shown);
  expect(shown.length).toBeLessThan(6);
  expect(heard.filter(({ dropped }) => dropped)).toHaveLength(12 - shown.length);
  expect(heard.at(-1)!.shown).toBeDefined();
});

test("looks that take too long are painted with less care, step by step", async ({ page }) => {
  const mirror = await Mirror.on(page);
  await mirror.init();
  const heavy = Array.from({ length: 24 }, () => "foundation:c99a78:satin:20").join();
  const levels = (await mirror.film("close", heavy, 50)).map(({ shown }) => shown?.level ?? -1);
  expect(levels[0]).toBe(0);
  expect(levels.every((level, at) => at === 0 || level - levels[at - 1] in { 0: true, 1: true })).toBe(true);
  expect(levels.at(-1)).toBeGreaterThanOrEqual(2);
});

test("a network that is damaged or missing is said, and fetched again when asked again", async ({ page, complaints }) => {
  complaints.expect(/Failed to load resource/);
  const mirror = await Mirror.on(page);
  const network = readFileSync(join(ROOT, "dist", addresses.mesh));
  await page.route(addresses.mesh, (route) => route.fulfill({ body: network.subarray(0, 100_000) }));
  expect((await mirror.init(false)).error).toMatchObject({ code: "network", message: expect.stringContaining("damaged") });
  expect((await mirror.still("close", LIPS)).error).toMatchObject({ code: "early" });
  await page.unroute(addresses.mesh);
  expect((await mirror.init(false)).ready).toBeDefined();
  // What was ready before is not used when it cannot be made anew.
  await page.route(addresses.mesh, (route) => route.fulfill({ body: network.subarray(0, 100_000) }));
  expect((await mirror.init(false)).error).toMatchObject({ code: "network" });
  expect((await mirror.still("close", LIPS)).error).toMatchObject({ code: "early" });
  await page.unroute(addresses.mesh);
  await page.route(addresses.mesh, (route) => route.fulfill({ status: 503 }));
  expect((await mirror.init(false)).error).toMatchObject({ code: "offline", message: expect.stringContaining("503") });
  await page.unroute(addresses.mesh);
  expect((await mirror.init(false)).ready).toBeDefined();
  expect((await mirror.still("close", "lips:red")).error).toMatchObject({ code: "look" });
  expect((await mirror.still("close", LIPS)).still).toMatchObject({ face: true });
});
