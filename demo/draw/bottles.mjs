// Glass for skin and nails: dropper and pump bottles, mists, lacquer.

import { material, across } from './light.mjs';
import { box, fade, lathe, rod, seam } from './solid.mjs';
import { gleam, vessel } from './glass.mjs';
import { mix } from './color.mjs';
import { imprint, wordmark } from './type.mjs';
import { casing } from './lips.mjs';
import { cream, drop, swipe } from './smear.mjs';
import { seeded } from './rand.mjs';
import { d } from './svg.mjs';

/** What is in the bottle: the shade, or a liquid of the label's kind. */
const content = (ctx) => ctx.variant.shade?.hex ?? ctx.variant.tint ?? mix(ctx.style.body, '#fff6e4', 0.55);

/** The body of a bottle by the label's glass: outline, walls, liquid and print. */
function flask(ctx, { w, h, y = 0, shoulder = 26, neck = 21, print = true }) {
  const { scene, style } = ctx;
  const square = style.form === 'square';
  const half = w / 2;
  const top = y - h / 2;
  const bottom = y + h / 2;
  const foot = square ? 6 : 14;
  const outer = square
    ? box(-half, top, w, h, [12, 8])
    : lathe([[top, neck, 'out'], [top + shoulder, half], [bottom - foot, half, 'in'], [bottom, half - foot]]);
  const t = style.glass === 'clear' ? 9 : 6;
  const inner = square
    ? box(-half + t, top + t, w - 2 * t, h - t * 2.6, [7, 6])
    : lathe([[top + t, neck - 4, 'out'], [top + shoulder + t * 0.6, half - t], [bottom - foot - t, half - t, 'in'], [bottom - t * 1.6, half - foot - t * 0.4]]);
  const section = square ? 7 : 2;
  const shade = content(ctx);
  let svg = vessel(scene, { outer, inner, kind: style.glass, tint: style.glassTint, colour: shade, section, see: style.glass === 'clear' ? 0.92 : 1 });
  if (!svg) svg = rod(scene, outer, material('gloss', style.body), { section, along: 0.08 });
  svg += `<path fill="${fade(scene, 0.08)}" d="${outer}"/>`;
  if (print) svg += printed(ctx, { w, y: y + h * 0.06, h, onto: style.glass === 'amber' || style.glass === 'opal' ? style.body : shade });
  return { outer, svg, top, bottom, glow: style.glass === 'clear' || style.glass === 'amber' ? mix(shade, style.glassTint, style.glass === 'amber' ? 0.7 : 0.2) : undefined };
}

// The print: a paper label on amber glass, straight on the glass otherwise.
function printed(ctx, { w, y, h, onto }) {
  const { scene, style } = ctx;
  if (style.glass === 'amber') {
    const lw = w * 0.999;
    const lh = Math.max(h * 0.5, 118);
    const paper = rod(scene, box(-lw / 2, y - lh / 2, lw, lh), material('card', style.tube.colour), { along: 0.03, section: style.section });
    const rule = `<path stroke="${style.ink}" stroke-width="1" opacity=".55" d="${d`M${-w * 0.3} ${y - lh * 0.1}h${w * 0.6}`}"/>`;
    return paper + rule + wordmark(scene, style.code, 0, y - lh * 0.28, w * 0.66, style.ink, { cap: 17 }) + imprint(scene, ctx, 0, y + lh * 0.05, 5.4, style.ink, { most: w > 140 ? 15 : 12 });
  }
  const lum = parseInt(onto.slice(1, 3), 16) + parseInt(onto.slice(3, 5), 16) * 2 + parseInt(onto.slice(5, 7), 16) * 0.4;
  const ink = lum > 430 ? style.glass === 'opal' ? style.ink : darkInk(style) : '#fbf6ef';
  return wordmark(scene, style.code, 0, y - h * 0.14, w * 0.68, ink, { cap: 15, opacity: 0.92 }) + imprint(scene, ctx, 0, y + h * 0.06, 5.6, ink, { most: w > 140 ? 15 : 12 });
}

const darkInk = (style) => (style.code === 'dix-doigts' ? style.accent : style.ink);

