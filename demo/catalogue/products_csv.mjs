/** Rows of products.csv: the columns of a Shopify product export, with our shade columns. */
import { alt, ingredients, taxonomy } from './formulas.mjs';
import { labels, products } from './index.mjs';
import { hash, random } from './seed.mjs';

const COLUMNS = [
  'Handle', 'Title', 'Body (HTML)', 'Vendor', 'Product Category', 'Type', 'Tags', 'Published',
  'Option1 Name', 'Option1 Value', 'Option1 Linked To', 'Option2 Name', 'Option2 Value', 'Option2 Linked To',
  'Option3 Name', 'Option3 Value', 'Option3 Linked To',
  'Variant SKU', 'Variant Grams', 'Variant Inventory Tracker', 'Variant Inventory Policy', 'Variant Fulfillment Service',
  'Variant Price', 'Variant Compare At Price', 'Variant Requires Shipping', 'Variant Taxable',
  'Unit Price Total Measure', 'Unit Price Total Measure Unit', 'Unit Price Base Measure', 'Unit Price Base Measure Unit',
  'Variant Barcode', 'Image Src', 'Image Position', 'Image Alt Text', 'Gift Card', 'SEO Title', 'SEO Description',
  'Google Shopping / Google Product Category', 'Google Shopping / Gender', 'Google Shopping / Age Group', 'Google Shopping / MPN',
  'Google Shopping / Condition', 'Google Shopping / Custom Product', 'Google Shopping / Custom Label 0', 'Google Shopping / Custom Label 1',
  'Google Shopping / Custom Label 2', 'Google Shopping / Custom Label 3', 'Google Shopping / Custom Label 4',
  'How to use (product.metafields.custom.how_to_use)', 'Ingredients (product.metafields.custom.ingredients)',
  'Net contents (product.metafields.custom.net_contents)',
  'Rating (product.metafields.reviews.rating)', 'Rating count (product.metafields.reviews.rating_count)',
  'Shade hex (variant.metafields.vitrine.hex)', 'Shade finish (variant.metafields.vitrine.finish)',
  'Shade undertone (variant.metafields.vitrine.undertone)', 'Shade family (variant.metafields.vitrine.family)',
  'Shade texture (variant.metafields.vitrine.texture)', 'Palette pans (variant.metafields.vitrine.pans)',
  'Variant Image', 'Variant Weight Unit', 'Variant Tax Code', 'Cost per item', 'Status',
];

const label = Object.fromEntries(labels.map((one, index) => [one.code, { ...one, index }]));
const money = (amount) => (amount === undefined ? '' : amount.toFixed(2));
const plain = (html) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();
const pack = ({ sku }) => `pictures/${sku}.svg`;

/** Header and all rows. */
export function productRows() {
  const taken = new Set();
  return [COLUMNS, ...products.flatMap((product) => rowsOf(product, taken).map((row) => COLUMNS.map((column) => row[column] ?? '')))];
}

function rowsOf(product, taken) {
  const images = imagesOf(product);
  const rows = product.variants.map((variant, index) => ({ ...variantCells(product, variant, index, taken), ...imageCells(images, index) }));
  for (let index = rows.length; index < images.length; index += 1) rows.push({ Handle: product.handle, ...imageCells(images, index) });
  Object.assign(rows[0], productCells(product));
  return rows;
}

function imagesOf(product) {
  const [first, ...others] = product.variants;
  const lead = [[pack(first), alt.pack(product, first)]];
  const texture = alt.texture(product, first);
  if (texture) lead.push([`pictures/${first.shade ? first.sku : product.handle}-texture.svg`, texture]);
  lead.push([`pictures/${product.handle}-set.svg`, alt.set(product)]);
  return [...lead, ...others.map((variant) => [pack(variant), alt.pack(product, variant)])];
}

function imageCells(images, index) {
  const [src, text] = images[index] ?? [];
  return src ? { 'Image Src': src, 'Image Position': index + 1, 'Image Alt Text': text } : {};
}

function productCells(product) {
  const { name } = label[product.label];
  const [rating, count] = ratingOf(product);
  return {
    Title: product.title, 'Body (HTML)': product.body, Vendor: name, 'Product Category': taxonomy(product), Type: product.category,
    Tags: product.tags.join(', '), Published: 'TRUE', 'Gift Card': 'FALSE', 'SEO Title': `${product.title} by ${name} | Ondée`, 'SEO Description': summary(product.body),
    'Google Shopping / Google Product Category': taxonomy(product), 'Google Shopping / Gender': 'unisex', 'Google Shopping / Age Group': 'adult',
    'Google Shopping / Custom Product': 'FALSE',
    'How to use (product.metafields.custom.how_to_use)': product.use,
    'Ingredients (product.metafields.custom.ingredients)': ingredients(product),
    'Net contents (product.metafields.custom.net_contents)': product.sizes ? '' : product.size,
    'Rating (product.metafields.reviews.rating)': rating, 'Rating count (product.metafields.reviews.rating_count)': count, Status: 'active',
    ...optionNames(product),
  };
}

