// Lipsticks, liquid lip colours and glosses: a bullet with its cap, a tube with its wand.

import { material } from './light.mjs';
import { box, fade, lathe, rod, seam } from './solid.mjs';
import { bloom, gleam, liquid, rimLight, wall } from './glass.mjs';
import { across } from './light.mjs';
import { mix, shift } from './color.mjs';
import { pressed, wordmark } from './type.mjs';
import { swipe } from './smear.mjs';
import { d, n } from './svg.mjs';

/** The surface a finish gives to solid colour. */
export const SOLID = { matte: 'velvet', satin: 'satin', cream: 'satin', gloss: 'gloss', shimmer: 'satin', metallic: 'brushed', sheer: 'gloss' };

/** Ribs along a fluted case, as an overlay. */
function flutes(scene, path, ribs, x, w) {
  const step = w / ribs;
  const id = scene.def(`rib${n(step)}${n(x)}`, (i) => {
    const g = scene.linear([[0, '#000', 0.34], [0.25, '#fff', 0.1], [0.4, '#fff', 0.42], [0.6, '#fff', 0], [1, '#000', 0.2]]);
    return `<pattern id="${i}" patternUnits="userSpaceOnUse" x="${n(x)}" width="${n(step)}" height="9"><path fill="${g}" d="M0 0h${n(step)}v9H0z"/></pattern>`;
  });
  return `<path fill="url(#${id})" opacity=".7" d="${path}"/>`;
}

/** A case or cap: a rod of the label's case material with its form's details. */
export function casing(ctx, x, y, w, h, { mat = ctx.style.case, mark, radius = 4, section, along = 0.12 } = {}) {
  const { scene, style } = ctx;
  const soft = style.form === 'soft' ? radius * 3 : style.form === 'round' ? radius : radius * 0.8;
  const path = box(x, y, w, h, soft);
  const sect = section ?? style.section;
  let svg = rod(scene, path, mat, { section: sect, along });
  if (style.form === 'fluted') svg += flutes(scene, path, Math.max(5, Math.round(w / 12)), x, w);
  if (style.form === 'facet') svg += facets(x, y + soft, w, h - 2 * soft);
  if (mat.surface === 'frost') svg += gleam(scene, path, sect, 0.75);
  if (mark) svg += mark;
  return { path, svg };
}

// Edges of a faceted case: where two planes meet a line of light.
function facets(x, y, w, h) {
  return `<path stroke="#fff" stroke-opacity=".22" d="${d`M${x + w * 0.27} ${y}v${h}M${x + w * 0.74} ${y}v${h}`}"/><path stroke="#000" stroke-opacity=".2" d="${d`M${x + w * 0.27 + 1.2} ${y}v${h}M${x + w * 0.74 - 1.2} ${y}v${h}`}"/>`;
}

/** The open lipstick: bullet up, in its case. */
function bulletOpen(ctx) {
  const { scene, style, shade, finish } = ctx;
  const w = 88;
  const base = casing(ctx, -w / 2, 52, w, 124, {
    mark: pressed(scene, style.code, 0, 148, 46, { cap: 9 }),
  });
  const collar = box(-43, 42, 86, 14, 2);
  const inner = box(-37, -34, 74, 80, 3);
  const b = 30;
  const body = d`M${-b} -20V-96C${-b} -132 -26 -166 -10 -170C8 -174 ${b} -124 ${b} -84V-20z`;
  const cut = d`M-12 -169.500C6 -174 ${b} -124 ${b} -84C${b} -62 10 -66 -6 -92C-22 -118 -26 -164 -12 -169.500z`;
  const colour = material(SOLID[finish] ?? 'satin', shade);
  const cutFill = scene.linear([[0, shift(shade, 0.1)], [0.45, shift(shade, 0.045)], [1, shift(shade, -0.03)]], [0, 0, 0.8, 1]);
  const svg =
    rod(scene, body, colour, { along: 0.06 }) +
    `<path fill="${cutFill}" d="${cut}"/>` +
    `<path fill="none" stroke="${shift(shade, 0.2, 0.8)}" stroke-opacity=".75" stroke-width="1.3" d="${d`M-12 -169C-26 -164 -22 -118 -6 -92C10 -66 ${b} -62 ${b} -84`}"/>` +
    (finish === 'matte' ? '' : `<path fill="#fff" fill-opacity=".4" filter="${scene.blur(1)}" d="M-6 -158C4 -152 14 -132 18 -112C8 -122 -4 -142 -6 -158z"/>`) +
    rod(scene, inner, style.trim, { section: 2, along: 0.14 }) +
    `<path fill="#000" fill-opacity=".3" filter="${scene.blur(1.5)}" d="${box(-31, -33, 62, 5, 2)}"/>` +
    `<path fill="#fff" fill-opacity=".5" d="M-36 -33.500h72v1.300h-72z"/>` +
    `<path fill="${scene.linear([[0, '#000', 0], [1, '#000', 0.4]], [0, 0, 0, 1])}" d="M-37 24h74v18h-74z"/>` +
    base.svg + rod(scene, collar, style.trim, { section: style.section, along: 0.05 }) + seam(-w / 2 + 1, 57, w - 2);
  const out = body + inner + box(-w / 2, 42, w, 134, 4);
  return { out, lift: 74, svg, w, h: 350 };
}

