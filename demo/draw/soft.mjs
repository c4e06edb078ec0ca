// Creams and their like: jars, pots, tubes, soap, candles, and things in cartons.

import { material, face } from './light.mjs';
import { box, circle, hollow, plate, rod, seam } from './solid.mjs';
import { rimLight } from './glass.mjs';
import { lch, mix, oklch, shift } from './color.mjs';
import { imprint, pressed, wordmark } from './type.mjs';
import { seeded } from './rand.mjs';
import { cream, powder, relief, spiral, swipe } from './smear.mjs';
import { capMaterial } from './bottles.mjs';
import { d, n, n2 } from './svg.mjs';

const creamColour = (ctx) => {
  if (ctx.variant.shade) return ctx.variant.shade.hex;
  const [L, C, H] = lch(ctx.variant.tint ?? mix(ctx.style.body, '#fffaf2', 0.82));
  return oklch(Math.min(0.94, L), Math.max(0.008, C), H);
};

/** Whether a jar holds powder instead of cream. */
export const isPowder = ({ product }) => /powder|pigment|steam|salt|scrub/i.test(product.title);

/** Open jar from above: rim, glass wall, cream with the turn of a spatula. */
function jarOpen(ctx, r = 150) {
  const { scene, style, rand } = ctx;
  const shade = creamColour(ctx);
  const glass = style.glass === 'amber' ? style.glassTint : style.glass === 'opal' ? style.body : mix(style.body, '#ffffff', 0.3);
  const wallMat = material(style.glass === 'frost' ? 'frost' : 'gloss', glass);
  if (isPowder(ctx)) return powderJar(ctx, r, wallMat, shade);
  const curl = spiral(r * 0.03, 0, r * 0.68, 0.96, rand.between(0, 6.28), 2.2);
  const strokes = `<path stroke-opacity=".3" stroke-width="${n(r * 0.2)}" d="${curl}"/><path stroke-opacity=".4" stroke-width="${n(r * 0.08)}" d="${curl}"/>`;
  const svg =
    plate(scene, circle(0, 0, r), wallMat, { edge: 3 }) +
    hollow(scene, circle(0, 0, r * 0.9), face(wallMat, scene.ground), { deep: 3 }) +
    hollow(scene, circle(0, 0, r * 0.82), shift(shade, -0.05), { deep: 4, floor: shade }) +
    `<g filter="${relief(scene, shade, 'cream', 1, { relief: 9, soft: 5, gloss: 0.2, body: 0.8 })}"><circle r="${n(r * 0.81)}" fill-opacity=".5"/><g fill="none" stroke="#000" stroke-linejoin="round" stroke-linecap="round">${strokes}</g></g>` +
    `<circle r="${n(r * 0.79)}" fill="none" stroke="#000" stroke-opacity=".28" stroke-width="9" filter="${scene.blur(5)}"/>` + rimLight(scene, circle(0, 0, r * 0.95), 2.4, 0.9);
  return { out: circle(0, 0, r), lift: r * 0.62, svg, w: 2 * r, h: 2 * r };
}

// The same jar with loose powder: a soft hollow where the brush went in.
function powderJar({ scene, finish }, r, wallMat, shade) {
  const shiny = finish === 'shimmer' || finish === 'metallic';
  const bed = scene.radial([[0, shift(shade, -0.05)], [0.34, shift(shade, -0.02)], [0.62, shift(shade, 0.03)], [1, shift(shade, -0.03)]], 0.46, 0.52, 0.56);
  const rand = seeded('grain');
  let light = '';
  let dark = '';
  for (let i = 0; i < 150; i += 1) {
    const a = rand() * 6.28;
    const q = Math.sqrt(rand()) * r * 0.76;
    const s = rand.between(1, 3);
    const dot = d`M${Math.cos(a) * q} ${Math.sin(a) * q}h${s}v${s}h${-s}z`;
    if (i % 2) light += dot;
    else dark += dot;
  }
  const svg =
    plate(scene, circle(0, 0, r), wallMat, { edge: 3 }) + hollow(scene, circle(0, 0, r * 0.9), face(wallMat, scene.ground), { deep: 3 }) +
    `<circle r="${n(r * 0.82)}" fill="${bed}"/><path fill="${shift(shade, -0.12)}" fill-opacity=".5" d="${dark}"/><path fill="${mix(shade, '#fffaf0', shiny ? 0.8 : 0.4)}" fill-opacity="${shiny ? 0.9 : 0.6}" d="${light}"/>` +
    `<circle r="${n(r * 0.79)}" fill="none" stroke="#000" stroke-opacity=".3" stroke-width="10" filter="${scene.blur(5)}"/>` + rimLight(scene, circle(0, 0, r * 0.95), 2.4, 0.9);
  return { out: circle(0, 0, r), lift: r * 0.62, svg, w: 2 * r, h: 2 * r };
}

