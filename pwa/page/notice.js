// A quiet card at the foot of the page: a title, a sentence, something to do and a way to send it away. One at a time.

const place = spokenPlace((it) => document.body.append(it));
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
  place.append(section);
}

function close() {
  shown?.element.remove();
  shown = undefined;
}

/** A place in the page whose content is read out when it comes; it is there before, or it would not be. */
export function spokenPlace(put) {
  const place = element("div", "");
  place.setAttribute("aria-live", "polite");
  put(place);
  return place;
}

/** An element with a class and, if there is any, text. */
export function element(name, className, text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}
