// The test function of specs that sign in: a shop of their own that sends its letters to a mail server of their own.
import { randomUUID } from "node:crypto";
import { type Page } from "@playwright/test";
import { MailServer } from "./mail_server";
import { SecondServer } from "./second_server";
import { test as base } from "./test";

type Shop = {
  url: string;
  mail: MailServer;
  /** The token of somebody new who works at a store of this shop. */
  staff: (store: string) => string;
};

export const test = base.extend<object, { shop: Shop }>({
  shop: [
    async ({}, use) => {
      const mail = new MailServer();
      await mail.start();
      const server = new SecondServer({ VITRINE_SMTP: mail.url });
      await server.start();
      // By name: a passkey belongs to one, and an address of numbers is none.
      const staff = (store: string) => server.vitrine("staff", "add", someone(), "--store", store, "--role", "clerk").trim();
      await use({ url: server.url.replace("127.0.0.1", "localhost"), mail, staff });
      await server.remove();
      await mail.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ shop }, use) => use(shop.url),
});

export { expect } from "./test";

/** An address nobody else has. */
export function someone(): string {
  return `${randomUUID()}@ondee.example`;
}

/** Gives a page an authenticator that says yes by itself. `fillIn` off: the browser does not offer passkeys before it is asked. */
export async function giveAuthenticator(page: Page, { fillIn = false } = {}) {
  if (!fillIn) {
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
    });
  }
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
