// What a partner's page loads: <vitrine-widget>. It paints a card at once from a small answer of the shop, and puts the shop's own frame in
// its place when the card is seen or used. Until there is a card, and whenever something fails, the element's content stays as it is: a link.
// Nothing here needs more of the page's policy than the shop as a source of scripts, connections, pictures and frames.
import css from "./loader.css";

const SHOP = new URL(import.meta.url).origin;
const NAME = "vitrine-widget";
const WIDTHS = { card: "24rem", grid: "11rem" };
const TOKENS = ["accent", "bg", "fg", "radius", "font", "font-size"];
/** Longer messages are nobody's of ours. */
const LETTERS_MOST = 16384;
/** A frame that has not answered by then is given up. */
const PATIENCE_MS = 15000;
/** So long after a press the page may move (as the browsers' own measure of it has it). */
const PRESSED_MS = 450;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
const idle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 200));
const dark = matchMedia("(prefers-color-scheme:dark)");

const make = (tag, about, ...inner) => {
  const element = Object.assign(document.createElement(tag), about);
  element.append(...inner.filter(Boolean));
  return element;
};

class Widget extends HTMLElement {
  static observedAttributes = ["partner", "product", "collection", "mode", "locale", "store", "placement"];
  #root;
  #mode;
  #title;
  #life;
  #box;
  #opener;
  #frame;
  #port;
  #isReady;
  #isBroken;
  #isOpen;
  #inSight;
  #asked;
  #wanted;
  #pressedAt;

  connectedCallback() {
    if (!this.#root) {
      this.#root = this.attachShadow({ mode: "open" });
      this.#root.adoptedStyleSheets = [sheet];
    }
    this.#renew();
  }

  disconnectedCallback() {
    this.#end();
  }

