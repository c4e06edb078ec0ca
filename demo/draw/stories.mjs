// The home page's stories: still lifes with one subject each, wide and tall, laid out by hand.

import { Scene } from './scene.mjs';
import { kindOf } from './kinds.mjs';
import { daylight, paper } from './compose.mjs';
import { lay } from './sets.mjs';
import { lch, oklch } from './color.mjs';
import { seeded } from './rand.mjs';
import { cream, drop, powder, relief, swipe, swipeForm } from './smear.mjs';
import { box, circle } from './solid.mjs';
import { bulletCap } from './lips.mjs';
import { n } from './svg.mjs';

/** Finds what a story asks for; a story whose cast is missing is left out. */
class Cast {
  constructor(scene, products, contextOf) {
    Object.assign(this, { scene, products, contextOf });
  }

  /** The context of a product of a kind (and label), in the shade nearest to `hex`. */
  find(kind, { label, hex, category } = {}) {
    const fits = this.products.filter((p) => p.kind === kind && (!category || p.category === category));
    const product = fits.find((p) => p.label === label) ?? fits[0];
    if (!product) return undefined;
    const far = (v) => (v.shade ? distance(v.shade.hex, hex) : 0);
    const variant = hex ? [...product.variants].sort((a, b) => far(a) - far(b))[0] : product.variants[0];
    return this.contextOf(this.scene, product, variant);
  }

  /** Lays down a thing; `draw` may name another part of it. */
  lay(ctx, x, y, turn, scale, draw) {
    if (!ctx) return;
    const kind = kindOf(ctx.product.kind);
    lay(this.scene, (draw ?? kind.hero)(ctx), x, y, turn, scale);
  }
}

function distance(a, b) {
  const [l1, c1, h1] = lch(a);
  const [l2, c2, h2] = lch(b);
  const turn = Math.min(Math.abs(h1 - h2), 360 - Math.abs(h1 - h2)) / 180;
  return Math.hypot(l1 - l2, (c1 - c2) * 2, turn * 0.8);
}

// One: a red, tone on tone.
function red(cast, tall) {
  const { scene } = cast;
  const rand = seeded(`red ${tall}`);
  const c = cast.find('bullet', { label: 'halde', hex: '#a81f2c' });
  daylight(scene, tall ? { x: 60, y: 60, w: 560, h: 760, strength: 0.13 } : { x: 560, y: -40, w: 760, h: 860, strength: 0.13 });
  const at = tall ? { x: 150, y: 905, length: 820, width: 250, angle: -58 } : { x: 700, y: 880, length: 1010, width: 270, angle: -44 };
  swipe(scene, { ...at, bend: 46, shade: c.shade, finish: 'satin', rand, k: 1.8, lanes: 18 });
  cast.lay(c, tall ? 330 : 880, tall ? 420 : 420, -16, tall ? 1.9 : 2);
  cast.lay(c, tall ? 620 : 1290, tall ? 760 : 730, 58, tall ? 1.9 : 2, bulletCap);
}

// Two: cold water.
function water(cast, tall) {
  const { scene } = cast;
  const rand = seeded(`water ${tall}`);
  paper(scene, tall ? circle(470, 560, 330) : circle(1060, 520, 400), oklch(0.92, 0.022, 200));
  daylight(scene, tall ? { x: 40, y: 20, w: 600, h: 800, strength: 0.34 } : { x: 420, y: -60, w: 820, h: 920, strength: 0.34 });
  const serum = cast.find('dropper', { label: 'kelda', category: 'Skincare' });
  const jar = cast.find('jar', { label: 'kelda', category: 'Skincare' });
  const spots = tall ? [[150, 250, 60], [250, 190, 26], [205, 330, 16], [120, 360, 9]] : [[520, 300, 76], [640, 220, 34], [590, 410, 20], [480, 430, 12], [700, 330, 9]];
  for (const [x, y, r] of spots) drop(scene, { x, y, r, ry: r * 0.93, shade: '#bcd9da', rand, see: 0.3 });
  cast.lay(serum, tall ? 330 : 900, tall ? 590 : 500, -12, tall ? 1.55 : 1.8);
  cast.lay(jar, tall ? 590 : 1250, tall ? 760 : 640, 10, tall ? 0.95 : 1.15);
  cream(scene, { x: tall ? 600 : 1230, y: tall ? 420 : 300, r: tall ? 92 : 110, shade: '#f1f6f5', rand });
}