/** The lipstick's cap, lying open end down. */
export function bulletCap(ctx) {
  const { scene, style } = ctx;
  const w = 90;
  const h = 176;
  const cap = casing(ctx, -w / 2, -h / 2, w, h, {
    radius: 5,
    mark: wordmark(scene, style.code, 0, -18, 56, style.caseInk, { cap: 11, opacity: 0.9 }),
  });
  const lip = box(-w / 2, h / 2 - 8, w, 8, 2);
  const svg = cap.svg + rod(scene, lip, style.trim, { section: style.section, plain: true }) + seam(-w / 2, h / 2 - 9, w, 0.7);
  return { out: cap.path, lift: 80, svg, w, h };
}

/** The lipstick closed. */
function bulletClosed(ctx) {
  const { scene, style } = ctx;
  const w = 90;
  const cap = casing(ctx, -w / 2, -150, w, 180, { radius: 5, mark: wordmark(scene, style.code, 0, -50, 58, style.caseInk, { cap: 11, opacity: 0.9 }) });
  const base = casing(ctx, -44, 38, 88, 112, { radius: 4 });
  const ring = box(-43, 27, 86, 14, 2);
  const svg = cap.svg + base.svg + rod(scene, ring, style.trim, { section: style.section, along: 0.05 });
  return { out: box(-45, -150, 90, 300, 5), lift: 78, svg, w, h: 300 };
}

function packBullet(ctx) {
  const { scene, shade, finish, rand, tone } = ctx;
  const low = tone() < 0.5;
  swipe(scene, { x: ctx.at(low ? 540 : 575), y: low ? 630 : 230, length: 370, width: 122, angle: (low ? -1 : 1) * (ctx.flip ? 106 : 74), bend: low ? 18 : -18, shade, finish, rand });
  scene.put(bulletOpen(ctx), ctx.at(280), 470, ctx.turn(-9), 1.6);
  scene.lie(() => bulletCap(ctx), ctx.at(590), 785, ctx.turn(low ? 68 : 74), 1.6);
}

const tubeWide = (style) => (style.form === 'square' || style.form === 'facet' ? 70 : 74);

/** Tube of liquid colour without its cap. `clear` shows the liquid, otherwise it fills to the wall. */
function lipTube(ctx, { clear, length = 236 }) {
  const { scene, style, shade, finish } = ctx;
  const w = tubeWide(style);
  const sect = style.form === 'square' ? 7 : 2;
  const r = style.form === 'square' ? 5 : 16;
  const outer = box(-w / 2, -length / 2, w, length, [r, r]);
  const wallX = clear ? 9 : 5;
  const inner = box(-w / 2 + wallX, -length / 2 + 8, w - wallX * 2, length - (clear ? 30 : 18), [r * 0.7, clear ? 12 : 8]);
  const neck = box(-17, -length / 2 - 34, 34, 36, 2);
  const colour = clear ? shade : shade;
  const content = clear
    ? liquid(scene, colour, sect)
    : scene.linear(across(material(finish === 'matte' ? 'satin' : 'satin', shade), scene.ground, sect));
  const svg =
    `<path fill="${wall(scene, '#ffffff', 0.5)}" d="${neck}"/><path fill="${shade}" fill-opacity=".55" d="${box(-10, -length / 2 - 30, 20, 32)}"/>` +
    `<path stroke="#000" stroke-opacity=".2" stroke-width="1.4" d="${d`M-17 ${-length / 2 - 26}h34M-17 ${-length / 2 - 18}h34M-17 ${-length / 2 - 10}h34`}"/>` +
    gleam(scene, neck, 2, 0.7) +
    `<path fill="${wall(scene, mix('#ffffff', shade, 0.2), clear ? 0.55 : 0.7)}" d="${outer}"/>` +
    `<path fill="${content}" d="${inner}"/>` + (clear ? rimLight(scene, inner, 1, 0.6) : '') +
    `<path fill="${fade(scene, 0.08)}" d="${inner}"/>` +
    (finish === 'matte' && !clear ? bloom(scene, outer, sect) : gleam(scene, outer, sect)) + rimLight(scene, outer) +
    wordmark(scene, style.code, 0, 10, length * 0.42, tubeInk(shade), { turn: -90, cap: 13, opacity: 0.92 });
  return { out: outer + neck, lift: 62, svg, w, h: length + 40, glow: clear ? shade : undefined };
}

