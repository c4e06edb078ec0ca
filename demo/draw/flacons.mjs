// Fragrance: three flacons with thick glass, the liquid with its bubble, a heavy cap.

import { material } from './light.mjs';
import { box, circle, lathe, plate, rod } from './solid.mjs';
import { gleam, liquid, rimLight, wall } from './glass.mjs';
import { mix, shift } from './color.mjs';
import { smallPrint, wordmark } from './type.mjs';
import { drop } from './smear.mjs';
import { d } from './svg.mjs';

const juice = (ctx) => ctx.variant.tint ?? ctx.variant.shade?.hex ?? '#e8cf9a';

/** Glass body, liquid, bubble, dip tube. */
function glassBody(ctx, { outer, inner, bubble, tube, section }) {
  const { scene } = ctx;
  const colour = juice(ctx);
  return (
    `<path fill="${wall(scene, '#ffffff', 0.62)}" d="${outer}"/>` +
    `<path fill="${liquid(scene, mix(colour, '#ffffff', 0.08), section, 0.9)}" d="${inner}"/>` +
    `<path fill="${scene.linear([[0, '#fff', 0], [0.55, '#fff', 0], [1, '#fff', 0.42]], [0, 0, 1, 1])}" d="${inner}"/>` +
    `<path stroke="#fff" stroke-opacity=".5" stroke-width="3" d="${tube}"/><path stroke="#000" stroke-opacity=".16" d="${tube}" transform="translate(2)"/>` +
    `<path fill="#fff" fill-opacity=".34" stroke="#fff" stroke-opacity=".8" stroke-width="1.2" d="${bubble}"/>` +
    rimLight(scene, inner, 1.6, 0.7) + gleam(scene, outer, section) + rimLight(scene, outer, 1.8)
  );
}

function sprayHead(scene, y) {
  const crimp = box(-22, y - 14, 44, 16, 2);
  const head = box(-15, y - 40, 30, 28, 3);
  const m = material('metal', '#cfc8b8');
  return { svg: rod(scene, head, material('brushed', '#d8d2c6'), { plain: true }) + rod(scene, crimp, m, { plain: true }) + `<circle cy="${y - 28}" cx="-4" r="2" fill="#000" fill-opacity=".5"/>`, out: crimp + head };
}

function paperLabel(ctx, y, w, h) {
  const { scene, style, product } = ctx;
  const p = box(-w / 2, y - h / 2, w, h, 1);
  const name = product.title.replace(/ (eau de parfum|eau de toilette|extrait|cologne)$/i, '').slice(0, 22);
  return plate(scene, p, material('card', '#fbf8f1'), { edge: 0.8 }) + `<path fill="none" stroke="${style.ink}" stroke-opacity=".35" d="${box(-w / 2 + 5, y - h / 2 + 5, w - 10, h - 10)}"/>` +
    wordmark(scene, style.code, 0, y - h * 0.12, w * 0.7, style.ink, { cap: h * 0.24 }) + smallPrint(scene, name, 0, y + h * 0.22, Math.min(6, (w * 0.8) / name.length), style.ink);
}

/** Tall slab with a square cap. */
function tall(ctx, capped) {
  const { scene, style } = ctx;
  const outer = box(-82, -120, 164, 300, [10, 8]);
  const inner = box(-66, -102, 132, 250, [8, 10]);
  const head = sprayHead(scene, -120);
  const svg = head.svg + glassBody(ctx, { outer, inner, section: 7, bubble: d`M-60 -96H60C58 -84 40 -80 20 -82C-10 -84 -40 -78 -60 -84z`, tube: 'M0-104V126' }) + paperLabel(ctx, 30, 92, 66);
  if (!capped) return { out: outer + head.out, lift: 100, svg, w: 164, h: 340, glow: juice(ctx) };
  const cap = tallCap(ctx);
  return { out: outer + box(-46, -212, 92, 88, 4), lift: 100, svg: `${svg}<g transform="translate(0 -168)">${cap.svg}</g>`, w: 164, h: 392, glow: juice(ctx), style };
}

const lacquer = (style) => material('gloss', style.accent);

function tallCap({ scene, style }) {
  const p = box(-46, -44, 92, 88, 4);
  return { out: p, lift: 70, svg: rod(scene, p, lacquer(style), { section: 8, along: 0.08 }) + `<path fill="none" stroke="#fff" stroke-opacity=".25" d="M-44 38h88"/>`, w: 92, h: 88 };
}

