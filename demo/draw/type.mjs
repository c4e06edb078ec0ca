// Words on packaging: wordmarks as outlines, and a monoline alphabet for the small print.

import { wordmarks } from './wordmarks.mjs';
import { n, n2 } from './svg.mjs';

/** A label's wordmark fitted into `width` (and `cap` height at most), centred on x,y. */
export function wordmark(scene, code, x, y, width, ink, { cap = 99, turn = 0, opacity = 1 } = {}) {
  const mark = wordmarks[code] ?? wordmarks.ondee;
  const k = Math.min(width / mark.w, cap / mark.cap);
  const id = scene.def(`mark${code}`, (i) => `<path id="${i}" d="${mark.d}"/>`);
  const rot = turn ? `rotate(${turn})` : '';
  const see = opacity < 1 ? ` opacity="${opacity}"` : '';
  const size = k.toFixed(3).replace(/^0/, '');
  return `<use href="#${id}" fill="${ink}"${see} transform="translate(${n(x)} ${n(y)})${rot}scale(${size})"/>`;
}

/** The wordmark pressed into the surface: shade above, light below. */
export function pressed(scene, code, x, y, width, options = {}) {
  return (
    wordmark(scene, code, x + 0.7, y + 0.8, width, '#fff', { ...options, opacity: options.light ?? 0.4 }) +
    wordmark(scene, code, x, y, width, '#000', { ...options, opacity: options.dark ?? 0.3 })
  );
}

/** A title broken into short lines for the small print; what follows a comma or colon is left out. */
function titleLines(title, most = 14, lines = 3) {
  const plain = title.split(/[,:]/)[0].normalize('NFD').replace(/[^A-Za-z0-9 .&-]/g, '').replace(/&/g, 'and');
  const out = [];
  for (const word of plain.split(/\s+/)) {
    const last = out[out.length - 1];
    if (last !== undefined && (last.length + word.length < most || word.length < 3)) out[out.length - 1] = `${last} ${word}`;
    else out.push(word);
  }
  return out.slice(0, lines);
}

/** A block of small print: the title's lines and, below a gap, the size; centred, from y downwards. */
export function imprint(scene, ctx, x, y, size, ink, { most = 14, lines = 3, amount = true, opacity = 0.8 } = {}) {
  if (ctx.quiet) return '';
  const rows = titleLines(ctx.product.title, most, lines);
  const lead = size * 2.1;
  let out = rows.map((row, i) => smallPrint(scene, row, x, y + i * lead, size, ink, { opacity })).join('');
  const much = /\d/.test(ctx.size ?? '') ? ctx.size : '';
  if (amount && much) out += smallPrint(scene, much, x, y + (rows.length + 0.7) * lead, size * 0.9, ink, { opacity });
  return out;
}

// Capitals and figures on a grid 4 wide and 6 high, drawn with one pen.
const GLYPHS = {
  A: 'M0 6 2 0 4 6M.7 4h2.6', B: 'M0 0v6h2.2a1.6 1.6 0 0 0 0-3.2H0h2a1.4 1.4 0 0 0 0-2.8z', C: 'M4 1A2.4 3 0 1 0 4 5',
  D: 'M0 0v6h1.4a3 3 0 0 0 0-6z', E: 'M3.4 0H0v6h3.4M0 3h3', F: 'M3.4 0H0v6M0 3h3', G: 'M4 1A2.4 3 0 1 0 4.2 3.4H2.6',
  H: 'M0 0v6M4 0v6M0 3h4', I: 'M2 0v6', J: 'M3 0v4.4A1.5 1.5 0 0 1 0 4.6', K: 'M0 0v6M4 0 0 3.6M1.4 2.5 4 6',
  L: 'M0 0v6h3.4', M: 'M0 6V0l2.2 4L4.4 0v6', N: 'M0 6V0l4 6V0', O: 'M2.2 0a2.3 3 0 1 0 .01 0z', P: 'M0 6V0h2.2a1.7 1.7 0 0 1 0 3.4H0',
  Q: 'M2.2 0a2.3 3 0 1 0 .01 0zM2.8 4.4 4.4 6.3', R: 'M0 6V0h2.2a1.7 1.7 0 0 1 0 3.4H0h1.8L4 6', S: 'M3.6.9A1.8 1.5 0 1 0 2 3a1.8 1.5 0 1 1-1.9 2.1',
  T: 'M0 0h4M2 0v6', U: 'M0 0v4a2 2 0 0 0 4 0V0', V: 'M0 0 2 6 4 0', W: 'M0 0 1.3 6 2.6 1 3.9 6 5.2 0', X: 'M0 0 4 6M4 0 0 6',
  Y: 'M0 0 2 3.2 4 0M2 3.2V6', Z: 'M0 0h4L0 6h4', 0: 'M2 0a2 3 0 1 0 .01 0z', 1: 'M.6 1.2 2 0v6', 2: 'M.2 1.4A1.9 1.6 0 0 1 3.8 1.9C3.8 3 .2 5 0 6h4',
  3: 'M.3.8A1.7 1.5 0 1 1 1.6 3a1.8 1.6 0 1 1-1.6 2', 4: 'M3 6V0L0 4.2h4', 5: 'M3.6 0H.8L.4 2.8A1.9 1.8 0 1 1 0 5', 6: 'M3.4 0C1 1 0 3 .1 4.2A1.9 1.8 0 1 0 .4 3.2',
  7: 'M0 0h4L1.4 6', 8: 'M2 0a1.5 1.4 0 1 0 .01 0zM2 2.9a1.9 1.6 0 1 0 .01 0z', 9: 'M.6 6C3 5 4 3 3.9 1.8A1.9 1.8 0 1 0 3.6 2.8', '-': 'M.6 3h2.4', '.': 'M1 5.7v.3', ' ': '',
};

/** One line of small print, centred on x,y, `size` high. */
export function smallPrint(scene, text, x, y, size, ink, { opacity = 0.85, turn = 0, spaced = 2.2 } = {}) {
  const letters = [...text.toUpperCase()].filter((c) => c in GLYPHS);
  const k = size / 6;
  const step = 4 + spaced;
  const left = -((letters.length * step - spaced) * k) / 2;
  const path = letters
    .map((c, i) => {
      if (!GLYPHS[c]) return '';
      const id = scene.def(`glyph${c}`, (g) => `<path id="${g}" d="${GLYPHS[c]}"/>`);
      return `<use href="#${id}" x="${n(i * step)}"/>`;
    })
    .join('');
  const rot = turn ? `rotate(${turn})` : '';
  return `<g fill="none" stroke="${ink}" stroke-width=".75" opacity="${opacity}" transform="translate(${n(x)} ${n(y)})${rot}translate(${n(left)} ${n(-size / 2)})scale(${n2(k)})">${path}</g>`;
}
