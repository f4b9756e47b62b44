// Pictures of every page for people to look at, in the folder PICTURES names; skipped without it.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { readCsv } from "../../desk/dataset.ts";
import { startBrowser } from "../open.ts";
import { goTo, openDesk, startDesk, type Address } from "./open.ts";
import { kPages, makeRuns, settled } from "./pages.ts";
import { palettePng } from "./palette.ts";

const folder = process.env["PICTURES"] ?? "";
const kMistakes = fileURLToPath(new URL("../../server/mistakes.xlsx", import.meta.url));

describe.skipIf(folder === "")("pictures", () => {
  let browser: Browser;
  let desk: Address;
  beforeAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    browser = await startBrowser();
    desk = await startDesk();
  });
  afterAll(async () => {
    await browser.close();
    desk.stop();
  });

  const kLooks = (["en", "nb"] as const).flatMap((language) =>
    [1280, 390].flatMap((width) =>
      (["light", "dark"] as const).map((colorScheme) => ({ language, width, colorScheme })),
    ),
  );
  test.each(kLooks)(
    "$language $width $colorScheme",
    async (look) => {
      const { page } = await openDesk(browser, desk, look);
      const name = `${look.language}-${String(look.width)}-${look.colorScheme}`;
      await makeRuns(page, desk.address, look.language);
      await listTwoRegions(page);
      for (const [shown, path] of Object.entries(kPages)) {
        await goTo(page, desk.address, path);
        await settled(page);
        await picture(page, `${shown}-${name}`);
      }
      await page.locator("input[type=file]").setInputFiles(kMistakes);
      await page
        .getByText(/buckets/)
        .first()
        .waitFor();
      await picture(page, `import-${name}`, false);
      await page.context().close();
    },
    600_000,
  );
});

/** A single region would be opened at once, and the list of them not be seen. */
async function listTwoRegions(page: Page): Promise<void> {
  await page.route("**/api/regions", async (route) => {
    const answer = await route.fetch();
    const { items, ...rest } = (await answer.json()) as { items: object[] };
    const sites = readCsv("examples/kalundborg/sites.csv").length;
    const second = { ...items[0], region_id: "kalundborg", name: "Kalundborg", counts: { sites } };
    await route.fulfill({ response: answer, json: { ...rest, items: [...items, second] } });
  });
}

/** A page that is longer than this has more of the same below [px]. */
const kMostHeight = 4000;

/** The page on a screen that is high enough for all of it; loaded anew, so that its map fits. */
async function wholePage(page: Page, isLoadedAnew: boolean): Promise<Buffer> {
  const size = page.viewportSize() ?? { width: 1280, height: 860 };
  const isMap = (await page.locator(".map-page").count()) > 0; // as high as the screen
  const whole = isMap ? 0 : await page.evaluate(() => document.documentElement.scrollHeight);
  const height = Math.max(size.height, Math.min(whole, kMostHeight));
  if (height > size.height) {
    await page.setViewportSize({ width: size.width, height });
    if (isLoadedAnew) await page.reload();
  }
  await settled(page);
  const shot = await page.screenshot({ scale: "css" });
  await page.setViewportSize(size);
  return shot;
}

/** Saves what is shown; the browser itself reads its picture's pixels. */
async function picture(page: Page, name: string, isLoadedAnew = true): Promise<void> {
  const shot = (await wholePage(page, isLoadedAnew)).toString("base64");
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
