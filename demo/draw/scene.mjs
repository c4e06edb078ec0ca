// The table: puts things on the ground with the shadow the light gives them.
// Everything is seen from straight above, 4 px to the millimetre; the light comes from the upper left.

import { Paper, n, n2 } from './svg.mjs';
import { lch, oklch, shift } from './color.mjs';

/** Pixels per millimetre at scale 1. */
export const MM = 4;

// Where shadows fall, per px of height above the ground.
const FALL = [0.62, 0.5];

export class Scene extends Paper {
  /** `ground` is the colour of the plane everything lies on. */
  constructor(width, height, ground) {
    super(width, height);
    this.ground = ground;
    /** Scale of everything put down, for small and large sizes of one thing. */
    this.zoom = 1;
    /** Set while drawing what will be turned so far to the left that its right side faces the light. */
    this.mirror = false;
    const [L, C, H] = lch(ground);
    this.shadowColour = oklch(Math.max(0.2, L - 0.58), Math.min(0.06, C * 1.6 + 0.015), H);
    const fill = this.linear([[0, shift(ground, 0.018)], [0.5, ground], [1, shift(ground, -0.02)]], [0, 0, 1, 1]);
    this.add(`<path fill="${fill}" d="M0 0h${width}v${height}H0z"/>`);
  }

  /**
   * Lays a part down. A part is {out, lift, svg, glow?}: its outline as path data, its height above the ground,
   * its markup, and for glass the colour that the light takes with it into the shadow.
   */
  put(part, x, y, turn = 0, usual = 1) {
    const scale = usual * this.zoom;
    this.cast(part, x, y, turn, scale);
    this.add(`<g transform="${place(x, y, turn, scale)}">${part.svg}</g>`);
  }

  /** Draws and lays down a part, lit for the way it is turned. */
  lie(draw, x, y, turn, usual = 1) {
    this.mirror = turn < -40 || turn > 140;
    const part = draw();
    this.mirror = false;
    this.put(part, x, y, turn, usual);
  }

  /** Only the shadow of a part. */
  cast({ out, lift, glow, thin, rule }, x, y, turn = 0, scale = 1) {
    const id = this.def(`out${out}`, (i) => `<path id="${i}"${rule ? ` fill-rule="${rule}"` : ''} d="${out}"/>`);
    const high = lift * scale;
    const layer = (reach, soft, strength, fill = this.shadowColour) => {
      const at = place(x + FALL[0] * high * reach, y + FALL[1] * high * reach, turn, scale);
      this.add(
        `<g filter="${this.blur(soft)}" opacity="${n2(strength)}" fill="${fill}"><use href="#${id}" transform="${at}"/></g>`,
      );
    };
    const k = thin ?? 1;
    layer(0.95, 6 + high * 0.22, 0.2 * k);
    layer(0.48, 3 + high * 0.09, 0.3 * k);
    layer(0.12, 1.5 + high * 0.02, 0.42 * k);
    if (glow) layer(0.62, 4 + high * 0.12, 0.55, glow);
  }
}

/** A transform attribute's value, as short as it can be. */
export function place(x, y, turn = 0, scale = 1) {
  const t = [];
  if (x || y) t.push(`translate(${n(x)} ${n(y)})`);
  if (turn) t.push(`rotate(${n(turn)})`);
  if (scale !== 1) t.push(`scale(${n2(scale)})`);
  return t.join('');
}
