// Product out of its packaging: swipes, crushed powder, drops, creams; relief by the SVG light filters.
// Points are computed in page coordinates, never under a rotation, so that the filters' lamp stays upper left.

import { d, n, n2 } from './svg.mjs';
import { lch, mix, oklch, shift } from './color.mjs';

/** How a finish takes the light: relief, gloss strength and sharpness, blur of the relief, share of shading in the body. */
const FINISH = {
  matte: { relief: 3.2, gloss: 0.05, sharp: 6, soft: 1.6, body: 0.55 },
  satin: { relief: 4, gloss: 0.26, sharp: 16, soft: 2, body: 0.55 },
  cream: { relief: 4.2, gloss: 0.26, sharp: 18, soft: 2.4, body: 0.55 },
  gloss: { relief: 5, gloss: 0.85, sharp: 46, soft: 3, body: 0.6 },
  shimmer: { relief: 3.6, gloss: 0.4, sharp: 14, soft: 1.4, body: 0.6, grain: true },
  metallic: { relief: 4.2, gloss: 0.6, sharp: 10, soft: 1.6, body: 0.7, tinted: true },
  sheer: { relief: 4.5, gloss: 0.8, sharp: 42, soft: 3, body: 0.5, see: 0.7 },
};

const finishOf = (name) => FINISH[name] ?? FINISH.satin;

/** The filter that turns alpha into relief in one colour. `k` scales it for close-ups. */
export function relief(scene, colour, finish, k = 1, own = {}) {
  const f = { ...finishOf(finish), ...own };
  return scene.paint(`relief${colour}${finish}${k}${JSON.stringify(own)}`, (id) => {
    const light = '<feDistantLight azimuth="228" elevation="55"/>';
    // Pale colours show every slope; they get less of the relief so that they stay pale.
    const [L] = lch(colour);
    const m = f.body * (1.44 - 0.72 * L);
    const high = f.relief * (k > 1 ? k ** 0.55 : k);
    const gloss = f.gloss * (1.1 - 0.5 * L);
    const shine = f.tinted ? mix(colour, '#fffaf0', 0.7) : '#fff';
    return (
      `<filter id="${id}" x="-.1" y="-.1" width="1.2" height="1.2" color-interpolation-filters="sRGB">` +
      `<feGaussianBlur in="SourceAlpha" stdDeviation="${n(f.soft * k)}" result="h"/>` +
      `<feDiffuseLighting in="h" surfaceScale="${n(high)}" diffuseConstant="1.02" lighting-color="${colour}" result="d">${light}</feDiffuseLighting>` +
      `<feSpecularLighting in="h" surfaceScale="${n(high)}" specularConstant="${n2(gloss)}" specularExponent="${f.sharp}" lighting-color="${shine}" result="s">${light}</feSpecularLighting>` +
      `<feFlood flood-color="${colour}" result="f"/><feComposite in="d" in2="f" operator="arithmetic" k2="${n2(m * 1.2)}" k3="${n2(1 - m)}"/><feComposite in2="s" operator="arithmetic" k2="1" k3="1" result="l"/>` +
      `<feComponentTransfer in="SourceAlpha" result="a"><feFuncA type="linear" slope="4"/></feComponentTransfer>` +
      `<feComposite in="l" in2="a" operator="in"/></filter>`
    );
  });
}

// A closed curve through points, as quadratic arcs between the midpoints; each next control point is the
// mirror image of the last, which is what T says, so only the midpoints are written.
function closed(points) {
  const mid = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const start = mid(points[points.length - 1], points[0]);
  const first = mid(points[0], points[1]);
  let out = d`M${start[0]} ${start[1]}Q${points[0][0]} ${points[0][1]} ${first[0]} ${first[1]}T`;
  for (let i = 1; i < points.length; i += 1) {
    const m = mid(points[i], points[(i + 1) % points.length]);
    out += (i > 1 ? ' ' : '') + d`${m[0]} ${m[1]}`;
  }
  return `${out}z`;
}

