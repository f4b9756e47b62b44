import { expect, test } from "vitest";
import { periodNames, profileOf, weightsOf } from "./profile.ts";

test("a profile is read as weights and written back", () => {
  expect(weightsOf("1; 0,5;2", 3)).toEqual([1, 0.5, 2]);
  expect(profileOf([1, 0.5, 2])).toBe("1;0.5;2");
});

test("flat is even, whatever the number of periods", () => {
  expect(weightsOf("flat", 12)).toEqual(Array(12).fill(1));
  expect(profileOf(Array<number>(12).fill(1))).toBe("flat");
});

test("a profile of other periods is not drawn", () => {
  expect(weightsOf("1;2", 12)).toBeNull();
});

test("twelve periods are the months of the language", () => {
  expect(periodNames(12, "nb", "long")[4]).toBe("mai");
  expect(periodNames(2, "nb", "long")).toEqual(["1", "2"]);
});
