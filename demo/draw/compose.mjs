// Editorial pictures: categories and labels, composed of the same objects on coloured ground.

import { gzipSync } from 'node:zlib';
import { Scene } from './scene.mjs';
import { kindOf } from './kinds.mjs';
import { lay } from './sets.mjs';
import { seeded } from './rand.mjs';
import { lch, oklch } from './color.mjs';
import { cream, drop, powder, swipe } from './smear.mjs';
import { wordmark } from './type.mjs';
import { box, circle, plate } from './solid.mjs';
import { material } from './light.mjs';
import { d } from './svg.mjs';

/** A sheet of coloured paper on the table. */
export function paper(scene, path, colour, lift = 9) {
  scene.put({ out: path, lift, svg: plate(scene, path, material('card', colour), { edge: 1 }) }, 0, 0);
}

/** Daylight through a window: panes of light leaning over the ground from the upper left. */
export function daylight(scene, { x, y, w, h, cols = 2, rows = 2, bar = 16, lean = 0.34, strength = 0.3 }) {
  let panes = '';
  for (let c = 0; c < cols; c += 1) {
    for (let r = 0; r < rows; r += 1) {
      const pw = w / cols - bar;
      const ph = h / rows - bar;
      const px = x + (c * w) / cols + (r * h * lean) / rows;
      const py = y + (r * h) / rows + (c * w * 0.1) / cols;
      panes += d`M${px} ${py}l${pw} ${pw * 0.1}l${ph * lean} ${ph}l${-pw} ${-pw * 0.1}z`;
    }
  }
  scene.add(`<path fill="#fffaf0" fill-opacity="${strength}" filter="${scene.blur(4)}" d="${panes}"/>`);
}

/** Lays parts side by side at one angle, alternately raised and lowered, fitted between x0 and x1. */
export function row(scene, parts, { x0, x1, cy, gap = 44, most = 1.7, height = 780, turn = 0, stagger = 0 }) {
  const a = (Math.abs(turn) * Math.PI) / 180;
  const wide = (p) => Math.max(p.w, p.w * Math.cos(a) + Math.min(p.h, 420) * Math.sin(a) * 0.55);
  const sum = parts.reduce((t, p) => t + wide(p), 0) + gap * (parts.length - 1);
  const tallest = Math.max(...parts.map((p) => p.h * Math.cos(a) + p.w * Math.sin(a)));
  const scale = Math.min(most, (x1 - x0) / sum, (height - 2 * stagger) / tallest);
  let x = (x0 + x1) / 2 - (sum * scale) / 2;
  parts.forEach((p, i) => {
    lay(scene, p, x + (wide(p) * scale) / 2, cy + (i % 2 ? stagger : -stagger), turn, scale);
    x += (wide(p) + gap) * scale;
  });
}

/** One product per kind first, then more, from at most `most` labels so that the file stays small. */
function pick(products, count, most = 3) {
  const seen = new Set();
  const own = new Set();
  const fits = (p) => own.has(p.label) || own.size < most;
  const chosen = [];
  for (const pass of [true, false]) {
    for (const p of products) {
      if (chosen.length >= count || chosen.includes(p) || !fits(p)) continue;
      if (pass && seen.has(p.kind)) continue;
      seen.add(p.kind);
      own.add(p.label);
      chosen.push(p);
    }
  }
  return chosen;
}

// At this size the small print would only be noise.
const hush = (contextOf) => (...what) => ({ ...contextOf(...what), quiet: true });

const partOf = (scene, product, contextOf, at = 0.4) => {
  const kind = kindOf(product.kind);
  const draw = /^palette/.test(product.kind) ? kind.hero : kind.closed ?? kind.hero;
  return draw(hush(contextOf)(scene, product, product.variants[Math.floor(product.variants.length * at)]));
};

const SHEETS = [
  (W, H) => circle(W * 0.5, H * 0.52, Math.min(W, H) * 0.43),
  (W, H) => box(W * 0.16, H * 0.34, W * 0.68, H * 0.66 + 20, [Math.min(W * 0.34, H * 0.4), 0]),
  (W, H) => d`M${W * 0.38} -10H${W + 10}V${H + 10}H${W * 0.14}z`,
  (W, H) => box(-10, H * 0.5, W + 20, H * 0.5 + 10),
];

