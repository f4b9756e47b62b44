// Opens the sample page from disk in Debian's Chromium and notes everything it should not do.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import type { Language } from "../sample/data.ts";
import { samplePage } from "../sample/page.ts";

const kFlags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function startBrowser(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: kFlags });
}

export interface Opened {
  page: Page;
  /** Messages of the console at level error or warning, and uncaught errors. */
  complaints: string[];
  /** Addresses asked for, other than the page itself. */
  requests: string[];
}

export async function openSample(
  browser: Browser,
  language: Language,
  width: number,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), "samspill-"));
  const file = join(folder, `report-${language}.html`);
  writeFileSync(file, samplePage(language));
  const viewport = { width, height: width < 600 ? 740 : 900 };
  const context = await browser.newContext({ viewport, ...options });
  context.on("close", () => rmSync(folder, { recursive: true }));
  const page = await context.newPage();
  const [complaints, requests]: [string[], string[]] = [[], []];
  const address = pathToFileURL(file).href;
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (request.url() !== address) requests.push(request.url());
  });
  await page.goto(address);
  if (options.javaScriptEnabled !== false) {
    await page.waitForSelector("figure#ledger.is-drawn svg");
  }
  return { page, complaints, requests };
}
