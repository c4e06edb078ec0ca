// Background sync: operations that closed pages have left on the disk (src/cart/vault.rs) are pushed, in the way of src/cart/live.rs.

const CART = "/api/v1/cart";
const OPS_MOST = 100;
/** The server will never take these: what becomes of them, the next page tells the shopper. */
const REFUSED = [400, 413, 415, 422];

/**
 * Sends what is on the disk and leaves it there: the next page learns what the server has. When something stays unsent, it throws, so that
 * the browser wakes the worker again later.
 */
export async function sendBag(lastChance) {
  let { ops, seen } = await readBag();
  if (ops.length === 0) return;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!lastChance && pages.some((page) => page.visibilityState === "visible")) throw new Error("left to the open page");

  // What was done before anybody said what the bag is was done to the bag as it is.
  const base = seen ? 0 : (await ask(CART)).seq;
  ops = ops.map((op) => ({ ...op, base_seq: op.base_seq || base }));
  const alive = new Set((await navigator.locks.query()).held.map((lock) => lock.name));
  const elsewhere = [];
  const without = new Set();
  while (ops.length > 0) {
    const batch = nextPush(ops.filter((op) => !without.has(op.actor)));
    if (batch.length === 0) throw new Error("what is left can only be sent by the page that made it");
    const answer = await ask(`${CART}/ops`, { ops: batch, elsewhere });
    if (!answer) return;
    const heard = new Map(answer.bag.heard.map(({ actor, n }) => [actor, n]));
    const rest = ops.filter((op) => !(op.n <= heard.get(op.actor)));
    const missing = answer.expect;
    if (missing && !rest.some((op) => op.actor === missing.actor && op.n === missing.n)) {
      if (elsewhere.includes(missing.actor)) throw new Error("the server misses what it was told not to");
      if (alive.has(`vitrine-page-${missing.actor}`)) without.add(missing.actor);
      elsewhere.push(missing.actor);
    } else if (rest.length === ops.length) {
      throw new Error("the server confirms nothing");
    }
    ops = rest;
  }
}

/** The oldest operations, nothing behind what is missing of an actor. */
function nextPush(ops) {
  const last = new Map();
  const hole = ops.findIndex(({ actor, n }) => {
    const before = last.get(actor) ?? n - 1;
    last.set(actor, n);
    return n !== before + 1;
  });
  return ops.slice(0, Math.min(OPS_MOST, hole < 0 ? ops.length : hole));
}

/** The server's answer; nothing when it will never take what was sent. */
async function ask(path, sent) {
  const headers = { accept: "application/json", "content-type": "application/json" };
  const response = await fetch(path, sent ? { method: "POST", headers, body: JSON.stringify(sent) } : {});
  if (REFUSED.includes(response.status)) return undefined;
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  return response.json();
}

/** The operations on the disk, oldest first, and whether the server has ever said what the bag is. */
async function readBag() {
  const opening = indexedDB.open("vitrine");
  // Only pages make the database: one without stores would be in their way.
  opening.onupgradeneeded = () => opening.transaction.abort();
  const database = await done(opening).catch(() => undefined);
  if (!database) return { ops: [], seen: false };
  try {
    const transaction = database.transaction(["bag-ops", "bag"]);
    const [texts, seen] = await Promise.all([
      done(transaction.objectStore("bag-ops").getAll()),
      done(transaction.objectStore("bag").count()),
    ]);
    const ops = texts.map((text) => JSON.parse(text));
    ops.sort((a, b) => a.hlc - b.hlc || (a.actor < b.actor ? -1 : a.actor > b.actor ? 1 : a.n - b.n));
    return { ops, seen: seen > 0 };
  } finally {
    database.close();
  }
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