const tubeInk = (shade) => (parseInt(shade.slice(1, 3), 16) * 0.3 + parseInt(shade.slice(3, 5), 16) * 0.6 + parseInt(shade.slice(5, 7), 16) * 0.1 > 165 ? '#3a2a28' : '#fffaf5');

/** Cap with stem and applicator. `tip`: doe, brush, spool. */
function wand(ctx, { capLength = 190, stem = 150, tip = 'doe' }) {
  const { scene, style, shade } = ctx;
  const w = tubeWide(style);
  const top = -(capLength + stem) / 2;
  const cap = casing(ctx, -w / 2, top, w, capLength, { radius: style.form === 'square' ? 4 : 6, section: style.form === 'square' ? 7 : style.section });
  const y = top + capLength;
  const ring = box(-w / 2 + 2, y - 7, w - 4, 9, 2);
  const rodPath = box(-4.5, y, 9, stem - 46, 2);
  const wet = material('gloss', shade);
  const end = y + stem;
  const foot = lathe([[end - 56, 4, 's'], [end - 34, 9.5, 's'], [end - 12, 8, 'in'], [end, 2.5]]);
  const svg =
    rod(scene, rodPath, material('satin', '#e9e4de'), { plain: true }) +
    `<path fill="${scene.linear(across(wet, scene.ground, 2))}" opacity=".85" d="${box(-4.5, y + stem * 0.3, 9, stem * 0.7 - 48, 2)}"/>` +
    rod(scene, foot, material('satin', shade), { along: 0.05 }) + `<path fill="#fff" fill-opacity=".6" d="${box(-4.6, end - 44, 2.4, 24, 1.2)}"/>` +
    cap.svg + rod(scene, ring, style.trim, { section: style.section, plain: true });
  return { out: cap.path + rodPath + foot, lift: 60, svg, w, h: capLength + stem };
}

function closedTube(ctx, clear) {
  const { scene, style } = ctx;
  const w = tubeWide(style);
  const tube = lipTube(ctx, { clear });
  const cap = casing(ctx, -w / 2, -190, w, 172, { radius: 5 });
  const svg = `<g transform="translate(0 106)">${tube.svg}</g>${cap.svg}${rod(scene, box(-w / 2 + 1, -25, w - 2, 9, 1), style.trim, { section: style.section, plain: true })}`;
  return { out: box(-w / 2, -190, w, 414, 6), lift: 62, svg, w, h: 414, glow: tube.glow };
}

function packTube(ctx, clear) {
  const { scene, shade, finish, rand, tone } = ctx;
  const right = tone() < 0.5;
  swipe(scene, { x: ctx.at(right ? 640 : 650), y: 300, length: 350, width: 106, angle: ctx.flip ? 84 : 96, bend: right ? 22 : -14, shade, finish, rand });
  scene.put(lipTube(ctx, { clear }), ctx.at(215), 560, ctx.turn(-7), 1.82);
  scene.put(wand(ctx, {}), ctx.at(430), 510, ctx.turn(right ? 12 : 9), 1.82);
}

export const lips = {
  bullet: { pack: packBullet, hero: bulletOpen, closed: bulletClosed, texture: 'swipe' },
  'liquid-lip': { pack: (c) => packTube(c, false), hero: (c) => closedTube(c, false), texture: 'swipe' },
  gloss: { pack: (c) => packTube(c, true), hero: (c) => closedTube(c, true), texture: 'gel' },
};
