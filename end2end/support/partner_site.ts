// A partner's site: pages at a host of its own, under a policy that lets in just what the shop documents.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Frame, FrameLocator, Page, Request } from "@playwright/test";
import { server as shop, vitrine } from "./server";

const POLICY = `default-src 'none'; style-src 'self'; script-src ${shop.url}; connect-src ${shop.url}; img-src ${shop.url}; frame-src ${shop.url}`;
/** As the page for partners says it. */
export const ROOM = `vitrine-widget { display: block; min-height: 34rem }
vitrine-widget[mode=grid] { min-height: 30rem }
vitrine-widget[mode=bag] { display: inline-block; min-width: 6rem; min-height: 3rem }`;

export type Told = { type: string; detail: Record<string, unknown> };

export class PartnerSite {
  private pages = new Map<string, string>();
  private css = ROOM;

  private constructor(
    private readonly server: Server,
    readonly origin: string,
    readonly key: string,
  ) {}

  /** Opens a site called `name`; the shop knows it unless `listed` says otherwise. */
  static async open(name: string, listed = true): Promise<PartnerSite> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const origin = `http://${name}.localhost:${(server.address() as AddressInfo).port}`;
    const known = listed ? origin : "https://elsewhere.example";
    const key = vitrine("partner", "add", name, "--origin", known, "--public-url", shop.url).split("\n")[0].trim();
    const site = new PartnerSite(server, origin, key);
    server.on("request", ({ url }, answer) => {
      const isStyle = url === "/site.css";
      const body = isStyle ? site.css : site.pages.get(url ?? "/");
      answer.writeHead(body === undefined ? 404 : 200, { "content-type": isStyle ? "text/css" : "text/html; charset=utf-8", "content-security-policy": POLICY });
      answer.end(body ?? "");
    });
    return site;
  }

  /** A page with these widgets; `css` beside the room they need. */
  put(path: string, body: string, { css = "", loader = true } = {}): string {
    this.css = ROOM + css;
    const script = loader ? `<script type="module" src="${shop.url}/embed/v1/loader.js"></script>` : "";
    this.pages.set(path, `<!doctype html><html lang="en"><title>Partner</title><link rel="stylesheet" href="/site.css">${script}<body><h1>Our guide</h1>${body}<p id="after">After</p>`);
    return this.origin + path;
  }

  card(product: string, more = ""): string {
    return `<vitrine-widget partner="${this.key}" product="${product}" placement="guide.top" ${more}><a id="plain" href="${shop.url}/p/${product}">Lipstick at the shop</a></vitrine-widget>`;
  }

  close() {
    this.server.close();
  }
}

/** Watches what a partner's page goes through: moves, long tasks, the widget's events, and when the first card was painted. */
export async function watch(page: Page) {
  await page.addInitScript(() => {
    const seen = { shift: 0, tasks: [] as number[], told: [] as unknown[], defined: 0, painted: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { hadRecentInput: boolean; value: number }[]) if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });
    for (const name of ["ready", "added", "bag", "error"]) {
      document.addEventListener(`vitrine:${name}`, (event) => seen.told.push({ type: name, detail: (event as CustomEvent).detail }));
    }
    customElements.whenDefined("vitrine-widget").then(() => (seen.defined = performance.now()));
    const look = () => {
      const card = document.querySelector("vitrine-widget")?.shadowRoot?.querySelector(".title, .open");
      if (card) requestAnimationFrame(() => (seen.painted = performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  });
}

type Seen = { shift: number; tasks: number[]; told: Told[]; defined: number; painted: number };

export function seen(page: Page): Promise<Seen> {
  return page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
}

export function frameOf(page: Page, widget = "vitrine-widget"): FrameLocator {
  return page.frameLocator(`${widget} iframe`);
}

/** The frames of the shop on the page. */
export function shopFrames(page: Page): Frame[] {
  return page.frames().filter((frame) => frame.url().startsWith(`${shop.url}/w/`));
}

/** The frames that hold a stream of the bag at the moment, in the order in which they began it. */
export function streamsOf(page: Page): () => Frame[] {
  const open = new Set<Request>();
  page.on("request", (request) => new URL(request.url()).pathname === "/w/bag/live" && open.add(request));
  for (const end of ["requestfinished", "requestfailed"] as const) page.on(end, (request) => open.delete(request));
  return () => [...open].filter((request) => !request.frame().isDetached()).map((request) => request.frame());
}
