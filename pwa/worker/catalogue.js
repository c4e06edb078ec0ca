// The catalogue without a connection: what was seen, and a slice of it that the merchant picks, with pictures.
//
// What it keeps is what everybody may see. Which of it she has seen is hers: the page has it forgotten when she signs out
// (src/account/here.rs), and the slice stays.

import { inTime, mayKeep, tellConnection } from "./connection.js";
import { Index, cardsIn, listed } from "./search.js";

/** What was seen: answers of the interface, and what pages brought along. */
const SEEN = "seen";
const SLICE = "slice";
const PICTURES = "pictures";
const SEEN_MOST = 150;
const CARDS_MOST = 300;
const PICTURES_MOST = 240;
/** An answer younger than this is shown at once, and asked for again behind it; an older one only when the network fails. */
const FRESH_MS = 60_000;
const SLICE_PATH = "/api/v1/offline";
/** What goes along with it: the home page, the shelves, the stores. */
const ALONG = ["/api/v1/home", "/api/v1/shell", "/api/v1/stores"];
const SLICE_MS = 12 * 3_600_000;
const SLICE_BYTES = 3_000_000;
/** One of domain::catalog::RENDITION_WIDTHS: sharp on a shelf, good enough alone. */
const SLICE_WIDTH = 400;
/** The cards of everything that can be found without a connection, for searching and listing. */
const CARDS = "/kept/cards";
const KEPT_AT = "x-kept-at";
const NOTHING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>';

let index;

/** Catalogue and stores: a fresh answer at once, else the server's, else what is kept. */
export async function catalogue(event, url) {
  const key = keyOf(url);
  const kept = await (await caches.open(SEEN)).match(key);
  const asked = fetch(event.request);
  if (kept && navigator.onLine && Date.now() - keptAt(kept) < FRESH_MS) {
    const at = keptAt(kept);
    event.waitUntil(asked.then((response) => keep(key, response), () => tellConnection(event, at)));
    return kept;
  }
  try {
    const response = await inTime(asked, (late) => keep(key, late));
    event.waitUntil(keep(key, response.clone()));
    event.waitUntil(tellConnection(event));
    return response;
  } catch (why) {
    const instead = kept ?? (await nearest(url));
    if (!instead) throw why;
    event.waitUntil(tellConnection(event, keptAt(instead)));
    // She may want to search next.
    event.waitUntil(makeSearchable());
    return withoutStock(instead);
  }
}

/** Words: what the server finds; without it, what is found here. They are kept nowhere. */
export async function searched(event, url) {
  try {
    return await inTime(fetch(event.request));
  } catch {
    const began = performance.now();
    const { index, at } = await indexed();
    const found = index.search(url.searchParams.get("q") ?? "", Number(url.searchParams.get("limit")) || 24);
    event.waitUntil(tellConnection(event, at));
    const headers = { "content-type": "application/json", "server-timing": `found;dur=${(performance.now() - began).toFixed(1)}` };
    return new Response(JSON.stringify(found), { headers });
  }
}

/** A number under a barcode: whose the server says it is; without it, a product of the slice. */
export async function numbered(event, url) {
  try {
    return await inTime(fetch(event.request));
  } catch (why) {
    const slice = await caches.match(SLICE_PATH, { cacheName: SLICE });
    const asked = url.pathname.split("/").pop();
    const pages = slice ? (await slice.json()).items.map(({ page }) => page) : [];
    for (const page of pages) {
      const variant = page.product.variants.find(({ gtin }) => gtin?.padStart(14, "0") === asked.padStart(14, "0"));
      if (!variant) continue;
      event.waitUntil(tellConnection(event, keptAt(slice)));
      return made(JSON.stringify({ gtin: variant.gtin, sku: variant.sku, page }));
    }
    throw why;
  }
}

/** A picture, whose address follows its content: what is kept, else the server's, else the same one in another size, else an empty one: the
 *  calm ground of its frame, where a browser would draw a torn picture. */
