// The studio: one light from the upper left, a strip box, a fill card and the tinted ground.
// Gradients are computed from it, so that every material agrees about where the light is.

import { hex, linear, lch, oklch } from './color.mjs';

const DEG = Math.PI / 180;
const LAMP = -40 * DEG;

/** What a mirror sees at an angle across the object; 0 is the camera, negative is left, beyond 90 the ground. */
function room(theta) {
  const t = theta;
  if (t < -92 || t > 92) return { lamp: 0, sky: 0, ground: t > 92 ? 0.62 : 0.9 };
  const box = step(t, -66, -61) * (1 - step(t, -37, -33));
  const card = step(t, 50, 54) * (1 - step(t, 68, 72));
  const flagLeft = step(t, -33, -28) * (1 - step(t, -16, 4));
  const flagRight = step(t, 70, 76);
  const base = 0.62 - 0.2 * step(t, -10, 60) - 0.34 * flagLeft - 0.26 * flagRight - 0.2 * (1 - step(t, -92, -66));
  return { lamp: box, sky: base + card * 0.34, ground: 0 };
}

const step = (x, lo, hi) => {
  const t = Math.min(1, Math.max(0, (x - lo) / (hi - lo)));
  return t * t * (3 - 2 * t);
};

const blurred = new Map();

// The room as a table per degree, softened by the material's roughness.
function reflections(rough) {
  const key = Math.round(rough);
  if (blurred.has(key)) return blurred.get(key);
  const table = [];
  for (let a = -180; a <= 180; a += 1) {
    const sum = { lamp: 0, sky: 0, ground: 0, w: 0 };
    const reach = Math.ceil(key * 2.5);
    const stride = Math.max(1, Math.floor(reach / 20));
    for (let o = -reach; o <= reach; o += stride) {
      const w = Math.exp(-(o * o) / (2 * key * key + 0.01));
      const r = room(a + o);
      sum.lamp += r.lamp * w;
      sum.sky += r.sky * w;
      sum.ground += r.ground * w;
      sum.w += w;
    }
    table.push([sum.lamp / sum.w, sum.sky / sum.w, sum.ground / sum.w]);
  }
  blurred.set(key, table);
  return table;
}

/** How surfaces answer: F0 reflectance, roughness in degrees, lamp strength, contrast of the diffuse part. */
const SURFACES = {
  gloss: { f0: 0.06, rough: 1.5, lamp: 9, edge: 0.5, soft: 1 },
  satin: { f0: 0.05, rough: 10, lamp: 7, edge: 0.35, soft: 1 },
  matte: { f0: 0.035, rough: 26, lamp: 4, edge: 0.16, soft: 0.9 },
  card: { f0: 0.02, rough: 40, lamp: 3, edge: 0.1, soft: 0.8 },
  velvet: { f0: 0.02, rough: 40, lamp: 2.4, edge: 0.28, soft: 0.8 },
  metal: { metal: true, rough: 2, lamp: 1.15 },
  brushed: { metal: true, rough: 9, lamp: 0.9 },
  frost: { f0: 0.045, rough: 18, lamp: 4.5, edge: 0.45, soft: 0.62 },
};

/** A material: surface name and colour; `key` makes gradients shareable. */
export function material(surface, colour) {
  return { surface, colour, key: surface + colour };
}

/** The colour of a material where its normal leans `phi` degrees to the right of the camera. */
export function lit(mat, phi, ground) {
  const s = SURFACES[mat.surface];
  const albedo = linear(mat.colour);
  const floor = linear(ground);
  const a = Math.max(-180, Math.min(180, Math.round(phi * 2)));
  const [lamp, sky, bounce] = reflections(s.rough)[a + 180];
  if (s.metal) {
    return albedo.map((c, i) => c * Math.min(1.6, lamp * s.lamp * 1.5 + sky * 0.95 + bounce * floor[i] * 0.82));
  }
  const p = phi * DEG;
  const diffuse = 0.4 * s.soft + 0.78 * Math.max(0, Math.cos(p - LAMP));
  const flat = 0.4 * s.soft + 0.78 * Math.cos(LAMP);
  const lift = (1 - s.soft) * 0.6;
  const fresnel = s.f0 + s.edge * (1 - Math.max(0, Math.cos(p))) ** 4;
  return albedo.map((c, i) => {
    const body = c * ((diffuse / flat) * (1 - lift) + lift) + c * floor[i] * 0.22 * (1 - Math.cos(p)) ** 2;
    const mirror = fresnel * (lamp * s.lamp + sky * 0.6 + bounce * floor[i] * 0.8);
    return body + mirror;
  });
}

/** Normal angle at x (-1..1) across a section |x|^n + |z|^n = 1: 2 is round, 10 a slab with soft edges. */
function leaning(x, section) {
  const ax = Math.min(0.9995, Math.abs(x));
  const z = (1 - ax ** section) ** (1 / section);
  return (Math.sign(x) * Math.atan2(ax ** (section - 1), z ** (section - 1))) / DEG;
}

/** Stops across an object of the given section, simplified to what the eye can tell. */
export function across(mat, on, section = 2) {
  const ground = bounceOf(on);
  const key = `${mat.key}|${ground}|${section}`;
  if (cache.has(key)) return cache.get(key);
  const samples = [];
  for (let i = 0; i <= 72; i += 1) {
    const x = (i / 72) * 2 - 1;
    const c = hex(lit(mat, leaning(x, section), ground));
    samples.push([i / 72, c, perceived(c)]);
  }
  const stops = simplify(samples, 0.012).map(([o, c]) => [Math.round(o * 100) / 100, c]);
  if (cache.size > 4000) cache.clear();
  cache.set(key, stops);
  return stops;
}

const cache = new Map();
const bounces = new Map();

// Grounds differ by shade only a little; the bounce from them is taken in steps, so that cases share their gradients.
function bounceOf(ground) {
  const known = bounces.get(ground);
  if (known) return known;
  const [L, C, H] = lch(ground);
  const step = oklch(Math.round(L * 25) / 25, C < 0.012 ? 0 : C < 0.05 ? 0.022 : 0.07, Math.round(H / 40) * 40);
  bounces.set(ground, step);
  return step;
}

function perceived(colour) {
  const [L, C, H] = lch(colour);
  return [L, C * Math.cos(H * DEG), C * Math.sin(H * DEG)];
}

// Douglas-Peucker over the colours along the gradient.
function simplify(s, tolerance) {
  const first = s[0];
  const last = s[s.length - 1];
  let worst = 0;
  let at = 0;
  for (let i = 1; i < s.length - 1; i += 1) {
    const t = (s[i][0] - first[0]) / (last[0] - first[0]);
    const err = Math.hypot(...s[i][2].map((v, k) => v - (first[2][k] + (last[2][k] - first[2][k]) * t)));
    if (err > worst) {
      worst = err;
      at = i;
    }
  }
  if (worst < tolerance || s.length < 3) return [first, last];
  return [...simplify(s.slice(0, at + 1), tolerance).slice(0, -1), ...simplify(s.slice(at), tolerance)];
}

/** The plain face colour of a material seen square on. */
export function face(mat, ground) {
  return hex(lit(mat, 0, ground));
}
