// Glass and what is in it: thick walls, liquid with its bubble, the strip box's crisp reflection.

import { lch, mix, shift } from './color.mjs';
import { n } from './svg.mjs';

/** Paint of an empty glass wall over the ground: darker where one looks along the wall. */
export function wall(scene, tint, see = 0.5) {
  const g = mix(scene.ground, tint, 0.25);
  return scene.linear([
    [0, shift(g, -0.3), 0.75], [0.04, shift(g, -0.12), see], [0.1, shift(g, 0.05), see],
    [0.5, shift(g, 0.03), see * 0.6], [0.88, shift(g, -0.03), see], [0.95, shift(g, -0.16), see + 0.1], [1, shift(g, -0.34), 0.8],
  ]);
}

/** Paint of a liquid lying in glass; deep at the left wall, glowing at the right where the light leaves it. */
export function liquid(scene, colour, section = 2, see = 1) {
  const [L] = lch(colour);
  const deep = shift(colour, -0.14 * Math.min(1, L + 0.15), 1.15);
  const glow = mix(shift(colour, 0.07, 1.05), '#ffffff', 0.12);
  const flat = section > 3;
  return scene.linear([
    [0, shift(deep, -0.08), see], [flat ? 0.06 : 0.14, deep, see], [flat ? 0.2 : 0.4, colour, see], [flat ? 0.76 : 0.66, colour, see],
    [flat ? 0.93 : 0.84, glow, see], [1, deep, see],
  ]);
}

/** Overlay of reflections on a round or flat glass: strip box left, fill card right. */
export function gleam(scene, path, section = 2, k = 1) {
  const flat = section > 3;
  const a = flat ? 0.07 : 0.2;
  const b = flat ? 0.13 : 0.31;
  const stops = [
    [0, '#000', 0.22 * k], [0.03, '#fff', 0.4 * k], [0.06, '#fff', 0.08 * k], [a, '#fff', 0.06 * k], [a + 0.012, '#fff', 0.78 * k],
    [b, '#fff', 0.62 * k], [b + 0.015, '#fff', 0.04 * k], [0.6, '#fff', 0], [flat ? 0.9 : 0.83, '#fff', 0.04 * k], [flat ? 0.915 : 0.86, '#fff', 0.34 * k],
    [flat ? 0.94 : 0.9, '#fff', 0.28 * k], [flat ? 0.955 : 0.92, '#fff', 0], [0.97, '#000', 0.06 * k], [1, '#000', 0.28 * k],
  ];
  const paint = scene.linear(scene.mirror ? stops.map(([o, c, alpha]) => [1 - o, c, alpha]).reverse() : stops);
  return `<path fill="${paint}" d="${path}"/>`;
}

/** The soft bloom of frosted glass instead of a crisp strip. */
export function bloom(scene, path, section = 2) {
  const flat = section > 3;
  const paint = scene.linear([
    [0, '#000', 0.2], [0.06, '#fff', 0.2], [flat ? 0.1 : 0.26, '#fff', 0.6], [flat ? 0.3 : 0.48, '#fff', 0.1], [0.72, '#000', 0.02], [0.9, '#fff', 0.16], [1, '#000', 0.22],
  ]);
  return `<path fill="${paint}" d="${path}"/>`;
}

/** An edge of light round a piece of glass. */
export function rimLight(scene, path, width = 1.4, k = 1) {
  const paint = scene.linear([[0, '#fff', 0.95 * k], [0.45, '#fff', 0.2 * k], [0.6, '#000', 0.05 * k], [1, '#000', 0.26 * k]], [0, 0, 1, 1]);
  return `<path fill="none" stroke="${paint}" stroke-width="${n(width)}" d="${path}"/>`;
}

/** One vessel of glass with its content, as markup; `kind` is clear, frost, amber or opal. */
export function vessel(scene, { outer, inner, kind, tint, colour, section = 2, see = 1 }) {
  if (kind === 'opal') {
    return null;
  }
  if (kind === 'frost') {
    const milk = mix(colour, '#ffffff', 0.35);
    return (
      `<path fill="${liquid(scene, mix(tint, '#ffffff', 0.3), section)}" d="${outer}"/>` +
      `<path filter="${scene.blur(3)}" fill="${liquid(scene, milk, section)}" d="${inner}"/>` + bloom(scene, outer, section) + rimLight(scene, outer, 1.4, 0.8)
    );
  }
  if (kind === 'amber') {
    const deep = shift(tint, -0.1);
    return (
      `<path fill="${liquid(scene, tint, section)}" d="${outer}"/>` +
      `<path fill="${liquid(scene, deep, section)}" opacity=".72" d="${inner}"/>` + gleam(scene, outer, section, 0.9) + rimLight(scene, outer, 1.4, 0.5)
    );
  }
  return (
    `<path fill="${wall(scene, tint)}" d="${outer}"/><path fill="${liquid(scene, colour, section, see)}" d="${inner}"/>` +
    rimLight(scene, inner, 1, 0.55) + gleam(scene, outer, section) + rimLight(scene, outer)
  );
}