/** A lid from above. */
function lid(ctx, r = 152, mat = capMaterial(ctx.style)) {
  const { scene, style } = ctx;
  const light = parseInt(mat.colour.slice(1, 3), 16) + parseInt(mat.colour.slice(3, 5), 16) > 300;
  const metal = mat.surface === 'brushed' || mat.surface === 'metal';
  const svg =
    plate(scene, circle(0, 0, r), mat, { edge: 3 }) +
    `<circle r="${n(r - 7)}" fill="none" stroke="${scene.linear([[0, '#000', 0.16], [0.5, '#000', 0], [1, '#fff', 0.35]], [0, 0, 1, 1])}" stroke-width="3"/>` +
    (metal
      ? pressed(scene, style.code, 0, 0, r * 1.1, { cap: 24, light: 0.5, dark: 0.5 })
      : wordmark(scene, style.code, 0, -r * 0.12, r * 1.1, light ? darkOf(style) : '#f6efe4', { cap: r * 0.16, opacity: 0.9 }) +
        imprint(scene, ctx, 0, r * 0.16, Math.max(4.6, r * 0.042), light ? darkOf(style) : '#f6efe4', { most: 18, lines: 2, opacity: 0.7 }));
  return { out: circle(0, 0, r), lift: r * 0.24, svg, w: 2 * r, h: 2 * r };
}

const darkOf = (style) => (parseInt(style.ink.slice(1, 3), 16) > 150 ? '#2b2522' : style.ink);

function jarClosed(ctx, r = 152) {
  const l = lid(ctx, r);
  return { ...l, lift: r * 0.75 };
}

function packJar(ctx) {
  const { scene, rand } = ctx;
  const shade = creamColour(ctx);
  if (isPowder(ctx)) powder(scene, { x: ctx.at(590), y: 750, rx: 118, ry: 70, shade, finish: ctx.finish, rand, angle: ctx.turn(-24) });
  else if (ctx.variant.shade) swipe(scene, { x: ctx.at(575), y: 660, length: 220, width: 108, angle: ctx.flip ? 124 : 56, shade, finish: 'cream', rand });
  else cream(scene, { x: ctx.at(605), y: 745, r: 94, shade, rand });
  scene.put(lid(ctx), ctx.at(520), 320, ctx.turn(12), 1.3);
  scene.put(jarOpen(ctx), ctx.at(315), 560, 0, 1.3);
}

/** Balm pot: small and low, shade inside. */
function potOpen(ctx, r = 84) {
  const { scene, style, shade, finish } = ctx;
  const shine = finish === 'matte' ? 0.1 : 0.5;
  const g = scene.linear([[0, shift(shade, -0.04)], [0.32, shift(shade, 0.02)], [0.4, mix(shade, '#fff', shine * 0.6)], [0.5, shift(shade, 0.01)], [1, shift(shade, 0.03)]], [0, 0, 1, 1]);
  const svg =
    plate(scene, circle(0, 0, r), style.case, { edge: 3 }) + hollow(scene, circle(0, 0, r * 0.88), style.case.colour, { deep: 2.5 }) +
    hollow(scene, circle(0, 0, r * 0.8), shift(shade, -0.04), { deep: 3, floor: g }) +
    scoop(scene, shade, r, finish);
  return { out: circle(0, 0, r), lift: 56, svg, w: 2 * r, h: 2 * r };
}

