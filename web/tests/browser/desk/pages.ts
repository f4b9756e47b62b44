// Every page of the desk, with something on it.

import type { Page } from "playwright-core";
import type { components } from "../../../src/desk/api/contract";

type Run = components["schemas"]["Run"];

const kRegion = "/regions/trondelag";

export const kPages = {
  regions: "/",
  map: `${kRegion}/map`,
  site: `${kRegion}/map?site=elkem-thamshavn`,
  sites: `${kRegion}/sites`,
  streams: `${kRegion}/streams`,
  stream: `${kRegion}/streams?row=elkem-heat-90c`,
  matches: `${kRegion}/matches`,
  exchanges: `${kRegion}/exchanges`,
  exchange: `${kRegion}/exchanges?exchange=x-elkem-kylling`,
  plan: `${kRegion}/plan`,
  portfolio: `${kRegion}/portfolio`,
  files: `${kRegion}/files`,
};

/** Runs of every kind, so that pages have results to show. */
export async function makeRuns(page: Page, address: string, language: string): Promise<void> {
  const orders = [
    { kind: "match", options: { language } },
    { kind: "plan", options: { objective: "cost" } },
    { kind: "plan", options: { pareto: 3, gap: 0.05 } },
    { kind: "portfolio", options: {} },
    { kind: "report", options: { language } },
  ];
  const runs = `${new URL(address).origin}/api${kRegion}/runs`;
  for (const data of orders) await page.request.post(runs, { data });
  const isUnderWay = async () => {
    const { items } = (await (await page.request.get(runs)).json()) as { items: Run[] };
    return items.some(({ state }) => state === "queued" || state === "running");
  };
  while (await isUnderWay()) await page.waitForTimeout(200);
}

/** Waits until nothing loads any more and a map, if there is one, is drawn. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.querySelector(".waiting") === null);
  if ((await page.locator(".map-canvas").count()) > 0) {
    await page.waitForSelector(".map-canvas[data-ready]");
  }
  await page.waitForTimeout(150);
}
