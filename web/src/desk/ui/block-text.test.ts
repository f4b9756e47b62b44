import { expect, test } from "vitest";
import { cellsOf, textOf } from "./block-text.ts";

test("a block from a spreadsheet becomes rows of cells", () => {
  expect(cellsOf("12\tt/yr\r\n1 200,5\t\r\n")).toEqual([
    ["12", "t/yr"],
    ["1 200,5", ""],
  ]);
});

test("line ends and quotes within a cell stay in it", () => {
  expect(cellsOf('"a\nb"\t"say ""hi"""')).toEqual([["a\nb", 'say "hi"']]);
  expect(cellsOf('5" pipe')).toEqual([['5" pipe']]);
});

test("what is copied is pasted as it was", () => {
  const rows = [
    ["a\nb", 'say "hi"', ""],
    ["", "x\ty", "ø"],
  ];
  expect(cellsOf(textOf(rows))).toEqual(rows);
});