// Where a finger has been: a shallow groove, dark towards the light, bright away from it.
function scoop(scene, shade, r, finish) {
  const p = d`M${-r * 0.34} ${-r * 0.2}C${-r * 0.26} ${-r * 0.42} ${r * 0.1} ${-r * 0.3} ${r * 0.34} ${r * 0.02}C${r * 0.54} ${r * 0.28} ${r * 0.42} ${r * 0.5} ${r * 0.2} ${r * 0.4}C${-r * 0.06} ${r * 0.28} ${-r * 0.42} ${r * 0.06} ${-r * 0.34} ${-r * 0.2}z`;
  const fill = scene.linear([[0, shift(shade, -0.11)], [0.5, shift(shade, -0.01)], [1, shift(shade, 0.07)]], [0.2, 0, 0.8, 1]);
  const edge = scene.linear([[0, '#000', 0.16], [0.45, '#000', 0], [0.55, '#fff', 0.1], [1, '#fff', finish === 'matte' ? 0.35 : 0.75]], [0.1, 0, 0.9, 1]);
  return `<path fill="${fill}" filter="${scene.blur(2)}" d="${p}"/><path fill="none" stroke="${edge}" stroke-width="3.4" filter="${scene.blur(1)}" d="${p}"/>`;
}

function packPot(ctx) {
  const { scene, shade, finish, rand } = ctx;
  swipe(scene, { x: ctx.at(560), y: 645, length: 220, width: 100, angle: ctx.flip ? 122 : 58, bend: 12, shade, finish, rand });
  scene.put(lid(ctx, 86, ctx.style.case), ctx.at(515), 335, ctx.turn(10), 1.9);
  scene.put(potOpen(ctx), ctx.at(310), 560, 0, 1.9);
}

// Proportions of a tube: width, and how much shorter than the tallest it is.
function tubeSize({ product }) {
  if (/eye|spot|lip|primer/i.test(product.title)) return [96, 60];
  return [[150, 0], [164, 70], [132, 20]][Math.floor(seeded(product.handle)() * 3)];
}

/** Crimped tube with its screw cap. */
function tubeBody(ctx) {
  const { scene, style } = ctx;
  const [w, less] = tubeSize(ctx);
  const top = -190 + less;
  const k = w / 150;
  const capW = w > 120 ? 92 : 64;
  const body = d`M${-w / 2 - 4} ${top}H${w / 2 + 4}C${w / 2 + 3} -60 ${w / 2 - 8 * k} 60 ${w / 2 - 22 * k} 152Q${w / 2 - 24 * k} 166 ${w / 2 - 36 * k} 166H${-w / 2 + 36 * k}Q${-w / 2 + 24 * k} 166 ${-w / 2 + 22 * k} 152C${-w / 2 + 8 * k} 60 ${-w / 2 - 3} -60 ${-w / 2 - 4} ${top}z`;
  const crimp = box(-w / 2 - 4, top - 26, w + 8, 28, 1);
  let lines = '';
  for (let x = -w / 2; x < w / 2 + 4; x += 5) lines += d`M${x} ${top - 24}v24`;
  const cap = box(-capW / 2, 164, capW, 62, [3, 8]);
  const m = capMaterial(style);
  const flat = style.tube;
  let svg =
    rod(scene, body, flat, { section: 2.6, along: 0.06 }) +
    `<path fill="${scene.linear([[0, '#000', 0.16], [0.1, '#fff', 0.2], [0.28, '#fff', 0], [0.86, '#000', 0], [1, '#000', 0.14]], [0, 0, 0, 1])}" d="${body}"/>` +
    `<path fill="#fff" fill-opacity=".16" filter="${scene.blur(4)}" d="${d`M${-34 * k} ${top + 14}C${-40 * k} -90 ${-44 * k} -10 ${-38 * k} 60C${-30 * k} 10 ${-22 * k} -80 ${-16 * k} ${top + 14}z`}"/>` +
    plate(scene, crimp, flat, { edge: 1 }) + `<path stroke="#000" stroke-opacity=".13" stroke-width="1.6" d="${lines}"/>` +
    wordmark(scene, style.code, 0, -40 + less * 0.3, w * 0.7, style.tubeInk, { cap: 20, opacity: 0.94 }) +
    imprint(scene, ctx, 0, 14 + less * 0.3, Math.min(6.2, w * 0.042), style.tubeInk, { most: 13 }) + `<path stroke="${style.tubeInk}" stroke-opacity=".5" d="${d`M${-26 * k} ${-8 + less * 0.3}h${52 * k}`}"/>`;
  let ribs = '';
  for (let x = -capW / 2 + 6; x <= capW / 2 - 6; x += 6) ribs += d`M${x} 176v42`;
  svg += rod(scene, cap, m, { along: 0.1 }) + `<path stroke="#000" stroke-opacity=".1" stroke-width="2" d="${ribs}"/>` + seam(-capW / 2, 170, capW, 0.6);
  return { out: body + crimp + cap, lift: 66 * k, svg, w: w + 8, h: 440 - less };
}

