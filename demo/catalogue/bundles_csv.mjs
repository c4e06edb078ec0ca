/** Rows of bundles.csv: what sets are put together from, as `parts` of a product says. */
import { products } from './index.mjs';

const HEADER = ['Bundle SKU', 'Component SKU', 'Quantity'];

/** Header and all rows, by product and variant. */
export function bundleRows() {
  const sets = products.filter((product) => product.parts);
  return [HEADER, ...sets.flatMap((product) => product.variants.flatMap((variant) =>
    product.parts(variant).map((part) => [variant.sku, skuOf(part), part.quantity ?? 1])))];
}

/** The one variant of a product that fits a choice and a size. */
function skuOf({ handle, choice, size }) {
  const variants = products.find((product) => product.handle === handle)?.variants ?? [];
  const fitting = variants.filter((variant) => (!choice || variant.choice === choice) && (!size || variant.size === size));
  if (fitting.length !== 1) throw new Error(`${fitting.length} variants of ${handle} are ${choice ?? 'any'}, ${size ?? 'any size'}`);
  return fitting[0].sku;
}