/** A function from swipe coordinates (along, across) to the page. */
function frame(x, y, angle, length, bend) {
  const c = Math.cos((angle * Math.PI) / 180);
  const s = Math.sin((angle * Math.PI) / 180);
  return (u, v) => {
    const w = v + bend * Math.sin((Math.PI * u) / length);
    return [x + u * c - w * s, y + u * s + w * c];
  };
}

/** A swipe of colour from x,y along `angle`: full at the start, torn into streaks at its end. */
export function swipe(scene, options) {
  const { shade, finish, rand, k = 1, length, width } = options;
  const { outline, markup, to } = swipeForm(scene, options);
  const f = finishOf(finish);
  const see = f.see ? ` opacity="${f.see}"` : '';
  scene.add(
    `<path filter="${scene.blur(2.5 * k)}" opacity=".36" fill="${scene.shadowColour}" transform="translate(${n(3 * k)} ${n(2.6 * k)})" d="${outline}"/>` +
      `<g filter="${relief(scene, shade, finish, k)}"${see}>${markup}</g>`,
  );
  if (f.grain) scene.add(sparkle(scene, to, length * 0.8, width * 0.9, shade, rand, k));
}

/** The shape of a swipe without its colour: outline, relief as markup, and its frame. */
export function swipeForm(scene, { x, y, length, width, angle, bend = 0, rand, k = 1, lanes = 15 }) {
  const to = frame(x, y, angle, length, bend);
  const half = width / 2;
  const points = [];
  for (let i = 0; i <= 6; i += 1) {
    const a = Math.PI * (0.5 + i / 6);
    points.push(to(half * 0.5 + Math.cos(a) * half * rand.between(0.5, 0.6), Math.sin(a) * half * rand.between(0.95, 1)));
  }
  const reach = [];
  let drift = 0;
  for (let i = 0; i < lanes; i += 1) {
    const t = Math.abs((i + 0.5) / lanes - 0.5) * 2;
    drift = drift * 0.6 + rand.between(-0.07, 0.06);
    reach.push(length * Math.min(1, 0.94 - 0.12 * t * t + drift));
  }
  const edge = (side) => [0.22, 0.36, 0.5, 0.64].map((u) => to(u * length, side * half * rand.between(0.955, 1.015)));
  points.push(...edge(-1));
  const step = width / lanes;
  for (let i = 0; i < lanes; i += 1) {
    const v = -half + step * (i + 0.5);
    points.push(to(reach[i] - rand.between(3, 12) * k, v - step * 0.3), to(reach[i], v), to(reach[i] - rand.between(1, 6) * k, v + step * 0.25));
    if (i < lanes - 1 && rand() < 0.8) points.push(to(Math.min(reach[i], reach[i + 1]) - rand() ** 2 * 46 * k - 4, v + step * 0.5));
  }
  points.push(...edge(1).reverse());
  const outline = closed(points);
  const clip = scene.def(`clip${outline}`, (id) => `<clipPath id="${id}"><path d="${outline}"/></clipPath>`);
  const markup = `<path fill-opacity=".4" d="${outline}"/><g clip-path="url(#${clip})" fill="none" stroke="#000">${ridges(to, { length, half, rand, lanes })}</g>`;
  return { outline, markup, to };
}

