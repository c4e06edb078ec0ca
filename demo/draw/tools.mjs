// Tools: brushes, sponge, lash curler, mirror, pouch.

import { material } from './light.mjs';
import { box, circle, lathe, plate, rod, seam } from './solid.mjs';
import { mirrorGlass } from './pans.mjs';
import { mix, shift } from './color.mjs';
import { pressed, wordmark } from './type.mjs';
import { powder, swipe } from './smear.mjs';
import { d, n, n2 } from './svg.mjs';
import { seeded } from './rand.mjs';
import { bag, band, file, konjac, puff, roll, roundMirror, ventilated } from './sundries.mjs';

// Head and handle of the brush a title names: half width and length of the hair, of the ferrule, length and grip of the handle.
function cut(head, title) {
  const cuts = [
    [/kabuki/i, { hw: 84, hl: 150, fw: 58, fl: 60, len: 120, grip: 62, form: 'dome' }],
    [/fan/i, { hw: 86, hl: 104, fw: 12, fl: 90, len: 330, grip: 24, form: 'fan' }],
    [/blush/i, { hw: 48, hl: 118, fw: 27, fl: 80, len: 320, grip: 32, form: 'dome' }],
    [/foundation/i, { hw: 34, hl: 96, fw: 28, fl: 92, len: 330, grip: 30, form: 'flat' }],
    [/contour/i, { hw: 44, hl: 108, fw: 26, fl: 84, len: 320, grip: 30, form: 'angled' }],
    [/angled/i, { hw: 15, hl: 34, fw: 12, fl: 96, len: 380, grip: 18, form: 'angled' }],
    [/shader|concealer/i, { hw: 18, hl: 48, fw: 17, fl: 90, len: 380, grip: 20, form: 'flat' }],
    [/pencil/i, { hw: 12, hl: 40, fw: 11, fl: 92, len: 380, grip: 19, form: 'flame' }],
    [/smudge/i, { hw: 16, hl: 34, fw: 14, fl: 88, len: 380, grip: 19, form: 'flat' }],
  ];
  const plain = {
    face: { hw: 62, hl: 150, fw: 34, fl: 74, len: 300, grip: 36, form: 'dome' },
    eye: { hw: 22, hl: 66, fw: 14, fl: 84, len: 380, grip: 20, form: 'flame' },
    lip: { hw: 10, hl: 36, fw: 9, fl: 96, len: 340, grip: 15, form: 'flat' },
  };
  return cuts.find(([name]) => name.test(title))?.[1] ?? plain[head];
}