function packTube(ctx) {
  const { scene, rand } = ctx;
  const shade = creamColour(ctx);
  if (ctx.variant.shade) swipe(scene, { x: ctx.at(620), y: 370, length: 280, width: 114, angle: ctx.flip ? 100 : 80, bend: 12, shade, finish: 'cream', rand });
  else cream(scene, { x: ctx.at(615), y: 690, r: 100, shade, rand });
  const [w, less] = tubeSize(ctx);
  scene.put(tubeBody(ctx), ctx.at(320), 500 - less * 0.6, ctx.turn(-10), w < 120 ? 1.8 : 1.68);
}

/** A bar of soap with the mark pressed in. */
function soap(ctx) {
  const { scene, style } = ctx;
  const colour = creamColour(ctx);
  const m = material('satin', colour);
  const outer = box(-118, -160, 236, 320, style.form === 'square' ? 22 : 70);
  const inner = box(-92, -134, 184, 268, style.form === 'square' ? 14 : 52);
  const edge = scene.linear([[0, mix(shift(colour, 0.08), '#fff', 0.3)], [0.4, colour], [0.7, shift(colour, -0.07)], [1, shift(colour, -0.12)]], [0, 0, 1, 1]);
  const svg =
    `<path fill="${edge}" d="${outer}"/>` + `<path fill="${shift(colour, 0.015)}" filter="${scene.blur(5)}" d="${inner}"/>` +
    `<path fill="none" stroke="#fff" stroke-opacity=".55" stroke-width="5" filter="${scene.blur(3)}" d="M-104-90C-104-130-84-148-50-150H40"/>` +
    pressed(scene, style.code, 0, 0, 176, { cap: 40, light: 0.65, dark: 0.24, turn: -90 });
  return { out: outer, lift: 74, svg, w: 236, h: 320, m };
}

/** The paper band soap is sold in, lying open behind it. */
function sleeve(ctx) {
  const { scene, style } = ctx;
  const p = box(-124, -92, 248, 184, 1);
  const svg = plate(scene, p, style.card, { edge: 1 }) + wordmark(scene, style.code, 0, -12, 160, style.cardInk, { cap: 26 }) + imprint(scene, ctx, 0, 32, 7, style.cardInk, { most: 22, lines: 1 }) +
    `<path stroke="#000" stroke-opacity=".14" d="M-96-92V92M96-92V92"/><path stroke="#fff" stroke-opacity=".3" d="M-95-92V92M97-92V92"/>`;
  return { out: p, lift: 5, svg, w: 248, h: 184 };
}

