// How smoothly the map pans: frames a second of ten seconds of dragging, on the server at DESK (the
// whole address that `samspill serve` prints). Prints the median and the slowest twentieth. Without
// a graphics card Chromium draws with the processor, and everything else on the machine slows it;
// so the processor's time a frame is told too.

import { readdirSync, readFileSync } from "node:fs";
import { env, stdout } from "node:process";
import { URL } from "node:url";
import { chromium } from "playwright-core";

const kSeconds = 10;
/** How far the map is dragged to each side [px], and how far each time. */
const kReach = 300;
const kStep = 12;

/** Moments of the page's frames [ms] while `act` goes on. */
async function framesWhile(page, act) {
  await page.evaluate(() => {
    globalThis.seen = [];
    const next = (at) => {
      globalThis.seen.push(at);
      globalThis.requestAnimationFrame(next);
    };
    globalThis.requestAnimationFrame(next);
  });
  await act();
  return page.evaluate(() => globalThis.seen);
}

async function dragAbout(page) {
  const { x: left, y: top, width, height } = await page.locator(".map-canvas").boundingBox();
  const [x, y] = [left + width / 2, top + height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const end = Date.now() + kSeconds * 1000;
  for (let way = 0; Date.now() < end; way += kStep) {
    const turn = way / kReach;
    await page.mouse.move(x + kReach * Math.sin(turn), y + (kReach / 2) * Math.sin(1.7 * turn));
  }
  await page.mouse.up();
}

/** The gap between frames that so large a part of them keeps to [ms]. */
const quantile = (sorted, part) => sorted[Math.floor(part * (sorted.length - 1))];

/** Processor time of a process and all under it so far [s], from Linux's /proc. */
function processorTime(root) {
  const kTicks = 100;
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const stats = all.flatMap((pid) => {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, "utf8");
      const rest = text.slice(text.lastIndexOf(")") + 2).split(" ");
      return [{ pid: Number(pid), parent: Number(rest[1]), ticks: +rest[11] + +rest[12] }];
    } catch {
      return []; // it has ended
    }
  });
  const under = new Set([root]);
  for (const { pid, parent } of stats.sort((a, b) => a.pid - b.pid)) {
    if (under.has(parent)) under.add(pid);
  }
  const ticks = stats.filter(({ pid }) => under.has(pid)).map((each) => each.ticks);
  return ticks.reduce((sum, each) => sum + each, 0) / kTicks;
}

const desk = env["DESK"];
if (desk === undefined) throw new Error("DESK: expected the address that samspill serve prints");
const server = await chromium.launchServer({
  executablePath: env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
const browser = await chromium.connect(server.wsEndpoint());
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
await page.goto(desk);
const { items } = await (await page.request.get(new URL("/api/regions", desk).href)).json();
const region = items[0].region_id;
await page.goto(new URL(`/regions/${region}/map`, desk).href);
await page.waitForSelector(".map-canvas[data-ready]", { timeout: 120_000 });
await page.waitForTimeout(3000);
const before = processorTime(server.process().pid);
const moments = await framesWhile(page, () => dragAbout(page));
const spent = (1000 * (processorTime(server.process().pid) - before)) / moments.length;
const gaps = moments.slice(1).map((at, index) => at - moments[index]);
gaps.sort((a, b) => a - b);
const rate = (part) => (1000 / quantile(gaps, part)).toFixed(1);
const rates = `p50 ${rate(0.5)}, p5 ${rate(0.95)} frames/s; CPU ${spent.toFixed(0)} ms a frame`;
stdout.write(`${region}: ${gaps.length} frames in ${kSeconds} s; ${rates}\n`);
await browser.close();
await server.close();
