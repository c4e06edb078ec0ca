// Pushes, in the declarative format (W3C Push API, "declarative push message"): browsers that know it show the notification without
// waking the worker, all others through here. So the server sends one payload.

import de from "../../locales/de/pwa.json";
import en from "../../locales/en/pwa.json";

const MAGIC = 8030;
const ICON = "/icons/icon-192.png";
const BADGE = "/icons/badge-96.png";

/** Shows what was pushed. Something must be shown in any case, or the browser shows something of its own. */
export async function pushed(data) {
  const { title, navigate, body, tag, lang, dir, silent, app_badge: badge } = read(data);
  const to = address(navigate);
  const shown = self.registration.showNotification(title, { body, tag, lang, dir, silent, icon: ICON, badge: BADGE, data: { to } });
  await Promise.all([shown, setBadge(badge)]);
}

/** Opens what a notification is about: in the window that is open, else in a new one. */
export async function clicked(notification) {
  notification.close();
  const to = address(notification.data?.to);
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((client) => client.url === to) ?? windows.find((client) => client.focused) ?? windows[0];
  if (!there) return self.clients.openWindow(to);
  const client = await there.focus();
  // A page that this worker does not control cannot be sent anywhere.
  return client.url === to ? client : client.navigate(to).catch(() => self.clients.openWindow(to));
}

function read(data) {
  const words = navigator.language.startsWith("de") ? de : en;
  const unknown = { title: words.news.title, body: words.news.unknown };
  try {
    const { web_push: magic, notification } = data.json();
    return magic === MAGIC && typeof notification?.title === "string" ? notification : unknown;
  } catch {
    return unknown;
  }
}

/** Only to the shop itself. */
function address(navigate) {
  const home = new URL("/", self.location);
  const to = URL.canParse(navigate, home) ? new URL(navigate, home) : home;
  return (to.origin === home.origin ? to : home).href;
}

/** The number on the app's icon: how many orders are ready to be collected. */
async function setBadge(badge) {
  const number = Number(badge);
  if (badge === undefined || !navigator.setAppBadge || !Number.isInteger(number) || number < 0) return;
  await (number === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(number)).catch(() => {});
}
