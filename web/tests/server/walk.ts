// Walks the main path on a server of its own, which must end well after it.

import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { startBrowser } from "../browser/open.ts";
import type { Hands } from "./hands.ts";
import * as path from "./main-path.ts";
import { serveRegions } from "./serve.ts";
import { sayIn } from "./words.ts";

/** For what comes at once on a machine with nothing else to do [ms]. */
const kLongestWait = 120_000;

export interface Walker {
  language: "en" | "nb";
  hands: (page: Page) => Hands | Promise<Hands>;
  /** Chooses the second point of the front. */
  pick: (walk: path.Walk, front: Locator) => Promise<void>;
}

export async function walkMainPath({ language, hands: handsOf, pick }: Walker): Promise<void> {
  const server = await serveRegions("trondelag");
  const browser = await startBrowser();
  const context = await browser.newContext({ locale: language, acceptDownloads: true });
  context.setDefaultTimeout(kLongestWait);
  const page = await context.newPage();
  const hands = await handsOf(page);
  const walk = { page, hands, say: sayIn(language), language };
  try {
    await page.goto(server.address);
    await page.getByRole("banner").getByText("Trøndelag", { exact: true }).waitFor();
    expect(page.url(), "the token leaves the address").not.toContain("token");

    await path.uploadAndMend(walk);
    const ends = await path.matchAndAccept(walk);
    await path.measureAndMove(walk, ends);
    await path.planAndStop(walk);
    await path.frontAndPoint(walk, pick);
    await path.choosePortfolio(walk);
    await path.downloadReport(walk);
    expect(hands.slips()).toEqual([]);
  } finally {
    await browser.close();
    await server.stop();
  }
}
