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

function homeProblems({ stories, look }) {
  const skus = new Set(products.flatMap(({ variants }) => variants.map(({ sku }) => sku)));
  const handles = new Set(products.map(({ handle }) => handle));
  const pictures = stories.map(({ picture }) => picture);
  const named = [...pictures.filter((name) => name.endsWith('-set.svg') && !handles.has(name.slice('pictures/'.length, -'-set.svg'.length))),
    ...stories.map(({ href }) => href).filter((href) => href.startsWith('/products/') && !handles.has(href.slice('/products/'.length)))];
  return [...named.map((name) => `home.json: nothing called ${name}`), ...look.skus.filter((sku) => !skus.has(sku)).map((sku) => `home.json: no variant ${sku}`)];
}
