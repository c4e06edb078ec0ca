// The home page's stories: still lifes with a subject, each wide and tall.

import { category } from './compose.mjs';

/** Pairs of file name and drawing function. */
export function* stories(products, contextOf) {
  const groups = [['Lips', 1], ['Skincare', 2], ['Fragrance', 3], ['Eyes', 4]];
  for (const [name, number] of groups) {
    const own = products.filter((p) => p.category === name);
    if (!own.length) continue;
    yield [`story-${number}`, () => category(name, own, contextOf, false)];
    yield [`story-${number}-tall`, () => category(name, own, contextOf, true)];
  }
}