/** A round bar, as for hair. */
function puck(ctx) {
  const { scene, style } = ctx;
  const colour = creamColour(ctx);
  const edge = scene.linear([[0, mix(shift(colour, 0.08), '#fff', 0.3)], [0.45, colour], [1, shift(colour, -0.12)]], [0, 0, 1, 1]);
  const svg = `<circle r="128" fill="${edge}"/><circle r="106" fill="${shift(colour, 0.015)}" filter="${scene.blur(5)}"/>${pressed(scene, style.code, 0, 0, 150, { cap: 32, light: 0.65, dark: 0.24 })}`;
  return { out: circle(0, 0, 128), lift: 84, svg, w: 256, h: 256 };
}

const barOf = (ctx) => (/shampoo|conditioner|brush/i.test(ctx.product.title) ? puck : soap);

function packBar(ctx) {
  const { scene } = ctx;
  scene.put(sleeve(ctx), ctx.at(510), 350, ctx.turn(14), 1.4);
  if (/tablet/i.test(ctx.product.title)) {
    scene.put(soap(ctx), 290, 570, -14, 1.02);
    scene.put(soap(ctx), 545, 640, 6, 1.02);
    return;
  }
  scene.put(barOf(ctx)(ctx), ctx.at(350), 565, ctx.turn(-12), 1.45);
}

/** A candle from above: tumbler, wax, wick. */
function candle(ctx, r = 160) {
  const { scene, style } = ctx;
  const wax = ctx.variant.tint ? mix(ctx.variant.tint, '#f6efe2', 0.72) : '#f1e8d8';
  const glass = mix(style.accent, '#ffffff', 0.1);
  const pool = scene.radial([[0, mix(wax, '#fff3cf', 0.5)], [0.3, shift(wax, 0.01)], [0.34, shift(wax, -0.03)], [1, wax]], 0.5, 0.5, 0.5);
  const svg =
    plate(scene, circle(0, 0, r), material('gloss', glass), { edge: 3 }) + hollow(scene, circle(0, 0, r * 0.9), shift(glass, -0.06), { deep: 3 }) +
    `<circle r="${n(r * 0.88)}" fill="${pool}"/><circle r="${n(r * 0.86)}" fill="none" stroke="#000" stroke-opacity=".34" stroke-width="12" filter="${scene.blur(6)}" transform="translate(-3 -3)"/>` +
    `<circle r="${n(r * 0.86)}" fill="none" stroke="#000" stroke-opacity=".12" stroke-width="2"/>` +
    `<path fill="#000" fill-opacity=".26" filter="${scene.blur(3)}" d="M0-3 44 30 40 36-4 3z"/><path fill="none" stroke="#f3ecdf" stroke-width="6" stroke-linecap="round" d="M0 0C6-4 10-12 18-16"/><path fill="none" stroke="#2b2521" stroke-width="6" stroke-linecap="round" d="M14-13Q18-15 21-19"/>` +
    rimLight(scene, circle(0, 0, r * 0.95), 3, 0.9);
  return { out: circle(0, 0, r), lift: 150, svg, w: 2 * r, h: 2 * r };
}

function packCandle(ctx) {
  const { scene, style } = ctx;
  const match = box(-4, -110, 8, 220, 2);
  const brass = material('brushed', '#c8a86c');
  const l = lid(ctx, 160, brass);
  scene.put(l, 520, 320, 8, 1.2);
  scene.put(candle(ctx), 320, 570, 0, 1.2);
  scene.put({ out: match, lift: 10, svg: rod(scene, match, material('card', '#d9bd92'), { section: 6 }) + rod(scene, box(-6, -122, 12, 24, 6), material('matte', style.accent), {}) }, 640, 720, 28, 1.2);
}

export const soft = {
  jar: { pack: packJar, hero: jarClosed, shown: jarOpen, texture: 'cream' },
  'balm-pot': { pack: packPot, hero: (c) => lid(c, 86, c.style.case), shown: potOpen, texture: 'swipe' },
  tube: { pack: packTube, hero: tubeBody, texture: 'cream' },
  bar: { pack: packBar, hero: (c) => barOf(c)(c), texture: undefined },
  candle: { pack: packCandle, hero: candle, texture: undefined },
};
