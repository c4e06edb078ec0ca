// The service worker: the shop without a connection, and what it does when no page of it is open. Each event has a module of its own;
// this file says which requests are anybody's business here. The build writes which files it has (VITRINE_BUILD, build/worker.mjs).
//
// The app registers it when a page is idle (pwa/page/main.js) and what brings the app up says under which tag it is to be woken (build/boot.js).

import { activate, file, install, isFile, page } from "./build.js";
import { sendBag } from "./bag.js";
import { catalogue, forgetSeen, keepSlice, learnSeed, numbered, picture, searched } from "./catalogue.js";
import { clicked, pushed } from "./news.js";

/** Pages of the app (src/routes.rs): only these may be answered by the kept shell. */
const PAGES = /^\/(?:(?:c|p|stores|orders)(?:\/[^/.]+)?|search|scan|bag|checkout|continue|account(?:\/approve)?|share)?\/?$/;
/** What is the same for everybody. Everything else of the interface is never kept, nor does it pass through here. */
const CATALOGUE = /^\/api\/v1\/(?:home|shell|categories|products(?:\/[^/]+)?|stores(?:\/[^/]+)?)$/;
const SEARCH = "/api/v1/search";
const CODE = "/api/v1/codes/";
const PICTURE = /^\/media\/[0-9a-f]{32}(?:-\d+)?\.\w+$/;
/** What is somebody's own, or a stream. Browsers that can are told to ask for it without waking the worker. */
const OWN = ["cart", "checkout", "orders", "account", "payments", "stock", "inventory", "staff"];

self.addEventListener("install", (event) => {
  event.addRoutes?.(OWN.map((name) => ({ condition: { urlPattern: new URLPattern({ pathname: `/api/v1/${name}*` }) }, source: "network" }))).catch(() => {});
  event.waitUntil(install());
});
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const answer = url.origin === self.location.origin && event.request.method === "GET" && wayOf(event.request, url);
  if (answer) event.respondWith(answer(event, url));
});
self.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(self.skipWaiting());
  if (event.data?.seed) event.waitUntil(learnSeed(event.data.seed));
  if (event.data === "keep a slice") event.waitUntil(keepSlice());
  if (event.data === "forget what was seen") event.waitUntil(forgetSeen());
});
self.addEventListener("sync", (event) => {
  if (event.tag === "bag") event.waitUntil(sendBag(event.lastChance));
});
self.addEventListener("push", (event) => event.waitUntil(pushed(event.data)));
self.addEventListener("notificationclick", (event) => event.waitUntil(clicked(event.notification)));

/** Who answers a request; nobody when it is the network's alone. */
function wayOf(request, { pathname }) {
  if (request.mode === "navigate") return PAGES.test(pathname) && page;
  if (isFile(pathname)) return file;
  if (PICTURE.test(pathname)) return picture;
  if (CATALOGUE.test(pathname)) return catalogue;
  if (pathname.startsWith(CODE)) return numbered;
  return pathname === SEARCH && searched;
}
