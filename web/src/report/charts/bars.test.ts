import { describe, expect, test } from "vitest";
import { wordsOf } from "../words.ts";
import { axisRange, barOption, barsHeight, barsInWords } from "./bars.ts";

const kWords = wordsOf({ language: "en", texts: {} });
const kSeries = [
  { name: "Today", colour: "grey" },
  { name: "Plan", colour: "green" },
];

describe("axisRange", () => {
  test("the longest bar leaves 78 pixels for its value", () => {
    const [low, high] = axisRange([{ name: "a", values: [100] }], 500, 78);
    expect(low).toBe(0);
    expect((high - 100) / (high / 500)).toBeCloseTo(78);
  });

  test("negative bars get room on their side too", () => {
    const [low, high] = axisRange([{ name: "a", values: [-50, 100] }], 500, 78);
    const pixel = (high - low) / 500;
    expect((-50 - low) / pixel).toBeCloseTo(78);
    expect((high - 100) / pixel).toBeCloseTo(78);
  });

  test("rows without any known value still have an axis", () => {
    const [low, high] = axisRange([{ name: "a", values: [null] }], 500, 78);
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0);
  });
});

test("an unknown value has no bar and says so", () => {
  const option = barOption([{ name: "a", values: [null] }], kSeries.slice(0, 1), 600, kWords);
  expect(JSON.stringify(option.series)).toContain('"formatter":"unknown"');
});

test("rows in words name every value of every series", () => {
  const rows = [
    { name: "Fossil", values: [] },
    { name: "Transport", values: [12, null] },
  ];
  expect(barsInWords(rows, kSeries, kWords)).toBe("Fossil; Transport: Today 12, Plan unknown");
});

test("more series make higher rows", () => {
  const rows = [{ name: "a", values: [1, 2] }];
  expect(barsHeight(rows, 2, 600)).toBeGreaterThan(barsHeight(rows, 1, 600));
});
