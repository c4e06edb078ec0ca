// Solids seen from above: cylinders lying down, plates, discs, rings; shaded by light.mjs.

import { across, face, lit } from './light.mjs';
import { hex, shift, lch } from './color.mjs';
import { d, n } from './svg.mjs';

/** Rounded rectangle as path data; `r` is one radius or [top, bottom]. */
export function box(x, y, w, h, r = 0) {
  const [a, b] = (Array.isArray(r) ? r : [r, r]).map((v) => Math.min(v, w / 2, h / 2));
  if (!a && !b) return d`M${x} ${y}h${w}v${h}h${-w}z`;
  const top = a ? d`a${a} ${a} 0 0 1 ${a} ${a}` : '';
  const corner = (v, dx, dy) => (v ? d`a${v} ${v} 0 0 1 ${dx} ${dy}` : '');
  return d`M${x + a} ${y}h${w - 2 * a}` + top + d`v${h - a - b}` + corner(b, -b, b) + d`h${2 * b - w}` + corner(b, -b, -b) + d`v${a + b - h}` + corner(a, a, -a) + 'z';
}

/** Circle as path data. */
export const circle = (cx, cy, r, ry = r) =>
  d`M${cx - r} ${cy}a${r} ${ry} 0 1 1 ${2 * r} 0a${r} ${ry} 0 1 1 ${-2 * r} 0z`;

/** A symmetric outline from half widths along y: [[y, half, round?], …]; `round` smooths into the next point. */
export function lathe(points) {
  const right = points.map(([y, w, curve]) => [w, y, curve]);
  let out = d`M${-right[0][0]} ${right[0][1]}H${right[0][0]}`;
  for (let i = 1; i < right.length; i += 1) {
    const [x0, y0, curve] = right[i - 1];
    const [x, y] = right[i];
    out += segment(x0, y0, x, y, curve);
  }
  out += d`H${-right[right.length - 1][0]}`;
  for (let i = right.length - 1; i > 0; i -= 1) {
    const [x0, y0] = right[i];
    const [x, y, curve] = right[i - 1];
    out += segment(-x0, y0, -x, y, curve && { s: 's', out: 'in', in: 'out' }[curve]);
  }
  return `${out}z`;
}

// s: eases both ends along y; out: leaves sideways and arrives along y; in: the other way round.
function segment(x0, y0, x, y, curve) {
  if (!curve) return x === x0 ? d`V${y}` : y === y0 ? d`H${x}` : d`L${x} ${y}`;
  const my = (y - y0) * 0.55;
  const mx = (x - x0) * 0.55;
  if (curve === 's') return d`C${x0} ${y0 + my} ${x} ${y - my} ${x} ${y}`;
  if (curve === 'out') return d`C${x0 + mx} ${y0} ${x} ${y - my} ${x} ${y}`;
  return d`C${x0} ${y0 + my} ${x - mx} ${y} ${x} ${y}`;
}

/** A lying cylinder (or prism, by `section`) as markup: body by the light, falling off along its length. */
export function rod(scene, path, mat, { section = 2, along = 0.1, plain } = {}) {
  const stops = across(mat, scene.ground, section);
  const fill = scene.linear(scene.mirror ? stops.map(([o, c]) => [1 - o, c]).reverse() : stops);
  const base = `<path fill="${fill}" d="${path}"/>`;
  if (plain) return base;
  return base + `<path fill="${fade(scene, along)}" d="${path}"/>`;
}

/** The light's falling off towards the lower end, as an overlay paint. */
export function fade(scene, k = 0.1) {
  return scene.linear([[0, '#fff', k * 0.9], [0.3, '#fff', 0], [0.62, '#000', 0], [1, '#000', k]], [0, 0, 0, 1]);
}

/** A flat plate with softly broken edges, lit from the upper left. */
export function plate(scene, path, mat, { edge = 1.6, sheen = 0.5 } = {}) {
  // A mirror lying flat sees the open sky, brighter than the room a rod sees.
  const flat = mat.surface === 'metal' || mat.surface === 'brushed' ? mat.colour : face(mat, scene.ground);
  const glossy = mat.surface === 'gloss' || mat.surface === 'metal';
  const metal = mat.surface === 'metal' || mat.surface === 'brushed';
  const spread = (metal ? 0.16 : glossy ? 0.1 : 0.045) * (sheen * 2);
  const stops = metal
    ? [[0, shift(flat, spread)], [0.34, shift(flat, spread * 0.3)], [0.5, shift(flat, spread * 1.1)], [0.62, shift(flat, -spread * 0.5)], [1, shift(flat, -spread * 0.3)]]
    : [[0, shift(flat, spread)], [0.45, flat], [1, shift(flat, -spread)]];
  const bright = hex(lit(mat, -24, scene.ground));
  const dark = hex(lit(mat, 58, scene.ground));
  const rim = scene.linear([[0, shift(bright, 0.1)], [0.4, shift(flat, 0.03)], [0.6, shift(flat, -0.03)], [1, shift(dark, -0.06)]], [0, 0, 1, 1]);
  return `<path fill="${scene.linear(stops, [0, 0, 1, 1])}" stroke="${rim}" stroke-width="${n(edge)}" d="${path}"/>`;
}

/** A hollow pressed into a surface: dark at the upper left inside, light caught at the lower right. */
export function hollow(scene, path, colour, { deep = 2.4, floor } = {}) {
  const [L] = lch(colour);
  const rim = scene.linear([[0, shift(colour, -Math.min(0.3, L * 0.5))], [0.5, shift(colour, -0.08)], [1, shift(colour, 0.16)]], [0, 0, 1, 1]);
  const fill = floor ?? scene.linear([[0, shift(colour, -0.05)], [1, shift(colour, 0.03)]], [0, 0, 1, 1]);
  return `<path fill="${fill}" stroke="${rim}" stroke-width="${n(deep)}" d="${path}"/>`;
}

/** A thin seam across a rod: a dark line and the light below it. */
export function seam(x, y, w, k = 1) {
  return `<path stroke="#000" stroke-opacity="${0.34 * k}" d="${d`M${x} ${y}h${w}`}"/><path stroke="#fff" stroke-opacity="${0.3 * k}" d="${d`M${x} ${y + 1.2}h${w}`}"/>`;
}
