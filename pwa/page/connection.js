// Says in words, above the page, that there is no connection and what can be done without one.

import { element, spokenPlace } from "./notice.js";

export function watchConnection({ offline }) {
  const place = spokenPlace((it) => document.body.prepend(it));
  let strip;
  const lost = (keptAt) => {
    if (!strip) {
      strip = element("aside", "no-connection");
      strip.append(element("strong", "no-connection__title", offline.title), element("span", "no-connection__text", offline.text));
      place.append(strip);
    }
    if (keptAt && !strip.querySelector("time")) strip.lastChild.append(" ", asOf(offline.as_of, keptAt));
  };
  const there = () => {
    strip?.remove();
    strip = undefined;
  };
  addEventListener("offline", () => lost());
  addEventListener("online", there);
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data?.connection === "lost") lost(data.keptAt);
    if (data?.connection === "there") there();
  });
  navigator.serviceWorker?.startMessages();
  // The shell is what the worker answers when the server does not.
  if (!navigator.onLine || document.documentElement.hasAttribute("data-kept")) lost(globalThis.vitrineKeptAt);
}

function asOf(sentence, keptAt) {
  const [before, after] = sentence.split("{time}");
  const at = new Date(keptAt);
  const time = element("time", "", at.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }));
  time.dateTime = at.toISOString();
  const span = element("span", "");
  span.append(before, time, after);
  return span;
}
