// The letters of the tests' shop, which has no mail server: they end at /dev/mailbox.
import type { APIRequestContext } from "@playwright/test";
import { expect } from "./test";

/** Whoever can tell the six digits that were sent to an address. */
export type Letters = { code(to: string): Promise<string> };

export function mailbox(request: APIRequestContext): Letters {
  return {
    async code(to) {
      let digits: string | undefined;
      await expect
        .poll(async () => {
          const letters = (await (await request.get("/dev/mailbox")).text()).split("<article>");
          digits = letters.find((letter) => letter.includes(to))?.match(/\b\d{6}(?= is your code)/)?.[0];
          return digits;
        })
        .toBeDefined();
      return digits!;
    },
  };
}
