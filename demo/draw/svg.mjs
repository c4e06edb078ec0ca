// The paper: collects definitions once each under short ids and writes a compact SVG file.

/** A number with at most one decimal, without needless characters. */
export const n = (v) => {
  const tenths = Math.round(v * 10);
  if (tenths % 10 === 0) return String(tenths / 10 || 0);
  if (tenths > -10 && tenths < 10) return tenths < 0 ? `-.${-tenths}` : `.${tenths}`;
  return String(tenths / 10);
};

/** A number with two decimals, for offsets and opacities. */
export const n2 = (v) => {
  const cents = Math.round(v * 100);
  if (cents % 100 === 0) return String(cents / 100 || 0);
  const text = String(cents / 100);
  return cents > 0 && cents < 100 ? text.slice(1) : cents < 0 && cents > -100 ? `-${text.slice(2)}` : text;
};

/** Path data from a template: numbers are rounded. */
export const d = (parts, ...values) =>
  parts.reduce((out, part, i) => out + part + (i < values.length ? n(values[i]) : ''), '');

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

export class Paper {
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.defs = new Map();
    this.body = [];
  }

  /** Defines something once per key; `make(id)` gives its markup. Returns the id. */
  def(key, make) {
    const known = this.defs.get(key);
    if (known) return known.id;
    const i = this.defs.size;
    const id = (i >= 26 ? LETTERS[Math.floor(i / 26) - 1] : '') + LETTERS[i % 26];
    const entry = { id, text: '' };
    this.defs.set(key, entry);
    entry.text = make(id);
    return id;
  }

  /** As `def`, wrapped for use as a paint. */
  paint(key, make) {
    return `url(#${this.def(key, make)})`;
  }

  add(markup) {
    this.body.push(markup);
  }

  /** A linear gradient paint; stops are [offset, colour, opacity?]; box is [x1,y1,x2,y2] of the bounding box. */
  linear(stops, [x1, y1, x2, y2] = [0, 0, 1, 0]) {
    const key = `lin${x1},${y1},${x2},${y2},${stops.join()}`;
    const at = [['x1', x1, 0], ['y1', y1, 0], ['x2', x2, 1], ['y2', y2, 0]]
      .filter(([, v, std]) => v !== std)
      .map(([k, v]) => ` ${k}="${n2(v)}"`)
      .join('');
    return this.paint(key, (id) => `<linearGradient id="${id}"${at}>${stopList(stops)}</linearGradient>`);
  }

  /** A radial gradient paint in the bounding box. */
  radial(stops, cx = 0.5, cy = 0.5, r = 0.5) {
    const key = `rad${cx},${cy},${r},${stops.join()}`;
    return this.paint(
      key,
      (id) => `<radialGradient id="${id}" cx="${n2(cx)}" cy="${n2(cy)}" r="${n2(r)}">${stopList(stops)}</radialGradient>`,
    );
  }

  /** A blur filter; the region is generous so that nothing is cut off. */
  blur(radius) {
    const r = radius < 4 ? Math.round(radius * 2) / 2 || 0.5 : Math.round(radius);
    return this.paint(
      `blur${r}`,
      (id) =>
        `<filter id="${id}" x="-.6" y="-.6" width="2.2" height="2.2"><feGaussianBlur stdDeviation="${r}"/></filter>`,
    );
  }

  toString() {
    const defs = [...this.defs.values()].map((e) => e.text).join('');
    const { width: w, height: h } = this;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><defs>${defs}</defs>${this.body.join('')}</svg>\n`;
  }
}

function stopList(stops) {
  return stops
    .map(([o, c, a = 1]) => `<stop offset="${n2(o)}" stop-color="${c}"${a < 1 ? ` stop-opacity="${n2(a)}"` : ''}/>`)
    .join('');
}