  attributeChangedCallback() {
    if (this.#root && this.isConnected) this.#renew();
  }

  /** Once for all attributes that change together. */
  #renew() {
    this.#end();
    const life = (this.#life = new AbortController());
    queueMicrotask(() => life.signal.aborted || this.#begin(life.signal));
  }

  #end() {
    this.#life?.abort();
    this.#tell("destroy");
    this.#port?.close();
    this.#port = this.#frame = this.#isReady = this.#isBroken = this.#asked = this.#wanted = this.#isOpen = undefined;
  }

  async #begin(signal) {
    const mode = this.getAttribute("mode");
    this.#mode = mode === "grid" || mode === "bag" ? mode : "card";
    this.#box = make("div", { className: this.#mode }, make("slot"));
    this.#root.replaceChildren(this.#box);
    this.#dress();
    try {
      const answer = await fetch(this.#address("/embed/v1/card.json"), { signal, credentials: "omit" });
      if (!answer.ok) throw answer.status;
      this.#paint(await answer.json(), signal);
    } catch (why) {
      if (!signal.aborted) this.#fail(typeof why === "number" ? `http_${why}` : "offline");
    }
  }

  #address(path) {
    const query = new URLSearchParams({ mode: this.#mode });
    for (const name of Widget.observedAttributes) {
      const value = this.getAttribute(name);
      if (value && name !== "mode") query.set(name, value);
    }
    const language = this.closest("[lang]")?.lang;
    if (language && !query.has("locale")) query.set("locale", language);
    return `${SHOP}${path}?${query}`;
  }

  /** The card, with words of the shop as text only. */
  #paint(card, signal) {
    const link = (className, words) => make("a", { className, href: card.url, target: "_blank", textContent: words });
    if (this.#mode === "bag") {
      this.#opener = link("open", card.text.bag);
      this.#box.replaceChildren(this.#opener);
      this.#opener.addEventListener("click", (event) => this.#use(event, true), { signal });
    } else if (this.#mode === "grid") {
      const row = make("section", {}, ...card.items.map((item) => make("a", { className: "item", href: item.url, target: "_blank" }, ...this.#face(item))));
      this.#box.replaceChildren(make("p", { className: "title", textContent: card.title }), row);
      row.addEventListener("click", (event) => this.#use(event), { signal });
    } else {
      this.#opener = link("do", card.text.add);
      this.#box.replaceChildren(...this.#face(card), this.#opener, link("view", card.text.view));
      this.#opener.addEventListener("click", (event) => this.#use(event), { signal });
    }
    this.#title = card.title;
    for (const name of ["pointerenter", "focusin", "touchstart"]) {
      this.#box.addEventListener(name, () => this.#open(signal), { signal, passive: true });
    }
    const sight = new IntersectionObserver(([{ isIntersecting }]) => {
      this.#inSight = isIntersecting;
      if (isIntersecting && !this.#asked && !navigator.connection?.saveData) {
        this.#asked = true;
        idle(() => signal.aborted || this.#open(signal), { timeout: 4000 });
      }
    });
    sight.observe(this);
    signal.addEventListener("abort", () => sight.disconnect());
  }

  #face({ title, brand, from, image, colours = [] }) {
    const { src, srcset = "", width, height, alt } = image ?? {};
    const tints = colours.map((colour) => {
      const dot = make("i");
      dot.style.background = colour;
      return dot;
    });
    return [
      image && make("img", { alt, width, height, sizes: WIDTHS[this.#mode], srcset, src }),
      brand && make("p", { className: "brand", textContent: brand }),
      make("p", { className: "title", textContent: title }),
      from && make("p", { className: "price", textContent: from.text }),
      tints.length && make("p", { className: "dots" }, ...tints),
    ];
  }

  /** A press goes to the frame, unless it is not there in time: then the link leads to the shop. */
  #use(event, panel) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || this.#isBroken) return;
    event.preventDefault();
    this.#pressedAt = performance.now();
    this.#wanted = 1;
    this.#open(this.#life.signal);
    if (panel) this.#show(true);
    else this.#enter();
  }

  #open(signal) {
    if (this.#frame || this.#isBroken || signal.aborted) return;
    this.#frame = make("iframe", { title: this.#title, src: this.#address("/w/") });
    addEventListener(
      "message",
      ({ source, origin, data }) => {
        if (source === this.#frame?.contentWindow && origin === SHOP && data?.ns === NAME && data.v === 1 && data.type === "hello") this.#meet(data.nonce);
      },
      { signal },
    );
    // What it does stays in it: it may open the shop beside this page, and never take this page's place.
    this.#frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox";
    this.#root.append(this.#frame);
    setTimeout(() => signal.aborted || this.#isReady || this.#fail("no_frame"), PATIENCE_MS);
  }

  /** The frame says hello; what it is told, and all that follows, goes through a channel of its own. */
  #meet(nonce) {
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.#hear(data);
    this.#frame.contentWindow.postMessage({ ns: NAME, v: 1, type: "init", nonce, theme: this.#theme() }, SHOP, [port2]);
  }

  #hear(data) {
    let message;
    try {
      message = typeof data === "string" && data.length <= LETTERS_MOST && JSON.parse(data);
    } catch {
      // What cannot be read says nothing.
    }
    if (message?.v !== 1) return;
    const { type, h, count, total, currency, sku, qty, code } = message;
    if (type === "ready") this.#enter(true);
    else if (type === "close") this.#show(false);
    else if (type === "resize" && h > 0 && h < 4000) this.#resize(h);
    else if (type === "error") this.#emit("error", { code: `${code}`.slice(0, 32) });
    else if (type === "added") this.#emit("added", { sku: `${sku}`.slice(0, 64), qty: +qty || 0 });
    else if (type === "bag") {
      if (this.#mode === "bag") this.#opener.dataset.count = +count || "";
      this.#emit("bag", { count: +count || 0, total: +total || 0, currency: `${currency}`.slice(0, 3) });
    }
  }

  /** The frame takes the card's place, in the same room; a bag's waits until it is opened. */
  #enter(now) {
    if (now && !this.#isReady) {
      this.#isReady = true;
      this.#emit("ready", {});
    }
    if (!this.#isReady || this.#mode === "bag") {
      if (this.#isReady && this.#isOpen) this.#frame.focus();
      return;
    }
    const focused = this.#wanted || this.#root.activeElement;
    this.#box.hidden = true;
    this.#frame.className = "on";
    if (focused) this.#frame.focus();
  }

  /** The bag's panel, over the page, so that nothing in it moves. */
  #show(open) {
    if (this.#mode !== "bag" || !this.#frame) return;
    this.#isOpen = open;
    this.#frame.className = open ? "panel" : "";
    this.#tell("set", { open });
    if (open) this.#frame.focus();
    else this.#opener.focus();
  }

  /** The page never moves by itself: only where nobody looks, or right after a press. */
  #resize(height) {
    if (this.#mode !== "bag" && (!this.#inSight || performance.now() - this.#pressedAt < PRESSED_MS)) {
      this.#frame.style.height = `${height}px`;
    }
  }

  /** The link stays, or comes back. */
  #fail(code) {
    this.#isBroken = true;
    this.#frame?.remove();
    this.#emit("error", { code });
  }

  #tell(type, more) {
    this.#port?.postMessage(JSON.stringify({ v: 1, type, ...more }));
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`vitrine:${name}`, { detail, bubbles: true, composed: true }));
  }

  #theme() {
    const style = getComputedStyle(this);
    const value = (name) => style.getPropertyValue(`--vitrine-${name}`).trim().slice(0, 200);
    const scheme = value("scheme") || style.colorScheme;
    const theme = { scheme: scheme === "dark" || (/dark|auto/.test(scheme) && dark.matches) ? "dark" : "light" };
    for (const name of TOKENS) theme[name.replace("-", "_")] = value(name);
    return theme;
  }

  #dress() {
    const theme = this.#theme();
    this.#box.classList.toggle("dark", theme.scheme === "dark");
    this.#tell("theme", { theme });
  }
}

if (!customElements.get(NAME)) customElements.define(NAME, Widget);
