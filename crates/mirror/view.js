// How the picture lies on the stage: how large, which part of it is in sight, and where on it she points.
//
// Larger pictures are moved by dragging and with the arrow keys. While a white sheet is asked for, a ring marks where it is looked
// for, and the same moves carry the ring.

const STEP = 10;
/** The height at which a picture larger than the stage is cut, as in tryon.css. */
const HEAD = 0.35;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class View {
  #host;
  #times = 1;
  /** How far the picture is moved, and where the ring is: in hundredths of the stage. */
  #moved = [0, 0];
  #ring = [82, 70];
  #mark;

  constructor(host, signal) {
    this.#host = host;
    this.#mark = Object.assign(document.createElement("div"), { className: "stage__ring", hidden: true });
    host.append(this.#mark);
    let from;
    host.addEventListener("pointerdown", (event) => {
      if (!this.#mark.hidden) this.#point(event);
      if (!this.#moves) return;
      from = [event.clientX, event.clientY];
      host.setPointerCapture(event.pointerId);
      host.classList.add("stage--moving");
    }, { signal });
    host.addEventListener("pointermove", (event) => {
      if (!from) return;
      if (!this.#mark.hidden) return this.#point(event);
      this.#move((100 * (event.clientX - from[0])) / host.clientWidth, (100 * (event.clientY - from[1])) / host.clientHeight);
      from = [event.clientX, event.clientY];
    }, { signal });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      host.addEventListener(end, () => {
        from = undefined;
        host.classList.remove("stage--moving");
      }, { signal });
    }
    host.addEventListener("keydown", (event) => {
      const way = KEYS[event.key];
      if (!way || !this.#moves) return;
      event.preventDefault();
      const [x, y] = way.map((one) => one * STEP);
      if (this.#mark.hidden) this.#move(-x, -y);
      else this.#put(this.#ring[0] + x / 2, this.#ring[1] + y / 2);
    }, { signal });
  }

  get #moves() {
    return this.#times > 1 || !this.#mark.hidden;
  }

  /** Larger, with the face in the middle; once for the whole picture. */
  zoom(times) {
    this.#times = times;
    this.#moved = [0, 0];
    this.#move(0, times > 1 ? STEP : 0);
  }

  /** Shows the ring, or takes it away. */
  ring(shown) {
    this.#mark.hidden = !shown;
    this.#put(...this.#ring);
  }

  /** Where the ring is on a picture of this size, in shares of its width and height; nothing without a ring. */
  paper({ width, height }) {
    if (this.#mark.hidden) return undefined;
    const [across, down] = [this.#host.clientWidth, this.#host.clientHeight];
    const whole = this.#host.classList.contains("stage--whole");
    const scale = Math[whole ? "min" : "max"](across / width, down / height);
    const [x, y] = this.#ring.map((at, way) => 0.5 + (at / 100 - 0.5 - this.#moved[way] / 100) / this.#times);
    const [left, top] = [(across - width * scale) * 0.5, (down - height * scale) * (whole ? 0.5 : HEAD)];
    const share = (x * across - left) / (width * scale);
    return [this.#host.classList.contains("stage--mirrored") ? 1 - share : share, (y * down - top) / (height * scale)];
  }

  #point({ clientX, clientY }) {
    const { left, top, width, height } = this.#host.getBoundingClientRect();
    this.#put((100 * (clientX - left)) / width, (100 * (clientY - top)) / height);
  }

  #put(x, y) {
    this.#ring = [x, y].map((at) => Math.min(97, Math.max(3, at)));
    this.#style("--ring-x", this.#ring[0]);
    this.#style("--ring-y", this.#ring[1]);
    this.#focus();
  }

  /** Never further than to the picture's edge. */
  #move(x, y) {
    const most = 50 * (this.#times - 1);
    this.#moved = [this.#moved[0] + x, this.#moved[1] + y].map((at) => Math.min(most, Math.max(-most, at)));
    this.#host.style.setProperty("--zoom", this.#times);
    this.#style("--move-x", this.#moved[0]);
    this.#style("--move-y", this.#moved[1]);
    this.#focus();
  }

  #style(name, hundredths) {
    this.#host.style.setProperty(name, `${hundredths}%`);
  }

  /** What can be moved can be reached by keyboard, and a finger on it does not scroll the page. */
  #focus() {
    this.#host.tabIndex = this.#moves ? 0 : -1;
    this.#host.classList.toggle("stage--movable", this.#moves);
  }
}