// Each category has its own air: hue and chroma of the ground, and where its smear lies (parts of width and height).
const AIR = {
  Lips: [18, 0.085, 0.7, 0.19], Cheeks: [4, 0.07, 0.7, 0.2], Eyes: [330, 0.04, 0.13, 0.84], Brows: [55, 0.035, 0.7, 0.17], Face: [62, 0.05, 0.72, 0.19],
  Skincare: [200, 0.045, 0.7, 0.19], Fragrance: [84, 0.075, 0.66, 0.19], Nails: [30, 0.085, 0.72, 0.2], Body: [130, 0.04, 0.7, 0.2], Home: [160, 0.03, 0.7, 0.2], Tools: [80, 0.018, 0.7, 0.2],
};

/** A category picture: wide 16:10 or tall 4:5, with as many objects as the file's size allows. */
export function category(name, products, contextOf, tall, index = 0) {
  for (let count = tall ? 3 : 5; ; count -= 1) {
    const text = categoryOf(name, pick(products, count, 2), contextOf, tall, index);
    if (count === 2 || gzipSync(text).length <= 6000) return text;
  }
}

function categoryOf(name, chosen, contextOf, tall, index) {
  const [W, H] = tall ? [800, 1000] : [1600, 1000];
  const lead = chosen[0];
  const variant = lead.variants[Math.floor(lead.variants.length * 0.4)];
  const base = variant.shade?.hex ?? variant.tint ?? '#c3ad96';
  const [, C, own] = lch(base);
  const [hue, chroma, ax, ay] = AIR[name] ?? [own, Math.min(0.075, C * 0.6 + 0.018), 0.68, 0.2];
  const scene = new Scene(W, H, oklch(0.82, chroma, hue));
  const rand = seeded(`category ${name} ${tall}`);
  paper(scene, SHEETS[index % SHEETS.length](W, H), oklch(0.885, chroma * 0.72, hue + 14));
  accent(scene, lead, base, contextOf(scene, lead, variant), { x: W * (tall && ax > 0.5 ? 0.6 : tall ? ax + 0.12 : ax), y: H * ay, rand });
  const parts = chosen.map((p) => partOf(scene, p, contextOf)).sort((a, b) => a.h * a.w - b.h * b.w);
  const order = parts.filter((_, i) => i % 2).concat(parts.filter((_, i) => i % 2 === 0).reverse());
  row(scene, order, { x0: W * 0.09, x1: W * 0.91, cy: H * 0.54, height: H * (tall ? 0.66 : 0.76), turn: -10, stagger: tall ? 36 : 44 });
  return scene.toString();
}

// What the lead product leaves on paper, behind the objects.
function accent(scene, product, base, ctx, { x, y, rand }) {
  const texture = kindOf(product.kind).texture;
  if (!texture) return;
  if (texture === 'powder' || texture === 'powders') powder(scene, { x, y, rx: 150, ry: 80, shade: ctx.pans?.[1] ?? base, finish: 'matte', rand, crumbs: 24, k: 1.2 });
  else if (texture === 'drop' || texture === 'droplets') [[0, 0, 58], [96, 46, 26], [74, -40, 14]].forEach(([dx, dy, r]) => drop(scene, { x: x + dx, y: y + dy, r, shade: base, rand, see: 0.36 }));
  else if (texture === 'cream' && !ctx.variant.shade) cream(scene, { x: x + 40, y, r: 96, shade: '#f6f0e6', rand });
  else swipe(scene, { x: x - 120, y: y + 30, length: 420, width: 120, angle: -10, bend: -14, shade: base, finish: ctx.finish, rand, k: 1.2, lanes: 9 });
}

/** A label picture: its ground, its name, its things. */
export function labelPicture(label, products, contextOf) {
  const [L, C, hue] = lch(label.palette.body);
  const scene = new Scene(800, 1000, oklch(0.84, Math.min(0.07, C * 0.7 + 0.01), hue));
  const chosen = pick(products, 3, 1);
  paper(scene, box(-10, 330, 820, 690), oklch(0.9, Math.min(0.045, C * 0.5 + 0.008), hue));
  if (chosen.length) row(scene, chosen.map((p, i) => partOf(scene, p, contextOf, [0.3, 0.6, 0.5][i])), { x0: 90, x1: 710, cy: 590, height: 620, most: 1.6, turn: -8, stagger: 22 });
  scene.add(wordmark(scene, label.code, 400, 165, 420, oklch(Math.min(0.36, L), Math.min(0.08, C), hue), { cap: 58 }));
  return scene.toString();
}
