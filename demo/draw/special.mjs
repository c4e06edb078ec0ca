// Pack shots that a size changes: small and large bottles, refill pouches, several in one pack.

import { material } from './light.mjs';
import { box, plate, rod, seam } from './solid.mjs';
import { kindOf } from './kinds.mjs';
import { lay } from './sets.mjs';
import { mix, shift } from './color.mjs';
import { imprint, wordmark } from './type.mjs';
import { capMaterial } from './bottles.mjs';
import { d } from './svg.mjs';

// What a drawing shows at its natural scale, in millilitres or grams.
const USUAL = { dropper: 30, pump: 150, mist: 100, jar: 50, tube: 50, 'flacon-tall': 50, 'flacon-round': 50, 'flacon-flask': 100, candle: 190, bullet: 3.5, mascara: 8 };

/** How much larger or smaller a size is drawn: by the cube root of its content, within reason. */
export function zoomOf(kind, size = '') {
  const amount = /^(\d+(?:\.\d+)?) (?:ml|g)\b/.exec(size);
  if (!amount || !USUAL[kind]) return 1;
  return Math.min(1.08, Math.max(0.78, (Number(amount[1]) / USUAL[kind]) ** (1 / 3)));
}

/** The drawing that a size asks for instead of the kind's own, if any. */
export function specialOf({ product, size = '' }) {
  if (/refill/i.test(size)) return refill;
  const many = /^(\d) ×/.exec(size);
  if (many && product.kind !== 'bar') return (ctx) => several(ctx, Number(many[1]));
  return undefined;
}

/** A refill pouch with its spout. */
function refill(ctx) {
  const { scene, style } = ctx;
  const body = d`M-150 -170Q-150 -182 -138 -182H70L150 -110V182Q152 210 128 214C50 222 -50 222 -128 214Q-152 210 -150 182z`;
  const film = material('satin', style.glass === 'amber' ? style.tube.colour : mix(style.body, '#ffffff', 0.15));
  const ink = style.glass === 'amber' ? style.ink : style.tubeInk;
  const spout = box(-24, -34, 48, 40, 3);
  const cap = box(-32, -78, 64, 48, [8, 3]);
  const corner = `<g transform="translate(118 -152)rotate(45)">${rod(scene, spout, material('satin', '#ece8e2'), { plain: true })}${rod(scene, cap, capMaterial(style), { along: 0.1 })}${seam(-32, -36, 64, 0.6)}</g>`;
  const svg =
    corner + plate(scene, body, film, { edge: 1.6 }) +
    `<path fill="#fff" fill-opacity=".5" filter="${scene.blur(8)}" d="M-128-150C-90-160-30-160 30-156-30-140-80-110-98-40-112 30-112 110-124 160z"/>` +
    `<path fill="#000" fill-opacity=".1" filter="${scene.blur(9)}" d="M134-90C120-20 118 80 130 170 60 196-50 196-120 176 0 176 80 150 100 80 112 20 116-40 134-90z"/>` +
    `<path fill="none" stroke="${shift(film.colour, -0.12)}" stroke-opacity=".5" stroke-width="1.6" d="M-136-168H64L138-102M-128 176C-50 150 50 150 128 176"/>` +
    wordmark(scene, style.code, 0, -46, 190, ink, { cap: 30, opacity: 0.94 }) + imprint(scene, ctx, 0, 14, 8, ink, { most: 16 });
  const part = { out: body, lift: 60, svg, w: 300, h: 400 };
  const amount = Number.parseFloat(ctx.size) || 400;
  scene.put(part, 390, 540, -7, 1.5 * Math.min(1.05, Math.max(0.74, (amount / 400) ** (1 / 3))));
}

/** Several of a kind in one pack, side by side in neighbouring shades. */
function several(ctx, count) {
  const { scene } = ctx;
  const shades = Array.from({ length: count }, (_, i) => ctx.pans?.[i] ?? (i === 0 ? ctx.shade : shift(ctx.shade, [0, 0.07, -0.1, -0.2][i % 4], [1, 0.7, 1.2, 1.1][i % 4])));
  const parts = shades.map((shade) => kindOf(ctx.product.kind).hero({ ...ctx, shade }));
  const [{ w, h }] = parts;
  const scale = Math.min(1.7, 620 / (count * w + (count - 1) * 26), 800 / h);
  parts.forEach((p, i) => lay(scene, p, 400 + (i - (count - 1) / 2) * (w + 26) * scale, 500 + (i % 2 ? 30 : -30), -6, scale));
}