/** A brush: hair, ferrule, handle. Head by kind: dome for face, flame for eyes, flat for lips. */
function brush(ctx, { head }) {
  const { scene, style, tint } = ctx;
  const { hw, hl, fw, fl, len, grip, form } = cut(head, ctx.product.title);
  const total = hl + fl + len;
  const top = -total / 2;
  const base = top + hl;
  const colours = { face: ['#4a342b', '#e8d6c2'], eye: ['#57402f', '#efe2d0'], lip: ['#3a2a22', '#6b4a36'] };
  const [root, tipColour] = colours[head];
  const shape = form === 'fan'
    ? d`M${-fw} ${base}C${-fw} ${base - hl * 0.3} ${-hw} ${top + hl * 0.4} ${-hw} ${top + hl * 0.34}C${-hw * 0.6} ${top - hl * 0.1} ${hw * 0.6} ${top - hl * 0.1} ${hw} ${top + hl * 0.34}C${hw} ${top + hl * 0.4} ${fw} ${base - hl * 0.3} ${fw} ${base}z`
    : form === 'angled'
    ? d`M${-fw} ${base}L${-hw * 0.95} ${top + hl * 0.46}Q${-hw} ${top + hl * 0.34} ${-hw * 0.7} ${top + hl * 0.28}L${hw * 0.66} ${top + 2}Q${hw} ${top - 4} ${hw * 0.98} ${top + hl * 0.2}L${fw} ${base}z`
    : form === 'flat'
    ? d`M${-fw} ${base}L${-fw * 0.9} ${top + 6}Q0 ${top - 6} ${fw * 0.9} ${top + 6}L${fw} ${base}z`
    : form === 'flame'
      ? d`M${-fw} ${base}C${-hw * 1.2} ${base - hl * 0.45} ${-hw * 0.8} ${top + hl * 0.2} 0 ${top}C${hw * 0.8} ${top + hl * 0.2} ${hw * 1.2} ${base - hl * 0.45} ${fw} ${base}z`
      : d`M${-fw} ${base}C${-hw * 1.05} ${base - hl * 0.35} ${-hw * 1.12} ${top + hl * 0.42} ${-hw * 0.92} ${top + hl * 0.22}C${-hw * 0.6} ${top - 4} ${hw * 0.6} ${top - 4} ${hw * 0.92} ${top + hl * 0.22}C${hw * 1.12} ${top + hl * 0.42} ${hw * 1.05} ${base - hl * 0.35} ${fw} ${base}z`;
  const hair = hairLines(ctx, { fw, hw, hl, top, base, form });
  const fill = scene.linear([[0, tipColour], [0.3, mix(tipColour, root, 0.35)], [1, root]], [0, 0, 0, 1]);
  const round = scene.linear([[0, '#000', 0.34], [0.25, '#fff', 0.16], [0.45, '#fff', 0.04], [0.75, '#000', 0.14], [1, '#000', 0.42]]);
  const ferrule = lathe([[base - 4, fw + 1], [base + fl * 0.4, fw + 1, 's'], [base + fl, grip * 0.62]]);
  const handle = lathe([[base + fl - 2, grip * 0.6, 's'], [base + fl + len * 0.26, grip * 0.72, 's'], [base + fl + len * 0.94, grip * 0.34, 'in'], [base + fl + len, grip * 0.12]]);
  const wood = material('satin', tint ?? (style.code === 'atelier-obtus' ? '#d8b98c' : style.case.colour));
  const grainPath = `M${n(-grip * 0.2)} ${n(base + fl + 20)}C${n(-grip * 0.3)} ${n(base + fl + len * 0.3)} ${n(-grip * 0.1)} ${n(base + fl + len * 0.6)} ${n(-grip * 0.05)} ${n(base + fl + len * 0.86)}M${n(grip * 0.2)} ${n(base + fl + 30)}C${n(grip * 0.34)} ${n(base + fl + len * 0.3)} ${n(grip * 0.2)} ${n(base + fl + len * 0.6)} ${n(grip * 0.06)} ${n(base + fl + len * 0.9)}`;
  const svg =
    `<path fill="${fill}" d="${shape}"/><path fill="${round}" d="${shape}"/>${hair}` +
    rod(scene, handle, wood, { along: 0.06 }) + `<path fill="none" stroke="${shift(wood.colour, -0.12)}" stroke-opacity=".35" stroke-width="1.2" d="${grainPath}"/>` +
    rod(scene, ferrule, material('brushed', '#c9c6c0'), { along: 0.04 }) + seam(-fw, base + fl * 0.3, fw * 2, 0.9) + seam(-fw, base + fl * 0.4, fw * 2, 0.9) +
    wordmark(scene, style.code, 0, base + fl + len * 0.42, len * 0.34, '#3a3028', { turn: -90, cap: grip * 0.34, opacity: 0.75 });
  return { out: shape + ferrule + handle, lift: Math.min(60, hw * 1.2), svg, w: hw * 2, h: total };
}

// Single hairs, fanning from the ferrule.
function hairLines({ product }, { fw, hw, hl, top, base, form }) {
  const rand = seeded(`${product.handle}hair`);
  const count = Math.round(10 + hw * 0.58);
  const fan = form === 'dome' || form === 'fan';
  const rows = ['', ''];
  for (let i = 0; i < count; i += 1) {
    const t = (i / (count - 1)) * 2 - 1;
    const reach = fan ? Math.sqrt(1 - t * t * (form === 'fan' ? 0.5 : 0.8)) : form === 'angled' ? 0.78 + t * 0.2 : form === 'flat' ? 0.94 : 1 - Math.abs(t) * 0.7;
    const y = base - hl * Math.max(0.2, reach) * rand.between(0.86, 0.98);
    const x = t * hw * (form === 'flame' ? 0.62 : 0.92);
    rows[i % 2] += d`M${t * fw * 0.95} ${base}Q${t * (form === 'fan' ? hw * 0.5 : hw * (fan ? 1.08 : 0.9))} ${base - hl * 0.4} ${x * rand.between(0.92, 1)} ${Math.max(top + 2, y)}`;
  }
  return `<g fill="none" stroke-width="1"><path stroke="#fff" stroke-opacity=".26" d="${rows[0]}"/><path stroke="#000" stroke-opacity=".2" d="${rows[1]}"/></g>`;
}