/** Disc of glass with a ball cap. */
function round(ctx, capped) {
  const { scene } = ctx;
  const cy = 40;
  const outer = circle(0, cy, 132);
  const inner = circle(0, cy, 108);
  const head = sprayHead(scene, -90);
  const svg = head.svg + glassBody(ctx, { outer, inner, section: 4, bubble: d`M-44 -54C-20 -66 24 -66 46 -53C40 -44 20 -46 0 -45C-18 -44 -36 -44 -44 -54z`, tube: 'M0-66V140' }) + paperLabel(ctx, cy, 104, 60);
  if (!capped) return { out: outer + head.out, lift: 96, svg, w: 264, h: 300, glow: juice(ctx) };
  const cap = ballCap(ctx);
  return { out: outer + circle(0, -140, 46), lift: 96, svg: `${svg}<g transform="translate(0 -140)">${cap.svg}</g>`, w: 264, h: 360, glow: juice(ctx) };
}

function ballCap({ scene, style }) {
  const base = style.accent;
  const ball = scene.radial([[0, mix(shift(base, 0.3), '#ffffff', 0.25)], [0.22, shift(base, 0.14)], [0.6, base], [0.9, shift(base, -0.1)], [1, shift(base, 0.06)]], 0.34, 0.3, 0.75);
  return { out: circle(0, 0, 46), lift: 84, svg: `<circle r="46" fill="${ball}"/><path fill="#fff" fill-opacity=".85" d="M-26-14C-24-26-14-32-6-33-4-28-14-24-20-12-22-8-26-8-26-14z"/><path fill="none" stroke="#fff" stroke-opacity=".3" stroke-width="2" d="M18 38A42 42 0 0 0 40 14"/>`, w: 92, h: 92 };
}

/** Low flask with sloping shoulders and a cylinder cap. */
function flask(ctx, capped) {
  const { scene, style } = ctx;
  const outer = lathe([[-96, 30, 's'], [-20, 116, 's'], [140, 126, 'in'], [166, 106]]);
  const inner = lathe([[-76, 20, 's'], [-8, 96, 's'], [122, 104, 'in'], [140, 88]]);
  const head = sprayHead(scene, -96);
  const svg = head.svg + glassBody(ctx, { outer, inner, section: 3.4, bubble: d`M-30 -52C-10 -62 14 -62 32 -50C26 -36 10 -42 -4 -40C-16 -38 -26 -42 -30 -52z`, tube: 'M0-74V118' }) + paperLabel(ctx, 66, 110, 66);
  if (!capped) return { out: outer + head.out, lift: 104, svg, w: 252, h: 300, glow: juice(ctx) };
  const cap = flaskCap(ctx);
  return { out: outer + box(-36, -188, 72, 96, 6), lift: 104, svg: `${svg}<g transform="translate(0 -140)">${cap.svg}</g>`, w: 252, h: 360, glow: juice(ctx), style };
}

function flaskCap({ scene, style }) {
  const p = box(-36, -48, 72, 96, [7, 3]);
  return { out: p, lift: 62, svg: rod(scene, p, lacquer(style), { along: 0.1 }) + rod(scene, box(-36, 38, 72, 10, 2), material('metal', '#c9a768'), { plain: true }), w: 72, h: 96 };
}

function packFlacon(ctx, body, cap, capTurn, at) {
  const { scene, rand } = ctx;
  const colour = mix(juice(ctx), '#ffffff', 0.15);
  scene.put(body(ctx, false), 350, 520, -8, 1.6);
  scene.put(cap(ctx), at[0], at[1], capTurn, 1.6);
  drop(scene, { x: 620, y: 330, r: 22, shade: colour, rand, see: 0.4 });
  drop(scene, { x: 662, y: 392, r: 11, shade: colour, rand, see: 0.4 });
  drop(scene, { x: 604, y: 404, r: 7, shade: colour, rand, see: 0.4 });
}

export const flacons = {
  'flacon-tall': { pack: (c) => packFlacon(c, tall, tallCap, 24, [620, 760]), hero: (c) => tall(c, true), texture: 'drop' },
  'flacon-round': { pack: (c) => packFlacon(c, round, ballCap, 0, [650, 760]), hero: (c) => round(c, true), texture: 'drop' },
  'flacon-flask': { pack: (c) => packFlacon(c, flask, flaskCap, 62, [640, 770]), hero: (c) => flask(c, true), texture: 'drop' },
};
