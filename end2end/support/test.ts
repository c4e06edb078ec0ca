// The test function of all specs: every page is watched for complaints, and a second device is at hand.
import { test as base, expect, type BrowserContext, type BrowserContextOptions, type ConsoleMessage, type Page } from "@playwright/test";

/** What pages complained about: console errors (a breach of the page's policy is one), and exceptions. */
export class Complaints {
  private readonly heard: string[] = [];
  private readonly expected: RegExp[] = [];

  /** A complaint that the test provokes, such as the browser's own line about a 404. */
  expect(pattern: RegExp) {
    this.expected.push(pattern);
  }

  watch(context: BrowserContext) {
    context.on("console", (message: ConsoleMessage) => {
      if (message.type() === "error") {
        this.heard.push(`${message.text()} (${message.location().url})`);
      }
    });
    context.on("weberror", (error) => this.heard.push(String(error.error())));
  }

  unexpected(): string[] {
    return this.heard.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }
}

type Fixtures = {
  complaints: Complaints;
  /** Opens a page in a browser of its own: another device, with nothing in common but the server. */
  otherDevice: (options?: BrowserContextOptions) => Promise<Page>;
};

export const test = base.extend<Fixtures>({
  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      complaints.watch(context);
      await use(complaints);
      expect(complaints.unexpected(), "complaints of the browser").toEqual([]);
    },
    { auto: true },
  ],
  otherDevice: async ({ browser, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      complaints.watch(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };
