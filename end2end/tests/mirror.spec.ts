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
  // A device ten times as slow as this machine: to the worker, time passes ten times as fast.
  await page.route(addresses.worker, async (route) => {
    const response = await route.fetch();
    const slow = "{ const now = performance.now.bind(performance); performance.now = () => 10 * now(); }";
    await route.fulfill({ response, body: `${slow}\n${await response.text()}` });
  });
  const mirror = await Mirror.on(page);
  await mirror.init();
  const heavy = Array.from({ length: 24 }, () => "foundation:c99a78:satin:20").join();
  const levels = (await mirror.film("close", heavy, 50)).map(({ shown }) => shown?.level ?? -1);
  expect(levels[0]).toBe(0);
  expect(levels.every((level, at) => at === 0 || level - levels[at - 1] in { 0: true, 1: true })).toBe(true);
  expect(levels.at(-1)).toBeGreaterThanOrEqual(2);
});

const SHELF = [
  ["veil V1 f3dccb cool", "veil V2 e6c2a8 -", "veil V3 d2a184 warm", "silk S3 d1a083 neutral"],
  ["veil V4 b98262 warm", "veil V5 8a5a40 neutral", "veil V6 4a2f24 cool"],
].flat().join("\n");

test("three shades are suggested for her bare skin, whatever she wears, and forgotten when she says so", async ({ page }) => {
  const mirror = await Mirror.on(page);
  expect((await mirror.ask({ suggest: { shelf: SHELF } })).error).toMatchObject({ code: "early" });
  await mirror.init();
  expect((await mirror.ask({ suggest: { shelf: SHELF } })).suggested).toEqual({ shades: [], learned: 0 });
  const film = await mirror.learn("close", 15);
  expect(film.map(({ shown }) => shown?.learned)).toEqual(Array.from({ length: 15 }, (_, at) => at + 1));
  const bare = (await mirror.ask({ suggest: { shelf: SHELF } })).suggested!;
  expect(bare.shades).toHaveLength(3);
  expect(bare.shades.map(({ difference }) => difference)).toEqual(bare.shades.map(({ difference }) => difference).sort((a, b) => a - b));
  const warm = (await mirror.ask({ suggest: { shelf: SHELF, undertone: "warm" } })).suggested!;
  expect(warm.shades.map(({ sku }) => sku).sort()).toEqual(["V2", "V3", "V4"]);
  expect(await mirror.ask({ unlearn: true })).toEqual({ learned: 0 });
  expect((await mirror.ask({ suggest: { shelf: SHELF } })).suggested!.shades).toEqual([]);
  await mirror.learn("close", 15, undefined, "foundation:4a2f24:matte:100");
  expect((await mirror.ask({ suggest: { shelf: SHELF } })).suggested!.shades).toEqual(bare.shades);
  expect((await mirror.ask({ suggest: { shelf: "veil V1 red cool" } })).error).toMatchObject({ code: "shelf", message: expect.stringContaining("line 1") });
});

test("the shade finder is loaded when shades are asked for, and it is said when it cannot be", async ({ page, complaints }) => {
  complaints.expect(/Failed to load resource/);
  const asked: string[] = [];
  await page.route(addresses.finder, (route) => {
    asked.push(route.request().url());
    return asked.length === 1 ? route.fulfill({ status: 503 }) : route.continue();
  });
  const mirror = await Mirror.on(page);
  await mirror.init();
  await mirror.film("close", LIPS, 2);
  expect(await mirror.ask({ unlearn: true })).toEqual({ learned: 0 });
  expect(asked).toHaveLength(0);
  expect((await mirror.ask({ suggest: { shelf: SHELF } })).error).toMatchObject({ code: "offline", message: expect.stringContaining("503") });
  expect((await mirror.ask({ suggest: { shelf: SHELF } })).suggested).toEqual({ shades: [], learned: 0 });
  await mirror.learn("close", 2);
  expect(asked).toHaveLength(2);
});

test("a sheet of paper that says nothing about the light is refused", async ({ page }) => {
  const mirror = await Mirror.on(page);
  await mirror.init();
  const [outside] = await mirror.learn("close", 1, [1.2, 0.5]);
  expect(outside.error).toMatchObject({ code: "paper", message: expect.stringContaining("inside") });
});

test("shades that look alike are found within a product and across all", async ({ page }) => {
  const mirror = await Mirror.on(page);
  await mirror.init();
  const { alike } = await mirror.ask({ alike: { shelf: SHELF, sku: "V3" } });
  expect(alike!.shades.map(({ sku }) => sku)).toEqual(["S3"]);
  expect((await mirror.ask({ alike: { shelf: SHELF, sku: "V3", within: true } })).alike!.shades).toEqual([]);
  expect((await mirror.ask({ alike: { shelf: SHELF, sku: "V9" } })).error).toMatchObject({ code: "shelf" });
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
