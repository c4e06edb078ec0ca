// Product out of its packaging: swipes, crushed powder, drops, creams; relief by the SVG light filters.
// Points are computed in page coordinates, never under a rotation, so that the filters' lamp stays upper left.

import { d, n, n2 } from './svg.mjs';
import { lch, mix, shift } from './color.mjs';

/** How a finish takes the light: relief, gloss strength, gloss sharpness, blur of the relief. */
const FINISH = {
  matte: { relief: 3, gloss: 0.05, sharp: 6, soft: 2, body: 0.5 },
  satin: { relief: 4, gloss: 0.24, sharp: 14, soft: 2.2, body: 0.55 },
  cream: { relief: 4.5, gloss: 0.28, sharp: 16, soft: 2.4, body: 0.55 },
  gloss: { relief: 5, gloss: 0.8, sharp: 34, soft: 2.8, body: 0.6 },
  shimmer: { relief: 4, gloss: 0.4, sharp: 12, soft: 1.6, body: 0.6, grain: true },
  metallic: { relief: 5, gloss: 0.6, sharp: 9, soft: 1.8, body: 0.65, tinted: true },
  sheer: { relief: 4.5, gloss: 0.75, sharp: 30, soft: 2.8, body: 0.5, see: 0.72 },
};

export const finishOf = (name) => FINISH[name] ?? FINISH.satin;

/** The filter that turns alpha into relief in one colour. `k` scales it for close-ups. */
export function relief(scene, colour, finish, k = 1, own = {}) {
  const f = { ...finishOf(finish), ...own };
  return scene.paint(`relief${colour}${finish}${k}${JSON.stringify(own)}`, (id) => {
    const light = '<feDistantLight azimuth="228" elevation="55"/>';
    // Pale colours show every slope; they get less of the relief so that they stay pale.
    const m = f.body * (1.15 - 0.55 * lch(colour)[0]) * 1.25;
    const shine = f.tinted ? mix(colour, '#fffaf0', 0.7) : '#fff';
    return (
      `<filter id="${id}" x="-.1" y="-.1" width="1.2" height="1.2" color-interpolation-filters="sRGB">` +
      `<feGaussianBlur in="SourceAlpha" stdDeviation="${n(f.soft * k)}" result="h"/>` +
      `<feDiffuseLighting in="h" surfaceScale="${n(f.relief * k)}" diffuseConstant="1.02" lighting-color="${colour}" result="d">${light}</feDiffuseLighting>` +
      `<feSpecularLighting in="h" surfaceScale="${n(f.relief * k)}" specularConstant="${n2(f.gloss)}" specularExponent="${f.sharp}" lighting-color="${shine}" result="s">${light}</feSpecularLighting>` +
      `<feFlood flood-color="${colour}" result="f"/><feComposite in="d" in2="f" operator="arithmetic" k2="${n2(m * 1.2)}" k3="${n2(1 - m)}"/><feComposite in2="s" operator="arithmetic" k2="1" k3="1" result="l"/>` +
      `<feComponentTransfer in="SourceAlpha" result="a"><feFuncA type="linear" slope="3"/></feComponentTransfer>` +
      `<feComposite in="l" in2="a" operator="in"/></filter>`
    );
  });
}

