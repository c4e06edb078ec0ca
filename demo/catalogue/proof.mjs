/** What must hold of the sources; returned as sentences, empty when all is well. */
import { labels, products } from './index.mjs';

const KINDS = new Set(('bullet liquid-lip gloss lip-pencil balm-pot compact stick palette-4 palette-9 palette-12 mascara brow-pencil brow-gel eye-pencil '
  + 'liquid-liner dropper pump jar tube mist flacon-tall flacon-round flacon-flask candle bar brush-face brush-eye brush-lip sponge lash-curler mirror '
  + 'pouch mask-box nail-lacquer pan-single').split(' '));

/** Problems of catalogue and home page content. */
export function problems(home) {
  return [...unique('handle', products.map(({ handle }) => handle)), ...unique('title', products.map(({ title }) => title)),
    ...unique('description', products.map(({ body }) => body)), ...unique('SKU', products.flatMap(({ variants }) => variants.map(({ sku }) => sku))),
    ...products.flatMap(productProblems), ...homeProblems(home)];
}

function unique(what, values) {
  const seen = new Set();
  return values.filter((value) => seen.has(value) || !seen.add(value)).map((value) => `${what} used twice: ${value}`);
}

function productProblems({ handle, label, kind, tags, body, use, code, variants, soldOut = [] }) {
  const wrong = [];
  const say = (what) => wrong.push(`${handle}: ${what}`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(handle)) say('handle is not a slug');
  if (!/^[A-Z]{3}-[A-Z0-9]{3}$/.test(code)) say(`code ${code} is not like LIP-VEL`);
  if (!labels.some((one) => one.code === label)) say(`no label ${label}`);
  if (!KINDS.has(kind)) say(`no kind ${kind}`);
  if (!tags?.length) say('no tags');
  if (!/^<p>.{40,}<\/(p|ul)>$/.test(body) || body.includes('!')) say('description is missing, short or loud');
  if (!use) say('no way to use it');
  if (variants.some(({ price }) => !(price > 0))) say('a variant has no price');
  if (variants.some(({ price, was }) => was !== undefined && was <= price)) say('compare-at price is not higher');
  wrong.push(...unique(`${handle}: options`, variants.map(({ shade, choice, size }) => [shade?.name, choice, size].join(' / '))));
  for (const sku of soldOut) if (!variants.some((variant) => variant.sku === sku)) say(`sold out ${sku} does not exist`);
  return wrong;
}

function homeProblems({ stories, look, looks, labels: told, categories }) {
  const skus = new Map(products.flatMap(({ handle, variants }) => variants.map(({ sku, shade }) => [sku, { handle, shade }])));
  const handles = new Set(products.map(({ handle }) => handle));
  const shelves = new Set(products.map(({ category }) => category));
  const names = new Set(labels.map(({ name }) => name));
  const wrong = [];
  const need = (holds, what) => holds || wrong.push(`home.json: ${what}`);
  for (const { href } of stories) {
    const [, page, name] = href.match(/^\/(p|c)\/([^?]+)/) ?? [];
    need(page === 'p' ? handles.has(name) : [...shelves].some((shelf) => shelf.toLowerCase() === name), `nothing at ${href}`);
  }
  for (const sku of look.skus) need(skus.has(sku), `no variant ${sku}`);
  for (const { sku } of looks.flatMap(({ layers }) => layers)) need(skus.get(sku)?.shade, `no variant ${sku} with a colour`);
  for (const { name } of told) need(names.has(name), `no label ${name}`);
  need(told.length === names.size, 'a label is not told');
  for (const { name } of categories) need(shelves.has(name), `no category ${name}`);
  need(categories.length === shelves.size, 'a category is not told');
  const words = [...stories.flatMap(({ title, line, link, alt }) => [title, line, link, alt]), look.title, look.line, ...looks.flatMap(({ name, line }) => [name, line]), ...[...told, ...categories].map(({ line }) => line)];
  for (const word of words) need(word?.en && word?.de, `a text lacks a language: ${JSON.stringify(word)}`);
  return wrong;
}
