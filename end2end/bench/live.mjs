// From a tap in one browser to the paint in another that shares the bag, on one machine. Prints Markdown.
//
// Both browsers read the machine's own clock (performance.timeOrigin). The tap is when the browser received it; the paint is the
// first task after the frame in which the new number stands.
import { mounted, quantile, withShop } from "./shop.mjs";

const TAPS = Number(process.env.VITRINE_BENCH_TAPS ?? 120);
const WARM_UP = 10;
/** How often a hundred operations are made without a connection. */
const RECONNECTS = 10;

await withShop(async ({ url, browser }) => {
  const device = async () => (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const [tapped, watched] = [await device(), await device()];
  await share(url, tapped, watched);
  await tapped.bringToFront();

  await watched.evaluate(() => {
    const number = document.querySelector(".stepper__number");
    window.painted = (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          if (number.value !== wanted) {
            return requestAnimationFrame(look);
          }
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
          port2.postMessage(null);
        };
        requestAnimationFrame(look);
      });
  });
  await tapped.evaluate(() => {
    addEventListener("click", (event) => (window.tap = performance.timeOrigin + event.timeStamp), { capture: true });
  });

  const more = tapped.getByRole("button", { name: /^One more/ });
  const fewer = tapped.getByRole("button", { name: /^One fewer/ });
  const [moreAt, fewerAt] = [centre(await more.boundingBox()), centre(await fewer.boundingBox())];
  const took = [];
  for (let turn = 0; turn < TAPS + WARM_UP; turn++) {
    const up = turn % 2 === 0;
    const painted = watched.evaluate((wanted) => window.painted(wanted), up ? "2" : "1");
    // Not in step with the frames.
    await tapped.waitForTimeout(40 + Math.random() * 60);
    await tapped.mouse.click(...(up ? moreAt : fewerAt));
    const at = await painted;
    if (turn >= WARM_UP) {
      took.push(at - (await tapped.evaluate(() => window.tap)));
    }
  }
  const converged = await reconnect(tapped, watched, more, fewer);
  const ms = (value) => value.toFixed(1);
  console.log("| tap in one browser → painted in the other | ms |");
  console.log("|---|---:|");
  console.log(`| p50 of ${took.length} taps | ${ms(quantile(took, 0.5))} |`);
  console.log(`| p90 | ${ms(quantile(took, 0.9))} |`);
  console.log(`| p99 | ${ms(quantile(took, 0.99))} |`);
  console.log("");
  console.log("| connected again with 100 operations → painted in the other browser | goal ms | ms |");
  console.log("|---|---:|---:|");
  console.log(`| median of ${converged.length} | ≤ 300 | ${ms(quantile(converged, 0.5))} |`);
  console.log(`| slowest | | ${ms(Math.max(...converged))} |`);
});

/** A hundred taps without a connection; how long after it is back the other browser shows the last of them. */
async function reconnect(tapped, watched, more, fewer) {
  const took = [];
  await tapped.evaluate(() => addEventListener("online", () => (window.online = performance.timeOrigin + performance.now()), { capture: true }));
  const taps = (button, count) => button.evaluate((it, count) => Array.from({ length: count }).forEach(() => it.click()), count);
  for (let turn = 0; turn < RECONNECTS; turn++) {
    const up = turn % 2 === 0;
    await tapped.context().setOffline(true);
    await taps(more, up ? 60 : 40);
    await taps(fewer, up ? 40 : 60);
    await tapped.getByText("Your changes are kept on this device").waitFor();
    const painted = watched.evaluate((wanted) => window.painted(wanted), up ? "21" : "1");
    await tapped.context().setOffline(false);
    const at = await painted;
    took.push(at - (await tapped.evaluate(() => window.online)));
    await tapped.getByText("Saved on all your devices").waitFor();
  }
  return took;
}

/** Puts something into the bag of one browser and joins the other to it. */
async function share(url, first, second) {
  const line = { sku: "LIP-VEL-002", receive: { by: "ship" } };
  const op = { actor: "bench", n: 1, base_seq: 0, hlc: Date.now(), line, op: { do: "add", quantity: 1 } };
  await first.request.post(`${url}/api/v1/cart/ops`, { data: { ops: [op] } });
  const link = await (await first.request.post(`${url}/api/v1/cart/links`)).json();
  await second.goto(link.url);
  await mounted(second);
  await second.getByRole("button", { name: "Open the bag here" }).click();
  await first.goto(`${url}/bag`);
  for (const page of [first, second]) {
    await page.getByRole("textbox", { name: /^Quantity/ }).waitFor();
  }
}

function centre({ x, y, width, height }) {
  return [x + width / 2, y + height / 2];
}
