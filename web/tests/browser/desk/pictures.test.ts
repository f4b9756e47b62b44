// Pictures of every page for people to look at, in the folder PICTURES names; skipped without it.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { startBrowser } from "../open.ts";
import { goTo, openDesk, startDesk, type Address } from "./open.ts";
import { palettePng } from "./palette.ts";
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

  const kLooks = [
    { language: "en", width: 1280, colorScheme: "light" },
    { language: "nb", width: 1280, colorScheme: "dark" },
    { language: "nb", width: 390, colorScheme: "light" },
    { language: "en", width: 390, colorScheme: "dark" },
  ] as const;
  for (const { language, width, colorScheme } of kLooks) {
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
});

/** Saves what is shown; the browser itself reads its picture's pixels. */
async function picture(page: Page, name: string): Promise<void> {
  const shot = (await page.screenshot({ scale: "css" })).toString("base64");
  const { width, height, data } = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const pen = canvas.getContext("2d");
    pen?.drawImage(image, 0, 0);
    const pixels = pen?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let text = "";
    for (let at = 0; at < pixels.length; at += 8192) {
      text += String.fromCharCode(...pixels.slice(at, at + 8192));
    }
    return { width: canvas.width, height: canvas.height, data: btoa(text) };
  }, shot);
  const file = palettePng({ width, height, data: Buffer.from(data, "base64") });
  writeFileSync(join(folder, `${name}.png`), file);
}