export async function picture({ request }, { pathname }) {
  const pictures = await caches.open(PICTURES);
  const kept = await pictures.match(pathname, { ignoreVary: true });
  if (kept) return kept;
  try {
    const response = await fetch(request);
    // A stand-in, until the copy is drawn, is not for ever.
    if (mayKeep(response) && response.headers.get("cache-control")?.includes("immutable")) {
      const copy = response.clone();
      pictures.put(pathname, copy).then(() => trim(pictures, PICTURES_MOST)).catch(() => {});
    }
    return response;
  } catch {
    const hash = pathname.slice(0, "/media/".length + 32);
    const same = (await pictures.keys()).find((known) => new URL(known.url).pathname.startsWith(hash));
    const instead = same && (await pictures.match(same, { ignoreVary: true }));
    return instead ?? new Response(NOTHING, { headers: { "content-type": "image/svg+xml" } });
  }
}

/** A page brings along what it shows. */
export async function learn(response) {
  if (!mayKeep(response) || !response.headers.get("content-type")?.startsWith("text/html")) return;
  const [, seed] = (await response.text()).match(/<script type="application\/json" id="seed">([\s\S]*?)<\/script>/) ?? [];
  if (seed) await learnSeed(seed);
}

/** What a page brought along (api::page::Seed) is what the interface would have answered. */
export async function learnSeed(seed) {
  const { shell, page } = JSON.parse(seed);
  const store = shell.my_store ? `?store=${encodeURIComponent(shell.my_store.code)}` : "";
  const { home, product, category, stores, store: one } = page;
  const brought = [["/api/v1/shell", { categories: shell.categories }]];
  if (home) brought.push([`/api/v1/home${store}`, home]);
  if (product) brought.push([`/api/v1/products/${encodeURIComponent(product.product.handle)}${store}`, product]);
  if (category) brought.push([`/api/v1/products?${new URLSearchParams(category.query)}`, category.listing]);
  if (stores) brought.push(["/api/v1/stores", stores]);
  if (one) brought.push([`/api/v1/stores/${encodeURIComponent(one.store.code)}`, one]);
  for (const [path, body] of brought) await put(keyOf(new URL(path, self.location)), JSON.stringify(body));
}

/** Fetches the slice anew when it is older than half a day, then its pictures one after the other, no more than 3 MB of them. */
export async function keepSlice() {
  const slice = await caches.open(SLICE);
  const before = await slice.match(SLICE_PATH);
  if (before && Date.now() - keptAt(before) < SLICE_MS) return;
  const answers = await Promise.all([SLICE_PATH, ...ALONG].map((path) => fetch(path, { priority: "low" })));
  if (!answers.every(mayKeep)) return;
  const [{ items }, home, { categories }, stores] = await Promise.all(answers.map((answer) => answer.json()));
  const along = [home, { categories }, stores].map((body, at) => [ALONG[at], body]);
  const pages = items.map(({ page }) => [`/api/v1/products/${encodeURIComponent(page.product.handle)}`, page]);
  const all = [...along, ...pages, [SLICE_PATH, { items }]];
  const wanted = new Set(all.map(([path]) => new URL(path, self.location).href));
  for (const old of await slice.keys()) if (!wanted.has(old.url)) await slice.delete(old);
  for (const [path, body] of all) await slice.put(path, made(JSON.stringify(body)));
  index = undefined;
  await keepPictures(picturesOf(items, home));
}

/** Small pictures of the slice: what stands on its shelves first, then those of the home page. */
function picturesOf(items, home) {
  const shown = [...home.stories, ...home.labels, home.look ?? {}];
  const all = [...items.map(({ card }) => card), ...shown].flatMap(({ picture }) => (picture ? [rendition(picture)] : []));
  return [...new Set(all)];
}

async function keepPictures(paths) {
  const pictures = await caches.open(PICTURES);
  let bytes = 0;
  for (const path of paths) {
    if (await pictures.match(path, { ignoreVary: true })) continue;
    const drawn = await fetch(path, { priority: "low" });
    if (!mayKeep(drawn)) continue;
    bytes += (await drawn.clone().blob()).size;
    if (bytes > SLICE_BYTES) break;
    await pictures.put(path, drawn);
  }
}

