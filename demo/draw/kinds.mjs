// All silhouettes by kind.

import { cartons } from './cartons.mjs';
import { bottles } from './bottles.mjs';
import { flacons } from './flacons.mjs';
import { lips } from './lips.mjs';
import { palette, pans } from './pans.mjs';
import { pens } from './pens.mjs';
import { soft } from './soft.mjs';
import { tools } from './tools.mjs';

const kinds = { ...lips, ...pens, ...pans, ...bottles, ...flacons, ...soft, ...cartons, ...tools };

/** The drawing of a kind; palettes come in any number of pans. */
export function kindOf(name) {
  const pans = /^palette-(\d+)$/.exec(name);
  const kind = kinds[name] ?? (pans && palette(Number(pans[1])));
  if (!kind) throw new Error(`no silhouette for kind "${name}"; see KINDS in demo/draw.mjs`);
  return kind;
}
