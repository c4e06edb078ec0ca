// Things that come in cartons and sachets: masks, patches, lashes, samplers, sets, gift wrapping.

import { material } from './light.mjs';
import { box, circle, fade, hollow, plate, rod, seam } from './solid.mjs';
import { gleam } from './glass.mjs';
import { lch, mix, shift } from './color.mjs';
import { imprint, smallPrint, wordmark } from './type.mjs';
import { seeded } from './rand.mjs';
import { swipe } from './smear.mjs';
import { d } from './svg.mjs';

/** A carton: front face with the label's mark, small print and a line of colour. */
export function carton(ctx, w, h, { deep = 60, mat = ctx.style.card, ink = ctx.style.cardInk } = {}) {
  const { scene, style } = ctx;
  const p = box(-w / 2, -h / 2, w, h, 1.5);
  const wide = w > 120;
  const mark = wide || h < w * 1.4
    ? wordmark(scene, style.code, 0, -h * 0.14, w * 0.66, ink, { cap: 30 })
    : wordmark(scene, style.code, 0, -h * 0.06, h * 0.5, ink, { turn: -90, cap: w * 0.3 });
  const stripe = ctx.variant.shade ? `<path fill="${ctx.shade}" d="${box(-w / 2 + 0.6, h / 2 - 40, w - 1.2, 22)}"/>` : `<path stroke="${ink}" stroke-opacity=".5" d="${d`M${-w * 0.16} ${h * 0.06}h${w * 0.32}`}"/>`;
  const svg =
    plate(scene, p, mat, { edge: 1.6 }) + `<path fill="#000" fill-opacity=".05" d="${box(-w / 2, -h / 2, w, 14, 1.5)}"/>` + seam(-w / 2, -h / 2 + 14, w, 0.4) + mark + stripe +
    (wide && h > 150 ? imprint(scene, ctx, 0, h * 0.14, Math.min(7.5, w * 0.04), ink, { amount: !ctx.variant.shade }) : '') + `<path fill="${fade(scene, 0.05)}" d="${p}"/>`;
  return { out: p, lift: deep, svg, w, h };
}

/** A foil sachet; `sign` is what it shows. */
function sachet(ctx, sign = 'mask') {
  const { scene, style } = ctx;
  const p = box(-130, -180, 260, 360, 2);
  const m = material('satin', mix(ctx.variant.tint ?? style.body, '#ffffff', 0.3));
  const dark = lch(m.colour)[0] < 0.6;
  const ink = dark ? '#f2ebe2' : style.ink;
  let teeth = '';
  for (let x = -128; x < 130; x += 5) teeth += d`M${x} -178v20M${x} 158v20`;
  const signs = {
    mask: 'M0-62C46-62 66-30 66 12 66 60 36 94 0 94S-66 60-66 12C-66-30-46-62 0-62zM-42 6C-34-4-18-4-12 6-20 12-34 12-42 6zM42 6C34-4 18-4 12 6 20 12 34 12 42 6zM-18 58C-8 50 8 50 18 58 8 66-8 66-18 58z',
    eyes: 'M-74-6C-66 40-22 52-8 14-22 34-52 28-74-6zM74-6C66 40 22 52 8 14 22 34 52 28 74-6z',
    dots: circle(-40, -10, 15) + circle(10, 18, 22) + circle(48, -26, 10) + circle(-24, 52, 9),
  };
  const svg =
    plate(scene, p, m, { edge: 1.4 }) +
    `<path fill="#fff" fill-opacity="${dark ? 0.2 : 0.5}" filter="${scene.blur(9)}" d="M-104-140C-60-150 20-150 60-140 10-126-40-110-70-40-90 10-104 90-104 130z"/><path fill="#000" fill-opacity=".09" filter="${scene.blur(8)}" d="M108-130C116-40 116 60 106 140 60 148-20 150-70 142 10 130 60 120 84 60 100 10 106-60 108-130z"/>` +
    `<path stroke="#000" stroke-opacity=".09" stroke-width="1.6" d="${teeth}"/><path fill="none" stroke="${ink}" stroke-opacity=".6" stroke-width="1.6" d="${signs[sign]}"/>` +
    wordmark(scene, style.code, 0, -112, 124, ink, { cap: 22 }) + imprint(scene, ctx, 0, 118, 5.6, ink, { most: 18, lines: 2, amount: false });
  return { out: p, lift: 10, svg, w: 260, h: 360 };
}

