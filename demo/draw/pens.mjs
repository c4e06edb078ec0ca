// Pencils, liners, mascara and brow gel: long things and the line they draw.

import { material, across } from './light.mjs';
import { box, lathe, rod, seam } from './solid.mjs';
import { mix, shift } from './color.mjs';
import { wordmark } from './type.mjs';
import { casing, SOLID } from './lips.mjs';
import { swipe } from './smear.mjs';
import { d } from './svg.mjs';

/** A wooden pencil, sharpened, lying along y with its point up. */
export function pencil(ctx, { length = 500, w = 36 } = {}) {
  const { scene, style, shade, finish } = ctx;
  const h = w / 2;
  const top = -length / 2;
  const cone = 62;
  const lead = 24;
  const hex = style.form === 'facet' || style.form === 'round' || style.form === 'square';
  const barrel = style.code === 'sel-et-suie' ? material('satin', style.body) : style.case;
  const barrelPath = d`M${-h} ${top + cone}C${-h * 0.6} ${top + cone - 9} ${-h * 0.45} ${top + cone - 9} ${-h * 0.3} ${top + cone}C${-h * 0.1} ${top + cone - 8} ${h * 0.1} ${top + cone - 8} ${h * 0.32} ${top + cone}C${h * 0.5} ${top + cone - 9} ${h * 0.7} ${top + cone - 9} ${h} ${top + cone}V${-top - 30}H${-h}z`;
  const plain = box(-h, top + cone, w, length - cone - 30, 1);
  const wood = d`M${-h} ${top + cone + 3}L${-h * 0.42} ${top + lead}H${h * 0.42}L${h} ${top + cone + 3}z`;
  const tip = d`M${-h * 0.42} ${top + lead}L${-h * 0.13} ${top + 3}Q0 ${top - 2} ${h * 0.13} ${top + 3}L${h * 0.42} ${top + lead}z`;
  const colour = material(SOLID[finish] === 'velvet' ? 'satin' : SOLID[finish] ?? 'satin', shade);
  const end = box(-h, -top - 30, w, 30, [0, 5]);
  const ring = box(-h, -top - 36, w, 7);
  const woodFill = scene.linear(across(material('card', '#d9b48a'), scene.ground, 2));
  const svg =
    `<path fill="${woodFill}" d="${wood}"/>` + rod(scene, tip, colour, { plain: true }) +
    rod(scene, hex ? barrelPath : plain, barrel, { section: hex ? 3.4 : 2, along: 0.05 }) +
    (hex ? `<path stroke="#fff" stroke-opacity=".2" d="${d`M${-h * 0.34} ${top + cone}V${-top - 36}`}"/><path stroke="#000" stroke-opacity=".16" d="${d`M${h * 0.36} ${top + cone}V${-top - 36}`}"/>` : '') +
    rod(scene, end, material('satin', shade), { section: 3, plain: true }) + rod(scene, ring, style.trim, { section: 3, plain: true }) +
    wordmark(scene, style.code, 0, length * 0.14, length * 0.24, style.caseInk, { turn: -90, cap: w * 0.3, opacity: 0.9 });
  return { out: wood + tip + plain + end, lift: w * 0.8, svg, w, h: length };
}

/** The pencil's cap. */
function pencilCap(ctx, w = 42, h = 108) {
  const { scene, style } = ctx;
  const c = casing(ctx, -w / 2, -h / 2, w, h, { radius: 6, section: 2 });
  const lip = box(-w / 2, h / 2 - 10, w, 10, 1);
  return { out: c.path, lift: w * 0.8, svg: c.svg + rod(scene, lip, style.trim, { plain: true }), w, h };
}

/** A line drawn twice: firm, then light. */
function drawnLines(ctx, x, y, length, angle, width) {
  const { scene, shade, finish, rand } = ctx;
  swipe(scene, { x, y, length, width, angle, bend: 10, shade, finish: finish === 'gloss' ? 'satin' : finish, rand, lanes: 5, k: 0.6 });
  const a = (angle * Math.PI) / 180;
  const off = width * 1.7;
  swipe(scene, { x: x - Math.sin(a) * off + Math.cos(a) * 24, y: y + Math.cos(a) * off + Math.sin(a) * 24, length: length * 0.72, width: width * 0.42, angle, bend: 7, shade, finish: 'matte', rand, lanes: 3, k: 0.5 });
}

