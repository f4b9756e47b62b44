// Opens the desk in Chromium: the built one on the mock, or the server at DESK.

import type { BrowserContextOptions, Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { serveDesk } from "../../desk/serve.ts";
import { sessionOf } from "../../server/serve.ts";
import { startBrowser } from "../open.ts";

/** Where a desk is, and as whom it is asked. */
export interface Session {
  address: string;
  /** What the token was exchanged for; the mock needs none. */
  cookie?: { name: string; value: string };
}

export interface Address extends Session {
  stop: () => void;
}

/** DESK is the whole address that `samspill serve` prints, with its token, which holds once. */
export async function startDesk(): Promise<Address> {
  const asked = process.env["DESK"];
  if (asked === undefined) return serveDesk();
  return { ...(await sessionOf(asked)), stop: () => undefined };
}

/** A browser and a desk for all tests of a file. */
export function shareDesk(): { browser: Browser; desk: Address } {
  const shared = {} as { browser: Browser; desk: Address };
  beforeAll(async () => {
    shared.browser = await startBrowser();
    shared.desk = await startDesk();
  });
  afterAll(async () => {
    await shared.browser.close();
    shared.desk.stop();
  });
  return shared;
}

export interface Opened {
  page: Page;
  /** Messages of the console at level error or warning, and uncaught errors. */
  complaints: string[];
  /** Addresses asked for at another host. */
  elsewhere: string[];
}

export interface Look {
  language?: "en" | "nb" | "da" | "sv" | "fi";
  width?: number;
  colorScheme?: "light" | "dark";
}

export async function openDesk(
  browser: Browser,
  { address, cookie }: Session,
  { language = "en", width = 1280, colorScheme = "light" }: Look = {},
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const viewport = { width, height: width < 600 ? 780 : 860 };
  const context = await browser.newContext({
    viewport,
    colorScheme,
    locale: language,
    reducedMotion: "reduce",
    ...options,
  });
  if (cookie !== undefined) await context.addCookies([{ ...cookie, url: address }]);
  const page = await context.newPage();
  const [complaints, elsewhere]: [string[], string[]] = [[], []];
  const { host } = new URL(address);
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  context.on("request", (request) => {
    const asked = new URL(request.url());
    if (!["data:", "blob:"].includes(asked.protocol) && asked.host !== host) {
      elsewhere.push(request.url());
    }
  });
  await page.goto(address);
  return { page, complaints, elsewhere };
}

/** Loads a page of the region by its address. */
export async function goTo(page: Page, address: string, path: string): Promise<void> {
  await page.goto(new URL(path, address).href);
}
