// The map under hand: moved by mouse and keyboard, what lies on it picked, in other colours.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { components } from "../../../src/desk/api/contract";
import { goTo, openDesk, shareDesk } from "./open.ts";
import { kPages, settled } from "./pages.ts";

type Properties = components["schemas"]["MapFeatures"]["features"][number]["properties"];
interface Asked {
  box: [number, number, number, number];
  zoom: number;
}

const shared = shareDesk();

function askedOf(address: string): Asked {
  const { searchParams } = new URL(address);
  const box = (searchParams.get("box") ?? "").split(",").map(Number) as Asked["box"];
  return { box, zoom: Number(searchParams.get("zoom")) };
}

/** The page of the map; `act` makes it ask for what it shows then. */
async function openMap(path: string = kPages.map, prepare?: (page: Page) => Promise<unknown>) {
  const opened = await openDesk(shared.browser, shared.desk);
  const { page } = opened;
  await prepare?.(page);
  const first = page.waitForRequest(/\/map\?box=/);
  await goTo(page, shared.desk.address, path);
  const asked = askedOf((await first).url());
  await settled(page);
  const after = async (act: () => Promise<void>) => {
    const request = page.waitForRequest(/\/map\?box=/);
    await act();
    return askedOf((await request).url());
  };
  return { ...opened, asked, after, map: page.getByRole("region", { name: "Map of Trøndelag" }) };
}

/** Answers with one feature, in the middle of what the map shows. */
const onlyInTheMiddle = (properties: Properties) => (page: Page) =>
  page.route(/\/map\?box=/, async (route) => {
    const [west, south, east, north] = askedOf(route.request().url()).box;
    const up = (latitude: number) => Math.asinh(Math.tan((latitude * Math.PI) / 180));
    const latitude = (Math.atan(Math.sinh((up(south) + up(north)) / 2)) * 180) / Math.PI;
    const geometry = { type: "Point", coordinates: [(west + east) / 2, latitude] };
    const features = [{ type: "Feature", geometry, properties }];
    await route.fulfill({ json: { type: "FeatureCollection", features } });
  });

test("keyboard, buttons and mouse move the map, and it asks for what it shows", async () => {
  const { page, asked, after, map, complaints } = await openMap();
  const nearer = await after(() => page.getByRole("button", { name: "Zoom in" }).click());
  expect(nearer.zoom).toBe(asked.zoom + 1);
  await map.focus();
  const nearest = await after(() => page.keyboard.press("+"));
  expect(nearest.zoom).toBe(asked.zoom + 2);
  const east = await after(() => page.keyboard.press("ArrowRight"));
  expect(east.box[0]).toBeGreaterThan(nearest.box[0]);
  const dragged = await after(async () => {
    await map.hover({ position: { x: 60, y: 300 } });
    await page.mouse.down();
    for (const x of [80, 120, 160]) await map.hover({ position: { x, y: 300 } });
    await page.mouse.up();
  });
  expect(dragged.box[0]).toBeLessThan(east.box[0]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("a click on a site opens it; beside it, or when sites are hidden, nothing is", async () => {
  const site = { kind: "site", site_id: "elkem-thamshavn", name: "Elkem Thamshavn" } as const;
  const { page, map, complaints } = await openMap(
    `${kPages.map}?hidden=initiatives`,
    onlyInTheMiddle(site),
  );
  const { width, height } = (await map.boundingBox()) ?? { width: 0, height: 0 };
  const middle = { x: width / 2, y: height / 2 };
  const canPick = () => map.evaluate((element) => getComputedStyle(element).cursor === "pointer");
  await map.hover({ position: { x: middle.x + 12, y: middle.y } });
  expect(await canPick()).toBe(false);
  await map.hover({ position: middle });
  expect(await canPick()).toBe(true);
  await page.getByRole("checkbox", { name: "Sites" }).click();
  await page.getByRole("checkbox", { name: "Sites", checked: false }).waitFor();
  await map.hover({ position: middle });
  expect(await canPick()).toBe(false);
  await page.getByRole("checkbox", { name: "Sites" }).click();
  await page.getByRole("checkbox", { name: "Sites", checked: true }).waitFor();
  await map.click({ position: middle });
  await page.getByRole("heading", { name: "Elkem Thamshavn" }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test("a click on a cluster goes nearer to it", async () => {
  const { page, map, asked, after } = await openMap(
    `${kPages.map}?hidden=initiatives`,
    onlyInTheMiddle({ kind: "cluster", sites: 12_345 }),
  );
  const { width, height } = (await map.boundingBox()) ?? { width: 0, height: 0 };
  // Its number is wide.
  const { zoom } = await after(() => map.click({ position: { x: width / 2 + 18, y: height / 2 } }));
  expect(zoom).toBe(asked.zoom + 2);
  await page.context().close();
});

test("the map changes its colours with the page", async () => {
  const { page, map } = await openMap();
  const light = await map.screenshot();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForTimeout(300);
  expect((await map.screenshot()).equals(light)).toBe(false);
  const land = await map.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")?.getImageData(canvas.width - 9, 300, 1, 1) ?? {};
    return [...(data ?? [])];
  });
  expect(land.slice(0, 3)).toEqual([0x26, 0x32, 0x38]); // --map-land in the dark
  await page.context().close();
});