// What the finger or brush leaves: a thick start, a few broad bands, many fine streaks.
function ridges(to, { length, half, rand, lanes }) {
  const line = (v0, v1, from, end) => {
    const p = to(from, v0);
    const m = to((from + end) / 2, (v0 + v1) / 2);
    const q = to(end, v1);
    return d`M${p[0]} ${p[1]}Q${2 * m[0] - (p[0] + q[0]) / 2} ${2 * m[1] - (p[1] + q[1]) / 2} ${q[0]} ${q[1]}`;
  };
  let out = '';
  const groups = lanes < 10
    ? [[2, 2, 0.3, 0.55, 0.22, 0.4], [2, 2, 0.1, 0.2, 0.2, 0.5], [2, 3, 0.03, 0.07, 0.3, 0.7]]
    : [[3, 1, 0.3, 0.55, 0.22, 0.4], [3, 2, 0.1, 0.2, 0.2, 0.5], [4, 3, 0.025, 0.06, 0.3, 0.7]];
  for (const [pens, each, thin, wide, weak, strong] of groups) {
    for (let i = 0; i < pens; i += 1) {
      let lines = '';
      for (let j = 0; j < each; j += 1) {
        const v = half * (-0.95 + (1.9 * (j * pens + i + rand())) / (pens * each));
        const from = rand() < 0.6 ? -half * 0.3 : rand.between(0.02, 0.4) * length;
        lines += line(v * 0.94, v, from, length * rand.between(0.72, 1.06));
      }
      out += `<path stroke-width="${n(half * rand.between(thin, wide))}" stroke-opacity="${n2(rand.between(weak, strong))}" d="${lines}"/>`;
    }
  }
  return out;
}

/** Points of light of a shimmer finish. */
function sparkle(scene, to, length, width, shade, rand, k) {
  let light = '';
  let dark = '';
  for (let i = 0; i < 60; i += 1) {
    const [x, y] = to(rand.between(0.05, 1) * length, rand.between(-0.48, 0.48) * width);
    const s = rand.between(0.8, 2.4) * k;
    if (i % 3) light += d`M${x} ${y}h${s}v${s}h${-s}z`;
    else dark += d`M${x} ${y}h${s}v${s}h${-s}z`;
  }
  return `<path fill="${mix(shade, '#fff6e6', 0.85)}" fill-opacity=".9" d="${light}"/><path fill="${shift(shade, -0.12)}" fill-opacity=".5" d="${dark}"/>`;
}

/** A blob outline round x,y with uneven radius. */
export function blob(x, y, rx, ry, rand, points = 11, uneven = 0.12) {
  const list = [];
  const turn = rand() * 6.28;
  for (let i = 0; i < points; i += 1) {
    const a = turn + (i / points) * 2 * Math.PI;
    const r = 1 + rand.between(-uneven, uneven);
    list.push([x + Math.cos(a) * rx * r, y + Math.sin(a) * ry * r]);
  }
  return closed(list);
}

