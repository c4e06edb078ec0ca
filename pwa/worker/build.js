// The files of one build. Each build has a cache of its own, filled before its worker may take over, so that a page and what it loads are
// always of one build; every name has the hash of the file in it.

import { inTime, mayKeep } from "./connection.js";
import { learn, makeSearchable } from "./catalogue.js";

/** `shell`: the page without content. `first`: what every page needs. `ahead`: the parts and fonts. `later`: kept when it is first used. */
const { id, shell, first, ahead, later } = VITRINE_BUILD;
const PREFIX = "build-";
const CACHE = PREFIX + id;

/** Keeps the build. It waits until she agrees, or until no page of an earlier build is open. */
export async function install() {
  const cache = await caches.open(CACHE);
  // Who pays for every byte has the parts when she first uses them.
  const files = [shell, ...first, ...(navigator.connection?.saveData ? [] : ahead)];
  await Promise.all(files.map((path) => keep(cache, path)));
}

async function keep(cache, path) {
  if (await cache.match(path)) return;
  const response = await fetch(path);
  if (!mayKeep(response)) throw new Error(`${path} cannot be kept: ${response.status}`);
  await cache.put(path, response);
}

/** Takes over. The build before stays for tabs that still run it; older ones go. */
export async function activate() {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

/** Whether a path names a file of some build. */
export function isFile(pathname) {
  return /-[0-9a-f]{16}\.\w+$/.test(pathname);
}

/** A file of any build: what is kept, else from the server, which has those of earlier builds too. */
export async function file({ request }, { pathname }) {
  // Their encoding varies, their content does not.
  const kept = await caches.match(pathname, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (later.includes(pathname) || ahead.includes(pathname)) {
    const copy = response.clone();
    if (mayKeep(copy)) await (await caches.open(CACHE)).put(pathname, copy);
  }
  return response;
}

/** A page: the server's, which is the newest; without a connection the shell of this worker's build, which fills itself from what is kept. */
export async function page(event, url) {
  const asked = fresh(event);
  try {
    const response = await inTime(asked, learn);
    if (mayKeep(response)) event.waitUntil(learn(response.clone()));
    return response;
  } catch {
    if (url.pathname === "/share") return Response.redirect(`/search?q=${encodeURIComponent(sharedWords(url.searchParams))}`, 303);
    event.waitUntil(makeSearchable());
    return (await caches.match(shell, { ignoreVary: true })) ?? asked;
  }
}

async function fresh({ preloadResponse, request }) {
  return (await preloadResponse) ?? fetch(request);
}

/** What another app shared with us; the server knows more about it (crates/backend/src/pages/share.rs). */
function sharedWords(shared) {
  return shared.get("text") || shared.get("title") || "";
}
