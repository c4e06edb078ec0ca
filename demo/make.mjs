/**
 * Writes the demo shop's import files from demo/catalogue: products.csv, bundles.csv, stores.csv, stock.csv.
 *
 *   node demo/make.mjs           write them
 *   node demo/make.mjs --check   fail if the committed files are not what the sources give
 *
 * The same sources always give the same bytes: everything that looks random is a hash of SKU and store.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { bundleRows } from './catalogue/bundles_csv.mjs';
import { products } from './catalogue/index.mjs';
import { problems } from './catalogue/proof.mjs';
import { productRows } from './catalogue/products_csv.mjs';
import { stockRows } from './catalogue/stock_csv.mjs';
import { storeRows } from './catalogue/stores_csv.mjs';

const here = (name) => new URL(name, import.meta.url);

function field(value) {
  const text = value === undefined || value === null ? '' : String(value);
  return /[",\n\r]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

const csv = (rows) => rows.map((row) => row.map(field).join(',')).join('\n').concat('\n');

const files = {
  'products.csv': csv(productRows()), 'bundles.csv': csv(bundleRows()), 'stores.csv': csv(storeRows()), 'stock.csv': csv(stockRows()),
};
const wrong = problems(JSON.parse(readFileSync(here('home.json'), 'utf8')));

if (process.argv.includes('--check')) {
  for (const [name, text] of Object.entries(files)) {
    let committed = '';
    try {
      committed = readFileSync(here(name), 'utf8');
    } catch {
      wrong.push(`${name} is missing`);
    }
    if (committed && committed !== text) wrong.push(`${name} differs from its sources: run node demo/make.mjs`);
  }
} else {
  for (const [name, text] of Object.entries(files)) writeFileSync(here(name), text);
}

const count = products.reduce((sum, { variants }) => sum + variants.length, 0);
const sizes = Object.entries(files).map(([name, text]) => `${name} ${Math.round(Buffer.byteLength(text) / 1024)} KiB`);
console.log(`${products.length} products, ${count} variants; ${sizes.join(', ')}`);
if (wrong.length) {
  console.error(wrong.join('\n'));
  process.exitCode = 1;
}