/** Rubber bulb with collar, and the pipette below it. */
function pipette(ctx, { w = 52, tube = 150 }) {
  const { scene, style } = ctx;
  const shade = content(ctx);
  const top = -(150 + tube) / 2;
  const rubber = material('matte', style.glass === 'amber' ? '#241a14' : style.case.surface === 'brushed' ? '#2c2a28' : style.cap?.colour ?? style.accent);
  const bulb = lathe([[top, 9, 'out'], [top + 16, 18, 's'], [top + 70, 21, 's'], [top + 92, 16], [top + 96, 16]]);
  const collar = box(-w / 2, top + 94, w, 54, 4);
  const y = top + 148;
  const glassPath = lathe([[y, 10], [y + tube - 34, 10, 's'], [y + tube - 8, 3.6], [y + tube, 3.4]]);
  const inside = lathe([[y + tube * 0.42, 7], [y + tube - 34, 7, 's'], [y + tube - 8, 2], [y + tube - 2, 1.8]]);
  const svg =
    `<path fill="#fff" fill-opacity=".4" d="${glassPath}"/><path fill="${shade}" fill-opacity=".85" d="${inside}"/>` + gleam(scene, glassPath, 2, 0.85) +
    rod(scene, bulb, rubber, { along: 0.1 }) + rod(scene, collar, capMaterial(style), { section: style.form === 'square' ? 2.6 : 2, along: 0.06 }) + seam(-w / 2, top + 139, w, 0.8);
  return { out: bulb + collar + glassPath, lift: w * 0.8, svg, w, h: 150 + tube };
}

/** What caps and collars of glass are made of. */
export const capMaterial = (style) => (style.glass === 'amber' ? material('satin', '#2b1d14') : style.trim.surface === 'brushed' || style.trim.surface === 'metal' ? style.trim : material('matte', style.accent));

// Each product has its own bottle: proportions picked by its handle.
const DROPPERS = [[132, 250], [112, 272], [150, 214]];
const PUMPS = [[150, 310], [128, 336], [168, 270]];
const MISTS = [[118, 330], [132, 296], [102, 348]];
const proportion = (ctx, list) => list[Math.floor(seeded(ctx.product.handle)() * list.length)];

function dropperBottle(ctx) {
  const { scene } = ctx;
  const [w, h] = proportion(ctx, DROPPERS);
  const f = flask(ctx, { w, h, y: 30 });
  const neck = box(-19, f.top - 26, 38, 30, 2);
  const svg =
    `<path fill="#fff" fill-opacity=".35" d="${neck}"/><path stroke="#000" stroke-opacity=".18" stroke-width="1.5" d="${d`M-19 ${f.top - 20}h38m0 7h-38m0 7h38`}"/>` + gleam(scene, neck, 2, 0.8) + f.svg;
  return { out: f.outer + neck, lift: w * 0.78, svg, w, h: h + 50, glow: f.glow };
}

function dropperClosed(ctx) {
  const { scene, style } = ctx;
  const [w, h] = proportion(ctx, DROPPERS);
  const f = flask(ctx, { w, h, y: h / 2 - 50 });
  const rubber = material('matte', style.glass === 'amber' ? '#241a14' : style.accent);
  const bulb = lathe([[-200, 9, 'out'], [-184, 18, 's'], [-132, 21, 's'], [-106, 16]]);
  const collar = box(-27, -108, 54, 62, 4);
  const svg = rod(scene, bulb, rubber, { along: 0.1 }) + rod(scene, collar, capMaterial(style), { along: 0.06 }) + f.svg;
  return { out: f.outer + collar + bulb, lift: w * 0.78, svg, w, h: h + 150, glow: f.glow };
}

function packDropper(ctx) {
  const { scene, rand, variant } = ctx;
  const shade = content(ctx);
  if (variant.shade) swipe(scene, { x: ctx.at(605), y: 630, length: 230, width: 116, angle: ctx.flip ? 118 : 62, bend: 14, shade, finish: ctx.finish === 'matte' ? 'satin' : 'cream', rand });
  else {
    drop(scene, { x: ctx.at(585), y: 780, r: 60, ry: 54, shade, rand, see: 0.4 });
    drop(scene, { x: ctx.at(676), y: 694, r: 26, shade, rand, see: 0.4 });
  }
  scene.put(dropperBottle(ctx), ctx.at(295), 510, ctx.turn(-7), 1.74);
  scene.put(pipette(ctx, { tube: 178 }), ctx.at(585), 385, ctx.turn(16), 1.74);
}