function packBrush(ctx, head) {
  const { scene, rand, product } = ctx;
  const angle = ctx.flip ? 122 : 58;
  const place = { x: ctx.at(head === 'face' ? 545 : 530), y: head === 'face' ? 300 : 270, angle };
  if (/foundation|concealer/i.test(product.title)) swipe(scene, { ...place, x: place.x - 20, y: place.y - 90, length: 210, width: 84, shade: '#d9ab88', finish: 'cream', rand });
  else if (/liner|smudge/i.test(product.title)) swipe(scene, { ...place, y: place.y - 70, length: 190, width: 40, shade: '#3a302c', finish: 'matte', rand, lanes: 7 });
  else if (head === 'lip') swipe(scene, { ...place, y: place.y - 30, length: 170, width: 62, shade: '#9c2230', finish: 'satin', rand, lanes: 9 });
  else powder(scene, { ...place, rx: 96, ry: 54, shade: shadeFor(product.title, head), finish: /fan/i.test(product.title) ? 'shimmer' : 'matte', rand, crumbs: 18, k: 0.9 });
  scene.put(brush(ctx, { head }), ctx.at(385), 510, ctx.turn(-24), 1.54);
}

const shadeFor = (title, head) => (/contour/i.test(title) ? '#a98469' : /blush/i.test(title) ? '#d98a80' : /fan/i.test(title) ? '#ecd6bd' : /shader/i.test(title) ? '#8a4a3c' : head === 'face' ? '#e6c3a9' : '#a2714f');

/** Sponge: a drop with one flat side. */
function sponge(ctx) {
  const { scene } = ctx;
  const colour = ctx.variant.tint ?? '#c2836a';
  const p = 'M6-170C40-150 112-30 118 46 124 124 68 170 0 170S-124 124-118 46C-114-30-34-156 6-170z';
  const cut = 'M-110 8C-60-22 70-26 112 14 124 60 118 108 84 140 30 110-60 112-92 134-124 104-122 52-110 8z';
  const body = scene.radial([[0, mix(shift(colour, 0.1), '#fff', 0.12)], [0.35, shift(colour, 0.03)], [0.75, colour], [1, shift(colour, -0.12)]], 0.36, 0.36, 0.72);
  const rand = seeded('pores');
  let pores = '';
  let light = '';
  for (let i = 0; i < 130; i += 1) {
    const a = rand() * 6.28;
    const q = Math.sqrt(rand());
    const x = Math.cos(a) * q * 104;
    const y = 44 + Math.sin(a) * q * 112;
    const s = rand.between(1, 2.8);
    pores += d`M${x} ${y}h${s}v${s * 0.8}h${-s}z`;
    if (i % 3 === 0) light += d`M${x + s} ${y + s}h${s * 0.7}v${s * 0.6}h${-s * 0.7}z`;
  }
  const svg =
    `<path fill="${body}" d="${p}"/><path fill="#fff" fill-opacity=".1" filter="${scene.blur(4)}" d="${cut}"/><path fill="none" stroke="#000" stroke-opacity=".1" stroke-width="3" filter="${scene.blur(2)}" d="M-110 8C-60-22 70-26 112 14"/>` +
    `<path fill="${shift(colour, -0.12)}" fill-opacity=".45" d="${pores}"/><path fill="#fff" fill-opacity=".3" d="${light}"/>`;
  return { out: p, lift: 150, svg, w: 240, h: 340 };
}