/** What is in the sachet: gel patches for eyes, or a film of small round ones. */
function patches(ctx, round) {
  const { scene } = ctx;
  const gel = mix(ctx.variant.tint ?? '#cfe3e8', '#ffffff', 0.2);
  const paint = scene.linear([[0, mix(gel, '#fff', 0.6), 0.95], [0.5, gel, 0.85], [1, shift(gel, -0.1), 0.9]], [0, 0, 1, 1]);
  if (!round) {
    const one = 'M-92-40C-96 30-40 74 20 60 70 48 96 4 92-40 74-4 30 8-4 4-44 0-76-14-92-40z';
    const svg = `<path fill="${paint}" d="${one}"/><path fill="none" stroke="#fff" stroke-opacity=".8" stroke-width="3" d="M-84-20C-76 30-30 60 16 50"/>`;
    return { out: one, lift: 10, svg, w: 190, h: 110 };
  }
  const film = box(-96, -96, 192, 192, 10);
  let spots = '';
  for (let i = 0; i < 16; i += 1) if (i !== 6) spots += circle(-66 + (i % 4) * 44, -66 + Math.floor(i / 4) * 44, 12 + (i % 3) * 3);
  return { out: film, lift: 5, svg: `<path fill="#fff" fill-opacity=".55" stroke="#fff" d="${film}"/><path fill="${paint}" stroke="${shift(gel, -0.14)}" stroke-opacity=".4" d="${spots}"/>`, w: 192, h: 192 };
}

/** A pair of strip lashes. */
function lashes(ctx) {
  const rand = seeded(ctx.variant.sku);
  const long = rand.between(44, 70);
  let hair = '';
  for (let i = 0; i <= 34; i += 1) {
    const t = i / 34;
    const x = -96 + 192 * t;
    const y = -30 * Math.sin(Math.PI * t);
    const l = long * (0.62 + 0.5 * Math.sin(Math.PI * Math.min(1, 0.25 + t * 0.75))) * rand.between(0.8, 1.05);
    const lean = (t - 0.42) * 60;
    hair += d`M${x - 1.6} ${y}Q${x + lean * 0.2} ${y - l * 0.7} ${x + lean} ${y - l}Q${x + lean * 0.3 + 2} ${y - l * 0.6} ${x + 1.6} ${y}z`;
  }
  const svg = `<path fill="#17120f" d="${hair}"/><path fill="none" stroke="#17120f" stroke-width="3" d="M-98 2Q0-64 98 2"/>`;
  return { out: hair, lift: 16, svg, w: 200, h: 100 };
}

/** A shallow tray with a lining. */
function tray(ctx, w, h, lining) {
  const { scene, style } = ctx;
  const p = box(-w / 2, -h / 2, w, h, 4);
  return { out: p, lift: 34, svg: plate(scene, p, style.card, { edge: 2 }) + hollow(scene, box(-w / 2 + 12, -h / 2 + 12, w - 24, h - 24, 3), lining, { deep: 3 }), w, h };
}

function packLashes(ctx) {
  const { scene } = ctx;
  scene.put(carton(ctx, 300, 200, { deep: 40 }), 470, 310, 8, 1.4);
  scene.put(tray(ctx, 300, 260, mix(ctx.style.ground, '#ffffff', 0.4)), 350, 640, -7, 1.5);
  scene.put(lashes(ctx), 350, 600, -7, 1.35);
  scene.put(lashes(ctx), 366, 745, -7, 1.35);
}

