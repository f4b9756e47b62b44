import { describe, expect, test } from "vitest";
import { makeBasemap } from "./make.ts";

const kMap = makeBasemap();

/** Whether a point is inside by the even-odd rule, over all rings together. */
function isInside(rings: (readonly (readonly [number, number])[])[], x: number, y: number) {
  let inside = false;
  for (const ring of rings) {
    let [ax, ay] = ring[0] ?? [0, 0];
    for (const [bx, by] of ring.slice(1)) {
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
      [ax, ay] = [bx, by];
    }
  }
  return inside;
}

describe("the base map", () => {
  test("rings are closed and all points lie in the box", () => {
    const [west, south, east, north] = kMap.bounds;
    for (const ring of [...kMap.land, ...kMap.lakes]) {
      expect(ring.length).toBeGreaterThan(3);
      expect(ring.at(0)).toEqual(ring.at(-1));
    }
    for (const [x, y] of [...kMap.land, ...kMap.lakes, ...kMap.borders].flat()) {
      expect(x >= west && x <= east && y >= south && y <= north).toBe(true);
    }
  });

  test.each([
    ["Røros", 11.39, 62.57, true],
    ["Stockholm inland", 17.6, 59.6, true],
    ["Ringsted", 11.79, 55.44, true],
    ["the Norwegian Sea", 6, 66, false],
    ["the sea off Lofoten", 8, 68, false],
    ["Petrozavodsk, far east", 32.5, 62.2, true],
    ["the Trondheim fjord", 10.6, 63.55, false],
    ["the Baltic Sea", 19.5, 57, false],
  ])("%s is on land: %o %o %s", (_, longitude, latitude, expected) => {
    expect(isInside(kMap.land, longitude, latitude)).toBe(expected);
  });

  test("lake Vänern is a lake, and Norway has a border with Sweden", () => {
    expect(isInside(kMap.lakes, 13.2, 58.9)).toBe(true);
    const near = kMap.borders.flat().some(([x, y]) => Math.hypot(x - 12.2, y - 63) < 0.5);
    expect(near).toBe(true);
  });

  test("it stays small and says where it comes from", () => {
    expect(JSON.stringify(kMap).length).toBeLessThan(1_000_000);
    expect(kMap.licence).toContain("Natural Earth");
  });
});
