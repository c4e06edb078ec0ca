// The network as the worker sees it: answers that may be kept, answers that do not come in time, and telling pages which it is.

/** How long a page or an answer is waited for while there is something kept to show instead. */
export const PATIENCE_MS = 3_000;
/** A proxy's word for a server that is not there. */
const GONE = [502, 503, 504];

/** Whether an answer may be kept: whole, from us, neither a redirect nor an error, and not somebody's own. */
export function mayKeep(response) {
  const word = response.headers.get("cache-control") ?? "";
  return response.status === 200 && response.type === "basic" && !response.redirected && !/no-store|private/.test(word);
}

/** The server's answer, unless it takes too long or is nobody's. The request goes on when it is late; `late` hears of it. */
export async function inTime(asked, late = () => {}) {
  let timer;
  const patience = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error("not in time")), PATIENCE_MS)));
  try {
    const response = await Promise.race([asked, patience]);
    if (GONE.includes(response.status)) throw new Error(`the server answers ${response.status}`);
    return response;
  } catch (why) {
    asked.then(late, () => {});
    throw why;
  } finally {
    clearTimeout(timer);
  }
}

/** Tells the page that asked whether it was the network that answered; `keptAt` is when what it got instead was kept. */
export async function tellConnection({ clientId }, keptAt) {
  const client = clientId && (await self.clients.get(clientId));
  client?.postMessage({ connection: keptAt === undefined ? "there" : "lost", keptAt });
}