function packPencil(ctx) {
  const { scene, tone } = ctx;
  const flip = tone() < 0.5 ? 1 : 0;
  drawnLines(ctx, ctx.at(480), 270 + flip * 20, 280, ctx.flip ? 118 : 62, 52);
  scene.put(pencil(ctx), ctx.at(290), 500, ctx.turn(-22), 1.66);
  scene.lie(() => pencilCap(ctx), ctx.at(600), 740, ctx.turn(flip ? 38 : 22), 1.66);
}

/** Barrel with cap and applicator drawn out, for mascara and brow gel. */
function barrel(ctx, length, w) {
  const { scene, style } = ctx;
  const c = casing(ctx, -w / 2, -length / 2, w, length, { radius: 8, mark: wordmark(scene, style.code, 0, 8, length * 0.46, style.caseInk, { turn: -90, cap: 15, opacity: 0.92 }) });
  const neck = box(-w * 0.27, -length / 2 - 34, w * 0.54, 36, 2);
  const collar = box(-w / 2 + 1, -length / 2, w - 2, 10, 1);
  const svg =
    rod(scene, neck, material('satin', mix(style.case.colour, '#2a2624', 0.4)), { plain: true }) +
    `<path stroke="#000" stroke-opacity=".3" stroke-width="1.4" d="${d`M${-w * 0.27} ${-length / 2 - 26}h${w * 0.54}m0 8h${-w * 0.54}m0 8h${w * 0.54}`}"/>` +
    c.svg + rod(scene, collar, style.trim, { section: style.section, plain: true });
  return { out: c.path + neck, lift: w * 0.85, svg, w, h: length + 34 };
}

/** The same with its cap on. */
function barrelClosed(ctx, length, w, cap) {
  const { scene, style } = ctx;
  const shift0 = cap / 2;
  const body = barrel(ctx, length, w);
  const top = casing(ctx, -w / 2, -length / 2 - cap / 2 - 4, w, cap, { radius: 8 });
  const ring = box(-w / 2 + 1, -length / 2 + cap / 2 - 8, w - 2, 10, 1);
  const svg = `<g transform="translate(0 ${shift0})">${body.svg}</g>${top.svg}${rod(scene, ring, style.trim, { section: style.section, plain: true })}`;
  return { out: box(-w / 2, -length / 2 - cap / 2 - 4, w, length + cap + 4, 8), lift: w * 0.85, svg, w, h: length + cap };
}

/** The brush of a mascara: hundreds of bristles as one dashed stroke per row. */
function spool(scene, y, length, half, colour, curve) {
  const rows = [];
  const profile = (t) => half * (curve ? 0.55 + 0.45 * Math.sin(Math.PI * (0.12 + 0.8 * t)) : 0.72 + 0.28 * Math.sin(Math.PI * Math.min(1, t * 1.1)));
  let path = '';
  let front = '';
  const count = Math.round(length / 2.5);
  for (let i = 0; i <= count; i += 1) {
    const t = i / count;
    const p = profile(t);
    const yy = y + t * length;
    const tilt = i % 2 ? 3 : -1.5;
    path += d`M${-p} ${yy - tilt}L${p} ${yy + tilt}`;
    if (i % 2) front += d`M${-p * 0.7} ${yy + 1}L${p * 0.5} ${yy - 1}`;
  }
  rows.push(`<path stroke="${colour}" stroke-width="1.7" d="${path}"/>`);
  rows.push(`<path stroke="${shift(colour, 0.16)}" stroke-width=".8" stroke-opacity=".8" d="${front}"/>`);
  rows.push(`<path fill="${shift(colour, -0.05)}" d="${box(-2, y, 4, length + 5, 2)}"/>`);
  const out = lathe([[y, profile(0), 's'], [y + length / 2, profile(0.5), 's'], [y + length, profile(1)]]);
  return { svg: rows.join(''), out };
}

