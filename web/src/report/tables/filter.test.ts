import { expect, test } from "vitest";
import { matches } from "./filter.ts";

test.each([
  ["Tørr slagg fra Orkanger", "torr", true],
  ["Överskottsvärme", "overskottsvarme", true],
  ["Fish sludge · Frøya", "FRØYA sludge", true],
  ["Fish sludge · Frøya", "froya ensilage", false],
  ["70\u00a0000 t", "70 000", true],
  ["Anything", "", true],
])("in %j the words %j: %s", (row, query, expected) => {
  expect(matches(row, query)).toBe(expected);
});
