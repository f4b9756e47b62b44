import { describe, expect, test } from "vitest";
import { nextDirection, sortedOrder, sortValue } from "./sort.ts";

describe("sortValue", () => {
  test("a number cell sorts by its data-value, not by its text", () => {
    expect(sortValue("1 200", "1200", true)).toBe(1200);
  });

  test("a number cell without data-value is unknown, not zero", () => {
    expect(sortValue("unknown", null, true)).toBeNull();
    expect(sortValue("unknown", "", true)).toBeNull();
  });

  test("a text cell sorts by its words", () => {
    expect(sortValue("  Ørland ", null, false)).toBe("Ørland");
    expect(sortValue(" ", null, false)).toBeNull();
  });
});

describe("sortedOrder", () => {
  test("unknown comes last in both directions", () => {
    expect(sortedOrder([3, null, 1], "ascending", "en")).toEqual([2, 0, 1]);
    expect(sortedOrder([3, null, 1], "descending", "en")).toEqual([0, 2, 1]);
  });

  test("equal rows keep their order in both directions", () => {
    expect(sortedOrder([1, 1, 1], "descending", "en")).toEqual([0, 1, 2]);
  });

  test("Norwegian letters come after z in Norwegian", () => {
    const names = ["Ørland", "Zeta", "Ålen", "Ærfugl"];
    expect(sortedOrder(names, "ascending", "nb-NO")).toEqual([1, 3, 0, 2]);
  });

  test("numbers within words count as numbers", () => {
    expect(sortedOrder(["R10", "R3"], "ascending", "en")).toEqual([1, 0]);
  });
});

test("the first click sorts words from A and numbers from the largest", () => {
  expect(nextDirection(null, false)).toBe("ascending");
  expect(nextDirection(null, true)).toBe("descending");
  expect(nextDirection("ascending", true)).toBe("descending");
  expect(nextDirection("descending", false)).toBe("ascending");
});
