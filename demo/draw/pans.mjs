// Pressed colour: compacts, single pans, palettes and sticks.

import { material, face } from './light.mjs';
import { box, circle, hollow, plate, rod, seam } from './solid.mjs';
import { mix, shift } from './color.mjs';
import { pressed, wordmark } from './type.mjs';
import { casing, SOLID } from './lips.mjs';
import { powder, swipe } from './smear.mjs';
import { d, n } from './svg.mjs';

/** A pan of pressed powder; embossed with the label's mark when large enough. */
export function pan(ctx, path, colour, finish, size, at = [0, 0]) {
  const { scene, style } = ctx;
  const shiny = finish === 'shimmer' || finish === 'metallic';
  const floor = shiny
    ? scene.linear([[0, shift(colour, 0.02)], [0.3, mix(colour, '#fffaf0', 0.34)], [0.46, shift(colour, 0.02)], [0.72, mix(colour, '#fffaf0', 0.16)], [1, shift(colour, -0.05)]], [0, 0, 1, 1])
    : scene.linear([[0, shift(colour, -0.025)], [0.5, colour], [1, shift(colour, 0.02)]], [0, 0, 1, 1]);
  const tin = hollow(scene, path, face(material('brushed', '#c9c4bc'), scene.ground), { deep: 3, floor });
  const edge = `<path fill="none" stroke="#000" stroke-opacity=".22" stroke-width="4" filter="${scene.blur(2)}" d="${path}"/>`;
  const mark = size > 110 ? pressed(scene, style.code, at[0], at[1], size * 0.52, { cap: size * 0.12, light: 0.34, dark: 0.2 }) : '';
  return tin + edge + mark;
}

/** The mirror in a lid: a cool sky and a soft diagonal. */
export function mirrorGlass(scene, path) {
  const fill = scene.linear([[0, '#f3f4f3'], [0.28, '#dfe3e4'], [0.3, '#f6f7f7'], [0.44, '#e9ecec'], [0.46, '#cfd5d7'], [0.72, '#bcc4c8'], [1, '#d9dddd']], [0, 0, 1, 0.9]);
  return hollow(scene, path, '#aeb3b3', { deep: 2.4, floor: fill });
}

const isRound = (style) => ['round', 'fluted', 'soft'].includes(style.form);

/** Round or square compact, open: lid with mirror above, pan below, hinge between. */
function compactOpen(ctx) {
  const { scene, style, shade, finish } = ctx;
  const round = isRound(style);
  const r = 136;
  const shape = (cy, k) => (round ? circle(0, cy, r * k) : box(-r * k, cy - r * k, 2 * r * k, 2 * r * k, 14 * k));
  const up = -r - 5;
  const down = r + 5;
  const hinge = box(-34, -13, 68, 26, 5);
  const lid = plate(scene, shape(up, 1), style.case, { edge: 3 }) + mirrorGlass(scene, shape(up, 0.87));
  let tray = plate(scene, shape(down, 1), style.case, { edge: 3 });
  if (style.form === 'fluted') tray += ribRing(scene, down, r) ;
  tray += ctx.pans?.length === 2 ? duo(ctx, down, r * 0.8, round) : pan(ctx, shape(down, 0.8), shade, finish, 216, [0, down]);
  const svg = rod(scene, hinge, style.trim, { section: 2, along: 0.05 }) + lid + tray + seam(-26, 0, 52, 0.6);
  const out = shape(up, 1) + shape(down, 1) + hinge;
  return { out, lift: 40, svg, w: 2 * r, h: 4 * r + 10 };
}

// Two colours in one tray, divided by a bar.
function duo(ctx, cy, r, round) {
  const half = (side) => (round
    ? d`M${side * 4} ${cy - r}A${r} ${r} 0 0 ${side > 0 ? 1 : 0} ${side * 4} ${cy + r}z`
    : box(side > 0 ? 4 : -r, cy - r, r - 4, 2 * r, 8));
  return pan(ctx, half(-1), ctx.pans[0], 'matte', 60) + pan(ctx, half(1), ctx.pans[1], 'shimmer', 60);
}

