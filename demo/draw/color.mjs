// Colour in OKLab/OKLCH, because mixing and darkening there keeps a shade's hue true.

const LINEAR = Array.from({ length: 256 }, (_, i) => (i / 255 <= 0.04045 ? i / 255 / 12.92 : ((i / 255 + 0.055) / 1.055) ** 2.4));
const toGamma = (v) => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

/** "#rrggbb" (or "#rgb") as three linear-light channels 0..1. */
export function linear(hex) {
  const h = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex;
  const all = parseInt(h.slice(1), 16);
  return [LINEAR[all >> 16], LINEAR[(all >> 8) & 255], LINEAR[all & 255]];
}

/** Linear-light channels as "#rrggbb", clipped. */
export function hex(rgb) {
  const s = rgb
    .map((v) => Math.round(toGamma(Math.min(1, Math.max(0, v))) * 255).toString(16).padStart(2, '0'))
    .join('');
  return s[0] === s[1] && s[2] === s[3] && s[4] === s[5] ? `#${s[0]}${s[2]}${s[4]}` : `#${s}`;
}

function labOf([r, g, b]) {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function linearOf([L, a, b]) {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const inGamut = (rgb) => rgb.every((v) => v > -0.0005 && v < 1.0005);

/** OKLCH to hex; chroma is reduced until the colour exists in sRGB. */
export function oklch(L, C, H) {
  const h = (H * Math.PI) / 180;
  let c = C;
  for (let i = 0; i < 24; i += 1) {
    const rgb = linearOf([L, c * Math.cos(h), c * Math.sin(h)]);
    if (inGamut(rgb)) return hex(rgb);
    c *= 0.92;
  }
  return hex(linearOf([L, 0, 0]));
}

/** Hex to [L, C, H]. */
export function lch(hexColour) {
  const [L, a, b] = labOf(linear(hexColour));
  return [L, Math.hypot(a, b), ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360];
}

/** Mix two colours in OKLab; t = 0 gives a. */
export function mix(a, b, t) {
  const x = labOf(linear(a));
  const y = labOf(linear(b));
  return hex(linearOf(x.map((v, i) => v + (y[i] - v) * t)));
}

/** The same hue, lighter (d > 0) or darker (d < 0), chroma scaled by k. */
export function shift(colour, d, k = 1) {
  const [L, C, H] = lch(colour);
  return oklch(Math.min(0.995, Math.max(0.03, L + d)), C * k, H);
}

/** The plinth tint of a shade: the ground every picture of it stands on. */
export function plinth(shade) {
  const [, C, H] = lch(shade);
  return oklch(0.94, Math.min(0.03, 0.008 + C * 0.16), H);
}