/** Forgets what was seen, with its pictures; the slice, which everybody has, stays. */
export async function forgetSeen() {
  await caches.delete(SEEN);
  index = undefined;
  const [slice, home] = await Promise.all([SLICE_PATH, ALONG[0]].map((path) => caches.match(path, { cacheName: SLICE })));
  const everybodys = slice && home ? picturesOf((await slice.json()).items, await home.json()) : [];
  const pictures = await caches.open(PICTURES);
  for (const { url } of await pictures.keys()) if (!everybodys.includes(new URL(url).pathname)) await pictures.delete(url);
}

/** As domain::catalog::Picture::rendition. */
function rendition({ url, width }) {
  const [, address, kind] = url.match(/^(.*)\.(\w+)$/) ?? [];
  return kind === "svg" || (width > SLICE_WIDTH && kind !== "avif") ? `${address}-${SLICE_WIDTH}.webp` : url;
}

/** One key for one question: without what is as by default, its parts in one order. */
function keyOf(url) {
  const isDefault = ([name, value]) => ["", "featured", "false"].includes(value) || (name.startsWith("page") && ["0", "1", "24"].includes(value));
  const asked = [...url.searchParams].filter((pair) => !isDefault(pair));
  const query = new URLSearchParams(asked.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
  return `${url.pathname}${query && `?${query}`}`;
}

async function keep(key, response) {
  if (mayKeep(response)) await put(key, await response.text());
}

async function put(key, text) {
  const seen = await caches.open(SEEN);
  await seen.put(key, made(text));
  await trim(seen, SEEN_MOST);
  await keepCards(seen, cardsIn(JSON.parse(text)));
}

/** The newest cards of what was seen, each once. */
async function keepCards(seen, cards) {
  if (cards.length === 0) return;
  const known = (await (await seen.match(CARDS))?.json()) ?? [];
  const all = new Map([...known, ...cards].reverse().map((card) => [card.handle, card]));
  await seen.put(CARDS, made(JSON.stringify([...all.values()].slice(0, CARDS_MOST).reverse())));
  index = undefined;
}

function made(json) {
  return new Response(json, { headers: { "content-type": "application/json", [KEPT_AT]: String(Date.now()) } });
}

function keptAt(response) {
  return Number(response.headers.get(KEPT_AT));
}

/** Forgets the oldest. */
async function trim(cache, most) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

/** What comes near to an answer that is not kept: the same place as another store sees it, the slice's product, a list made here. */
async function nearest(url) {
  if (url.pathname === "/api/v1/products") {
    const { index, at } = await indexed();
    const list = listed(index.cards, url.searchParams);
    return list && new Response(JSON.stringify(list), { headers: { "content-type": "application/json", [KEPT_AT]: String(at) } });
  }
  for (const name of [SEEN, SLICE]) {
    const found = await (await caches.open(name)).match(url.pathname, { ignoreSearch: true });
    if (found) return found;
  }
  return undefined;
}

/** An old answer says nothing of stock: what a store had then is not what it has. */
async function withoutStock(response) {
  const answer = JSON.parse(await response.text(), (name, value) => (name === "at_store" ? undefined : value));
  if (answer.near) answer.near = [];
  if (answer.availability) Object.assign(answer.availability, { stores: [], incoming: [] });
  return new Response(JSON.stringify(answer), { headers: response.headers });
}

/** Reads what can be found before anybody looks for it. */
export async function makeSearchable() {
  await indexed();
}

/** Everything that can be found here, and when the slice of it was fetched. */
async function indexed() {
  if (index) return index;
  const [slice, seen] = await Promise.all([
    caches.match(SLICE_PATH, { cacheName: SLICE }),
    caches.match(CARDS, { cacheName: SEEN }),
  ]);
  const at = slice ? keptAt(slice) : Date.now();
  const items = slice ? (await slice.json()).items : [];
  index = { index: new Index(items, seen ? await seen.json() : []), at };
  return index;
}
