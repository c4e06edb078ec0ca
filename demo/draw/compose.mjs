// Editorial pictures: categories, stories and labels, composed of the same objects on coloured ground.

import { Scene } from './scene.mjs';
import { kindOf } from './kinds.mjs';
import { lay } from './sets.mjs';
import { seeded } from './rand.mjs';
import { lch, oklch } from './color.mjs';
import { swipe, powder, drop } from './smear.mjs';
import { wordmark } from './type.mjs';
import { box, plate, circle } from './solid.mjs';
import { material } from './light.mjs';

/** A sheet of coloured paper on the table. */
export function paper(scene, path, colour, lift = 8) {
  scene.put({ out: path, lift, svg: plate(scene, path, material('card', colour), { edge: 1 }) }, 0, 0);
}

/** Lays parts in a row, centres on one line, equal gaps, the whole fitted between x0 and x1. */
export function row(scene, parts, { x0, x1, cy, gap = 46, most = 1.6, height = 780 }) {
  const sum = parts.reduce((a, p) => a + p.w, 0) + gap * (parts.length - 1);
  const tallest = Math.max(...parts.map((p) => p.h));
  const scale = Math.min(most, (x1 - x0) / sum, height / tallest);
  let x = (x0 + x1) / 2 - (sum * scale) / 2;
  for (const p of parts) {
    lay(scene, p, x + (p.w * scale) / 2, cy, 0, scale);
    x += (p.w + gap) * scale;
  }
}

/** One hero per product, spread over kinds. */
function pick(products, count) {
  const seen = new Set();
  const first = products.filter((p) => !seen.has(p.kind) && seen.add(p.kind));
  const rest = products.filter((p) => !first.includes(p));
  return [...first, ...rest].slice(0, count);
}

/** A category picture. */
export function category(name, products, contextOf, tall) {
  const [W, H] = tall ? [800, 1000] : [1600, 1000];
  const chosen = pick(products, tall ? 4 : 6);
  const lead = chosen[0].variants[Math.floor(chosen[0].variants.length / 2)];
  const base = lead.shade?.hex ?? lead.tint ?? '#c9b8a4';
  const [, C, hue] = lch(base);
  const scene = new Scene(W, H, oklch(0.84, Math.min(0.07, C * 0.6 + 0.015), hue));
  const parts = chosen.map((p) => {
    const v = p.variants[Math.floor(p.variants.length * 0.4)];
    const kind = kindOf(p.kind);
    return (kind.closed ?? kind.hero)(contextOf(scene, p, v));
  });
  parts.sort((a, b) => a.h * a.w - b.h * b.w);
  const order = parts.filter((_, i) => i % 2).concat(parts.filter((_, i) => i % 2 === 0).reverse());
  row(scene, order, { x0: W * 0.08, x1: W * 0.92, cy: H / 2, height: H * 0.76 });
  return scene.toString();
}

/** A label picture: its ground, its things, its name. */
export function labelPicture(label, products, contextOf) {
  const [, C, hue] = lch(label.palette.body);
  const scene = new Scene(800, 1000, oklch(0.86, Math.min(0.06, C * 0.7 + 0.008), hue));
  const parts = pick(products, 3).map((p) => {
    const kind = kindOf(p.kind);
    return (kind.closed ?? kind.hero)(contextOf(scene, p, p.variants[Math.floor(p.variants.length / 3)]));
  });
  if (parts.length) row(scene, parts, { x0: 110, x1: 690, cy: 560, height: 640, most: 1.5 });
  scene.add(wordmark(scene, label.code, 400, 130, 360, oklch(0.3, Math.min(0.06, C), hue), { cap: 54 }));
  return scene.toString();
}

export { swipe, powder, drop, seeded, box, circle };
