/**
 * The whole catalogue as plain data, for make.mjs (import files) and draw.mjs (pictures).
 *
 * `products` keeps the order of the shop: `{handle, title, label, category, kind, variants: [...]}` and the texts.
 */
import { variants } from './format.mjs';
import { labels } from './labels.mjs';
import lips from './lips.mjs';
import cheeks from './cheeks.mjs';
import eyes from './eyes.mjs';
import brows from './brows.mjs';
import face from './face.mjs';
import skincare from './skincare.mjs';
import fragrance from './fragrance.mjs';
import nails from './nails.mjs';
import body from './body.mjs';
import home from './home.mjs';
import tools from './tools.mjs';

const CATEGORIES = {
  Lips: lips, Cheeks: cheeks, Eyes: eyes, Brows: brows, Face: face, Skincare: skincare,
  Fragrance: fragrance, Nails: nails, Body: body, Home: home, Tools: tools,
};

export { labels };

export const products = Object.entries(CATEGORIES).flatMap(([category, list]) =>
  list.map((product) => ({ ...product, category, variants: variants(product) })));