/** Bottle with a lotion pump. */
function pumpBottle(ctx) {
  const { scene, style } = ctx;
  const [w, h] = proportion(ctx, PUMPS);
  const f = flask(ctx, { w, h, y: 60, shoulder: 20, neck: 34 });
  const m = capMaterial(style);
  const collar = box(-34, f.top - 46, 68, 50, 4);
  const stem = box(-9, f.top - 78, 18, 36);
  const head = box(-30, f.top - 112, 60, 38, [12, 5]);
  const spout = d`M-26 ${f.top - 108}H-74C-84 ${f.top - 108} -86 ${f.top - 98} -86 ${f.top - 86}H-74C-74 ${f.top - 92} -72 ${f.top - 93} -66 ${f.top - 93}H-26z`;
  const svg =
    rod(scene, stem, material('satin', '#e8e4de'), { plain: true }) + f.svg + rod(scene, collar, m, { along: 0.06 }) + seam(-34, f.top - 10, 68, 0.7) +
    `<path fill="${scene.linear(across(m, scene.ground, 2), [0, 0, 0, 1])}" d="${spout}"/>` + rod(scene, head, m, { along: 0.08 });
  return { out: f.outer + collar + head + spout + stem, lift: w * 0.74, svg, w, h: h + 120, glow: f.glow };
}

function packPump(ctx) {
  const { scene, rand, variant } = ctx;
  const shade = content(ctx);
  if (variant.shade) swipe(scene, { x: 625, y: 370, length: 300, width: 120, angle: 80, bend: -16, shade, finish: 'cream', rand });
  else if (/toner|essence|water|oil|micellar|liquid/i.test(ctx.product.title)) {
    drop(scene, { x: 600, y: 640, r: 62, ry: 56, shade, rand, see: 0.4 });
    drop(scene, { x: 668, y: 730, r: 26, shade, rand, see: 0.4 });
  } else cream(scene, { x: 615, y: 660, r: 100, shade: mix(shade, '#ffffff', 0.6), rand });
  scene.put(pumpBottle(ctx), 345, 525, -5, 1.66);
}

/** Fine mist bottle with its cap off. */
function mistBottle(ctx) {
  const { scene, style } = ctx;
  const [w, h] = proportion(ctx, MISTS);
  const f = flask(ctx, { w, h, y: 50, shoulder: 30, neck: 30 });
  const collar = box(-28, f.top - 26, 56, 30, 3);
  const head = box(-20, f.top - 62, 40, 38, [6, 2]);
  const m = capMaterial(style);
  const svg = f.svg + rod(scene, head, material('satin', '#efebe5'), { along: 0.05 }) + rod(scene, collar, m, { along: 0.05 }) +
    `<circle cx="-6" cy="${f.top - 46}" r="5" fill="#000" fill-opacity=".16"/><circle cx="-6" cy="${f.top - 46}" r="1.8" fill="#000" fill-opacity=".5"/>`;
  return { out: f.outer + collar + head, lift: w * 0.78, svg, w, h: h + 90, glow: f.glow };
}

function mistCap(ctx) {
  const { scene, style } = ctx;
  const path = box(-32, -55, 64, 110, [9, 3]);
  return { out: path, lift: 56, svg: rod(scene, path, capMaterial(style), { along: 0.1 }), w: 64, h: 110 };
}

function packMist(ctx) {
  const { scene, rand } = ctx;
  const shade = mix(content(ctx), '#ffffff', 0.35);
  for (let i = 0; i < 16; i += 1) {
    const t = rand();
    drop(scene, { x: ctx.at(500 + rand() * 190), y: 210 + t * 300, r: rand.between(3, 15) * (1.1 - t * 0.3), shade, rand, see: 0.28 });
  }
  scene.put(mistBottle(ctx), ctx.at(315), 520, ctx.turn(-7), 1.66);
  scene.lie(() => mistCap(ctx), ctx.at(590), 740, ctx.turn(58), 1.66);
}

