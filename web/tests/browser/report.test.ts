// The built page, opened from disk in both languages, on a screen and on a phone.

import { readFileSync, writeFileSync } from "node:fs";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import en from "../../src/report/texts/en.json" with { type: "json" };
import nb from "../../src/report/texts/nb.json" with { type: "json" };
import { openSample, startBrowser, type Opened } from "./open.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

const kTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (tags) => {
    const { axe: run } = window as unknown as { axe: typeof axe };
    return (await run.run({ runOnly: tags })).violations;
  }, kTags);
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`,
  );
}

const column = (page: Page, index: number) =>
  page.locator(`#exchange-table tbody tr > :nth-child(${index})`).allTextContents();

describe.each([
  ["en", 1280, en],
  ["en", 360, en],
  ["nb", 1280, nb],
  ["nb", 360, nb],
] as const)("the page in %s, %d pixels wide", (language, width, texts) => {
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    opened = await openSample(browser, language, width);
    page = opened.page;
  });
  afterAll(() => page.context().close());

  test("complains about nothing and asks for nothing", () => {
    expect(opened.complaints).toEqual([]);
    expect(opened.requests).toEqual([]);
  });

  test("has a circle for every site and a line for every exchange it has room for", async () => {
    expect(await page.locator("#map .site .site-mark").count()).toBe(20);
    expect(await page.locator("#map .exchange").count()).toBe(25);
    expect(await page.locator("#map .exchange:visible").count()).toBeGreaterThan(8);
    expect(await page.locator("#map .map .emitter").count()).toBe(9);
  });

  test("draws the flows of every unit with a description", async () => {
    const charts = page.locator("figure.sankey .plot");
    expect(await charts.count()).toBe(3);
    for (const chart of await charts.all()) {
      expect(await chart.locator("svg path").count()).toBeGreaterThan(3);
      expect(await chart.getAttribute("aria-label")).toContain(texts.flow_label.slice(-20));
    }
  });

  test("draws comparison and ledger, with the unknown said", async () => {
    expect(await page.locator("#comparison .plot svg").count()).toBe(2);
    expect(await page.locator("#comparison .plot svg").first().textContent()).toContain("48");
    expect(await page.locator("#ledger .plot").textContent()).toContain(texts.unknown);
  });

  test("is no wider than the screen", async () => {
    const widths = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(widths).toBeLessThanOrEqual(width);
  });

  test("has no violation of WCAG 2.2 AA that axe finds", async () => {
    expect(await violations(page)).toEqual([]);
  });
});

describe("tables", () => {
  test("sort by keyboard, the unknown last either way", async () => {
    const { page } = await openSample(browser, "nb", 1280);
    const head = page.locator("#exchange-table th", { hasText: "Mengde" });
    await head.locator("button").focus();
    await page.keyboard.press("Enter");
    expect(await head.getAttribute("aria-sort")).toBe("descending");
    let cells = await column(page, 4);
    expect(cells[0]?.replace(/\s/g, " ")).toBe("620 000");
    expect(cells.at(-1)).toBe("ukjent");
    await page.keyboard.press("Space");
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    cells = await column(page, 4);
    expect(cells[0]?.replace(/\s/g, " ")).toBe("2 100");
    expect(cells.at(-1)).toBe("ukjent");
    await page.locator("#exchange-table th", { hasText: "Giver" }).locator("button").click();
    expect(await head.getAttribute("aria-sort")).toBeNull();
    expect((await column(page, 1))[0]).toBe("Frøya fiskeforedling");
    await page.context().close();
  });

  test("a long table can be filtered, a short one has no filter", async () => {
    const { page } = await openSample(browser, "en", 1280);
    expect(await page.getByLabel("Filter rows").count()).toBe(1);
    await page.getByLabel("Filter rows").fill("froya biogas");
    expect(await page.locator("#exchange-table tbody tr:visible").count()).toBe(2);
    expect(await page.getByText("2 of 25 rows").isVisible()).toBe(true);
    await page.context().close();
  });
});

