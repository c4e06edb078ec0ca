// Starts the app. The build joins this file and wasm-bindgen's loader into one script (see finish.mjs).
import init from "vitrine:loader";

// The only Trusted Types policy. Leptos builds static parts of a view from template HTML of its own making;
// script addresses are refused except those of the service worker, the try-on's and the barcode reader's.
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (html) => html,
  createScriptURL: (url) => {
    if (url === "/sw.js" || /^\/(mirror|stage|scanner|viewfinder)-[0-9a-f]{16}\.js$/.test(url)) return url;
    throw new TypeError(`No script may be loaded from ${url}`);
  },
});

// The browser offers once, early, to install the shop; pwa/page/install.js says when that is of use.
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  globalThis.vitrineInstall = event;
});

// She has signed out (src/account/here.rs): what she looked at, tried on and scanned is not for whoever comes next. Heard from the start: it cannot come too early.
addEventListener("vitrine-left", async () => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("hers-")) localStorage.removeItem(key);
  } catch {
    // Storage is refused: then there is nothing in it.
  }
  (await navigator.serviceWorker?.ready)?.active.postMessage("forget what was seen");
});

// The bag has something that this page cannot send (src/cart/live.rs): where browsers can, the worker is woken when there is a network, page or not.
addEventListener("vitrine-unsent", async () => (await navigator.serviceWorker?.ready)?.sync?.register("bag").catch(() => {}));

// The worker's first word, since when what it answered with was kept, comes before those who say it (pwa/page/connection.js).
navigator.serviceWorker?.addEventListener("message", ({ data }) => (globalThis.vitrineKeptAt = data?.keptAt ?? globalThis.vitrineKeptAt));

// Given an address, the loader compiles while it downloads. The page has begun the download already (preload).
// If this fails, the server's markup stays as it is and its links work.
const started = init({ module_or_path: VITRINE_WASM });

// What makes an app of the shop waits until the page has nothing else to do, and does not wait for a version that does not start.
const idle = (then) => (globalThis.requestIdleCallback ?? setTimeout)(then);
const late = () => idle(() => import(VITRINE_LATE).catch(() => {}));
started.finally(() => {
  if (document.readyState === "complete") late();
  else addEventListener("load", late, { once: true });
});
await started;

// The page is usable: now what the next ones may want, unless the shopper pays for every byte.
if (!navigator.connection?.saveData) {
  for (const href of VITRINE_PARTS) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "prefetch", as: "fetch", href, crossOrigin: "anonymous" });
    document.head.append(link);
  }
}