/** Nail lacquer: square or round little bottle with a tall cap. */
function lacquerBottle(ctx, { open = true } = {}) {
  const { scene, style, shade, finish } = ctx;
  const square = style.form === 'square';
  const w = 118;
  const h = 128;
  const outer = square ? box(-w / 2, -20, w, h, [16, 12]) : lathe([[-20, 26, 'out'], [20, w / 2, 's'], [90, w / 2, 'in'], [108, 40]]);
  const inner = square ? box(-w / 2 + 8, -12, w - 16, h - 22, [11, 9]) : lathe([[-12, 22, 'out'], [22, w / 2 - 8, 's'], [84, w / 2 - 8, 'in'], [96, 34]]);
  const section = square ? 7 : 2;
  let svg = vessel(scene, { outer, inner, kind: 'clear', tint: '#ffffff', colour: shade, section });
  if (finish === 'shimmer' || finish === 'metallic') {
    svg += `<path fill="${scene.linear([[0, '#fff', 0], [0.35, mix(shade, '#fff4e0', 0.8), 0.55], [0.55, '#fff', 0], [0.8, mix(shade, '#fff4e0', 0.8), 0.3], [1, '#fff', 0]], [0, 0, 1, 0.7])}" d="${inner}"/>`;
  }
  const lum = parseInt(shade.slice(1, 3), 16) + parseInt(shade.slice(3, 5), 16) * 2 + parseInt(shade.slice(5, 7), 16) * 0.4;
  svg += wordmark(scene, style.code, 0, 48, 74, lum > 460 ? style.accent : '#fdfaf6', { cap: 9, opacity: 0.9 });
  const neck = box(-21, -44, 42, 28, 2);
  svg = `<path fill="#fff" fill-opacity=".45" d="${neck}"/><path fill="${shade}" fill-opacity=".5" d="${box(-13, -44, 26, 28)}"/><path stroke="#000" stroke-opacity=".2" stroke-width="1.4" d="M-21-38h42m0 7h-42m0 7h42"/>${gleam(scene, neck, 2, 0.7)}${svg}`;
  if (open) return { out: outer + neck, lift: 96, svg, w, h: 150, glow: shade };
  const cap = casing({ ...ctx }, -32, -196, 64, 164, { mat: material('satin', style.accent), radius: 8, section: 2 });
  return { out: outer + cap.path, lift: 96, svg: svg + cap.svg, w, h: 304, glow: shade };
}

function lacquerBrush(ctx) {
  const { scene, style, shade } = ctx;
  const cap = casing(ctx, -32, -160, 64, 164, { mat: material('satin', style.accent), radius: 8, section: 2 });
  const stem = box(-3.5, 4, 7, 66, 1);
  const hair = d`M-7 70H7L10 116Q0 128 -10 116z`;
  const wet = material('gloss', shade);
  const svg = rod(scene, stem, material('satin', '#ddd8d2'), { plain: true }) + `<path fill="${shade}" fill-opacity=".8" d="${box(-3.5, 44, 7, 28)}"/>` + rod(scene, hair, wet, { plain: true }) + `<path stroke="#000" stroke-opacity=".18" d="M-4 76-5 116M1 76V120M5 76 6 115"/>` + cap.svg + seam(-32, -4, 64, 0.6);
  return { out: cap.path + stem + hair, lift: 54, svg, w: 64, h: 290 };
}

function packLacquer(ctx) {
  const { scene, shade, finish, rand } = ctx;
  swipe(scene, { x: 560, y: 640, length: 200, width: 84, angle: 64, bend: 8, shade, finish: finish === 'matte' ? 'satin' : finish === 'satin' || finish === 'cream' ? 'gloss' : finish, rand, lanes: 9 });
  scene.put(lacquerBottle(ctx), 300, 560, -8, 1.86);
  scene.put(lacquerBrush(ctx), 520, 400, 13, 1.7);
}

export const bottles = {
  dropper: { pack: packDropper, hero: dropperClosed, texture: 'drop' },
  pump: { pack: packPump, hero: pumpBottle, texture: 'cream' },
  mist: { pack: packMist, hero: mistBottle, texture: 'droplets' },
  'nail-lacquer': { pack: packLacquer, hero: (c) => lacquerBottle(c, { open: false }), texture: 'gel' },
};
