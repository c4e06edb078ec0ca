// Starts the app. The build joins this file and wasm-bindgen's loader into one script (see finish.mjs).
import init from "vitrine:loader";

// The only Trusted Types policy. Leptos builds static parts of a view from template HTML of its own making;
// script addresses are refused except those of the service worker and of the try-on's.
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (html) => html,
  createScriptURL: (url) => {
    if (url === "/sw.js" || /^\/(mirror|stage)-[0-9a-f]{16}\.js$/.test(url)) return url;
    throw new TypeError(`No script may be loaded from ${url}`);
  },
});

// Given an address, the loader compiles while it downloads. The page has begun the download already (preload).
// If this fails, the server's markup stays as it is and its links work.
await init({ module_or_path: VITRINE_WASM });

// The worker is for when no page is open, so it waits until this one has nothing else to do. Without background sync it has no task.
// Where it is refused, behind a certificate that nobody vouches for, for instance, the shop goes on without it.
if (navigator.serviceWorker && "SyncManager" in globalThis) {
  const register = () => requestIdleCallback(() => navigator.serviceWorker.register("/sw.js").catch(() => {}));
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}

// The page is usable: now what the next ones may want, unless the shopper pays for every byte.
if (!navigator.connection?.saveData) {
  for (const href of VITRINE_PARTS) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "prefetch", as: "fetch", href, crossOrigin: "anonymous" });
    document.head.append(link);
  }
}
