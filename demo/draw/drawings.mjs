// Which pictures there are: names and how to draw each, from the catalogue.

import { category, labelPicture } from './compose.mjs';
import { kindOf } from './kinds.mjs';
import { seeded } from './rand.mjs';
import { Scene } from './scene.mjs';
import { isPowder } from './soft.mjs';
import { setPicture } from './sets.mjs';
import { stories } from './stories.mjs';
import { specialOf, zoomOf } from './special.mjs';
import { groundOf, styleOf } from './style.mjs';
import { texture } from './textures.mjs';

/** Everything a shape needs to draw one variant on a scene. */
function context(scene, product, variant, label) {
  const flip = seeded(`${product.handle} side`)() < 0.4;
  return {
    flip, at: (x) => (flip ? scene.width - x : x), turn: (a) => (flip ? -a : a),
    scene, product, variant, label, style: styleOf(label),
    shade: variant.shade?.hex ?? variant.tint ?? label.palette.body,
    finish: variant.shade?.finish ?? product.finish ?? 'satin',
    pans: variant.pans, size: variant.size,
    rand: seeded(variant.sku), tone: seeded(product.handle),
  };
}

function pack(product, variant, label) {
  const scene = new Scene(800, 1000, groundOf(variant, label));
  const ctx = context(scene, product, variant, label);
  const special = specialOf(ctx);
  if (special) special(ctx);
  else {
    scene.zoom = zoomOf(product.kind, variant.size);
    kindOf(product.kind).pack(ctx);
  }
  return scene.toString();
}

function closeUp(product, variant, label) {
  const kind = kindOf(product.kind);
  const c = context(undefined, product, variant, label);
  return texture(isPowder(c) && kind.texture === 'cream' ? 'powder' : kind.texture, { variant, finish: c.finish, shade: variant.shade || variant.tint ? c.shade : label.palette.body, pans: c.pans, ground: groundOf(variant, label) });
}

function family(product, label) {
  const shades = product.variants.filter((v, i, all) => v.shade && all.findIndex((o) => o.shade?.name === v.shade.name) === i);
  const list = shades.length >= 3 ? spread(shades, 5) : [product.variants[0]];
  return setPicture(kindOf(product.kind), (scene) => list.map((v) => context(scene, product, v, label)), groundOf(list[Math.floor(list.length / 2)], label));
}

const spread = (list, count) =>
  list.length <= count ? list : Array.from({ length: count }, (_, i) => list[Math.round((i * (list.length - 1)) / (count - 1))]);

/** A category's name as it stands in file names. */
export const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Pairs of file name (without ending) and a function that draws the picture. */
export function* drawings(products, labels) {
  const labelOf = Object.fromEntries(labels.map((l) => [l.code, l]));
  const contextOf = (scene, product, variant) => context(scene, product, variant, labelOf[product.label]);
  for (const product of products) {
    const label = labelOf[product.label];
    const close = kindOf(product.kind).texture;
    for (const variant of product.variants) {
      yield [variant.sku, () => pack(product, variant, label)];
      if (variant.shade && close) yield [`${variant.sku}-texture`, () => closeUp(product, variant, label)];
    }
    if (close && !product.variants[0].shade) yield [`${product.handle}-texture`, () => closeUp(product, product.variants[0], label)];
    yield [`${product.handle}-set`, () => family(product, label)];
  }
  for (const [index, name] of [...new Set(products.map((p) => p.category))].entries()) {
    const own = products.filter((p) => p.category === name);
    yield [`category-${slug(name)}`, () => category(name, own, contextOf, false, index)];
    yield [`category-${slug(name)}-tall`, () => category(name, own, contextOf, true, index)];
  }
  for (const label of labels) {
    yield [`label-${label.code}`, () => labelPicture(label, products.filter((p) => p.label === label.code), contextOf)];
  }
  yield* stories(products, contextOf);
}