function brushWand(ctx, { cap = 200, w = 62, stem = 60, brush = 110, half = 19 }) {
  const { scene, style, shade } = ctx;
  const top = -(cap + stem + brush) / 2;
  const c = casing(ctx, -w / 2, top, w, cap, { radius: 8 });
  const y = top + cap;
  const ring = box(-w / 2 + 1, y - 9, w - 2, 10, 1);
  const stick = box(-4, y, 8, stem + 6, 1);
  const hair = spool(scene, y + stem, brush, half, shade, style.form !== 'square');
  const svg = rod(scene, stick, material('satin', '#3a3533'), { plain: true }) + hair.svg + c.svg + rod(scene, ring, style.trim, { section: style.section, plain: true });
  return { out: c.path + stick + hair.out, lift: w * 0.75, svg, w, h: cap + stem + brush };
}

/** Strokes as lashes or brow hairs are painted: fine, curved, tapering. */
export function hairs(scene, { x, y, w, h, colour, rand, count = 26, lean = 0.4 }) {
  let path = '';
  for (let i = 0; i < count; i += 1) {
    const t = (i + rand() * 0.6) / count;
    const bx = x - w / 2 + t * w;
    const by = y + Math.sin(t * Math.PI) * -h * 0.16 + rand.between(-4, 4);
    const len = h * rand.between(0.72, 1.05) * (0.75 + 0.35 * Math.sin(t * Math.PI));
    const tx = bx + (t - 0.5 + lean) * w * 0.34 + rand.between(-5, 5);
    const ty = by - len;
    const mx = bx + (tx - bx) * 0.2;
    const my = by - len * 0.62;
    const k = rand.between(2.2, 3.8);
    path += d`M${bx - k} ${by}Q${mx - k * 0.7} ${my} ${tx} ${ty}Q${mx + k} ${my} ${bx + k} ${by}z`;
  }
  scene.add(`<path fill="${scene.shadowColour}" opacity=".22" filter="${scene.blur(2)}" transform="translate(4 4)" d="${path}"/><path fill="${colour}" d="${path}"/>`);
}

function packMascara(ctx) {
  const { scene, shade, rand, finish } = ctx;
  swipe(scene, { x: ctx.flip ? 80 : 560, y: 740, length: 190, width: 74, angle: 8, bend: -6, shade, finish: finish === 'matte' ? 'cream' : finish, rand, lanes: 9 });
  scene.put(barrel(ctx, 262, 66), ctx.at(215), 545, ctx.turn(-8), 1.78);
  scene.put(brushWand(ctx, { w: 66 }), ctx.at(455), 470, ctx.turn(9), 1.78);
}

function packBrowGel(ctx) {
  const { scene, shade, rand } = ctx;
  hairs(scene, { x: ctx.flip ? 190 : 590, y: 800, w: 260, h: 104, colour: shade, rand, lean: 0.7 });
  scene.put(barrel(ctx, 190, 54), ctx.at(235), 570, ctx.turn(-8), 1.95);
  scene.put(brushWand(ctx, { cap: 150, w: 54, stem: 50, brush: 72, half: 12 }), ctx.at(455), 440, ctx.turn(10), 1.95);
}

/** Slim twist pen with a fine tip on one end. `end`: felt, slim, spool. */
function pen(ctx, { length = 470, w = 40, tipLength = 44, kind = 'felt', dy = 0 }) {
  const { scene, style, shade } = ctx;
  const top = dy - length / 2;
  const foot = dy + length / 2;
  const shoulder = 46;
  const bodyY = top + tipLength + shoulder;
  const cone = lathe([[top + tipLength, 6], [bodyY, w * 0.42]]);
  const tip = kind === 'felt' ? lathe([[top, 0.8, 'out'], [top + 20, 4, 's'], [top + tipLength, 5]]) : lathe([[top + 14, 3.2, 'out'], [top + 18, 4], [top + tipLength, 4.4]]);
  const c = casing(ctx, -w / 2, bodyY, w, foot - bodyY, { radius: 5, section: style.form === 'square' ? 5 : 2, mark: wordmark(scene, style.code, 0, (bodyY + foot) / 2 + 10, length * 0.27, style.caseInk, { turn: -90, cap: 12, opacity: 0.92 }) });
  const ring = box(-w / 2, bodyY - 2, w, 8, 1);
  const svg =
    rod(scene, tip, material('satin', shade), { plain: true }) + rod(scene, cone, material('satin', mix(style.case.colour, '#1d1a19', 0.55)), { along: 0.08 }) +
    c.svg + rod(scene, ring, style.trim, { plain: true }) + seam(-w / 2, foot - 46, w, 0.8);
  return { out: tip + cone + c.path, lift: w * 0.8, svg, w, h: length };
}

