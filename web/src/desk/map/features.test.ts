import { expect, test } from "vitest";
import { scaled, type MapFeature } from "./features.ts";

const exchange = (unit: string, quantity: number | null): MapFeature => ({
  type: "Feature",
  geometry: { type: "LineString", coordinates: [] },
  properties: { kind: "exchange", unit, quantity },
});
const parts = (features: MapFeature[]) =>
  scaled(features).features.map(({ properties }) => (properties as { part: number }).part);

test("a line is compared with those of its own unit", () => {
  expect(parts([exchange("t", 50), exchange("t", 200), exchange("MWh", 5)])).toEqual([0.25, 1, 1]);
});

test("an unknown quantity is the thinnest line", () => {
  expect(parts([exchange("t", null), exchange("t", 200)])).toEqual([0, 1]);
});
