// The web app manifest (W3C Application Manifest and its incubations): what an installed shop is called, how it looks before it is
// installed, where it opens. The same app in every language: one id.

/** Of the pictures in public/install, which scripts/screenshots.sh takes from the running shop. Phones use those of one shape. */
const SCREENS = [
  ["home", "wide", "1440x900"],
  ["product", "wide", "1440x900"],
  ["home", "narrow", "780x1688"],
  ["product", "narrow", "780x1688"],
  ["bag", "narrow", "780x1688"],
];

export function manifest(language, words) {
  const icon = (size, purpose = "any") => ({
    src: `/icons/${purpose === "any" ? "icon" : purpose}-${size}.png`,
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose,
  });
  const shortcut = (name, url, glyph) => ({
    name,
    url: `${url}?source=shortcut`,
    icons: [{ src: `/icons/shortcut-${glyph}-96.png`, sizes: "96x96", type: "image/png" }],
  });
  return {
    id: "/?app=shop",
    name: words.name,
    short_name: words.name,
    description: words.description,
    lang: language,
    dir: "ltr",
    start_url: "/?source=pwa",
    scope: "/",
    display: "standalone",
    display_override: ["standalone", "minimal-ui"],
    orientation: "any",
    background_color: "#fbf8f3",
    theme_color: "#fbf8f3",
    categories: ["shopping", "beauty"],
    prefer_related_applications: false,
    icons: [icon(192), icon(512), icon(192, "maskable"), icon(512, "maskable"), icon(512, "monochrome")],
    screenshots: SCREENS.map(([page, form_factor, sizes]) => ({
      src: `/install/${page}-${form_factor}.jpg`,
      sizes,
      type: "image/jpeg",
      form_factor,
      label: words.screens[page],
    })),
    shortcuts: [shortcut(words.scan, "/scan", "scan"), shortcut(words.bag, "/bag", "bag"), shortcut(words.orders, "/orders", "orders")],
    share_target: { action: "/share", method: "GET", enctype: "application/x-www-form-urlencoded", params: { title: "title", text: "text", url: "url" } },
    launch_handler: { client_mode: ["navigate-existing", "auto"] },
    handle_links: "preferred",
  };
}
