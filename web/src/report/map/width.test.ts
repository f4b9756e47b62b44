import { describe, expect, test } from "vitest";
import type { Exchange } from "../data.ts";
import { largestByUnit, lineWidth } from "./width.ts";

function exchange(quantity: number | null, unit: Exchange["unit"]): Exchange {
  return {
    from_site: "a",
    to_site: "b",
    resource: "r",
    resource_name: "r",
    family: "other",
    quantity,
    unit,
    mode: "",
    is_operating: true,
  };
}

test("the largest amount is known for each unit on its own", () => {
  const all = [exchange(5, "t"), exchange(70, "MWh"), exchange(9, "t"), exchange(null, "m3")];
  expect([...largestByUnit(all)]).toEqual([
    ["t", 9],
    ["MWh", 70],
  ]);
});

describe("lineWidth", () => {
  test("the largest amount gets the widest line", () => {
    expect(lineWidth(800, 800)).toBe(9);
  });

  test("a quarter of the amount gets half of the width", () => {
    expect(lineWidth(200, 800)).toBeCloseTo(4.5);
  });

  test("small and unknown amounts stay visible", () => {
    expect(lineWidth(0.001, 800)).toBe(1.6);
    expect(lineWidth(null, 800)).toBe(1.6);
    expect(lineWidth(0, 0)).toBe(1.6);
  });
});
