// A quiet card at the foot of the page: a title, a sentence, something to do and a way to send it away. One at a time.

let shown;

/** Shows a card, unless a more important one is there. `actions`: words and what a press does; each press ends the card. */
export function notice({ title, text, actions, importance = 0 }) {
  if (shown && shown.importance > importance) return;
  shown?.element.remove();
  const heading = element("h2", "notice__title", title);
  heading.id = "notice-title";
  const section = element("section", "notice");
  section.setAttribute("aria-labelledby", heading.id);
  const buttons = element("div", "notice__actions");
  for (const [at, { label, press }] of actions.entries()) {
    const button = element("button", `button button--${at === 0 ? "primary" : "plain"}`, label);
    button.type = "button";
    button.addEventListener("click", () => {
      close();
      press?.();
    });
    buttons.append(button);
  }
  section.append(heading, element("p", "notice__text", text), buttons);
  shown = { element: section, importance };
  document.body.append(section);
  announce(`${title}. ${text}`);
}

function close() {
  shown?.element.remove();
  shown = undefined;
}

/** Read out by screen readers; the region is there before its words, or they would not be read. */
export function announce(text) {
  document.querySelector("#app [role=status]:not(.load__wait)")?.replaceChildren(text);
}

/** An element with a class and, if there is any, text. */
export function element(name, className, text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}
