// The words of this folder, in the page's language.

import de from "../../locales/de/pwa.json";
import en from "../../locales/en/pwa.json";

export const words = document.documentElement.lang === "de" ? de : en;
