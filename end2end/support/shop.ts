// The demo shop's things that the tests rely on, and shortcuts through its interface.
import { randomUUID } from "node:crypto";
import { expect, type APIRequestContext } from "@playwright/test";
import { vitrine } from "./server";

export const MITTE = { code: "berlin-mitte", name: "Ondée Mitte" };
export const KREUZBERG = { code: "berlin-kreuzberg", name: "Ondée Kreuzberg" };

/** Many of each shade are at every store in Berlin. */
export const LIPSTICK = { handle: "velvet-hour-lipstick", title: "Velvet Hour Matte Lipstick", shade: "Bare Fact", sku: "LIP-VEL-002", price: "€28.00" };
export const GLOSS = { handle: "drizzle-lip-gloss", title: "Drizzle Lip Gloss", shade: "Puddle", sku: "LIP-DRZ-004" };

export type Receive = { by: "ship" } | { by: "pick_up" | "curbside"; store: string };

/** Puts something into the bag of the browser that `request` belongs to, as another tab of it would. */
export async function putIntoBag(request: APIRequestContext, sku: string, receive: Receive, quantity = 1) {
  const op = { actor: randomUUID().replaceAll("-", ""), n: 1, base_seq: 0, hlc: Date.now(), line: { sku, receive }, op: { do: "add", quantity } };
  const answer = await request.post("/api/v1/cart/ops", { data: { ops: [op] } });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Someone who works in a store. */
export class Staff {
  private constructor(private readonly request: APIRequestContext, private readonly token: string) {}

  static at(store: string, request: APIRequestContext): Staff {
    const email = `${randomUUID()}@ondee.example`;
    return new Staff(request, vitrine("staff", "add", email, "--store", store, "--role", "clerk").trim());
  }

  /** How many of a variant her store can promise. */
  async available(sku: string): Promise<number> {
    const answer = await this.request.get(`/api/v1/staff/stock/${sku}`, { headers: { authorization: `Bearer ${this.token}` } });
    expect(answer.status(), await answer.text()).toBe(200);
    return (await answer.json()).available;
  }

  /** Puts pieces aside (`damaged`), or back (`sound`). */
  async adjusts(sku: string, what: "damaged" | "sound", pieces: number) {
    const answer = await this.request.post(`/api/v1/staff/stock/${sku}/adjustments`, {
      headers: { authorization: `Bearer ${this.token}`, "idempotency-key": randomUUID() },
      data: { what, pieces },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  }

  /** Puts so many aside that `left` can be promised; answers how many those are. */
  async leaves(sku: string, left: number): Promise<number> {
    const aside = (await this.available(sku)) - left;
    if (aside > 0) {
      await this.adjusts(sku, "damaged", aside);
    }
    return aside;
  }

  /** Moves the first group of an order on. */
  async does(action: "start_picking" | "mark_ready" | "hand_over", order: string, handover?: string) {
    const answer = await this.request.post(`/api/v1/staff/orders/${order}/steps`, {
      headers: { authorization: `Bearer ${this.token}` },
      data: { group: 0, action, handover },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  }
}
