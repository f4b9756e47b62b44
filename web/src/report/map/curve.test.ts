import { expect, test } from "vitest";
import { curveBetween } from "./curve.ts";

const kFrom = { x: 0, y: 0 };
const kTo = { x: 100, y: 0 };

const numbers = (path: string) => [...path.matchAll(/-?[\d.]+/g)].map(([n]) => Number(n));

test("the arc bends to the left of its direction, so there and back lie apart", () => {
  const there = numbers(curveBetween(kFrom, kTo, 2, 8, 0)?.line ?? "");
  const back = numbers(curveBetween(kTo, kFrom, 2, 8, 0)?.line ?? "");
  expect(there[3]).toBeCloseTo(-16);
  expect(back[3]).toBeCloseTo(16);
});

test("a second exchange the same way bends further", () => {
  const first = numbers(curveBetween(kFrom, kTo, 2, 8, 0)?.line ?? "");
  const second = numbers(curveBetween(kFrom, kTo, 2, 8, 1)?.line ?? "");
  expect(Math.abs(second[3] ?? 0)).toBeGreaterThan(Math.abs(first[3] ?? 0));
});

test("the arrow's tip stands off the taker's circle, the line ends at its foot", () => {
  const curve = curveBetween(kFrom, kTo, 2, 8, 0);
  const [tipX = 0, tipY = 0] = numbers(curve?.head ?? "");
  expect(Math.hypot(100 - tipX, tipY)).toBeCloseTo(8, 1);
  const line = numbers(curve?.line ?? "");
  expect(Math.hypot(100 - (line[4] ?? 0), line[5] ?? 0)).toBeCloseTo(8 + 7.6, 0);
});

test("circles that touch leave no room for a line", () => {
  expect(curveBetween(kFrom, { x: 15, y: 0 }, 2, 8, 0)).toBeNull();
  expect(curveBetween(kFrom, kFrom, 2, 8, 0)).toBeNull();
});
