// Pictures of every page for people to look at, in the folder PICTURES names; skipped without it.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { startBrowser } from "../open.ts";
import { goTo, openDesk, startDesk, type Address } from "./open.ts";
import { kPages, makeRuns, settled } from "./pages.ts";

const folder = process.env["PICTURES"] ?? "";

describe.skipIf(folder === "")("pictures", () => {
  let browser: Browser;
  let desk: Address;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    browser = await startBrowser();
    desk = await startDesk();
  });
  afterAll(async () => {
    await browser.close();
    desk.stop();
  });

  for (const language of ["en", "nb"] as const) {
    for (const width of [1280, 390]) {
      for (const colorScheme of ["light", "dark"] as const) {
        test(`${language} ${width} ${colorScheme}`, async () => {
          const { page } = await openDesk(browser, desk, { language, width, colorScheme });
          await makeRuns(page, desk.address, language);
          for (const [name, path] of Object.entries(kPages)) {
            await goTo(page, desk.address, path);
            await settled(page);
            await picture(page, `${name}-${language}-${width}-${colorScheme}`);
          }
          await page.context().close();
        }, 180_000);
      }
    }
  }
});

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), scale: "css" });
}
