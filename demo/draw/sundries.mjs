// Tools that are none of the usual: puffs, other mirrors, rolls, bands, files, bags.

import { material } from './light.mjs';
import { box, circle, hollow, plate, rod, seam } from './solid.mjs';
import { mirrorGlass } from './pans.mjs';
import { lch, mix, shift } from './color.mjs';
import { pressed, wordmark } from './type.mjs';
import { seeded } from './rand.mjs';
import { d } from './svg.mjs';

const inkFor = (colour) => (lch(colour)[0] > 0.6 ? '#2b2320' : '#f5ead9');

/** Velour puff with its ribbon. */
export function puff(ctx) {
  const { scene, style } = ctx;
  const colour = ctx.variant.tint ?? '#e8d3c0';
  const r = 140;
  const rand = seeded('velour');
  let nap = '';
  for (let i = 0; i < 90; i += 1) {
    const a = rand() * 6.28;
    const q = Math.sqrt(rand()) * r * 0.94;
    nap += d`M${Math.cos(a) * q} ${Math.sin(a) * q}l${rand.between(-5, 5)} ${rand.between(3, 8)}`;
  }
  const body = scene.radial([[0, shift(colour, 0.05)], [0.6, colour], [0.92, shift(colour, -0.05)], [1, shift(colour, -0.1)]], 0.4, 0.38, 0.66);
  const band = box(-r - 4, -20, 2 * r + 8, 40, 3);
  const silk = material('satin', mix(colour, style.accent, 0.5));
  const svg =
    `<circle r="${r}" fill="${body}"/><path stroke="#fff" stroke-opacity=".3" stroke-width="1.6" d="${nap}"/><circle r="${r - 4}" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="5" stroke-dasharray="2 3"/>` +
    `<g transform="rotate(90)">${rod(scene, box(-20, -r, 40, 2 * r, 2), silk, { section: 9, along: 0.02 })}</g>${wordmark(scene, style.code, 0, 0, 92, inkFor(silk.colour), { cap: 16, opacity: 0.85 })}`;
  return { out: circle(0, 0, r) + band, lift: 52, svg, w: 2 * r, h: 2 * r };
}

/** Konjac sponge: half a ball, all pores, on a string. */
export function konjac(ctx) {
  const { scene } = ctx;
  const colour = ctx.variant.tint ?? '#efe9dc';
  const rand = seeded('konjac');
  let dark = '';
  let light = '';
  for (let i = 0; i < 150; i += 1) {
    const a = rand() * 6.28;
    const q = Math.sqrt(rand()) * 138;
    const s = rand.between(2, 6);
    const x = Math.cos(a) * q;
    const y = Math.sin(a) * q;
    dark += d`M${x} ${y}l${s} ${-s * 0.5}l${s * 0.4} ${s * 0.8}l${-s} ${s * 0.4}z`;
    light += d`M${x + s * 0.4} ${y + s * 0.8}l${s} ${-s * 0.4}`;
  }
  const body = scene.radial([[0, mix(shift(colour, 0.06), '#fff', 0.3)], [0.5, colour], [1, shift(colour, -0.16)]], 0.36, 0.34, 0.74);
  const svg = `<path fill="none" stroke="#d9cdb4" stroke-width="5" d="M-60-120C-110-230 30-270 20-190 14-140-20-130-40-120"/><circle r="150" fill="${body}"/><path fill="${shift(colour, -0.14)}" fill-opacity=".6" d="${dark}"/><path stroke="#fff" stroke-opacity=".6" d="${light}"/>`;
  return { out: circle(0, 0, 150), lift: 120, svg, w: 300, h: 420 };
}

/** Round mirrors: on a wooden foot, or a porcelain pair with a hinge. */
export function roundMirror(ctx, stand) {
  const { scene, style } = ctx;
  const colour = ctx.variant.tint ?? style.body;
  if (stand) {
    const wood = material('satin', colour);
    const foot = box(-78, 190, 156, 46, 22);
    const neck = box(-13, 120, 26, 90, 3);
    const ring = circle(0, -30, 168);
    const svg =
      rod(scene, neck, material('brushed', '#c9c6c0'), { along: 0.06 }) + plate(scene, foot, wood, { edge: 2.4 }) +
      plate(scene, ring, wood, { edge: 3 }) + mirrorGlass(scene, circle(0, -30, 150)) + wordmark(scene, style.code, 0, 213, 78, inkFor(colour), { cap: 11, opacity: 0.7 });
    return { out: ring + foot + neck, lift: 44, svg, w: 336, h: 440 };
  }
  const m = material('gloss', colour);
  const svg =
    rod(scene, box(-30, -12, 60, 24, 5), style.trim, { along: 0.05 }) + plate(scene, circle(0, -132, 128), m, { edge: 3 }) + mirrorGlass(scene, circle(0, -132, 110)) +
    plate(scene, circle(0, 132, 128), m, { edge: 3 }) + mirrorGlass(scene, circle(0, 132, 110)) + seam(-24, 0, 48, 0.6);
  return { out: circle(0, -132, 128) + circle(0, 132, 128), lift: 40, svg, w: 256, h: 520 };
}