function packSampler(ctx) {
  const { scene, style, rand } = ctx;
  const base = ctx.variant.tint ?? '#cfa98c';
  const w = 300;
  const p = box(-w / 2, -200, w, 400, 3);
  scene.put(carton(ctx, 250, 330, { deep: 12 }), 520, 390, 11, 1.3);
  scene.put({ out: p, lift: 8, w, h: 400, svg: plate(scene, p, material('card', '#faf6f0'), { edge: 1 }) + wordmark(scene, style.code, 0, -162, 120, style.ink, { cap: 16 }) }, 330, 560, -7, 1.55);
  for (let i = 0; i < 6; i += 1) {
    const x = 250 + (i % 2) * 205 + Math.floor(i / 2) * 20;
    const y = 440 + Math.floor(i / 2) * 158 - (i % 2) * 24;
    swipe(scene, { x: x - 66, y: y + 8, length: 140, width: 74, angle: -7, shade: shift(base, 0.05 - i * 0.02), finish: 'cream', rand, lanes: 7, k: 0.7 });
  }
}

/** A little glass vial with a black stopper. */
function vial(ctx, juice) {
  const { scene, style } = ctx;
  const glass = box(-15, -70, 30, 160, [4, 12]);
  const cap = box(-13, -106, 26, 40, 3);
  const svg =
    `<path fill="#fff" fill-opacity=".5" d="${glass}"/><path fill="${juice}" fill-opacity=".85" d="${box(-11, -40, 22, 124, [2, 9])}"/>` + gleam(scene, glass, 2) +
    rod(scene, cap, material('gloss', style.accent), { along: 0.1 });
  return { out: glass + cap, lift: 22, svg, w: 30, h: 200, glow: juice };
}

function packDiscovery(ctx) {
  const { scene, style } = ctx;
  scene.put(carton(ctx, 380, 250, { deep: 26, mat: material('card', mix(style.ground, '#ffffff', 0.3)), ink: style.ink }), 470, 290, 6, 1.3);
  scene.put(tray(ctx, 400, 270, '#f3efe4'), 385, 640, -6, 1.5);
  ['#e8cf9a', '#efe3a8', '#dfe8c3', '#c98f5a', '#e9d6d3', '#b98a4a', '#d5d3e2', '#8a5a36'].forEach((juice, i) => {
    const a = (-6 * Math.PI) / 180;
    const u = (i - 3.5) * 66;
    scene.put(vial(ctx, juice), 385 + u * Math.cos(a), 645 + u * Math.sin(a), -6, 1.45);
  });
}

function packBlotting(ctx) {
  const { scene, style } = ctx;
  const leaf = (turn, x, y) => {
    const p = box(-100, -140, 200, 280, 1);
    scene.put({ out: p, lift: 4, w: 200, h: 280, svg: plate(scene, p, material('card', mix(ctx.variant.tint ?? style.body, '#ffffff', 0.35)), { edge: 0.8 }) + `<path stroke="#000" stroke-opacity=".07" d="M-100-120h200"/>` }, x, y, turn, 1.5);
  };
  leaf(22, 520, 430);
  leaf(12, 470, 470);
  scene.put(carton(ctx, 208, 292, { deep: 22 }), 345, 560, -7, 1.55);
}

function packPatches(ctx, round) {
  const { scene } = ctx;
  scene.put(sachet(ctx, round ? 'dots' : 'eyes'), 330, 470, -8, 1.5);
  if (round) scene.put(patches(ctx, true), 590, 740, 10, 1.3);
  else {
    scene.put(patches(ctx, false), 560, 730, 6, 1.3);
    scene.put(patches(ctx, false), 590, 860, -6, 1.3);
  }
}

function packMask(ctx) {
  const { scene } = ctx;
  scene.put(carton(ctx, 272, 372, { deep: 44 }), 470, 420, 9, 1.36);
  scene.put(sachet(ctx), 330, 570, -9, 1.36);
}

