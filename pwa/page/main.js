// What a page does for the shop as an app on a device: it registers the service worker, offers a new version, says when there is no
// connection, and offers to be installed. Fetched when the page is usable and has nothing else to do (build/boot.js), and apart from the
// app, so that it works when a version of the app does not.

import { watchConnection } from "./connection.js";
import { offerInstall } from "./install.js";
import { offerUpdate } from "./update.js";
import { words } from "./words.js";

watchConnection(words);
offerInstall(words);
// Where the worker is refused, behind a certificate that nobody vouches for, for instance, the shop goes on without it.
navigator.serviceWorker?.register("/sw.js").then(start).catch(() => {});

async function start(registration) {
  offerUpdate(registration, words);
  const cameThrough = navigator.serviceWorker.controller;
  const { active } = await navigator.serviceWorker.ready;
  // What a page brings along the worker reads as it passes; of the first one it is told.
  const seed = document.getElementById("seed")?.textContent;
  if (!cameThrough && seed) active.postMessage({ seed });
  if (!navigator.connection?.saveData) active.postMessage("keep a slice");
}
