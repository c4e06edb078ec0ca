// Finding among a few hundred cards, without IO: words that may be unfinished or have one wrong letter. The server's search
// (crates/backend/src/catalog/search.rs) knows all of the catalogue; this one is for when it cannot be asked.

/** What a word is worth where it stands. */
const TITLE = 8;
const LABEL = 5;
const SHADE = 4;
const TAG = 3;
const TEXT = 1;
/** How many letters a word needs before one of them may be wrong. */
const TYPO_FROM = 4;

/** The cards of the slice, with all the words of their products, and of what was seen, with the words on them. */
export class Index {
  constructor(items, seen) {
    const entries = new Map();
    for (const card of seen) entries.set(card.handle, { card, words: wordsOf(card) });
    for (const { card, page } of items) {
      const category = page.category.slug;
      entries.set(card.handle, { card: { ...card, category }, words: [...wordsOf(card), ...wordsIn(page)] });
    }
    this.entries = [...entries.values()];
    this.cards = this.entries.map(({ card }) => card);
  }

  /** What every word fits, best first (api::catalog::SearchView). */
  search(q, limit) {
    const asked = folded(q);
    const hits = this.entries
      .map(({ card, words }) => ({ card, score: scoreOf(words, asked) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.card.title < b.card.title ? -1 : 1));
    const products = hits.slice(0, limit).map(({ card }) => plain(card));
    return { q: q.trim().replace(/\s+/g, " "), products, total: hits.length, categories: [], labels: [] };
  }
}

/** A list (api::catalog::ListingView) made of cards; nothing for questions that cards cannot answer. */
export function listed(cards, asked) {
  const known = ["category", "label", "sort", "page", "page_size", "store"];
  if ([...asked.keys()].some((name) => !known.includes(name))) return undefined;
  const labels = (asked.get("label") ?? "").split(",").filter(Boolean);
  const category = asked.get("category");
  const order = {
    price_up: (a, b) => a.price.minor - b.price.minor,
    price_down: (a, b) => b.price.minor - a.price.minor,
    rating: (a, b) => (b.rating?.tenths ?? 0) - (a.rating?.tenths ?? 0),
    name: (a, b) => (a.title < b.title ? -1 : 1),
  }[asked.get("sort")];
  const items = cards.filter((card) => (!category || card.category === category) && (labels.length === 0 || labels.includes(card.label)));
  if (items.length === 0) return undefined;
  if (order) items.sort(order);
  return { items: items.map(plain), total: items.length, page: 1, pages: 1, facets: [] };
}

/** Every card (api::catalog::ProductCard) in an answer, wherever it stands. */
export function cardsIn(answer) {
  if (Array.isArray(answer)) return answer.flatMap(cardsIn);
  if (answer === null || typeof answer !== "object") return [];
  const isCard = answer.handle && answer.title && answer.price && "price_varies" in answer;
  return isCard ? [plain(answer)] : Object.values(answer).flatMap(cardsIn);
}

/** Without what is not the server's, and without stock, which an old card knows nothing of. */
function plain({ category: _, at_store: __, ...card }) {
  return card;
}

function wordsOf({ title, label, shades = [] }) {
  return [...weighed(title, TITLE), ...weighed(label, LABEL), ...shades.flatMap(({ name }) => weighed(name, SHADE))];
}

function wordsIn({ product, category }) {
  const values = product.variants.flatMap((variant) => [...variant.values, variant.shade?.family ?? ""]);
  return [
    ...weighed(category.title, TAG),
    ...product.tags.flatMap((tag) => weighed(tag, TAG)),
    ...[...new Set(values)].flatMap((value) => weighed(value, SHADE)),
    ...weighed(product.description_html.replace(/<[^>]*>/g, " "), TEXT),
  ];
}

function weighed(text, worth) {
  return folded(text).map((word) => ({ word, worth }));
}

/** Words in small letters without accents. */
function folded(text) {
  const letters = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  return letters.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The sum of each asked word's best place; 0 when one of them stands nowhere. */
function scoreOf(words, asked) {
  let score = 0;
  for (const one of asked) {
    let best = 0;
    for (const { word, worth } of words) {
      if (worth * 4 <= best) continue;
      const fits = word === one ? 4 : word.startsWith(one) ? 3 : one.length >= TYPO_FROM && isNear(word, one) ? 1 : 0;
      best = Math.max(best, fits * worth);
    }
    if (best === 0) return 0;
    score += best;
  }
  return score;
}

/** Whether one letter was left out, added, exchanged or swapped with the next; `word` may go on behind it. */
export function isNear(word, asked) {
  let at = 0;
  while (at < asked.length && word[at] === asked[at]) at += 1;
  const rest = (other, from) => other.startsWith(asked.slice(from));
  return (
    rest(word.slice(at + 1), at + 1) ||
    rest(word.slice(at), at + 1) ||
    rest(word.slice(at + 1), at) ||
    (word[at] === asked[at + 1] && word[at + 1] === asked[at] && rest(word.slice(at + 2), at + 2))
  );
}