/** A set: the open box with its bottles lying in it. */
function packSet(ctx) {
  const { scene, style } = ctx;
  const m = style.tube;
  scene.put(tray(ctx, 430, 320, mix(style.ground, '#ffffff', 0.2)), 390, 600, -6, 1.45);
  scene.put(carton(ctx, 430, 150, { deep: 40 }), 415, 250, -6, 1.3);
  const small = (w, h, r, cap) => {
    const body = box(-w / 2, -h / 2, w, h, r);
    const top = box(-cap / 2, -h / 2 - 40, cap, 44, 4);
    return { out: body + top, lift: w * 0.7, w, h: h + 40, svg: rod(scene, top, style.trim, { along: 0.08 }) + rod(scene, body, m, { along: 0.06 }) + wordmark(scene, style.code, 0, 0, h * 0.5, style.tubeInk, { turn: -90, cap: w * 0.2 }) };
  };
  const all = [[56, 170, 12, 34], [70, 140, 16, 44], [50, 190, 8, 30], [80, 120, 14, 66], [58, 160, 20, 36]];
  const inside = /two/i.test(ctx.size ?? '') ? [[96, 160, 18, 60], [104, 130, 20, 86]] : all;
  inside.forEach(([w, h, r, cap], i) => {
    const u = (i - (inside.length - 1) / 2) * (inside.length < 3 ? 190 : 112);
    scene.put(small(w, h, r, cap), 392 + u * 0.995, 620 - u * 0.104, -6, 1.36);
  });
}

/** Gift wrapping: paper, ribbon, a card. */
function packGift(ctx) {
  const { scene, style } = ctx;
  const colour = ctx.variant.tint ?? '#6b1f26';
  const p = box(-150, -190, 300, 380, 2);
  const silk = material('satin', mix(colour, lch(colour)[0] > 0.6 ? '#3a2f28' : '#f3e4d2', 0.62));
  const ribbon = rod(scene, box(-16, -190, 32, 380), silk, { section: 8 }) + `<g transform="translate(0 -40)rotate(90)">${rod(scene, box(-16, -150, 32, 300), silk, { section: 8 })}</g>`;
  const bow = 'M0-40C-30-110-110-120-112-78-112-40-50-34 0-40 50-34 112-40 112-78 110-120 30-110 0-40zM-6-36C-30 0-50 40-78 60L-52 74C-30 44-8 10 0-34 8 10 30 44 52 74L78 60C50 40 30 0 6-36z';
  const bowSvg = `<path fill="#000" fill-opacity=".25" filter="${scene.blur(5)}" transform="translate(7 8)" d="${bow}"/><path fill="${scene.linear([[0, shift(silk.colour, 0.1)], [0.3, silk.colour], [0.5, shift(silk.colour, -0.1)], [0.7, shift(silk.colour, 0.05)], [1, shift(silk.colour, -0.06)]])}" d="${bow}"/>${rod(scene, box(-15, -54, 30, 30, 7), silk, {})}`;
  scene.put({ out: p, lift: 80, w: 300, h: 380, svg: plate(scene, p, material('card', colour), { edge: 1.6 }) + `<path fill="#fff" fill-opacity=".06" d="M-150-190h300L-150 60z"/>` + ribbon + bowSvg }, 350, 470, -8, 1.5);
  const card = box(-90, -60, 180, 120, 2);
  scene.put({ out: card, lift: 5, w: 180, h: 120, svg: plate(scene, card, material('card', '#fbf8f2'), { edge: 0.8 }) + wordmark(scene, 'ondee', 0, -8, 84, style.ink, { cap: 24 }) + smallPrint(scene, 'WITH LOVE FROM', 0, 30, 5, style.ink) }, 585, 800, 9, 1.45);
}

const KINDS_IN_BOXES = [
  [/lash/i, packLashes, lashes], [/sampler/i, packSampler], [/discovery/i, packDiscovery], [/blotting/i, packBlotting],
  [/eye patch/i, (c) => packPatches(c, false)], [/patch/i, (c) => packPatches(c, true)], [/wrap/i, packGift], [/\bset\b|\bbox\b/i, packSet],
];

const look = (ctx) => KINDS_IN_BOXES.find(([name]) => name.test(ctx.product.title)) ?? [null, packMask];

export const cartons = {
  'mask-box': {
    pack: (c) => look(c)[1](c),
    hero: (c) => (/mask|patch/i.test(c.product.title) ? sachet(c, /eye/i.test(c.product.title) ? 'eyes' : /patch/i.test(c.product.title) ? 'dots' : 'mask') : carton(c, 260, 340)),
  },
};