/** Terry headband with a knot. */
export function band(ctx) {
  const { scene } = ctx;
  const colour = ctx.variant.tint ?? '#dccfb8';
  const ring = 'M0-150C120-150 190-80 190 10 190 110 110 170 0 170S-190 110-190 10C-190-80-120-150 0-150zM0-92C-78-92-132-44-132 14-132 78-78 112 0 112S132 78 132 14C132-44 78-92 0-92z';
  const knot = 'M-46-168C-64-140-60-96-40-76-10-84 12-84 42-76 60-98 62-142 44-168 14-158-14-158-46-168z';
  const paint = scene.linear([[0, shift(colour, 0.05)], [0.5, colour], [1, shift(colour, -0.09)]], [0, 0, 1, 1]);
  const rand = seeded('terry');
  let loops = '';
  for (let i = 0; i < 130; i += 1) {
    const a = rand() * 6.28;
    const q = rand.between(0.78, 0.98);
    loops += d`M${Math.cos(a) * 190 * q} ${10 + Math.sin(a) * 160 * q}q2 -4 4 0`;
  }
  const svg =
    `<path fill="${paint}" fill-rule="evenodd" d="${ring}"/><path fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="6" filter="${scene.blur(4)}" d="M-168-20C-160-90-90-132-10-132"/><path fill="none" stroke="#000" stroke-opacity=".16" stroke-width="9" filter="${scene.blur(6)}" d="M176 30C170 110 100 156 10 158M-124 0C-120-50-70-82-6-84"/>` +
    `<path fill="none" stroke="#000" stroke-opacity=".13" d="${loops}"/><path fill="${scene.linear([[0, shift(colour, 0.07)], [0.5, colour], [1, shift(colour, -0.1)]])}" d="${knot}"/><path fill="none" stroke="#000" stroke-opacity=".18" stroke-width="3" filter="${scene.blur(1.5)}" d="M-20-160C-28-130-24-100-18-82M14-160C10-130 12-104 20-82"/>`;
  return { out: ring, lift: 40, svg, w: 380, h: 340, rule: 'evenodd' };
}

/** A roll of cloth with brushes in it. */
export function roll(ctx) {
  const { scene, style } = ctx;
  const colour = ctx.variant.tint ?? '#dccfb8';
  const cloth = material('matte', colour);
  const p = box(-210, -60, 420, 270, 6);
  let out = p;
  let svg = '';
  [[-150, 40, 96], [-75, 18, 74], [0, 30, 100], [75, 12, 60], [150, 24, 84]].forEach(([x, w, h]) => {
    const head = d`M${x - w * 0.4} -120C${x - w * 0.66} ${-120 - h * 0.5} ${x - w * 0.5} ${-120 - h} ${x} ${-124 - h}C${x + w * 0.5} ${-120 - h} ${x + w * 0.66} ${-120 - h * 0.5} ${x + w * 0.4} -120z`;
    const ferrule = box(x - w * 0.42, -122, w * 0.84, 66, 1);
    out += head + ferrule;
    svg += `<path fill="${scene.linear([[0, '#ecdcc8'], [0.35, '#8a6a54'], [1, '#4a342b']], [0, 0, 0, 1])}" d="${head}"/><path fill="${scene.linear([[0, '#000', 0.3], [0.3, '#fff', 0.14], [1, '#000', 0.36]])}" d="${head}"/>` + rod(scene, ferrule, material('brushed', '#c9c6c0'), { along: 0.04 });
  });
  svg += plate(scene, p, cloth, { edge: 2 });
  let stitches = '';
  for (const x of [-112, -37, 37, 112]) stitches += d`M${x} -58V206`;
  svg += `<path stroke="${shift(colour, -0.16)}" stroke-opacity=".6" stroke-width="2" stroke-dasharray="7 5" d="${stitches}M-206-44H206"/>` + `<path fill="${scene.linear([[0, '#000', 0.16], [1, '#000', 0]], [0, 0, 0, 1])}" d="${box(-210, -60, 420, 16)}"/>` + pressed(scene, style.code, 0, 172, 110, { cap: 16, light: 0.3, dark: 0.4 });
  return { out, lift: 36, svg, w: 420, h: 450 };
}