/** Lash curler in brushed steel. */
function curler(ctx) {
  const { scene, style } = ctx;
  const steel = material('brushed', '#c9c7c2');
  const dark = '#2f2d2b';
  const stroke = (path, w, paint) => `<path fill="none" stroke="${paint}" stroke-width="${n(w)}" stroke-linecap="round" stroke-linejoin="round" d="${path}"/>`;
  const metalPaint = scene.linear([[0, '#f4f3f0'], [0.3, '#a9a6a0'], [0.5, '#dedbd5'], [0.7, '#8f8c86'], [1, '#c4c1bb']], [0, 0, 1, 0.3]);
  const left = 'M-8 20C-20 90-70 120-78 190';
  const right = 'M8 20C20 90 70 120 78 190';
  const loop = (x) => d`M${x - 36} 208a36 30 0 1 0 72 0a36 30 0 1 0 -72 0`;
  const frame = 'M-8 20C-30-20-74-50-76-120C-76-136-70-150-62-158M8 20C30-20 74-50 76-120C76-136 70-150 62-158';
  const jaw = 'M-74-150C-46-182 46-182 74-150';
  const jaw2 = 'M-70-124C-44-152 44-152 70-124';
  const svg =
    stroke(left + right, 13, shift('#8a8781', -0.1)) + stroke(left + right, 10, metalPaint) +
    stroke(loop(-82) + loop(82), 13, shift('#8a8781', -0.1)) + stroke(loop(-82) + loop(82), 10, metalPaint) +
    stroke(frame, 12, shift('#8a8781', -0.1)) + stroke(frame, 9, metalPaint) +
    stroke(jaw2, 17, dark) + stroke('M-66-128C-42-152 42-152 66-128', 3, '#6b6763') + stroke(jaw, 17, shift('#8a8781', -0.14)) + stroke(jaw, 13, metalPaint) + stroke('M-70-155C-44-182 44-182 70-155', 2, '#fff') +
    rod(scene, box(-15, 2, 30, 46, 7), steel, { along: 0.1 }) + `<circle cy="24" r="8" fill="${metalPaint}" stroke="#000" stroke-opacity=".4"/><path stroke="#000" stroke-opacity=".5" stroke-width="2" d="M-5 20 5 28"/>` +
    pressed(scene, style.code, 0, 40, 22, { cap: 4 });
  return { svg, lift: 34, w: 240, h: 420, lines: left + right + loop(-82) + loop(82) + frame + jaw + jaw2 };
}

function packCurler(ctx) {
  const { scene } = ctx;
  const c = curler(ctx);
  const scale = /corner/i.test(ctx.product.title) ? 1.16 : 1.56;
  lineShadow(scene, c.lines, ctx.at(385), 500, ctx.turn(-16), scale, 12);
  scene.add(`<g transform="translate(${ctx.at(385)} 500)rotate(${ctx.turn(-16)})scale(${scale})">${c.svg}</g>`);
}

/** Shadow of something made of wire. */
export function lineShadow(scene, lines, x, y, turn, scale, w) {
  for (const [dx, dy, soft, o] of [[34, 27, 11, 0.26], [15, 12, 5, 0.34], [4, 3, 2, 0.4]]) {
    scene.add(`<g filter="${scene.blur(soft)}" opacity="${o}"><path fill="none" stroke="${scene.shadowColour}" stroke-width="${w}" transform="translate(${n(x + dx)} ${n(y + dy)})rotate(${turn})scale(${n2(scale)})" d="${lines}"/></g>`);
  }
}

/** Pocket mirror of polished steel. */
function mirror(ctx) {
  const { scene } = ctx;
  const p = box(-108, -170, 216, 340, 16);
  const svg = plate(scene, p, material('metal', '#cfcdc8'), { edge: 3 }) + mirrorGlass(scene, box(-101, -163, 202, 326, 11));
  return { out: p, lift: 12, svg, w: 216, h: 340 };
}

/** Its leather sleeve. */
function leather(ctx) {
  const { scene, style } = ctx;
  const colour = ctx.variant.tint ?? '#6b1f26';
  const body = 'M-122-150H-40C-36-128-18-118 0-118S36-128 40-150H122Q128-150 128-144V176Q128 186 118 186H-118Q-128 186-128 176V-144Q-128-150-122-150z';
  const stitch = 'M-118-140V170Q-118 176-112 176H112Q118 176 118 170V-140';
  const svg =
    plate(scene, body, material('matte', colour), { edge: 2.4, sheen: 0.9 }) +
    `<path fill="none" stroke="${mix(colour, '#f2e3cf', 0.55)}" stroke-width="2.2" stroke-dasharray="8 5" stroke-linecap="round" d="${stitch}"/>` +
    pressed(scene, style.code, 0, 120, 110, { cap: 16, light: 0.18, dark: 0.42 });
  return { out: body, lift: 18, svg, w: 256, h: 336 };
}

function packMirror(ctx) {
  const { scene } = ctx;
  const m = mirror(ctx);
  scene.put(m, 395, 385, 5, 1.34);
  scene.put(leather(ctx), 380, 640, 5, 1.34);
}

