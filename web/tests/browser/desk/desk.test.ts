// The desk in Chromium on the mock: its tables, its dialogs, its widths. The main path, barriers
// and what pages ask for are tested on the real server: tests/server/.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { goTo, openDesk, shareDesk } from "./open.ts";
import { kPages, makeRuns, settled } from "./pages.ts";

const shared = shareDesk();

/** Below its content a page has no more than this [px]. */
const kMostEmpty = 40;

const emptyBelow = (page: Page) =>
  page.evaluate(() => {
    const end = document.querySelector("main")?.getBoundingClientRect().bottom ?? 0;
    const shown = Math.max(end + window.scrollY, window.innerHeight);
    return document.documentElement.scrollHeight - shown;
  });

for (const width of [1280, 390, 320]) {
  test(`no page is wider than a screen of ${width} pixels, or longer than it is`, async () => {
    const { page } = await openDesk(shared.browser, shared.desk, { language: "fi", width });
    await makeRuns(page, shared.desk.address, "fi");
    for (const [name, path] of Object.entries(kPages)) {
      await goTo(page, shared.desk.address, path);
      await settled(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, name).toBeLessThanOrEqual(width);
      expect(await emptyBelow(page), name).toBeLessThanOrEqual(kMostEmpty);
    }
    await page.context().close();
  }, 120_000);
}

test("a cell is mended, refused, undone, and a block is pasted", async () => {
  const { page } = await openDesk(shared.browser, shared.desk);
  await goTo(page, shared.desk.address, kPages.streams);
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
  const { page } = await openDesk(shared.browser, shared.desk);
  await goTo(page, shared.desk.address, kPages.sites);
  const name = page.getByRole("gridcell", { name: "Washington Mills", exact: true });
  await name.waitFor();
  const row = `${new URL(shared.desk.address).origin}/api/regions/trondelag/sites/washington-mills`;
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

test("search finds a site by keyboard, and the language changes everywhere", async () => {
  const { page } = await openDesk(shared.browser, shared.desk);
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