// A closed curve through points, as quadratic arcs between the midpoints.
function closed(points) {
  const mid = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const start = mid(points[points.length - 1], points[0]);
  let out = d`M${start[0]} ${start[1]}`;
  points.forEach((p, i) => {
    const m = mid(p, points[(i + 1) % points.length]);
    out += d`Q${p[0]} ${p[1]} ${m[0]} ${m[1]}`;
  });
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
export function swipe(scene, { x, y, length, width, angle, bend = 0, shade, finish, rand, k = 1, lanes = 13 }) {
  const to = frame(x, y, angle, length, bend);
  const half = width / 2;
  const f = finishOf(finish);
  const points = [];
  for (let i = 0; i <= 5; i += 1) {
    const t = i / 5;
    const a = Math.PI * (0.5 + t);
    points.push(to(half * 0.5 + Math.cos(a) * half * rand.between(0.42, 0.62), -Math.sin(a) * half * rand.between(0.92, 1.04)));
  }
  points.reverse();
  const reach = [];
  for (let i = 0; i < lanes; i += 1) {
    const centre = 1 - Math.abs((i + 0.5) / lanes - 0.5) * 1.1;
    reach.push(length * Math.min(1, 0.8 + 0.16 * centre + rand.between(-0.09, 0.06)));
  }
  const edge = (side) => [0.3, 0.5, 0.66].map((u) => to(u * length, side * half * rand.between(0.93, 1.02)));
  points.push(...edge(-1));
  for (let i = 0; i < lanes; i += 1) {
    const v = -half + (width * (i + 0.5)) / lanes;
    points.push(to(reach[i] - rand.between(2, 9) * k, v - width / lanes / 3), to(reach[i], v));
    if (i < lanes - 1) points.push(to(Math.min(reach[i], reach[i + 1]) - rand.between(4, 20) * k, v + width / lanes / 2));
  }
  points.push(...edge(1).reverse());
  const outline = closed(points);
  let strokes = '';
  for (let i = 0; i < lanes; i += 1) {
    const v = -half * 0.93 + (width * 0.93 * (i + rand.between(0.2, 0.8))) / lanes;
    const from = to(rand.between(0.04, 0.14) * length, v * 0.9);
    const end = to(reach[i] - 4 * k, v);
    const half1 = to(length * 0.5, v);
    const via = half1.map((m, j) => 2 * m - (from[j] + end[j]) / 2);
    strokes += `<path stroke-width="${n((width / lanes) * rand.between(0.35, 1.15))}" stroke-opacity="${n2(rand.between(0.25, 0.8))}" d="${d`M${from[0]} ${from[1]}Q${via[0]} ${via[1]} ${end[0]} ${end[1]}`}"/>`;
  }
  const see = f.see ? ` opacity="${f.see}"` : '';
  const body =
    `<g filter="${relief(scene, shade, finish, k)}"${see}><path fill-opacity=".42" d="${outline}"/>` +
    `<g fill="none" stroke="#000" stroke-linecap="round">${strokes}</g></g>`;
  scene.add(
    `<path filter="${scene.blur(2.5 * k)}" opacity=".34" fill="${scene.shadowColour}" transform="translate(${n(3 * k)} ${n(2.6 * k)})" d="${outline}"/>`,
  );
  scene.add(body);
  if (f.grain) scene.add(sparkle(scene, to, length * 0.8, width * 0.9, shade, rand, k));
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

/** Crushed powder: a heap that thins out, with crumbs around it. */
export function powder(scene, { x, y, rx, ry, shade, finish, rand, k = 1, crumbs = 26, angle = -20 }) {
  const seed = Math.floor(rand() * 900) + 1;
  const shiny = finish === 'shimmer' || finish === 'metallic';
  const f = { relief: shiny ? 2.4 : 2, gloss: shiny ? 0.4 : 0.03, sharp: shiny ? 10 : 5 };
  const m = (shiny ? 0.8 : 0.7) * (1.15 - 0.5 * lch(shade)[0]);
  const light = '<feDistantLight azimuth="228" elevation="55"/>';
  const shine = shiny ? mix(shade, '#fffaf0', 0.75) : '#fff';
  const grain = scene.paint(
    `powder${shade}${finish}${seed}${k}`,
    (id) =>
      `<filter id="${id}" x="-.15" y="-.15" width="1.3" height="1.3" color-interpolation-filters="sRGB">` +
      `<feTurbulence type="fractalNoise" baseFrequency="${n2(0.16 / k)}" numOctaves="4" seed="${seed}" result="t"/>` +
      `<feDisplacementMap in="SourceAlpha" in2="t" scale="${n(26 * k)}" xChannelSelector="R" yChannelSelector="G" result="e"/>` +
      `<feGaussianBlur in="e" stdDeviation="${n(2 * k)}" result="b"/>` +
      `<feColorMatrix in="t" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1.5 -.2" result="g"/>` +
      `<feComposite in="b" in2="g" operator="arithmetic" k1=".9" k2=".35" result="h"/>` +
      `<feDiffuseLighting in="h" surfaceScale="${n(f.relief * 2.4 * k)}" diffuseConstant="1.04" lighting-color="${shade}" result="d">${light}</feDiffuseLighting>` +
      `<feSpecularLighting in="h" surfaceScale="${n(f.relief * 2.4 * k)}" specularConstant="${f.gloss}" specularExponent="${f.sharp}" lighting-color="${shine}" result="s">${light}</feSpecularLighting>` +
      `<feFlood flood-color="${shade}" result="f"/><feComposite in="d" in2="f" operator="arithmetic" k2="${n2(m * 1.2)}" k3="${n2(1 - m)}"/><feComposite in2="s" operator="arithmetic" k2="1" k3="1" result="l"/>` +
      `<feComponentTransfer in="e" result="a"><feFuncA type="linear" slope="2.4"/></feComponentTransfer>` +
      `<feComposite in="l" in2="a" operator="in"/></filter>`,
  );
  const turn = (angle * Math.PI) / 180;
  const out = (u, v) => [x + u * Math.cos(turn) - v * Math.sin(turn), y + u * Math.sin(turn) + v * Math.cos(turn)];
  const heap = [];
  for (let i = 0; i < 14; i += 1) {
    const a = (i / 14) * 2 * Math.PI;
    const r = rand.between(0.8, 1.06);
    heap.push(out(Math.cos(a) * rx * r, Math.sin(a) * ry * r));
  }
  const outline = closed(heap);
  scene.add(
    `<path filter="${scene.blur(5 * k)}" opacity=".3" fill="${scene.shadowColour}" transform="translate(${n(7 * k)} ${n(6 * k)})" d="${outline}"/>` +
      `<path filter="${scene.blur(7 * k)}" opacity=".4" fill="${shade}" d="${outline}"/>`,
  );
  const bits = { a: '', b: '', s: '' };
  for (let i = 0; i < crumbs; i += 1) {
    const a = rand() * 6.28;
    const r = 0.9 + rand() ** 2.2 * 0.7;
    const [cx, cy] = out(Math.cos(a) * rx * r, Math.sin(a) * ry * r);
    const s = rand.between(1.2, 2 + 7 * (1.7 - r)) * k;
    const shape = crumb(cx, cy, s, rand);
    bits.s += crumbShadow(cx, cy, s);
    if (s > 3 * k) bits.b += d`M${cx - s * 0.6} ${cy + s * 0.1}L${cx - s * 0.1} ${cy - s * 0.6}L${cx + s * 0.5} ${cy - s * 0.3}L${cx} ${cy + s * 0.15}z`;
    bits.a += shape;
  }
  scene.add(
    `<g filter="${grain}"><path d="${outline}"/></g><path fill="${scene.shadowColour}" opacity=".3" d="${bits.s}"/>` +
      `<path fill="${shift(shade, -0.03)}" d="${bits.a}"/><path fill="${shift(shade, 0.06)}" d="${bits.b}"/>`,
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

const crumbShadow = (x, y, s) => d`M${x - s * 0.4} ${y + s * 0.6}l${s * 1.2} ${s * 0.7}l${s * 0.7} ${-s * 0.8}l${-s * 0.6} ${-s * 0.9}z`;

/** A drop of liquid lying on the ground: see-through, with a bright window and light gathered in its shadow. */
export function drop(scene, { x, y, r, ry = r, shade, rand, see = 0.5, uneven = 0.04 }) {
  const outline = blob(x, y, r, ry, rand, 9, uneven);
  const [L] = lch(shade);
  const deep = shift(shade, -0.16 * Math.min(1, L + 0.2), 1.25);
  const pale = shift(shade, 0.08);
  const body = scene.linear([[0, deep, see + 0.28], [0.45, shade, see], [0.8, pale, see * 0.75], [1, mix(pale, '#ffffff', 0.5), see * 0.9]], [0.1, 0.1, 0.9, 0.9]);
  const rim = scene.linear([[0, '#fff', 0.75], [0.4, deep, 0.35], [1, deep, 0.55]], [0, 0, 1, 1]);
  scene.add(
    `<path filter="${scene.blur(r * 0.1 + 2)}" opacity=".36" fill="${scene.shadowColour}" transform="translate(${n(r * 0.14)} ${n(r * 0.12)})" d="${outline}"/>` +
      `<path fill="${body}" d="${outline}"/><path fill="none" stroke="${rim}" stroke-width="${n(Math.max(1.2, r * 0.03))}" d="${outline}"/>` +
      `<ellipse filter="${scene.blur(r * 0.1 + 0.6)}" fill="#fff" fill-opacity=".55" cx="${n(x + r * 0.4)}" cy="${n(y + ry * 0.42)}" rx="${n(r * 0.34)}" ry="${n(ry * 0.22)}" transform="rotate(-42 ${n(x + r * 0.4)} ${n(y + ry * 0.42)})"/>` +
      `<path fill="#fff" fill-opacity=".92" d="${window(x - r * 0.42, y - ry * 0.44, r * 0.26)}"/>`,
  );
}

// The reflection of the strip box in a drop: a bent window.
const window = (x, y, s) => d`M${x - s} ${y + s * 0.5}Q${x - s * 0.8} ${y - s * 0.7} ${x + s * 0.5} ${y - s}Q${x + s * 0.9} ${y - s * 0.95} ${x + s * 0.7} ${y - s * 0.5}Q${x - s * 0.3} ${y - s * 0.2} ${x - s * 0.45} ${y + s * 0.7}Q${x - s * 0.75} ${y + s * 1.05} ${x - s} ${y + s * 0.5}z`;

/** Cream laid down in one turn of a spatula: thick strokes that curl. */
export function cream(scene, { x, y, r, shade, finish = 'cream', rand, k = 1, turns = 1.6, squash = 0.8 }) {
  const body = blob(x, y, r, r * squash, rand, 12, 0.07);
  let strokes = '';
  const start = rand.between(2.4, 3.4);
  for (let ring = 0; ring < 5; ring += 1) {
    let path = '';
    const steps = 7;
    for (let i = 0; i <= steps; i += 1) {
      const t = i / steps;
      const a = start + ring * 0.35 + t * Math.PI * turns;
      const q = r * (0.9 - ring * 0.17) * (1 - t * 0.22);
      const px = x + Math.cos(a) * q;
      const py = y + Math.sin(a) * q * squash;
      if (!i) path = d`M${px} ${py}`;
      else {
        const am = a - (Math.PI * turns) / steps / 2;
        const qm = (q * 1.03) / Math.cos((Math.PI * turns) / steps / 2);
        path += d`Q${x + Math.cos(am) * qm} ${y + Math.sin(am) * qm * squash} ${px} ${py}`;
      }
    }
    strokes += `<path stroke-opacity="${n2(rand.between(0.35, 0.75))}" stroke-width="${n(r * rand.between(0.09, 0.17))}" d="${path}"/>`;
  }
  scene.add(
    `<path filter="${scene.blur(4 * k)}" opacity=".34" fill="${scene.shadowColour}" transform="translate(${n(7 * k)} ${n(6 * k)})" d="${body}"/>` +
      `<g filter="${relief(scene, shade, finish, k, { soft: 4.5, relief: 9 })}"><path fill-opacity=".5" d="${body}"/><g fill="none" stroke="#000" stroke-linecap="round">${strokes}</g></g>`,
  );
}
