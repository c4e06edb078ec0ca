// The third gallery picture: a product among its shades, or with its carton and a steel rule for scale.

import { Scene } from './scene.mjs';
import { MM } from './scene.mjs';
import { box, plate } from './solid.mjs';
import { material } from './light.mjs';
import { carton } from './cartons.mjs';
import { smallPrint } from './type.mjs';
import { lineShadow } from './tools.mjs';
import { swipe } from './smear.mjs';
import { d, n } from './svg.mjs';

/** A steel rule, ten centimetres, lying along y. */
function rule(scene, scale) {
  const mm = MM;
  const len = 104 * mm;
  const w = 15 * mm;
  const path = box(-w / 2, -len / 2, w, len, 2);
  let fine = '';
  let long = '';
  for (let i = 0; i <= 100; i += scale < 1 ? 2 : 1) {
    const y = len / 2 - 2 * mm - i * mm;
    if (i % 10 === 0) long += d`M${w / 2} ${y}h-22`;
    else fine += d`M${w / 2} ${y}h${i % 5 ? -9 : -15}`;
  }
  let figures = '';
  for (let i = 2; i <= 8; i += 2) figures += smallPrint(scene, String(i), -w / 2 + 16, len / 2 - 2 * mm - i * 10 * mm, 13, '#33312e', { opacity: 0.8 });
  const svg = plate(scene, path, material('brushed', '#d3d1cc'), { edge: 1.2 }) + `<path fill="none" stroke="#33312e" stroke-opacity=".8" stroke-width="1" d="${fine}"/><path stroke="#33312e" stroke-width="1.4" d="${long}"/>${figures}`;
  return { out: path, lift: 6, svg, w, h: len };
}

/** Puts a part, with a wire shadow where it has no outline. */
export function lay(scene, part, x, y, turn, scale) {
  if (part.out) {
    scene.put(part, x, y, turn, scale);
    return;
  }
  lineShadow(scene, part.lines, x, y, turn, scale, 12);
  scene.add(`<g transform="translate(${n(x)} ${n(y)})rotate(${n(turn)})scale(${n(scale * 10) / 10})">${part.svg}</g>`);
}

// Things sold without a carton.
const BARE = /^(pouch|mirror|mask-box|brush|sponge|bar)/;

/** The set picture of a product; `contexts(scene)` gives the contexts of up to five shades. */
export function setPicture(kind, contexts, ground) {
  const scene = new Scene(800, 1000, ground);
  const list = contexts(scene);
  const [first] = list;
  if (list.length >= 3 && first.variant.shade) {
    if (first.product.kind === 'tube') swatched(scene, kind, list);
    else siblings(scene, kind.shown ?? kind.hero, list);
  } else withRule(scene, kind.closed ?? kind.hero, first);
  return scene.toString();
}

// Shades side by side; wide things four in a square.
function siblings(scene, draw, list) {
  const parts = list.map((c) => draw(c));
  const { w, h } = parts[0];
  if (h > w * 1.5) {
    const gap = Math.max(14, w * 0.3);
    const fit = (count) => Math.min(1.7, 700 / (count * w + (count - 1) * gap), 800 / (h + 60));
    const count = fit(parts.length) > 0.9 ? parts.length : fit(3) > 0.9 ? Math.min(3, parts.length) : 2;
    const scale = fit(count);
    const shown = Array.from({ length: count }, (_, i) => parts[Math.round((i * (parts.length - 1)) / (count - 1))]);
    const lower = count === 2 ? 70 : 34;
    const step = (w + gap) * scale;
    shown.forEach((p, i) => lay(scene, p, 400 + (i - (count - 1) / 2) * step, 500 + (i % 2 ? lower : -lower), 0, scale));
    return;
  }
  const scale = Math.min(1.9, 330 / w, 420 / h);
  const dx = (w * scale) / 2 + 20;
  const dy = (h * scale) / 2 + 20;
  parts.slice(0, 4).forEach((p, i) => lay(scene, p, 400 + (i % 2 ? dx : -dx), 500 + (i < 2 ? -dy : dy), 0, scale));
}

// A tube hides its shade: the shades lie beside it.
function swatched(scene, kind, list) {
  const part = kind.hero(list[0]);
  const scale = Math.min(1.6, 700 / part.h);
  list.slice(0, 4).forEach((c, i, all) => swipe(scene, { x: 430, y: 230 + (i * 540) / (all.length - 1), length: 270, width: 78, angle: -5, bend: -8, shade: c.shade, finish: 'cream', rand: c.rand, lanes: 9 }));
  lay(scene, part, 240, 500, -4, scale);
}

// The thing, its carton and a rule.
function withRule(scene, draw, ctx) {
  const part = draw(ctx);
  const steel = rule(scene, 1);
  if (BARE.test(ctx.product.kind)) {
    const scale = Math.min(1.6, 500 / part.w, 760 / part.h, 900 / steel.h);
    lay(scene, part, 345, 500, 0, scale);
    scene.put(steel, Math.min(740, 345 + (part.w * scale) / 2 + 70), 500, 0, scale);
    return;
  }
  const boxW = part.w + 26;
  const boxH = part.h + 22;
  if (part.w > 190) {
    const scale = Math.min(1.4, 430 / part.w, 470 / part.h);
    lay(scene, carton(ctx, boxW, boxH, { deep: 80 }), 80 + (boxW * scale) / 2, 90 + (boxH * scale) / 2, 0, scale);
    lay(scene, part, 620 - (part.w * scale) / 2, 900 - (part.h * scale) / 2, 0, scale);
    scene.put(steel, 690, 900 - (steel.h * scale) / 2, 0, scale);
    return;
  }
  const scale = Math.min(1.9, 800 / boxH, 560 / (part.w + boxW + 110));
  const gap = 34 * scale;
  let x = 400 - ((part.w + boxW + 60) * scale + 2 * gap) / 2;
  lay(scene, carton(ctx, boxW, boxH, { deep: Math.min(90, boxW * 0.5) }), x + (boxW * scale) / 2, 500, 0, scale);
  x += boxW * scale + gap;
  lay(scene, part, x + (part.w * scale) / 2, 500, 0, scale);
  x += part.w * scale + gap;
  scene.put(steel, x + 30 * scale, Math.min(500 + ((boxH - steel.h) / 2) * scale, 960 - (steel.h * scale) / 2), 0, scale);
}
