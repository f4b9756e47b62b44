// The desk in Chromium: the main path, its accessibility, its policy, its keyboard.

import { readFileSync } from "node:fs";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../open.ts";
import { goTo, openDesk, startDesk, type Address } from "./open.ts";
import { kPages, makeRuns, settled } from "./pages.ts";

/** Two streams of Tine Verdal: one of -5 t/yr, one in buckets. */
const kMistakes = new URL("mistakes.xlsx", import.meta.url);

let browser: Browser;
let desk: Address;
beforeAll(async () => {
  browser = await startBrowser();
  desk = await startDesk();
});
afterAll(async () => {
  await browser.close();
  desk.stop();
});

/** Violations that axe finds on what is shown. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe.source });
  const found = await page.evaluate(async () => {
    const { violations: wrong } = await (window as unknown as { axe: typeof axe }).axe.run();
    return wrong.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  });
  return found.map((text) => text.slice(0, 400));
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page has a barrier that axe finds, ${colorScheme}`, async () => {
    const look = { language: "nb", colorScheme } as const;
    const { page, complaints, elsewhere } = await openDesk(browser, desk, look, {
      bypassCSP: true,
    });
    await makeRuns(page, desk.address, "nb");
    for (const [name, path] of Object.entries(kPages)) {
      await goTo(page, desk.address, path);
      await settled(page);
      expect(await violations(page), `${name} ${colorScheme}`).toEqual([]);
    }
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
    await page.context().close();
  }, 240_000);
}

test("every page works under the policy and asks nothing of other hosts", async () => {
  const { page, complaints, elsewhere } = await openDesk(browser, desk);
  await makeRuns(page, desk.address, "en");
  for (const path of Object.values(kPages)) {
    await goTo(page, desk.address, path);
    await settled(page);
  }
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);
  await page.context().close();
}, 120_000);

for (const width of [390, 320]) {
  test(`no page is wider than a phone of ${width} pixels`, async () => {
    const { page } = await openDesk(browser, desk, { language: "fi", width });
    await makeRuns(page, desk.address, "fi");
    for (const [name, path] of Object.entries(kPages)) {
      await goTo(page, desk.address, path);
      await settled(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, name).toBeLessThanOrEqual(width);
    }
    await page.context().close();
  }, 120_000);
}

test("a cell is mended, refused, undone, and a block is pasted", async () => {
  const { page } = await openDesk(browser, desk);
  await goTo(page, desk.address, kPages.streams);
  const cell = (row: number, name: string) =>
    page.getByRole("row").nth(row).getByRole("gridcell", { name, exact: true });
  await cell(1, "60,000").dblclick();
  await page.getByRole("textbox", { name: "Quantity" }).fill("-5");
  await page.keyboard.press("Enter");
  await page.getByText("1 cell is not saved; it is marked.").waitFor();
  await page.getByRole("gridcell", { name: /expected a number of at least 0/ }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await cell(1, "60,000").waitFor();
  await cell(1, "60,000").click();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "61 000\tMWh/yr\n171\tGWh/yr\n");
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true });
    document.activeElement?.dispatchEvent(event);
  });
  await cell(1, "61,000").waitFor();
  await cell(2, "171").waitFor();
  await page.keyboard.press("Control+z");
  await cell(1, "60,000").waitFor();
  await cell(2, "170").waitFor();
  await page.context().close();
});

test("two people change one row, and both versions are shown", async () => {
  const { page } = await openDesk(browser, desk);
  await goTo(page, desk.address, kPages.sites);
  const name = page.getByRole("gridcell", { name: "Washington Mills", exact: true });
  await name.waitFor();
  const row = `${new URL(desk.address).origin}/api/regions/trondelag/sites/washington-mills`;
  const etag = (await page.request.get(row)).headers()["etag"] ?? "";
  await page.request.patch(row, {
    headers: { "If-Match": etag },
    data: { cells: { name: "Their mill" } },
  });
  await name.dblclick();
  await page.getByRole("textbox", { name: "Name" }).fill("My mill");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("cell", { name: "Their mill" }).waitFor();
  await dialog.getByRole("cell", { name: "My mill" }).waitFor();
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await page.getByRole("gridcell", { name: "My mill" }).waitFor();
  await page.context().close();
});

test("from a workbook with mistakes to the report, by keyboard alone", async () => {
  const { page } = await openDesk(browser, desk);
  const press = async (role: "button" | "link", name: string | RegExp) => {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press("Enter");
  };
  await press("link", "Files and report");
  const file = page.getByLabel("Choose a workbook, or drop it here");
  const workbook = { name: "region.xlsx", mimeType: "application/octet-stream" };
  await file.setInputFiles({ ...workbook, buffer: readFileSync(kMistakes) });
  await page.getByText(/expected a number of at least 0/).waitFor();
  await page.getByText(/found "buckets"/).waitFor();
  expect(await page.getByRole("button", { name: "Save the changes" }).isDisabled()).toBe(true);
  const mended =
    "stream_id,site_id,direction,resource,quantity,unit\nnew-offer,tine-verdal,offer,whey,5,t/yr\n";
  const table = { name: "streams.csv", mimeType: "text/csv", buffer: Buffer.from(mended) };
  await file.setInputFiles(table);
  await page.getByText("1 new, 0 changed, 0 taken out").waitFor();
  await press("button", "Save the changes");
  await page.getByText("The changes are saved.").waitFor();

  await press("link", "Matches");
  await press("button", "Find matches");
  await page.getByText(/^\d+ matches$/).waitFor();
  await press("button", "Accept");
  await press("link", "Open the exchange");
  await page
    .getByRole("dialog")
    .getByLabel(/^Measured/)
    .fill("1200");
  await page.keyboard.press("Enter");
  await page
    .getByRole("dialog")
    .getByRole("rowheader", { name: /^20\d\d$/ })
    .waitFor();
  await page.keyboard.press("Escape");
  await page
    .getByRole("combobox", { name: /^Stage of Statkraft/ })
    .first()
    .focus();
  await page.keyboard.press("s");
  await page.getByRole("region", { name: "Screened" }).getByText("Statkraft").first().waitFor();

  await press("link", "Plan");
  await press("button", "Make a plan");
  await page.getByRole("progressbar").waitFor();
  await page.getByRole("heading", { name: "What goes where" }).waitFor();
  await press("button", "Make the front");
  await page.getByRole("button", { name: "Make this plan" }).first().waitFor({ timeout: 300_000 });
  await press("button", "Make this plan");
  await page.getByRole("combobox", { name: "Shown" }).waitFor();

  await press("link", "Portfolio");
  await press("button", "Choose the portfolio");
  await page.getByRole("heading", { name: "Emissions against the target" }).waitFor();

  await press("link", "Files and report");
  await press("button", "Make the report");
  await page.getByRole("link", { name: "PDF (.pdf)" }).waitFor();
  await page.context().close();
}, 400_000);

test("a run can be stopped", async () => {
  const { page } = await openDesk(browser, desk);
  await goTo(page, desk.address, kPages.plan);
  await page.getByRole("button", { name: "Make a plan" }).click();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("The run was stopped.").waitFor();
  await page.context().close();
});

test("search finds a site by keyboard, and the language changes everywhere", async () => {
  const { page } = await openDesk(browser, desk);
  const search = page.getByRole("combobox", { name: "Search sites, streams, resources" });
  await search.fill("elkem");
  await page.getByRole("option", { name: "Elkem Thamshavn Site" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Elkem Thamshavn" }).waitFor();
  await page.getByRole("combobox", { name: "Language" }).selectOption("fi");
  await page.getByRole("link", { name: "Kartta" }).waitFor();
  expect(await page.getAttribute("html", "lang")).toBe("fi");
  await page.context().close();
});

test("without WebGL the list says what the map would", async () => {
  const { page } = await openDesk(browser, desk);
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await goTo(page, desk.address, kPages.map);
  await page.getByText("This browser can't draw the map.").waitFor();
  await page.getByRole("link", { name: "Elkem Thamshavn" }).click();
  await page.getByRole("heading", { name: "Offers" }).waitFor();
  await page.context().close();
});