// Three: addresses, by late light.
function scent(cast, tall) {
  const { scene } = cast;
  paper(scene, tall ? box(70, 190, 660, 830, [330, 0]) : box(500, 110, 900, 910, [450, 0]), oklch(0.87, 0.055, 78));
  daylight(scene, tall ? { x: 20, y: 40, w: 620, h: 820, rows: 3, strength: 0.3 } : { x: 520, y: -20, w: 800, h: 900, rows: 3, strength: 0.3 });
  const places = tall ? [[205, 400, -9, 1.08], [425, 545, -9, 1.06], [600, 760, -9, 1]] : [[680, 500, -9, 1.5], [1000, 560, -9, 1.4], [1290, 640, -9, 1.4]];
  ['flacon-tall', 'flacon-round', 'flacon-flask'].forEach((kind, i) => cast.lay(cast.find(kind), ...places[i]));
}

// Four: powder and dusk.
function dusk(cast, tall) {
  const { scene } = cast;
  const rand = seeded(`dusk ${tall}`);
  const p = cast.find('palette-9', { label: 'halde' }) ?? cast.find('palette-4');
  const [a, b, c] = [1, 4, 6].map((i) => p?.pans?.[i] ?? '#a2714f');
  paper(scene, tall ? box(330, -10, 480, 1020) : box(880, -10, 730, 1020), oklch(0.72, 0.045, 36));
  const heaps = tall ? [[170, 300, a, 100], [150, 520, b, 84], [210, 720, c, 96]] : [[420, 250, a, 150], [350, 520, b, 130], [470, 770, c, 140]];
  for (const [x, y, shade, r] of heaps) powder(scene, { x, y, rx: r, ry: r * 0.62, shade, finish: 'matte', rand, crumbs: 14, k: 1.1, angle: -28 });
  cast.lay(p, tall ? 500 : 1080, tall ? 440 : 500, -10, tall ? 1.12 : 1.3);
  cast.lay(cast.find('brush-eye'), tall ? 330 : 700, tall ? 760 : 560, tall ? 62 : 24, tall ? 1.1 : 1.4);
}

// Five: everyone's shade, side by side.
function everyone(cast, tall) {
  const { scene } = cast;
  const product = cast.products.find((p) => p.category === 'Face' && p.variants.length > 12 && p.kind === 'pump') ?? cast.products.find((p) => p.category === 'Face' && p.variants.length > 8);
  const sorted = [...product.variants].filter((v) => v.shade).sort((x, y) => lch(y.shade.hex)[0] - lch(x.shade.hex)[0]);
  const count = tall ? 7 : 11;
  const shades = Array.from({ length: count }, (_, i) => sorted[Math.round((i * (sorted.length - 1)) / (count - 1))].shade.hex);
  const step = tall ? 96 : 122;
  const x0 = (scene.width - step * (count - 1)) / 2;
  const forms = [0, 1].map((i) => {
    const f = swipeForm(scene, { x: 0, y: 0, length: tall ? 620 : 600, width: tall ? 80 : 100, angle: 81, bend: i ? -16 : 12, rand: seeded(`everyone ${i}${tall}`), lanes: 11 });
    return scene.def(`form${i}`, (id) => `<g id="${id}">${f.markup}</g>`);
  });
  shades.forEach((shade, i) => {
    const y = 200 + Math.sin(i * 1.7) * 24;
    const at = `transform="translate(${n(x0 + i * step - 40)} ${n(y)})"`;
    scene.add(`<g ${at} filter="${scene.blur(4)}" opacity=".3"><use href="#${forms[i % 2]}" x="5" y="5"/></g><g ${at}><use href="#${forms[i % 2]}" filter="${relief(scene, shade, 'cream')}"/></g>`);
  });
}

const STORIES = [
  [red, [0.46, 0.135, 20]],
  [water, [0.86, 0.035, 205]],
  [scent, [0.78, 0.075, 70]],
  [dusk, [0.62, 0.05, 30]],
  [everyone, [0.9, 0.02, 70]],
];

/** Pairs of file name and drawing function. */
export function* stories(products, contextOf) {
  for (const [i, [paint, ground]] of STORIES.entries()) {
    for (const tall of [false, true]) {
      yield [`story-${i + 1}${tall ? '-tall' : ''}`, () => {
        const scene = new Scene(tall ? 800 : 1600, 1000, oklch(...ground));
        paint(new Cast(scene, products, contextOf), tall);
        return scene.toString();
      }];
    }
  }
}
