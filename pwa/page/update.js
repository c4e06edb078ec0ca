// A new version waits until she agrees: a reload in the middle of something is hers to choose. Her bag is on the disk by then.

import { notice } from "./notice.js";

/** A page that stays open asks for a new version when it is looked at again, at most this often. */
const ASK_AGAIN_MS = 30 * 60_000;

export function offerUpdate(registration, words) {
  if (registration.waiting) offer(registration.waiting, words);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      // The first worker of a browser replaces nothing.
      if (worker.state === "installed" && registration.active) offer(worker, words);
    });
  });
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && Date.now() - asked > ASK_AGAIN_MS) {
      asked = Date.now();
      registration.update().catch(() => {});
    }
  });
}

function offer(worker, { update }) {
  const takeOver = () => {
    // Only this page: in other tabs she may be in the middle of something. Theirs goes on with the files of its own build.
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("take over");
  };
  notice({ title: update.title, text: update.text, importance: 1, actions: [{ label: update.reload, press: takeOver }, { label: update.later }] });
}