/** Flat pouch with a zip. */
function pouch(ctx) {
  const { scene, style } = ctx;
  const large = /large/i.test(ctx.size ?? '');
  const colour = ctx.variant.tint ?? style.accent;
  const w = large ? 400 : 310;
  const h = large ? 270 : 220;
  const x = -w / 2;
  const y = -h / 2;
  const p = d`M${x + 10} ${y}H${-x - 10}Q${-x + 2} ${y} ${-x + 2} ${y + 12}C${-x + 8} ${y + h * 0.4} ${-x + 8} ${y + h * 0.6} ${-x} ${-y - 12}Q${-x - 1} ${-y} ${-x - 12} ${-y}C${-x - w * 0.3} ${-y + 6} ${x + w * 0.3} ${-y + 6} ${x + 12} ${-y}Q${x + 1} ${-y} ${x} ${-y - 12}C${x - 8} ${y + h * 0.6} ${x - 8} ${y + h * 0.4} ${x - 2} ${y + 12}Q${x - 2} ${y} ${x + 10} ${y}z`;
  const tape = box(x + 6, y + 8, w - 12, 20, 3);
  const teeth = d`M${x + 14} ${y + 18}H${-x - 14}`;
  const puff = scene.radial([[0, '#fff', 0.16], [0.6, '#fff', 0.02], [1, '#000', 0.2]], 0.42, 0.42, 0.64);
  const pull = box(-x - 62, y + 12, 14, 44, 5);
  const folds = d`M${x + 24} ${y + 40}C${x + 50} ${y + 90} ${x + 40} ${-y - 60} ${x + 60} ${-y - 20}M${-x - 40} ${y + 60}C${-x - 70} ${y + 110} ${-x - 40} ${-y - 70} ${-x - 70} ${-y - 24}`;
  const svg =
    plate(scene, p, material('matte', colour), { edge: 2 }) + `<path fill="${puff}" d="${p}"/>` +
    `<path fill="none" stroke="#000" stroke-opacity=".12" stroke-width="9" filter="${scene.blur(5)}" d="${folds}"/><path fill="none" stroke="#fff" stroke-opacity=".12" stroke-width="6" filter="${scene.blur(4)}" transform="translate(12 4)" d="${folds}"/>` +
    `<path fill="${shift(colour, -0.07)}" d="${tape}"/><path stroke="#c9b284" stroke-width="7" stroke-dasharray="2.4 2" d="${teeth}"/><path stroke="#fff" stroke-opacity=".3" d="${d`M${x + 14} ${y + 15}H${-x - 14}`}"/>` +
    rod(scene, pull, material('brushed', '#c8a86c'), { along: 0.1 }) + wordmark(scene, style.code, 0, -y - 46, w * 0.3, mix(colour, parseInt(colour.slice(1, 3), 16) > 140 ? '#2b2320' : '#f5ead9', 0.75), { cap: 18, opacity: 0.9 });
  return { out: p, lift: 46, svg, w, h };
}

const named = (ctx, list) => list.find(([name]) => name.test(ctx.product.title))?.[1];
const spongeOf = (ctx) => named(ctx, [[/puff/i, puff], [/konjac/i, konjac]]) ?? sponge;
const mirrorOf = (ctx) => named(ctx, [[/stand/i, (c) => roundMirror(c, true)], [/purse|porcelain/i, (c) => roundMirror(c, false)]]);
const pouchOf = (ctx) => named(ctx, [[/headband/i, band], [/roll/i, roll], [/file/i, file], [/bag/i, bag], [/case/i, ventilated]]) ?? pouch;

function packOne(ctx, draw, [x, y, turn, scale]) {
  ctx.scene.put(draw(ctx), x, y, turn, scale);
}

export const tools = {
  'brush-face': { pack: (c) => packBrush(c, 'face'), hero: (c) => brush(c, { head: 'face' }) },
  'brush-eye': { pack: (c) => packBrush(c, 'eye'), hero: (c) => brush(c, { head: 'eye' }) },
  'brush-lip': { pack: (c) => packBrush(c, 'lip'), hero: (c) => brush(c, { head: 'lip' }) },
  sponge: { pack: (c) => packOne(c, spongeOf(c), [385, 510, -16, spongeOf(c) === sponge ? 1.34 : 1.5]), hero: (c) => spongeOf(c)(c) },
  'lash-curler': { pack: packCurler, hero: curler },
  mirror: { pack: (c) => (mirrorOf(c) ? packOne(c, mirrorOf(c), [395, 500, -8, 1.5]) : packMirror(c)), hero: (c) => (mirrorOf(c) ?? leather)(c) },
  pouch: { pack: (c) => packOne(c, pouchOf(c), [pouchOf(c) === bag ? 420 : 385, 500, pouchOf(c) === file ? -24 : -9, pouchOf(c) === bag ? 1.32 : 1.45]), hero: (c) => pouchOf(c)(c) },
};
