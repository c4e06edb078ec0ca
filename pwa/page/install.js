// Offers to install the shop, once in a browser, and only when she has put something into her bag.

import { element, notice } from "./notice.js";

const OFFERED = "install-offered";
/** After the bag has said what it did. */
const PAUSE_MS = 1_500;
/** The browser's own offer, kept by build/boot.js. */
const offerOf = () => globalThis.vitrineInstall;

export function offerInstall({ install }) {
  addEventListener("vitrine-added", () => setTimeout(() => offer(install), PAUSE_MS));
}

function offer(install) {
  const later = { label: install.later };
  if (isInstalled() || localStorage.getItem(OFFERED) || !(offerOf() || isIos())) return;
  localStorage.setItem(OFFERED, "yes");
  const press = offerOf() ? () => offerOf().prompt() : () => showHow(install);
  const label = offerOf() ? install.install : install.how;
  notice({ title: install.title, text: install.text, actions: [{ label, press }, later] });
}

function isInstalled() {
  return matchMedia("(display-mode: standalone), (display-mode: window-controls-overlay)").matches || navigator.standalone === true;
}

/** Safari has no offer of its own, and an iPad says it is a Mac. */
function isIos() {
  const { userAgent, maxTouchPoints } = navigator;
  return "standalone" in navigator && (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1));
}

function showHow({ sheet, steps, close }) {
  const dialog = element("dialog", "sheet");
  const body = element("div", "sheet__body");
  const heading = element("h2", "sheet__title", sheet);
  heading.id = "install-title";
  // Reading begins at the heading; with large letters the button is far below it.
  Object.assign(heading, { tabIndex: -1, autofocus: true });
  dialog.setAttribute("aria-labelledby", heading.id);
  const list = element("ol", "install-steps");
  list.append(...steps.map((step) => element("li", "install-steps__one", step)));
  const button = element("button", "button button--primary", close);
  button.type = "button";
  button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  body.append(heading, list, button);
  dialog.append(body);
  document.body.append(dialog);
  dialog.showModal();
}
