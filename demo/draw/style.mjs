// How each label's packaging is made: materials, form and colours for everything the shapes need.

import { material } from './light.mjs';
import { lch, plinth } from './color.mjs';

// Form by label: the section of cases and caps, and how glass is blown.
const FORMS = {
  halde: 'round', 'petit-orage': 'soft', 'maren-voss': 'square', 'sel-et-suie': 'facet', 'ninth-floor': 'square',
  kelda: 'round', almanac: 'round', 'rue-perdue': 'square', tamis: 'fluted', 'good-grain': 'soft',
  'dix-doigts': 'square', 'atelier-obtus': 'round',
};

// Body surface and trim surface by the label's material.
const SURFACES = {
  'matte-card': ['matte', 'brushed'], 'clear-jelly': ['frost', 'gloss'], 'gloss-lacquer': ['gloss', 'metal'],
  graphite: ['satin', 'brushed'], 'frosted-glass': ['frost', 'matte'], 'amber-glass': ['gloss', 'satin'],
  'clear-glass': ['satin', 'gloss'], porcelain: ['gloss', 'brushed'], 'kraft-card': ['card', 'matte'],
  'brushed-metal': ['brushed', 'satin'],
};

const SECTION = { round: 2, soft: 2.3, square: 7, facet: 3.2, fluted: 2 };

/** Everything the shapes need to know about a label. */
export function styleOf(label) {
  const { body, trim, ink, ground } = label.palette;
  const [own, second] = SURFACES[label.material] ?? ['satin', 'brushed'];
  const form = FORMS[label.code] ?? 'round';
  const glass = { 'amber-glass': 'amber', 'frosted-glass': 'frost', 'clear-jelly': 'clear', porcelain: 'opal' }[label.material] ?? 'clear';
  const plainBody = label.material === 'clear-glass' ? trim : label.material === 'amber-glass' ? trim : body;
  const cap = material(label.material === 'frosted-glass' ? 'matte' : own === 'frost' ? 'frost' : label.material === 'clear-glass' ? 'gloss' : own, label.material === 'frosted-glass' ? trim : plainBody);
  const metal = ['brushed', 'metal'].includes(second);
  return {
    code: label.code,
    form,
    section: SECTION[form],
    glass,
    glassTint: glass === 'amber' ? '#8a4a16' : body,
    case: cap,
    caseInk: contrast(cap.colour, ink, label.palette),
    trim: material(second, metal || second === 'gloss' || second === 'matte' || second === 'satin' ? trimColour(label) : trim),
    tube: material(own === 'frost' ? 'satin' : own === 'card' ? 'matte' : own === 'brushed' ? 'brushed' : own, label.material === 'amber-glass' ? '#efe2c9' : body),
    tubeInk: ink,
    card: material('card', label.material === 'amber-glass' ? '#e9d9bb' : label.material === 'brushed-metal' ? '#d8d4cc' : body),
    cardInk: contrast(label.material === 'amber-glass' ? '#e9d9bb' : body, ink, label.palette),
    ink,
    ground,
    body,
    accent: trim,
  };
}

const trimColour = (label) => (label.material === 'amber-glass' || label.material === 'clear-glass' ? '#b99a62' : label.palette.trim);

// The ink if it can be read on the surface, else the palette's colour that can.
function contrast(surface, ink, palette) {
  const [L] = lch(surface);
  const far = (c) => Math.abs(lch(c)[0] - L);
  if (far(ink) > 0.35) return ink;
  return [palette.ink, palette.body, palette.trim, palette.ground, '#1c1917'].sort((a, b) => far(b) - far(a))[0];
}

/** The ground of a variant's pictures. */
export function groundOf(variant, label) {
  const base = variant?.shade?.hex ?? variant?.tint ?? label.palette.ground;
  return plinth(base);
}
