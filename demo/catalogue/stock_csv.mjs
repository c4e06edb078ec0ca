/** Rows of stock.csv: what is where, with the gaps a real shop has. */
import { products } from './index.mjs';
import { random } from './seed.mjs';
import { stores, warehouse } from './stores.mjs';

const HEADER = ['SKU', 'Location Code', 'On Hand', 'Safety', 'Incoming'];
/** Share of products carried, share of their variants carried, typical quantity. */
const RANGE = { flagship: [0.98, 0.97, 12], large: [0.84, 0.86, 8], medium: [0.62, 0.76, 5], small: [0.44, 0.66, 4] };

/** Header and all rows, by product and variant. */
export function stockRows() {
  // What there is of a bundle follows from its parts.
  const shelved = products.filter((product) => !product.parts);
  return [HEADER, ...shelved.flatMap((product) => product.variants.flatMap((variant, index) => rowsOf(product, variant, index)))];
}

function rowsOf(product, variant, index) {
  const soldOut = product.soldOut?.includes(variant.sku) ?? false;
  const inStores = stores.filter((store) => carried(product, variant, index, store))
    .map((store) => [variant.sku, store.code, soldOut ? 0 : onHand(product, index, store, variant), safety(product, store), '']);
  return [...inStores, warehouseRow(product, variant, soldOut)];
}

function carried(product, variant, index, store) {
  if (product.soldOut?.includes(variant.sku)) return store.size === 'flagship';
  if (product.star && index < 8) return true;
  const [range, depth] = RANGE[store.size];
  const keen = product.star ? 1.35 : 1;
  if (random(`range ${product.handle} ${store.code}`)() > range * keen) return false;
  return index === 0 || random(`carry ${variant.sku} ${store.code}`)() < depth * keen;
}

function onHand(product, index, store, variant) {
  const next = random(`hand ${variant.sku} ${store.code}`);
  const [, , typical] = RANGE[store.size];
  const mood = next();
  if (store.code === 'berlin-mitte' && product.star && index < 12) return 14 + Math.floor(next() * 26);
  if (product.star && index < 8) return mood < 0.06 ? 1 + Math.floor(next() * 3) : Math.floor(typical * (0.9 + next() * 1.8));
  if (mood < 0.07) return 0;
  if (mood < 0.21) return 1 + Math.floor(next() * 3);
  return Math.max(1, Math.round(typical * (0.4 + next() * 1.1)));
}

/** Blank leaves the store's own safety stock; bestsellers keep one more on the shelf in the flagships. */
function safety(product, store) {
  return product.star && store.size === 'flagship' ? 2 : '';
}

function warehouseRow(product, variant, soldOut) {
  const next = random(`deep ${variant.sku}`);
  if (soldOut) return [variant.sku, warehouse.code, 0, '', 240];
  const deep = Math.round((product.star ? 260 : 70) * (0.6 + next() * 1.4));
  const thin = next() < 0.06;
  return [variant.sku, warehouse.code, thin ? Math.floor(next() * 9) : deep, '', thin ? 120 : ''];
}
