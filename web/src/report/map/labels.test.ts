import { describe, expect, test } from "vitest";
import { placeNames, type Box, type Name } from "./labels.ts";

const kFrame: Box = { x: 0, y: 0, width: 400, height: 300 };
const name = (x: number, y: number): Name => ({ x, y, radius: 6, width: 80, height: 15 });

function overlap(a: Box, b: Box): boolean {
  const apart =
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  return !apart;
}

describe("placeNames", () => {
  test("a lone name stands to the right of its point", () => {
    const [placed] = placeNames([name(100, 100)], [], kFrame);
    expect(placed).toEqual({ x: 109, y: 92.5, width: 80, height: 15, index: 0 });
  });

  test("a name at the right edge moves to the left", () => {
    const [placed] = placeNames([name(380, 100)], [], kFrame);
    expect(placed?.x).toBe(291);
  });

  test("no two names overlap, none leaves the frame or covers what is taken", () => {
    const taken: Box[] = [{ x: 150, y: 100, width: 60, height: 60 }];
    const crowd = Array.from({ length: 60 }, (_, i) => name((i * 37) % 400, (i * 53) % 300));
    const placed = placeNames(crowd, taken, kFrame);
    expect(placed.length).toBeGreaterThan(10);
    placed.forEach((box, i) => {
      expect(overlap(box, taken[0] ?? kFrame)).toBe(false);
      expect(box.x >= 0 && box.x + box.width <= 400).toBe(true);
      for (const other of placed.slice(i + 1)) expect(overlap(box, other)).toBe(false);
    });
  });

  test("when two names want one place, the first has it and the second is left out", () => {
    const narrow: Box = { x: 0, y: 0, width: 110, height: 16 };
    const placed = placeNames([name(8, 8), name(12, 8)], [], narrow);
    expect(placed.map(({ index }) => index)).toEqual([0]);
  });
});