// Fine notches round the rim of a fluted compact.
function ribRing(scene, cy, r) {
  const rim = scene.linear([[0, '#fff', 0.8], [0.5, '#fff', 0.1], [0.5, '#000', 0.06], [1, '#000', 0.4]], [0, 0, 1, 1]);
  return `<circle cy="${n(cy)}" r="${n(r - 5)}" fill="none" stroke="${rim}" stroke-width="9" stroke-dasharray="2.6 4"/>`;
}

/** The tin a compact is filled with, on its own. */
function refill(ctx) {
  const { scene, style, shade, finish } = ctx;
  const round = isRound(style);
  const r = 112;
  const shape = (k) => (round ? circle(0, 0, r * k) : box(-r * k, -r * k, 2 * r * k, 2 * r * k, 8 * k));
  const filled = ctx.pans?.length === 2 ? duo(ctx, 0, r * 0.95, round) : pan(ctx, shape(0.95), shade, finish, 200);
  return { out: shape(1), lift: 18, svg: plate(scene, shape(1), material('brushed', '#cfcac2'), { edge: 2.4 }) + filled, w: 2 * r, h: 2 * r };
}

/** A compact closed, lid up. */
function compactClosed(ctx) {
  const { scene, style } = ctx;
  const round = isRound(style);
  const r = 136;
  const shape = (k) => (round ? circle(0, 0, r * k) : box(-r * k, -r * k, 2 * r * k, 2 * r * k, 14 * k));
  let svg = plate(scene, shape(1), style.case, { edge: 3, sheen: 0.8 });
  svg += style.form === 'fluted' ? ribRing(scene, 0, r) : '';
  svg += plate(scene, shape(0.9), style.case, { edge: 1.4, sheen: 0.7 });
  svg += wordmark(scene, style.code, 0, 0, 128, style.caseInk, { cap: 22, opacity: 0.9 });
  return { out: shape(1), lift: 58, svg, w: 2 * r, h: 2 * r };
}

function packCompact(ctx) {
  const { scene, shade, finish, rand } = ctx;
  if (ctx.creamy) swipe(scene, { x: 600, y: 640, length: 190, width: 120, angle: 70, shade, finish, rand });
  else powder(scene, { x: 620, y: 740, rx: 112, ry: 70, shade, finish, rand, crumbs: 22 });
  scene.put(compactOpen(ctx), 350, 500, -14, 1.42);
}

/** A single pan out of its case, with a small card sleeve. */
function singlePan(ctx) {
  const { scene, style, shade, finish } = ctx;
  const round = isRound(style);
  const r = 74;
  const shape = (k) => (round ? circle(0, 0, r * k) : box(-r * k, -r * k, 2 * r * k, 2 * r * k, 8 * k));
  const svg = plate(scene, shape(1), material('brushed', '#cfcac2'), { edge: 2.4 }) + pan({ ...ctx, style }, shape(0.93), shade, finish, 130);
  return { out: shape(1), lift: 16, svg, w: 2 * r, h: 2 * r };
}

/** Its case, closed, beside it. */
function singleCase(ctx) {
  const { scene, style } = ctx;
  const round = isRound(style);
  const r = 88;
  const shape = (k) => (round ? circle(0, 0, r * k) : box(-r * k, -r * k, 2 * r * k, 2 * r * k, 12 * k));
  let svg = plate(scene, shape(1), style.case, { edge: 2.6, sheen: 0.8 });
  if (style.form === 'fluted') svg += ribRing(scene, 0, r);
  svg += plate(scene, shape(0.88), style.case, { edge: 1.2 }) + wordmark(scene, style.code, 0, 0, 86, style.caseInk, { cap: 16, opacity: 0.9 });
  return { out: shape(1), lift: 44, svg, w: 2 * r, h: 2 * r };
}

