// Pictures of the page for people to look at, in the folder SHOTS names; skipped without it.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { openSample, startBrowser } from "./open.ts";

const folder = process.env["SHOTS"] ?? "";

describe.skipIf(folder === "")("pictures", () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  for (const language of ["en", "nb"] as const) {
    for (const width of [1280, 360]) {
      for (const colorScheme of ["light", "dark"] as const) {
        const name = `${language}-${width}-${colorScheme}`;
        test(name, async () => {
          const { page } = await openSample(browser, language, width, {
            colorScheme,
          });
          await page.screenshot({
            path: join(folder, `${name}.png`),
            fullPage: true,
          });
          await page.locator("figure#map").screenshot({ path: join(folder, `${name}-map.png`) });
          await page.context().close();
        });
      }
    }
    test(`${language} on paper`, async () => {
      const { page } = await openSample(browser, language, 1280, {
        colorScheme: "dark",
      });
      await page.pdf({
        path: join(folder, `${language}.pdf`),
        preferCSSPageSize: true,
      });
      await page.context().close();
    });
  }
});