/** Crushed powder: a heap that thins out, with crumbs in and around it. */
export function powder(scene, { x, y, rx, ry, shade, finish, rand, k = 1, crumbs = 26, angle = -20 }) {
  const seed = Math.floor(rand() * 900) + 1;
  const shiny = finish === 'shimmer' || finish === 'metallic';
  const [L] = lch(shade);
  const m = (shiny ? 0.95 : 0.8) * (1.3 - 0.6 * L);
  const high = 11 * k ** 0.8;
  const light = '<feDistantLight azimuth="228" elevation="56"/>';
  const shine = shiny
    ? `<feSpecularLighting in="h" surfaceScale="${n(high)}" specularConstant=".5" specularExponent="9" lighting-color="${mix(shade, '#fffaf0', 0.75)}" result="s">${light}</feSpecularLighting>`
    : '';
  const grain = scene.paint(
    `powder${shade}${finish}${seed}${k}`,
    (id) =>
      `<filter id="${id}" x="-.08" y="-.08" width="1.16" height="1.16" color-interpolation-filters="sRGB">` +
      `<feTurbulence type="fractalNoise" baseFrequency="${n2(0.07 / k)}" numOctaves="5" seed="${seed}" result="t"/>` +
      `<feDisplacementMap in="SourceAlpha" in2="t" scale="${n(30 * k)}" xChannelSelector="R" yChannelSelector="G" result="e"/>` +
      `<feGaussianBlur in="e" stdDeviation="${n(2 * k)}" result="b"/>` +
      `<feComposite in="b" in2="t" operator="arithmetic" k1=".8" k2=".3" result="h"/>` +
      `<feDiffuseLighting in="h" surfaceScale="${n(high)}" diffuseConstant="1.04" lighting-color="${shade}" result="d">${light}</feDiffuseLighting>` +
      `${shine}<feFlood flood-color="${shade}" result="f"/><feComposite in="d" in2="f" operator="arithmetic" k2="${n2(m * 1.22)}" k3="${n2(1 - m)}" result="l"/>` +
      (shiny ? '<feComposite in="l" in2="s" operator="arithmetic" k2="1" k3="1" result="l"/>' : '') +
      `<feComponentTransfer in="e" result="a"><feFuncA type="linear" slope="3"/></feComponentTransfer><feComposite in="l" in2="a" operator="in"/></filter>`,
  );
  const turn = (angle * Math.PI) / 180;
  const out = (u, v) => [x + u * Math.cos(turn) - v * Math.sin(turn), y + u * Math.sin(turn) + v * Math.cos(turn)];
  const ring = (size, uneven) => {
    const list = [];
    for (let i = 0; i < 13; i += 1) {
      const a = (i / 13) * 2 * Math.PI;
      const r = size * (1 + rand.between(-uneven, uneven));
      list.push(out(Math.cos(a) * rx * r, Math.sin(a) * ry * r));
    }
    return closed(list);
  };
  const outline = ring(0.92, 0.13);
  const core = ring(0.6, 0.2);
  let bits = '';
  let chunks = '';
  for (let i = 0; i < crumbs; i += 1) {
    const inside = i % 3 === 0;
    const a = rand() * 6.28;
    const r = inside ? rand() * 0.9 : 0.92 + rand() ** 2 * 0.62;
    const [cx, cy] = out(Math.cos(a) * rx * r, Math.sin(a) * ry * r);
    const s = (inside ? rand.between(4, 13) : rand.between(1.4, 3 + 7 * Math.max(0, 1.45 - r))) * k;
    if (inside) chunks += crumb(cx, cy, s, rand);
    else bits += crumb(cx, cy, s, rand);
  }
  scene.add(
    `<path filter="${scene.blur(5 * k)}" opacity=".34" fill="${scene.shadowColour}" transform="translate(${n(7 * k)} ${n(6 * k)})" d="${outline}"/>` +
      `<path filter="${scene.blur(9 * k)}" opacity=".45" fill="${shade}" d="${outline}"/>` +
      `<path fill="${scene.shadowColour}" opacity=".4" filter="${scene.blur(1.2 * k)}" transform="translate(${n(2.4 * k)} ${n(2.2 * k)})" d="${bits}"/>` +
      `<g filter="${grain}"><path fill-opacity=".5" d="${outline}${bits}"/><path fill-opacity=".28" d="${core}"/><path fill-opacity=".55" d="${chunks}${bits}"/></g>`,
  );
  if (shiny) scene.add(sparkle(scene, (u, v) => out(u - rx * 0.8, v), rx * 1.6, ry * 1.5, shade, rand, k));
}

function crumb(x, y, s, rand) {
  const p = [0, 1, 2, 3, 4].map((i) => {
    const a = (i / 5) * 6.28 + rand() * 0.7;
    const r = s * rand.between(0.7, 1.1);
    return [x + Math.cos(a) * r, y + Math.sin(a) * r];
  });
  return p.map((q, i) => (i ? d`L${q[0]} ${q[1]}` : d`M${q[0]} ${q[1]}`)).join('') + 'z';
}

