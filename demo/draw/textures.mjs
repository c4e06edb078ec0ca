// The second gallery picture: the product itself, very close, in its true shade and finish.

import { Scene } from './scene.mjs';
import { lch, mix, oklch, plinth } from './color.mjs';
import { seeded } from './rand.mjs';
import { drop, powder, swipe } from './smear.mjs';
import { hairs } from './pens.mjs';

const big = { x: 140, y: 900, length: 860, width: 400, angle: -56, bend: 40, k: 2.4, lanes: 20 };

const painters = {
  swipe: (c) => swipe(c.scene, { ...big, ...c }),
  gel: (c) => swipe(c.scene, { ...big, ...c, bend: 60, finish: c.finish === 'matte' ? 'satin' : c.finish }),
  line: (c) => {
    for (let i = 0; i < 4; i += 1) {
      swipe(c.scene, { ...c, x: 130 + i * 140, y: 850 - i * 18, length: 700 - i * 60, width: [120, 78, 46, 22][i], angle: -66, bend: 14, k: 1.2, lanes: [11, 8, 6, 4][i] });
    }
  },
  hairs: (c) => {
    for (let row = 0; row < 3; row += 1) hairs(c.scene, { x: 390, y: 420 + row * 210, w: 560, h: 260 - row * 50, colour: c.shade, rand: c.rand, count: 46, lean: 0.8 });
  },
  lash: (c) => {
    swipe(c.scene, { ...c, x: 150, y: 720, length: 560, width: 210, angle: -14, bend: -20, k: 1.8, lanes: 15, finish: c.finish === 'matte' ? 'cream' : c.finish });
    hairs(c.scene, { x: 420, y: 430, w: 540, h: 220, colour: c.shade, rand: c.rand, count: 40, lean: 0.1 });
  },
  powder: (c) => powder(c.scene, { ...c, x: 400, y: 520, rx: 300, ry: 240, k: 2, crumbs: 60, angle: -30 }),
  powders: (c) => {
    const list = c.pans?.length ? c.pans : [c.shade];
    const rows = Math.min(4, list.length);
    for (let i = 0; i < rows; i += 1) {
      const shade = list[Math.floor((i * list.length) / rows)];
      swipe(c.scene, { ...c, shade, x: 140, y: 190 + (i * 640) / Math.max(1, rows - 1), length: 540 + c.rand.between(-40, 40), width: 560 / rows, angle: -7, bend: -8, k: 1.4, lanes: 9, finish: i % 3 === 1 ? 'shimmer' : 'matte' });
    }
  },
  cream: (c) => swipe(c.scene, { ...big, ...c, width: 330, length: 900, bend: 110, finish: 'cream' }),
  drop: (c) => {
    drop(c.scene, { ...c, x: 360, y: 540, r: 210, ry: 190, see: 0.4 });
    drop(c.scene, { ...c, x: 620, y: 300, r: 88, see: 0.4 });
    drop(c.scene, { ...c, x: 640, y: 740, r: 40, see: 0.4 });
    drop(c.scene, { ...c, x: 520, y: 220, r: 24, see: 0.4 });
  },
  droplets: (c) => {
    for (let i = 0; i < 20; i += 1) {
      const r = 9 + c.rand() ** 2 * 84;
      drop(c.scene, { ...c, x: c.rand.between(80, 720), y: c.rand.between(90, 910), r, ry: r * 0.92, see: 0.26 });
    }
  },
};

/** Creams are never quite white, or their relief would be lost. */
function softWhite(colour) {
  const [L, C, H] = lch(colour);
  return L > 0.93 ? oklch(0.93, Math.max(C, 0.008), H) : colour;
}

/** The texture picture of a variant, as SVG text. */
export function texture(kind, { variant, finish, shade, pans, ground }) {
  const scene = new Scene(800, 1000, ground ?? plinth(shade));
  const rand = seeded(`${variant.sku} close`);
  const name = variant.shade && (kind === 'cream' || kind === 'drop') ? 'swipe' : kind;
  const colour = variant.shade || kind !== 'cream' ? shade : softWhite(mix(shade, '#fffaf2', 0.5));
  painters[name]({ scene, shade: colour, finish: variant.shade && kind !== name ? 'cream' : finish, pans, rand });
  return scene.toString();
}