/** Glass nail file beside its sleeve. */
export function file(ctx) {
  const { scene, style } = ctx;
  const colour = ctx.variant.tint ?? '#8d8f90';
  const blade = box(-24, -240, 48, 330, [24, 4]);
  const sleeve = box(-36, -30, 72, 290, 5);
  const svg =
    `<path fill="${scene.linear([[0, '#dfe6e6'], [0.12, '#fff'], [0.2, '#e6ecec'], [0.8, '#d3dcdc'], [1, '#aab7b7']])}" d="${blade}"/><path fill="#fff" fill-opacity=".5" d="${box(-17, -226, 34, 200, 17)}"/><path stroke="#9fb0b0" stroke-opacity=".35" stroke-width="10" stroke-dasharray="1 2" d="M-8-222V-34M8-222V-34"/>` +
    plate(scene, sleeve, material('matte', colour), { edge: 2 }) + `<path stroke="${mix(colour, '#fff', 0.5)}" stroke-width="2" stroke-dasharray="7 5" d="M-29-26V254M29-26V254"/>` + wordmark(scene, style.code, 0, 120, 150, inkFor(colour), { turn: -90, cap: 13, opacity: 0.85 });
  return { out: blade + sleeve, lift: 14, svg, w: 72, h: 500 };
}

/** Wash bag: deep, with handle and a long zip. */
export function bag(ctx) {
  const { scene, style } = ctx;
  const colour = ctx.variant.tint ?? '#6b1f26';
  const p = 'M-196-120H196C214-60 216 90 200 160Q196 176 176 176H-176Q-196 176-200 160C-216 90-214-60-196-120z';
  const top = 'M-196-120C-190-150-176-160-150-160H150C176-160 190-150 196-120z';
  const handle = 'M-150-150C-190-190-236-160-238-110S-214-40-202-40';
  const strap = material('matte', shift(colour, lch(colour)[0] > 0.6 ? -0.4 : 0.02));
  const svg =
    `<path fill="none" stroke="${strap.colour}" stroke-width="24" d="${handle}"/><path fill="none" stroke="#fff" stroke-opacity=".2" stroke-width="3" d="M-152-160C-196-200-246-166-248-112"/>` +
    plate(scene, top, material('matte', shift(colour, -0.05)), { edge: 1.6 }) + `<path stroke="#c9b284" stroke-width="8" stroke-dasharray="2.6 2.2" d="M-176-138H170"/>` + rod(scene, box(126, -142, 15, 48, 5), material('brushed', '#c8a86c'), { along: 0.1 }) +
    plate(scene, p, material('matte', colour), { edge: 2, sheen: 0.9 }) + `<path fill="${scene.radial([[0, '#fff', 0.14], [0.6, '#fff', 0.02], [1, '#000', 0.2]], 0.4, 0.36, 0.68)}" d="${p}"/>` +
    `<path fill="none" stroke="#000" stroke-opacity=".14" stroke-width="10" filter="${scene.blur(6)}" d="M-170-100C-150-40-176 60-150 150M160-90C140-20 172 60 150 140M-60-112C-40-90 40-90 70-112"/>` +
    `<path fill="none" stroke="${mix(colour, '#f2e3cf', 0.5)}" stroke-width="2" stroke-dasharray="8 5" d="M-194-108H194"/>` + plate(scene, box(-56, 84, 112, 42, 3), strap, { edge: 1 }) + wordmark(scene, style.code, 0, 105, 88, inkFor(strap.colour), { cap: 13, opacity: 0.9 });
  return { out: p + top, lift: 90, svg, w: 440, h: 350 };
}

/** Ventilated case for a damp sponge. */
export function ventilated(ctx) {
  const { scene, style } = ctx;
  const colour = ctx.variant.tint ?? '#c2836a';
  const m = material('satin', colour);
  const p = box(-96, -150, 192, 300, 92);
  let holes = '';
  for (let row = 0; row < 4; row += 1) for (let col = 0; col < 3; col += 1) holes += circle(-36 + col * 36, -96 + row * 32, 8);
  const svg = rod(scene, p, m, { section: 2.4, along: 0.12 }) + hollow(scene, holes, shift(colour, -0.2), { deep: 2 }) + seam(-96, 34, 192, 1.1) + wordmark(scene, style.code, 0, 84, 92, inkFor(colour), { cap: 14, opacity: 0.8 });
  return { out: p, lift: 150, svg, w: 192, h: 300 };
}