function packSingle(ctx) {
  const { scene, shade, finish, rand } = ctx;
  powder(scene, { x: 250, y: 720, rx: 118, ry: 66, shade, finish, rand, crumbs: 26, angle: -24 });
  scene.put(singleCase(ctx), 505, 335, 10, 1.72);
  scene.put(singlePan(ctx), 350, 545, -8, 1.72);
}

/** Stick for cheeks or skin: a wide domed bullet in a twist case. */
function stickOpen(ctx) {
  const { scene, style, shade, finish } = ctx;
  const w = 104;
  const base = casing(ctx, -w / 2, -8, w, 190, { radius: 8, mark: wordmark(scene, style.code, 0, 110, 66, style.caseInk, { cap: 13, opacity: 0.9 }) });
  const inner = box(-45, -58, 90, 56, 3);
  const colour = material(SOLID[finish] ?? 'satin', shade);
  const body = d`M-38 -50V-112C-38 -150 -20 -158 2 -158C24 -158 38 -142 38 -112V-50z`;
  const cut = d`M-30 -140C-20 -156 -4 -158 6 -157C26 -154 36 -138 37 -118C24 -108 -16 -112 -30 -140z`;
  const svg =
    rod(scene, body, colour, { along: 0.06 }) +
    `<path fill="${scene.linear([[0, shift(shade, 0.09)], [1, shift(shade, 0.01)]], [0, 0, 1, 1])}" d="${cut}"/>` +
    `<path fill="none" stroke="${shift(shade, 0.16, 0.8)}" stroke-opacity=".7" stroke-width="1.2" d="${d`M-30 -140C-16 -112 24 -108 37 -118`}"/>` +
    rod(scene, inner, style.trim, { along: 0.1 }) + `<path fill="#000" fill-opacity=".26" filter="${scene.blur(1.5)}" d="${box(-38, -57, 76, 5, 2)}"/>` +
    base.svg + seam(-w / 2, 150, w, 0.9);
  return { out: body + inner + base.path, lift: 90, svg, w, h: 350 };
}

function stickCap(ctx) {
  const { scene, style } = ctx;
  const c = casing(ctx, -54, -70, 108, 140, { radius: 9 });
  const lip = box(-54, 60, 108, 10, 2);
  return { out: c.path, lift: 92, svg: c.svg + rod(scene, lip, style.trim, { section: style.section, plain: true }), w: 108, h: 140 };
}

function packStick(ctx) {
  const { scene, shade, finish, rand, tone } = ctx;
  const up = tone() < 0.5;
  swipe(scene, { x: ctx.at(600), y: up ? 220 : 600, length: 370, width: 146, angle: (up ? 1 : -1) * (ctx.flip ? 98 : 82), bend: up ? 14 : -12, shade, finish, rand, lanes: 16 });
  scene.put(stickOpen(ctx), ctx.at(275), 480, ctx.turn(-8), 1.62);
  scene.lie(() => stickCap(ctx), ctx.at(590), 785, ctx.turn(66), 1.62);
}

/** Where the pans of a palette lie: columns and rows by count. */
function grid(count) {
  if (count <= 3) return [count, 1];
  if (count === 4) return [2, 2];
  if (count <= 6) return [3, 2];
  if (count <= 9) return [3, 3];
  return [4, 3];
}