/** The brow pencil's other end: a small spool in its own cap. */
function browPencil(ctx) {
  const { scene, style, shade } = ctx;
  const p = pen(ctx, { length: 400, w: 34, kind: 'slim', tipLength: 34, dy: -44 });
  const hair = spool(scene, 192, 52, 9, mix(shade, '#4a3a30', 0.5), false);
  const stick = box(-3, 152, 6, 44);
  const ring = box(-15, 150, 30, 9, 2);
  const svg = `${rod(scene, stick, material('metal', '#b9b4ac'), { plain: true })}${hair.svg}${p.svg}${rod(scene, ring, style.trim, { plain: true })}`;
  return { out: p.out + stick + hair.out, lift: 28, svg, w: 34, h: 500 };
}

function packLiner(ctx) {
  const { scene, shade, rand } = ctx;
  const wing = (x, y, k) => {
    const p = d`M${x} ${y}C${x + 70 * k} ${y - 26 * k} ${x + 150 * k} ${y - 20 * k} ${x + 230 * k} ${y - 76 * k}C${x + 190 * k} ${y - 16 * k} ${x + 150 * k} ${y + 8 * k} ${x + 92 * k} ${y + 8 * k}C${x + 50 * k} ${y + 8 * k} ${x + 20 * k} ${y + 4 * k} ${x} ${y}z`;
    scene.add(`<path fill="${scene.shadowColour}" opacity=".25" filter="${scene.blur(1.5)}" transform="translate(2 2)" d="${p}"/><path fill="${shade}" d="${p}"/><path fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="2" filter="${scene.blur(1)}" d="${d`M${x + 60 * k} ${y - 12 * k}C${x + 110 * k} ${y - 20 * k} ${x + 150 * k} ${y - 22 * k} ${x + 196 * k} ${y - 48 * k}`}"/>`);
  };
  wing(480, 380, 1);
  wing(510, 480, rand.between(0.62, 0.74));
  scene.put(pen(ctx, {}), 290, 500, -22, 1.66);
  scene.lie(() => pencilCap(ctx, 44, 170), 605, 720, 30, 1.66);
}

function packBrow(ctx) {
  const { scene, shade, rand } = ctx;
  hairs(scene, { x: 590, y: 420, w: 230, h: 84, colour: shade, rand, lean: 0.7, count: 24 });
  scene.put(browPencil(ctx), 310, 530, -20, 1.5);
  scene.lie(() => pencilCap(ctx, 38, 96), 580, 740, 26, 1.42);
}

export const pens = {
  'lip-pencil': { pack: packPencil, hero: pencil, texture: 'line' },
  'eye-pencil': { pack: packPencil, hero: pencil, texture: 'line' },
  'brow-pencil': { pack: packBrow, hero: browPencil, texture: 'hairs' },
  'liquid-liner': { pack: packLiner, hero: (c) => pen(c, {}), texture: 'gel' },
  mascara: { pack: packMascara, hero: (c) => barrelClosed(c, 262, 66, 200), shown: (c) => brushWand(c, { w: 66 }), texture: 'lash' },
  'brow-gel': { pack: packBrowGel, hero: (c) => barrelClosed(c, 190, 54, 150), shown: (c) => brushWand(c, { cap: 150, w: 54, stem: 50, brush: 72, half: 12 }), texture: 'hairs' },
};
