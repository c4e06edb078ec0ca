// Sets the labels' wordmarks in type and stores them as outlines in wordmarks.mjs, so that drawing needs no font.
// Only needed when a label changes; the fonts (all OFL) are not dependencies of the shop:
//   npm install --no-save opentype.js@1.3.4 @fontsource/{instrument-serif,hanken-grotesk,jost,bodoni-moda,ibm-plex-mono,cormorant-garamond,marcellus,syncopate}
//   node demo/draw/set-wordmarks.mjs [folder with node_modules]

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { labels } from '../catalogue/labels.mjs';

const root = resolve(process.argv[2] ?? '.');
const opentype = createRequire(`${root}/package.json`)('opentype.js');

// Which face carries which name: [package, weight, style].
const FACES = {
  halde: ['hanken-grotesk', 700],
  'petit-orage': ['jost', 500],
  'maren-voss': ['bodoni-moda', 400],
  'sel-et-suie': ['ibm-plex-mono', 400],
  'ninth-floor': ['hanken-grotesk', 400],
  kelda: ['jost', 300],
  almanac: ['instrument-serif', 400],
  'rue-perdue': ['cormorant-garamond', 500, 'italic'],
  tamis: ['marcellus', 400],
  'good-grain': ['jost', 600],
  'dix-doigts': ['syncopate', 400],
  'atelier-obtus': ['hanken-grotesk', 400],
  ondee: ['instrument-serif', 400],
};

const EM = 150;

// Relative whole numbers: half the bytes of absolute ones, and finer than any label is printed.
function compact(commands, dx, dy) {
  let pen = [0, 0];
  let start = [0, 0];
  let out = '';
  const snap = (x, y) => [Math.round(x + dx), Math.round(y + dy)];
  const rel = (points) => points.map((p) => `${p[0] - pen[0]} ${p[1] - pen[1]}`).join(' ').replace(/ -/g, '-');
  for (const c of commands) {
    if (c.type === 'Z') {
      out += 'z';
      pen = start;
      continue;
    }
    const to = snap(c.x, c.y);
    if (c.type === 'M') {
      out += `M${to.join(' ')}`.replace(/ -/g, '-');
      start = to;
    } else if (c.type === 'L') {
      if (to[0] === pen[0] && to[1] === pen[1]) continue;
      if (to[0] === pen[0]) out += `v${to[1] - pen[1]}`;
      else if (to[1] === pen[1]) out += `h${to[0] - pen[0]}`;
      else out += `l${rel([to])}`;
    } else if (c.type === 'Q') {
      out += `q${rel([snap(c.x1, c.y1), to])}`;
    } else {
      out += `c${rel([snap(c.x1, c.y1), snap(c.x2, c.y2), to])}`;
    }
    pen = to;
  }
  return out;
}

function set(code, text, tracking) {
  const [family, weight, style = 'normal'] = FACES[code] ?? ['hanken-grotesk', 400];
  const file = `${root}/node_modules/@fontsource/${family}/files/${family}-latin-${weight}-${style}.woff`;
  const bytes = readFileSync(file);
  const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const path = font.getPath(text, 0, 0, EM, { letterSpacing: tracking, kerning: true });
  const box = path.getBoundingBox();
  const middle = (box.x1 + box.x2) / 2;
  const upper = /[A-Z]/.test(text);
  const cap = font.charToGlyph(upper ? 'H' : 'x').getBoundingBox().y2 * (EM / font.unitsPerEm);
  const data = compact(path.commands, -middle, cap / 2);
  return { w: Math.round(box.x2 - box.x1), cap: Math.round(cap), d: data };
}

const marks = {};
for (const { code, wordmark } of labels) marks[code] = set(code, wordmark.text, wordmark.tracking ?? 0);
marks.ondee = set('ondee', 'Ondée', 0);

const body = Object.entries(marks)
  .map(([code, { w, cap, d }]) => `  '${code}': { w: ${w}, cap: ${cap}, d: '${d}' },`)
  .join('\n');
writeFileSync(
  new URL('wordmarks.mjs', import.meta.url),
  `// Made by set-wordmarks.mjs: outlines of the labels' names, 150 units to the em, centred on 0,0.\n\nexport const wordmarks = {\n${body}\n};\n`,
);