/** Palette, open: lid with mirror above, pans below. */
function paletteOpen(ctx, count) {
  const { scene, style, pans = [], finish } = ctx;
  const [cols, rows] = grid(count);
  const cell = count <= 4 ? 104 : count <= 9 ? 92 : 88;
  const gap = 10;
  const edge = 20;
  const w = cols * cell + (cols - 1) * gap + 2 * edge;
  const h = rows * cell + (rows - 1) * gap + 2 * edge;
  const r = style.form === 'square' ? 5 : style.form === 'facet' ? 8 : 16;
  const lidPath = box(-w / 2, -h - 5, w, h, r);
  const trayPath = box(-w / 2, 5, w, h, r);
  let svg = rod(scene, box(-w * 0.3, -10, w * 0.6, 20, 4), style.trim, { along: 0.04 });
  svg += plate(scene, lidPath, style.case, { edge: 3 }) + mirrorGlass(scene, box(-w / 2 + 15, -h + 10, w - 30, h - 30, Math.max(3, r - 8)));
  svg += plate(scene, trayPath, style.case, { edge: 3 });
  const round = isRound(style);
  for (let i = 0; i < count; i += 1) {
    const col = i % cols;
    const row = Math.floor(i / cols);
    const x = -w / 2 + edge + col * (cell + gap);
    const y = 5 + edge + row * (cell + gap);
    const colour = pans[i % Math.max(1, pans.length)] ?? shift(ctx.shade, 0.22 - (0.4 * i) / count);
    const path = round ? circle(x + cell / 2, y + cell / 2, cell / 2) : box(x, y, cell, cell, 5);
    svg += pan(ctx, path, colour, i % 3 === 1 && finish !== 'matte' ? 'shimmer' : 'matte', 60);
  }
  return { out: lidPath + trayPath, lift: 34, svg, w, h: 2 * h + 10 };
}

function paletteClosed(ctx, count) {
  const { scene, style } = ctx;
  const [cols, rows] = grid(count);
  const cell = count <= 4 ? 104 : count <= 9 ? 92 : 88;
  const w = cols * cell + (cols - 1) * 10 + 40;
  const h = rows * cell + (rows - 1) * 10 + 40;
  const path = box(-w / 2, -h / 2, w, h, style.form === 'square' ? 5 : 16);
  const svg = plate(scene, path, style.case, { edge: 3, sheen: 0.8 }) + wordmark(scene, style.code, 0, 0, w * 0.46, style.caseInk, { cap: 26, opacity: 0.92 });
  return { out: path, lift: 50, svg, w, h };
}

function packPalette(ctx, count) {
  const { scene, pans = [], rand } = ctx;
  const p = paletteOpen(ctx, count);
  const scale = Math.min(1.46, 590 / p.w, 760 / p.h);
  const strokes = [0, 1, 2].map((i) => pans[Math.floor((i / 3) * pans.length) + 1] ?? pans[i] ?? ctx.shade);
  if (count <= 4) {
    strokes.forEach((c, i) => swipe(scene, { x: 640 + i * 12, y: 610 + i * 78, length: 120, width: 56, angle: -6, shade: c, finish: i === 1 ? 'shimmer' : 'matte', rand, lanes: 7, k: 0.8 }));
    scene.put(p, 345, 480, -8, scale);
  } else {
    scene.put(p, 400, 455, -4, scale);
    strokes.forEach((c, i) => swipe(scene, { x: 150 + i * 190, y: 920 - i * 10, length: 150, width: 60, angle: -5, shade: c, finish: i === 1 ? 'shimmer' : 'matte', rand, lanes: 7, k: 0.8 }));
  }
}

/** The entry of a palette of any size. */
export const palette = (count) => ({
  
  pack: (c) => packPalette(c, count), hero: (c) => paletteOpen(c, count), closed: (c) => paletteClosed(c, count), texture: 'powders',
});

export const pans = {
  compact: { pack: packCompact, hero: compactOpen, shown: refill, closed: compactClosed, texture: 'powder' },
  'pan-single': { pack: packSingle, hero: singleCase, shown: singlePan, texture: 'powder' },
  stick: { pack: packStick, hero: stickOpen, texture: 'swipe' },
  'palette-4': palette(4),
  'palette-9': palette(9),
  'palette-12': palette(12),
};