describe("the map", () => {
  test("a site is reached by Tab, picked by Enter, and filters the table", async () => {
    const { page } = await openSample(browser, "en", 1280);
    await page.locator("#map .map > svg").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    const focused = page.locator("#map .site:focus");
    const label = (await focused.getAttribute("aria-label")) ?? "";
    const name = label.split(". ")[0] ?? "";
    expect(await page.locator("#map .tooltip-title").textContent()).toBe(name);
    await page.keyboard.press("Enter");
    expect(await focused.getAttribute("aria-pressed")).toBe("true");
    const rows = await page.locator("#exchange-table tbody tr:visible").allTextContents();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(25);
    for (const row of rows) expect(row).toContain(name);
    await page.getByRole("button", { name: /^Only rows about/ }).click();
    expect(await page.locator("#exchange-table tbody tr:visible").count()).toBe(25);
    await page.context().close();
  });

  test("zooms by button and key, moves by arrow keys, and shows everything again", async () => {
    const { page } = await openSample(browser, "en", 1280);
    const place = () =>
      page
        .locator("#map .site")
        .evaluateAll((sites) => sites.map((s) => s.getAttribute("transform")));
    const length = () => page.locator("#map svg text", { hasText: /\skm$/ }).first().textContent();
    const [before, far] = [await place(), await length()];
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.locator("#map .map > svg").focus();
    await page.keyboard.press("+");
    expect(parseFloat((await length()) ?? "")).toBeLessThan(parseFloat(far ?? ""));
    const zoomed = await place();
    await page.keyboard.press("ArrowRight");
    expect(await place()).not.toEqual(zoomed);
    await page.keyboard.press("0");
    expect(await place()).toEqual(before);
    await page.context().close();
  });

  test("the wheel scrolls the page until the map has the focus", async () => {
    const { page } = await openSample(browser, "en", 1280);
    const map = page.locator("#map .map > svg");
    await map.scrollIntoViewIfNeeded();
    const base = page.locator("#map .map > svg > g").first();
    const box = (await map.boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.move(box.x + 60, box.y + 300);
    await page.mouse.wheel(0, -50);
    await page.waitForTimeout(200);
    expect(await base.getAttribute("transform")).toContain("scale(1)");
    await map.click({ position: { x: 60, y: 300 } });
    await page.mouse.wheel(0, -300);
    await page.waitForTimeout(200);
    expect(await base.getAttribute("transform")).not.toContain("scale(1)");
    await page.context().close();
  });
});

test("a saved picture stands on its own: colours written in, legend and title there", async () => {
  const { page } = await openSample(browser, "en", 1280, { colorScheme: "dark" });
  for (const [figure, word] of [
    ["#map", "Gives and takes"],
    ["[data-sankey='0']", "Organic"],
    ["#comparison", "Today"],
    ["#ledger", "Fossil"],
  ] as const) {
    const download = page.waitForEvent("download");
    await page.locator(`${figure} .save-picture`).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^[\p{L}\p{N}-]+\.svg$/u);
    const source = readFileSync(await file.path(), "utf8");
    expect(source.includes("var(--")).toBe(false);
    expect(source.includes(word)).toBe(true);
    expect(/^<svg [^>]+><rect [^>]+ fill="#fff(fff)?"/.test(source)).toBe(true);
    const folder = process.env["SHOTS"];
    if (folder !== undefined) writeFileSync(`${folder}/${file.suggestedFilename()}`, source);
  }
  await page.context().close();
});

test("in the dark the page also has enough contrast", async () => {
  const { page } = await openSample(browser, "en", 1280, { colorScheme: "dark" });
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});

test("on paper there are drawings but no controls", async () => {
  const { page } = await openSample(browser, "en", 1280, { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  for (const control of [".save-picture", ".map-buttons", ".table-choices"]) {
    expect(await page.locator(`${control}:visible`).count()).toBe(0);
  }
  for (const drawing of await page.locator(".plot svg").all()) {
    expect((await drawing.boundingBox())?.height).toBeGreaterThan(80);
  }
  const ground = await page.evaluate(
    () => getComputedStyle(document.documentElement).backgroundColor,
  );
  expect(ground).toBe("rgb(255, 255, 255)");
  await page.context().close();
});

test("without a script the text and tables are there, and no empty figure", async () => {
  const { page } = await openSample(browser, "en", 1280, { javaScriptEnabled: false });
  expect(await page.locator("figure:visible").count()).toBe(0);
  expect(await page.locator("#exchange-table tbody tr:visible").count()).toBe(25);
  await page.context().close();
});
