#!/usr/bin/env node
// Draws every picture of the demo shop into demo/pictures, as SVG, from the catalogue alone.
//
//   node demo/draw.mjs                 everything, in a few seconds
//   node demo/draw.mjs --only LIP-VEL  only pictures whose name begins so
//   node demo/draw.mjs --out DIR       somewhere else
//   node demo/draw.mjs --check         also compress each and refuse those over 6 kB
//
// Files: {sku}.svg pack shot · {sku}-texture.svg for shades · {handle}-texture.svg for products without shades that have one
// · {handle}-set.svg · category-{slug}.svg (16:10) and category-{slug}-tall.svg (4:5) · story-{n}.svg and story-{n}-tall.svg
// · label-{code}.svg (4:5). Pack shots, textures and sets are 800 x 1000; wide ones 1600 x 1000.
//
// KINDS (a product's `kind` in demo/catalogue):
//   lips    bullet, liquid-lip, gloss, lip-pencil, balm-pot
//   pens    eye-pencil, brow-pencil, liquid-liner, mascara, brow-gel
//   pans    compact, pan-single, stick, palette-4, palette-9, palette-12 (any palette-N)
//   glass   dropper, pump, mist, nail-lacquer, flacon-round, flacon-tall, flacon-flask
//   soft    jar, tube, bar, candle, mask-box
//   tools   brush-face, brush-eye, brush-lip, sponge, lash-curler, mirror, pouch

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { labels, products } from './catalogue/index.mjs';
import { drawings } from './draw/drawings.mjs';

const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const only = option('--only');
const out = resolve(option('--out') ?? fileURLToPath(new URL('pictures', import.meta.url)));
const check = args.includes('--check');
const LIMIT = 6 * 1024;

mkdirSync(out, { recursive: true });
const begun = Date.now();
let count = 0;
let largest = { size: 0, name: '' };
const drawn = new Set();
const heavy = [];
const writing = [];
for (const [name, draw] of drawings(products, labels)) {
  if (only && !name.startsWith(only)) continue;
  const text = draw();
  writing.push(writeFile(`${out}/${name}.svg`, text));
  if (writing.length === 256) await Promise.all(writing.splice(0));
  drawn.add(`${name}.svg`);
  count += 1;
  if (check) {
    const size = gzipSync(text).length;
    if (size > largest.size) largest = { size, name };
    if (size > LIMIT) heavy.push(`${name} ${size}`);
  }
}
await Promise.all(writing);
// Pictures of things that left the catalogue go with them.
if (!only) for (const file of readdirSync(out)) if (file.endsWith('.svg') && !drawn.has(file)) rmSync(`${out}/${file}`);
console.log(`${count} pictures in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
if (check) {
  console.log(`largest: ${largest.name}, ${largest.size} bytes compressed`);
  if (heavy.length) {
    console.error(`over ${LIMIT} bytes:\n  ${heavy.join('\n  ')}`);
    process.exit(1);
  }
}
