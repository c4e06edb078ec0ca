// The frame where there is little room: long names and words that cannot be broken, on 280 pixels, with text twice as large; and its looks.
import type { Page, Route } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { PartnerSite } from "../support/partner_site";
import { server } from "../support/server";
import { LIPSTICK } from "../support/shop";
import { expect, test } from "../support/test";

const WORD = "Feuchtigkeitsspenderpflegelippenstifthülse".repeat(5).slice(0, 200);
const SENTENCE = "Langanhaltender Samtstift mit Sanddornkernöl, Granatapfel und Bienenwachs für sehr trockene Lippen im Winter";
/** What is at least as wide as its content on purpose: it scrolls by itself. */
const SCROLLS = ".widget__row, .swatches__dots, .radios__rows";

let site: PartnerSite;

test.beforeAll(async () => {
  site = await PartnerSite.open("narrow");
});
test.afterAll(() => site.close());

/** Everything that a shop's people name is called like this. */
async function rename(page: Page, words: string) {
  const renamed = (value: unknown, key = ""): unknown => {
    if (Array.isArray(value)) return value.map((each) => renamed(each, key));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, renamed(inner, name)]));
    if (typeof value !== "string") return value;
    return ["title", "label", "phrase"].includes(key) ? words : key === "values" ? `${value} ${words}` : value;
  };
  const answer = async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: renamed(await response.json()) });
  };
  for (const path of ["**/api/v1/products*", "**/api/v1/products/**", "**/w/bag?*", "**/w/bag/changes"]) await page.route(path, answer);
}

/** Nothing reaches beyond the frame, and nothing that cuts off its content has wider content than itself. */
async function expectRoom(page: Page) {
  const wide = await page.evaluate((scrolls) => {
    const all = [document.documentElement, ...document.querySelectorAll<HTMLElement>("main, main *")];
    const seen = all.filter((it) => it.checkVisibility() && !it.closest(".hidden, svg, .picture, input"));
    const cuts = (it: Element) => getComputedStyle(it).overflowX !== "visible" && !it.matches(scrolls) && it.scrollWidth > it.clientWidth + 1;
    const leaves = ({ left, right }: DOMRect) => left < -1 || right > innerWidth + 1;
    const over = seen.filter((it) => cuts(it) || (leaves(it.getBoundingClientRect()) && !it.parentElement?.closest(scrolls)));
    return over.map((it) => `${it.tagName}.${it.className} ${it.scrollWidth}`);
  }, SCROLLS);
  expect(wide).toEqual([]);
}

/** It can be brought into sight as a whole, and nothing lies over it. */
async function expectInReach(page: Page, name: string | RegExp) {
  const button = page.getByRole("button", { name }).first();
  await button.scrollIntoViewIfNeeded();
  await expect(button).toBeInViewport({ ratio: 0.99 });
  await button.click({ trial: true });
}

for (const [kind, words] of [["long names", SENTENCE], ["a word of 200 letters", WORD]] as const) {
  for (const size of [100, 200]) {
    test(`${kind} find room on 280 pixels, text at ${size} %`, async ({ page, complaints }) => {
      // The stream says the names as they are.
      complaints.expect(/ERR_FAILED/);
      await page.route("**/w/bag/live", (route) => route.abort());
      await page.setViewportSize({ width: 280, height: 560 });
      await rename(page, words);
      const enlarge = () => page.evaluate((size) => void (document.documentElement.style.fontSize = `${size}%`), size);
      const open = (query: string) => page.goto(`${server.url}/w/?partner=${site.key}&locale=de&${query}`);

      await open(`mode=card&product=${LIPSTICK.handle}`);
      await enlarge();
      await expect(page.getByRole("heading", { level: 1 })).toContainText(words.slice(0, 20));
      await expectRoom(page);
      await expectInReach(page, "In die Tasche");
      await page.getByRole("button", { name: "In die Tasche" }).click();
      await expectRoom(page);
      await page.getByRole("button", { name: /^Tasche/ }).click();
      await expect(page.getByRole("listitem")).toContainText(words.slice(0, 20));
      await expectRoom(page);
      await expectInReach(page, /Entfernen|entfernen/);
      await expectInReach(page, "Zur Kasse");

      await open("mode=grid&collection=lips");
      await enlarge();
      await expect(page.getByRole("listitem").first()).toContainText(words.slice(0, 20));
      await expectRoom(page);
      await expectInReach(page, /^Auswählen/);
      await expectAccessible(page);
    });
  }
}
