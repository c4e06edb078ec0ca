// The shop's service worker, told by the browser's own tools what the system tells it: that there is a network, that something was pushed.
import { expect, type BrowserContext, type CDPSession, type Page } from "@playwright/test";

export class ShopWorker {
  private constructor(
    private readonly session: CDPSession,
    private readonly registrationId: string,
    private readonly origin: string,
  ) {}

  /** Keeps a page of its own open, for as long as the context is. */
  static async of(context: BrowserContext, origin: string): Promise<ShopWorker> {
    const session = await context.newCDPSession(await context.newPage());
    const registered = new Promise<string>((resolve) => {
      session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        const [registration] = registrations.filter((it) => it.scopeURL.startsWith(origin));
        if (registration) resolve(registration.registrationId);
      });
    });
    await session.send("ServiceWorker.enable");
    return new ShopWorker(session, await registered, origin);
  }

  sync(tag: string) {
    return this.session.send("ServiceWorker.dispatchSyncEvent", { ...this.named, tag, lastChance: false });
  }

  push(data: string) {
    return this.session.send("ServiceWorker.deliverPushMessage", { ...this.named, data });
  }

  private get named() {
    return { origin: this.origin, registrationId: this.registrationId };
  }
}

/** Waits until the worker has the page, its build, and the slice of the catalogue with its pictures. */
export async function kept(page: Page) {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  const pictures = () =>
    page.evaluate(async () => {
      const slice = await caches.match("/api/v1/offline", { cacheName: "slice" });
      if (!slice) return "no slice";
      const { items } = (await slice.json()) as { items: { card: { picture?: { url: string } } }[] };
      const there = await Promise.all(items.map(({ card }) => caches.match(card.picture!.url.replace(".svg", "-400.webp"), { cacheName: "pictures", ignoreVary: true })));
      return `${there.filter((it) => !it).length} pictures are missing`;
    });
  await expect.poll(pictures, { timeout: 30_000 }).toBe("0 pictures are missing");
}
