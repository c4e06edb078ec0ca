// The frames of one partner on one page, and in the browser's other tabs, as far as they share their storage: what one hears of the bag, it
// says to all, and one of them leads: it holds the stream. Where the browser refuses them a channel, each goes on alone, and holds a stream
// only while it is in sight: a browser has six connections to one origin.
// They settle who leads over the channel alone, since browsers refuse locks to frames that may have channels (Chromium's private windows).

/** How long the one that leads may take to answer. */
const ANSWER_MS = 400;
/** How often it says that it is there. */
const BEAT_MS = 2000;
/** After so long without a word from it, another one leads. */
const SILENCE_MS = 5000;

/**
 * Joins the frames called `name`; without a name a frame keeps to itself. `tell` hears `lead` when this one is to lead, `rest` when it is not
 * any longer, and what others say. Answers the function that says something to them.
 */
export function beside(name, tell) {
  const id = Math.random();
  let channel;
  let isInSight = false;
  let isWilling = false;
  let leads = false;
  let heardAt = 0;
  let soon;

  const say = (kind, text) => channel?.postMessage([kind, id, text]);
  const set = (now) => {
    clearTimeout(soon);
    if (leads === now) return;
    leads = now;
    tell(leads ? "lead" : "rest");
    say(leads ? "here" : "gone");
  };
  /** Leads, unless another one says in time that it does. Not all of them at once. */
  const stand = (patience) => {
    clearTimeout(soon);
    soon = setTimeout(() => set(isWilling), patience * (1 + Math.random()));
  };
  /** A hidden page may be frozen, so it leaves that to one that is not. */
  const turn = () => {
    const before = isWilling;
    isWilling = !document.hidden && (!!channel || isInSight);
    if (isWilling === before) return;
    if (!channel || !isWilling) return set(isWilling);
    say("who");
    stand(ANSWER_MS);
  };
  const hear = ([kind, from, text]) => {
    if (kind === "said") tell(text);
    else if (kind === "gone" && isWilling) stand(ANSWER_MS / 4);
    else if (kind === "who" && leads) say("here");
    else if (kind === "here") {
      heardAt = performance.now();
      // Of two that lead one goes on.
      if (!leads || from < id) set(false);
      else say("here");
    }
  };

  try {
    if (name) channel = new BroadcastChannel(`vitrine-${name}`);
  } catch {
    // Refused: alone.
  }
  if (channel) {
    channel.onmessage = ({ data }) => hear(data);
    addEventListener("pagehide", () => set((isWilling = false)));
    addEventListener("pageshow", turn);
    setInterval(() => {
      if (leads) say("here");
      else if (isWilling && performance.now() - heardAt > SILENCE_MS) set(true);
    }, BEAT_MS);
  }
  document.addEventListener("visibilitychange", turn);
  new IntersectionObserver((entries) => {
    isInSight = entries.at(-1).isIntersecting;
    turn();
  }).observe(document.documentElement);
  turn();
  return (text) => say("said", text);
}
