// Every page of the real server: no barrier that axe finds, nothing asked of others, little to
// load.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { barriers } from "../browser/desk/barriers.ts";
import { goTo, openDesk, type Session } from "../browser/desk/open.ts";
import { kPages, makeRuns, settled } from "../browser/desk/pages.ts";
import { startBrowser } from "../browser/open.ts";
import { serveRegions, sessionOf, type Server } from "./serve.ts";

/** What the home, the map, asks for until it has settled, besides the base map [bytes]. */
const kMostFirstLoad = 400_000;

let server: Server;
let browser: Browser;
let desk: Session;
beforeAll(async () => {
  server = await serveRegions("trondelag", "kalundborg");
  browser = await startBrowser();
  desk = await sessionOf(server.address);
  const { page } = await openDesk(browser, desk);
  await makeRuns(page, desk.address, "nb");
  await page.context().close();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test.each(["light", "dark"] as const)(
  "no page has a barrier that axe finds, %s",
  async (scheme) => {
    const look = { language: "nb", colorScheme: scheme } as const;
    const { page, complaints, elsewhere } = await openDesk(browser, desk, look, {
      bypassCSP: true,
    });
    for (const [name, path] of Object.entries(kPages)) {
      await goTo(page, desk.address, path);
      await settled(page);
      expect(await barriers(page), `${name} ${scheme}`).toEqual([]);
    }
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
    await page.context().close();
  },
);

test("every page works under the policy and asks for nothing but its own server", async () => {
  const { page, complaints, elsewhere } = await openDesk(browser, desk);
  const refused: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 400) refused.push(`${String(response.status())} ${response.url()}`);
  });
  for (const path of Object.values(kPages)) {
    await goTo(page, desk.address, path);
    await settled(page);
  }
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
  expect(refused).toEqual([]);
  await page.context().close();
});

/** Path and bytes over the line of all that is asked for until the page has settled. */
async function loaded(page: Page, address: string): Promise<[string, number][]> {
  const sizes: Promise<[string, number]>[] = [];
  page.on("requestfinished", (request) => {
    const { pathname } = new URL(request.url());
    sizes.push(request.sizes().then((size) => [pathname, size.responseBodySize]));
  });
  await page.goto(address);
  await settled(page);
  return Promise.all(sizes);
}

test("the first load of the map is small, and comes compressed", async () => {
  const { page } = await openDesk(browser, desk);
  const browserItself = await page.context().newCDPSession(page);
  await browserItself.send("Network.clearBrowserCache");
  const all = await loaded(page, new URL(kPages.map, desk.address).href);
  const first = all.filter(([path]) => path !== "/basemap.json");
  expect(first).toHaveLength(all.length - 1);
  const bytes = first.reduce((sum, [, size]) => sum + size, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes, JSON.stringify(first)).toBeLessThan(kMostFirstLoad);
  const script = await page.evaluate(
    () => document.querySelector<HTMLScriptElement>("script[src]")?.src ?? "",
  );
  for (const coding of ["br", "gzip"]) {
    const answer = await page.request.get(script, { headers: { "Accept-Encoding": coding } });
    expect(answer.headers()).toMatchObject({ "content-encoding": coding, vary: "Accept-Encoding" });
    expect(answer.headers()["etag"]).toContain(coding);
  }
  await page.context().close();
});