/** A drop of liquid lying on the ground: see-through, with a bright window and light gathered in its shadow. */
export function drop(scene, { x, y, r, ry = r, shade, rand, see = 0.5, uneven = 0.04 }) {
  const outline = blob(x, y, r, ry, rand, 9, uneven);
  const [L] = lch(shade);
  const deep = shift(shade, (L > 0.85 ? -0.08 : -0.13) * Math.min(1, L + 0.2) * Math.min(1, 0.45 + r / 90), 1.3);
  const pale = shift(shade, 0.08);
  const body = scene.linear([[0, deep, see + 0.28], [0.45, shade, see], [0.8, pale, see * 0.75], [1, mix(pale, '#ffffff', 0.5), see * 0.9]], [0.1, 0.1, 0.9, 0.9]);
  const rim = scene.linear([[0, '#fff', 0.75], [0.4, deep, 0.35], [1, deep, 0.55]], [0, 0, 1, 1]);
  scene.add(
    `<path filter="${scene.blur(r * 0.1 + 2)}" opacity=".36" fill="${scene.shadowColour}" transform="translate(${n(r * 0.14)} ${n(r * 0.12)})" d="${outline}"/>` +
      `<path fill="${body}" d="${outline}"/><path fill="none" stroke="${rim}" stroke-width="${n(Math.max(1.2, r * 0.03))}" d="${outline}"/>` +
      `<ellipse filter="${scene.blur(r * 0.1 + 0.6)}" fill="#fff" fill-opacity=".7" cx="${n(x + r * 0.4)}" cy="${n(y + ry * 0.42)}" rx="${n(r * 0.34)}" ry="${n(ry * 0.22)}" transform="rotate(-42 ${n(x + r * 0.4)} ${n(y + ry * 0.42)})"/>` +
      `<path fill="#fff" fill-opacity=".92" d="${window(x - r * 0.42, y - ry * 0.44, r * 0.26)}"/>`,
  );
}

// The reflection of the strip box in a drop: a bent window.
const window = (x, y, s) => d`M${x - s} ${y + s * 0.5}Q${x - s * 0.8} ${y - s * 0.7} ${x + s * 0.5} ${y - s}Q${x + s * 0.9} ${y - s * 0.95} ${x + s * 0.7} ${y - s * 0.5}Q${x - s * 0.3} ${y - s * 0.2} ${x - s * 0.45} ${y + s * 0.7}Q${x - s * 0.75} ${y + s * 1.05} ${x - s} ${y + s * 0.5}z`;

/** A spiral inwards, smooth: what a spatula leaves when it turns. */
export function spiral(x, y, r, squash, start, turns) {
  const steps = Math.round(turns * 8);
  const delta = (turns * 2 * Math.PI) / steps;
  const at = (a, q) => [x + Math.cos(a) * q, y + Math.sin(a) * q * squash];
  const radius = (t) => r * (1 - t * 0.86);
  const [sx, sy] = at(start, r);
  let out = d`M${sx} ${sy}`;
  for (let i = 1; i <= steps; i += 1) {
    const [cx, cy] = at(start + (i - 0.5) * delta, radius((i - 0.5) / steps) / Math.cos(delta / 2));
    const [px, py] = at(start + i * delta, radius(i / steps));
    out += d`Q${cx} ${cy} ${px} ${py}`;
  }
  return out;
}

/** Cream laid down in one turn of a spatula: a thick curl that ends in a lifted edge. */
export function cream(scene, { x, y, r, shade, finish = 'cream', rand, k = 1, squash = 0.84 }) {
  const [L, C, H] = lch(shade);
  const colour = L > 0.94 ? oklch(0.94, Math.max(C, 0.008), H) : shade;
  const body = blob(x, y, r, r * squash, rand, 12, 0.06);
  const curl = spiral(x + r * 0.05, y, r * 0.8, squash, rand.between(2.4, 3.6), 1.7);
  const strokes = `<path stroke-opacity=".34" stroke-width="${n(r * 0.24)}" d="${curl}"/><path stroke-opacity=".4" stroke-width="${n(r * 0.1)}" d="${curl}"/>`;
  scene.add(
    `<path filter="${scene.blur(4 * k)}" opacity=".36" fill="${scene.shadowColour}" transform="translate(${n(7 * k)} ${n(6 * k)})" d="${body}"/>` +
      `<g filter="${relief(scene, colour, finish, k, { soft: 3.4, relief: 7, gloss: 0.2, body: 0.8 })}"><path fill-opacity=".5" d="${body}"/><g fill="none" stroke="#000" stroke-linecap="round">${strokes}</g></g>`,
  );
}
