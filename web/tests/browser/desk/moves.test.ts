// What people move and draw: cards on the board, initiatives in time, a profile over the year; and
// what they take with them: a picture of the map, a page on paper, a figure's basis.

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { goTo, openDesk, shareDesk } from "./open.ts";
import { kPages, makeRuns, settled } from "./pages.ts";

const shared = shareDesk();

async function opened(path: string): Promise<Page> {
  const { page } = await openDesk(shared.browser, shared.desk);
  await goTo(page, shared.desk.address, path);
  await settled(page);
  return page;
}

test("a card is dragged to another stage, and stays there", async () => {
  const page = await opened(kPages.exchanges);
  const from = page.getByRole("region", { name: "In operation" });
  const to = page.getByRole("region", { name: "Agreement" });
  const card = from.getByRole("listitem").first();
  const title = (await card.getByRole("button").first().textContent()) ?? "";
  await card.getByText(/^Promised/).dragTo(to.getByRole("heading"));
  await to.getByRole("button", { name: title }).first().waitFor();
  await page.reload();
  await to.getByRole("button", { name: title }).first().waitFor();
  await page.context().close();
});

test("a profile is drawn with the mouse, saved and read again", async () => {
  const page = await opened(kPages.stream);
  const dialog = page.getByRole("dialog");
  const bars = dialog.getByRole("group", { name: "Profile over the year" });
  const box = await bars.boundingBox();
  if (box === null) throw new Error("no profile is drawn");
  // From the first month's foot to the last month's top.
  await page.mouse.move(box.x + 3, box.y + box.height - 3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 3, box.y + 3, { steps: 40 });
  await page.mouse.up();
  const weights = () =>
    dialog
      .getByRole("slider")
      .evaluateAll((each) => each.map((bar) => Number(bar.getAttribute("aria-valuenow"))));
  const drawn = await weights();
  expect(drawn).toHaveLength(12);
  expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
  expect(drawn[0]).toBeLessThan(0.3);
  expect(drawn[11]).toBeGreaterThan(1.7);
  await dialog.getByRole("button", { name: "Save" }).first().click();
  await page.waitForFunction(
    () => document.querySelector<HTMLButtonElement>("dialog .button.is-main")?.disabled === true,
  );
  await page.reload();
  await settled(page);
  expect(await weights()).toEqual(drawn);
  await page.context().close();
});

/** Width and height of a PNG, and how many bytes it has. */
function sizeOf(file: string) {
  const bytes = readFileSync(file);
  expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), bytes: bytes.length };
}

test("the map is saved as a picture that shows something", async () => {
  const page = await opened(kPages.map);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save picture" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Map of Trøndelag.png");
  const size = sizeOf(await download.path());
  expect(size.width).toBeGreaterThan(600);
  expect(size.height).toBeGreaterThan(300);
  expect(size.bytes).toBeGreaterThan(10_000); // a blank one has some 3 kB
  await page.context().close();
});

test("printing shows the map and not the frame", async () => {
  const page = await opened(kPages.map);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("navigation", { name: "Pages" }).isVisible()).toBe(false);
  const colours = await page.locator("canvas.map-paper").evaluate((canvas: HTMLCanvasElement) => {
    const { data } =
      canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ??
      new ImageData(1, 1);
    const seen = new Set<number>();
    for (let at = 0; at < data.length; at += 4) {
      seen.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
    }
    return seen.size;
  });
  expect(colours).toBeGreaterThan(20);
  await page.context().close();
});

test("initiatives stand on the map, are filtered by stage, and open beside it", async () => {
  const page = await opened(kPages.map);
  await page.getByText("43 initiatives").click();
  await page.getByRole("checkbox", { name: "Idea" }).uncheck();
  const left = page.locator(".initiative-list summary");
  expect(await left.textContent()).not.toContain("43");
  await page.getByRole("link", { name: /CCUS Midt-Norge/ }).click();
  await page.getByRole("heading", { name: /CCUS Midt-Norge/ }).waitFor();
  await page.getByText(/it stands at the town on the map/).waitFor();
  await page.getByRole("button", { name: /^Investment/ }).click();
  await page.getByRole("dialog").getByRole("heading", { name: "How it is reckoned" }).waitFor();
  await page.context().close();
});

test("an initiative is moved in time by keyboard, and the effect is told", async () => {
  const { page } = await openDesk(shared.browser, shared.desk);
  await makeRuns(page, shared.desk.address, "en");
  await goTo(page, shared.desk.address, kPages.portfolio);
  await settled(page);
  const name = "CO2 capture at Elkem Thamshavn";
  await page.getByRole("button", { name: `Move ${name} in time` }).focus();
  await page.keyboard.press("Enter");
  const year = page.getByRole("spinbutton", { name: `Year that ${name} starts in` });
  expect(await year.inputValue()).toBe("2033");
  for (let later = 0; later < 3; ++later) await page.keyboard.press("ArrowUp");
  expect(await year.inputValue()).toBe("2036");
  const order = page.waitForRequest(
    (request) => request.method() === "POST" && request.url().endsWith("/runs"),
  );
  await page.getByRole("button", { name: "See the effect" }).focus();
  await page.keyboard.press("Enter");
  expect((await order).postDataJSON()).toEqual({
    kind: "portfolio",
    options: { start_years: { "i-elkem-ccs": 2036 } },
  });
  const effect = page.getByRole("region", { name: "What the move does" }).first();
  await effect.getByRole("row", { name: `${name} from 2033 from 2036` }).waitFor();
  await page.context().close();
}, 120_000);

test("a figure opens to its formula, inputs, unread facts and interval", async () => {
  const { page } = await openDesk(shared.browser, shared.desk);
  await makeRuns(page, shared.desk.address, "en");
  await goTo(page, shared.desk.address, kPages.matches);
  await settled(page);
  await page.getByRole("button", { name: /^Benefit: / }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/less transport, treatment/).waitFor();
  await dialog.getByText(/in nine of ten cases/).waitFor();
  await dialog.getByText("unverified").first().waitFor();
  const fact = dialog.locator(".fact-list summary").first();
  await fact.click();
  await dialog.getByText("source", { exact: true }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.context().close();
});

test("a stream and its qualities are added in one request", async () => {
  const page = await opened(kPages.streams);
  await page.getByRole("button", { name: "Add a stream" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Key" }).fill("new-water");
  await dialog.getByRole("textbox", { name: "Resource" }).fill("water");
  await dialog.getByRole("textbox", { name: "Quantity" }).fill("1200");
  await dialog.getByRole("textbox", { name: "Unit", exact: true }).fill("m3/yr");
  await dialog.getByRole("combobox", { name: "Site" }).fill("elkem");
  await page.getByRole("option", { name: /Elkem Thamshavn/ }).click();
  await dialog.getByRole("button", { name: "Add a quality" }).click();
  await dialog.getByRole("textbox", { name: "Property 1" }).fill("temperature");
  await dialog.getByRole("textbox", { name: "Typical 1" }).fill("25");
  await dialog.getByRole("textbox", { name: "Unit 1" }).fill("°C");
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  expect((await sent).postDataJSON()).toMatchObject({
    cells: { stream_id: "new-water", site_id: "elkem-thamshavn" },
    qualities: [{ property: "temperature", typical: "25", unit: "°C" }],
  });
  await page.context().close();
});
