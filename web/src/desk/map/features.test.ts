import { expect, test } from "vitest";
import { partsOf, type MapFeature } from "./features.ts";

const exchange = (unit: string, quantity: number | null): MapFeature => ({
  type: "Feature",
  geometry: { type: "LineString", coordinates: [] },
  properties: { kind: "exchange", unit, quantity },
});

test("a line is compared with those of its own unit", () => {
  const lines = [exchange("t", 50), exchange("t", 200), exchange("MWh", 5)];
  expect(partsOf(lines)).toEqual([0.25, 1, 1]);
});

test("an unknown quantity is the thinnest line", () => {
  expect(partsOf([exchange("t", null), exchange("t", 200)])).toEqual([0, 1]);
});