/** As many whole sentences as fit a search result. */
function summary(html) {
  const sentences = plain(html.replace(/<ul>.*<\/ul>/g, '')).match(/[^.?]+(?:\.(?=\S)[^.?]+)*[.?]+”?/g) ?? [];
  return sentences.reduce((text, next) => (text && text.length + next.length > 155 ? text : text + next), '').trim();
}

function optionNames(product) {
  const names = optionsOf(product, product.variants[0]).map(([name]) => name);
  return Object.fromEntries(names.map((name, index) => [`Option${index + 1} Name`, name]));
}

/** Shopify's own convention for a product without options is one option `Title` with `Default Title`. */
function optionsOf(product, variant) {
  const options = [];
  if (variant.shade) options.push(['Shade', variant.shade.name]);
  if (variant.choice) options.push([product.choices.name, variant.choice]);
  if (product.sizes) options.push(['Size', variant.size]);
  return options.length ? options : [['Title', 'Default Title']];
}

function variantCells(product, variant, index, taken) {
  const { shade } = variant;
  const options = optionsOf(product, variant).map(([, value], at) => [`Option${at + 1} Value`, value]);
  return {
    Handle: product.handle, ...Object.fromEntries(options), 'Variant SKU': variant.sku, 'Variant Grams': grams(product, variant),
    'Variant Inventory Tracker': 'shopify', 'Variant Inventory Policy': 'deny', 'Variant Fulfillment Service': 'manual',
    'Variant Price': money(variant.price), 'Variant Compare At Price': money(variant.was), 'Variant Requires Shipping': 'TRUE', 'Variant Taxable': 'TRUE',
    ...unitPrice(variant.size), 'Variant Barcode': gtin(product, variant, taken),
    'Google Shopping / MPN': variant.sku, 'Google Shopping / Condition': 'new',
    ...(shade && {
      'Shade hex (variant.metafields.vitrine.hex)': shade.hex, 'Shade finish (variant.metafields.vitrine.finish)': shade.finish,
      'Shade undertone (variant.metafields.vitrine.undertone)': shade.undertone, 'Shade family (variant.metafields.vitrine.family)': shade.family,
      'Shade texture (variant.metafields.vitrine.texture)': `pictures/${variant.sku}-texture.svg`,
      'Palette pans (variant.metafields.vitrine.pans)': variant.pans?.join(' '),
    }),
    'Variant Image': pack(variant), 'Variant Weight Unit': 'g', 'Cost per item': money(Math.round(variant.price * (24 + (hash(product.handle) % 12))) / 100),
  };
}

function measure(size) {
  const [, amount, unit] = size?.match(/^([\d.]+) (ml|g)\b/) ?? [];
  return amount ? [Number(amount), unit] : [];
}

function unitPrice(size) {
  const [amount, unit] = measure(size);
  if (!amount || amount < 5) return {};
  return { 'Unit Price Total Measure': amount, 'Unit Price Total Measure Unit': unit, 'Unit Price Base Measure': 100, 'Unit Price Base Measure Unit': unit };
}

/** Shipping weight: the contents and their pack, whole grams. */
function grams(product, variant) {
  const [contents = 0] = measure(variant.size);
  const heavy = ['amber-glass', 'clear-glass', 'frosted-glass'].includes(label[product.label].material) ? 1.9 : 1.3;
  return Math.round(contents * heavy + 18 + (hash(product.handle) % 9));
}

/** A GTIN-13 of the in-store range 200–299: prefix by label, number by SKU, check digit. */
function gtin(product, { sku }, taken) {
  let number = hash(sku) % 1e9;
  let digits;
  do {
    digits = `2${String(label[product.label].index).padStart(2, '0')}${String(number).padStart(9, '0')}`;
    number = (number + 1) % 1e9;
  } while (taken.has(digits));
  taken.add(digits);
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** The product's own rating, or one drawn from its handle; `rating: null` has none yet. */
function ratingOf(product) {
  if (product.rating === null) return ['', ''];
  if (product.rating) return [product.rating[0].toFixed(1), product.rating[1]];
  const next = random(`rating ${product.handle}`);
  const rating = 3.7 + 1.15 * (1 - (next() * next()));
  const count = Math.round(Math.exp(1.2 + next() * 5.4));
  return [Math.min(4.9, rating).toFixed(1), Math.max(3, count)];
}
