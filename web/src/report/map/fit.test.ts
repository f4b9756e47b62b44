import { describe, expect, test } from "vitest";
import type { Bounds } from "./clip.ts";
import { fittedProjection, kilometresPerPixel, roundLength, shownBounds, widened } from "./fit.ts";

const kTrondelag: Bounds = [8.69, 62.57, 11.5, 64.47];
const kSize = { width: 900, height: 600 };

describe("fittedProjection", () => {
  test("the bounds lie inside the margin and touch it on one axis", () => {
    const projection = fittedProjection(kTrondelag, kSize, 40);
    const [left, bottom] = projection([8.69, 62.57]) ?? [0, 0];
    const [right, top] = projection([11.5, 64.47]) ?? [0, 0];
    expect(top).toBeCloseTo(40, 3);
    expect(bottom).toBeCloseTo(560, 3);
    expect(left).toBeGreaterThan(40);
    expect(left + right).toBeCloseTo(900, 3);
  });

  test("north is up and east is right", () => {
    const projection = fittedProjection(kTrondelag, kSize, 40);
    const [x1, y1] = projection([10, 63]) ?? [0, 0];
    const [x2, y2] = projection([11, 64]) ?? [0, 0];
    expect(x2).toBeGreaterThan(x1);
    expect(y2).toBeLessThan(y1);
  });

  test("one single site still shows some kilometres around it", () => {
    const projection = fittedProjection([11.1, 55.67, 11.1, 55.67], kSize, 40);
    const across = kilometresPerPixel(projection, 300) * kSize.height;
    expect(across).toBeGreaterThan(9);
    expect(across).toBeLessThan(12);
  });

  test("widened keeps the centre and leaves large bounds alone", () => {
    widened(kTrondelag).forEach((side, i) => expect(side).toBeCloseTo(kTrondelag[i] ?? NaN));
    const [west, south, east, north] = widened([10, 63, 10, 63]);
    expect((west + east) / 2).toBeCloseTo(10);
    expect((south + north) / 2).toBeCloseTo(63);
    expect(north - south).toBeCloseTo(0.08);
  });

  test("what is shown holds the bounds", () => {
    const [west, south, east, north] = shownBounds(fittedProjection(kTrondelag, kSize, 40), kSize);
    expect(west).toBeLessThan(8.69);
    expect(south).toBeLessThan(62.57);
    expect(east).toBeGreaterThan(11.5);
    expect(north).toBeGreaterThan(64.47);
  });
});

test("a degree of latitude is 111.2 km on the scale bar", () => {
  const projection = fittedProjection([10, 62.99, 10, 63.01], kSize, 0);
  const [, y1] = projection([10, 63.001]) ?? [0, 0];
  const [, y2] = projection([10, 62.999]) ?? [0, 0];
  expect((y2 - y1) * kilometresPerPixel(projection, 300)).toBeCloseTo(0.002 * 111.195, 4);
});

test.each([
  [0.07, 0.05],
  [1, 1],
  [4.9, 2],
  [38, 20],
  [630, 500],
])("the round length within %d km is %d km", (limit, length) => {
  expect(roundLength(limit)).toBeCloseTo(length, 12);
});
