/**
 * How the catalogue modules write shades, and how they become variants.
 *
 * A shade list is text, one family a line: `Nudes: Second Coffee a5674f w, Bare Fact c08a73 n satin`.
 * After the name come the hex, the undertone (c, n, w), the finish where it differs from the product's,
 * and for palettes the pans in brackets: `Atlas 8a6a55 n [e8d7c4 b98f72 6b4a3a 2c211e]`.
 */

const UNDERTONES = { c: 'cool', n: 'neutral', w: 'warm' };
const FINISHES = ['matte', 'satin', 'cream', 'gloss', 'shimmer', 'metallic', 'sheer'];
const SHADE = new RegExp(`^(.+?) ([0-9a-f]{6}) ([cnw])(?: (${FINISHES.join('|')}))?(?: \\[([0-9a-f ]+)\\])?$`);

/** Reads a shade list into `{name, hex, finish, undertone, family, pans?}`. */
export function shades(text, finish) {
  return text.trim().split('\n').flatMap((line) => {
    const [, family, rest] = line.trim().match(/^([^:]+): (.+)$/) ?? fail(`shade line without family: ${line}`);
    return rest.split(', ').map((entry) => {
      const found = entry.trim().match(SHADE) ?? fail(`unreadable shade: ${entry}`);
      const [, name, hex, undertone, own, pans] = found;
      const shade = { name, hex: `#${hex}`, finish: own ?? finish, undertone: UNDERTONES[undertone], family };
      if (!FINISHES.includes(shade.finish)) fail(`no finish for shade: ${name}`);
      return pans ? { ...shade, pans: pans.split(' ').map((pan) => `#${pan}`) } : shade;
    });
  });
}

/**
 * All variants of one product: every shade with every choice with every size, in that order.
 *
 * `product.sizes` is `[[label, price, compareAt?]]`, `product.choices` is `{name, values: [[label, tint?]]}`.
 */
export function variants(product) {
  const colours = product.shades ? shades(product.shades, product.finish) : [undefined];
  const choices = product.choices ? product.choices.values : [undefined];
  const sizes = product.sizes ?? [[product.size, product.price, product.was]];
  let number = 0;
  return colours.flatMap((shade) => choices.flatMap((choice) => sizes.map(([size, price, was]) => {
    number += 1;
    const variant = { sku: `${product.code}-${String(number).padStart(3, '0')}`, price, was };
    if (shade) {
      const { pans, ...plain } = shade;
      variant.shade = plain;
      if (pans) variant.pans = pans;
    }
    if (choice) variant.choice = choice[0];
    const tint = choice?.[1] ?? product.tint;
    if (tint) variant.tint = `#${tint}`;
    if (size) variant.size = size;
    return variant;
  })));
}

function fail(why) {
  throw new Error(why);
}
