// The third gallery picture: a product among its shades, or with its carton and a steel rule for scale.

import { Scene } from './scene.mjs';
import { MM } from './scene.mjs';
import { box, plate } from './solid.mjs';
import { material } from './light.mjs';
import { carton } from './cartons.mjs';
import { smallPrint } from './type.mjs';
import { lineShadow } from './tools.mjs';
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

/** The set picture of a product; `contexts(scene)` gives the contexts of up to five shades, the chosen one first. */
export function setPicture(kind, contexts, ground) {
  const scene = new Scene(800, 1000, ground);
  const list = contexts(scene);
  const [first] = list;
  const draw = kind.closed ?? kind.hero;
  if (list.length >= 3 && first.variant.shade) siblings(scene, kind, list);
  else withCarton(scene, draw, first);
  return scene.toString();
}

function siblings(scene, kind, list) {
  const parts = list.map((c) => kind.hero(c));
  const { w, h } = parts[0];
  const slim = h > w * 1.5;
  if (slim) {
    const count = Math.min(5, parts.length);
    const gap = Math.max(14, w * 0.3);
    const scale = Math.min(1.5, 640 / (count * w + (count - 1) * gap), 780 / h);
    const step = (w + gap) * scale;
    for (let i = 0; i < count; i += 1) {
      const x = 400 + (i - (count - 1) / 2) * step;
      lay(scene, parts[i], x, 500 + (i % 2 ? 34 : -34), 0, scale);
    }
    return;
  }
  const four = parts.slice(0, 4);
  const scale = Math.min(1.3, 320 / w, 400 / h);
  four.forEach((p, i) => lay(scene, p, 400 + (i % 2 ? 1 : -1) * (w * scale * 0.5 + 22), 500 + (i < 2 ? -1 : 1) * (h * scale * 0.5 + 22), 0, scale));
}

function withCarton(scene, draw, ctx) {
  const part = draw(ctx);
  const boxW = part.w + 26;
  const boxH = part.h + 22;
  const scale = Math.min(1.5, 800 / boxH, 560 / (part.w + boxW + 110));
  const gap = 34 * scale;
  const total = (part.w + boxW) * scale + gap + 60 * scale + gap;
  let x = 400 - total / 2;
  lay(scene, carton(ctx, boxW, boxH, { deep: Math.min(90, boxW * 0.5) }), x + (boxW * scale) / 2, 500, 0, scale);
  x += boxW * scale + gap;
  lay(scene, part, x + (part.w * scale) / 2, 500, 0, scale);
  x += part.w * scale + gap;
  const r = rule(scene, scale);
  scene.put(r, x + 30 * scale, 500 + ((boxH - r.h) / 2) * scale, 0, scale);
}
