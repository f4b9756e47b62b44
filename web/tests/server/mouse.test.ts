import { test } from "vitest";
import { mouse } from "./hands.ts";
import { walkMainPath } from "./walk.ts";

test("from a workbook with mistakes to the report, in English, with the mouse", () =>
  walkMainPath({
    language: "en",
    hands: mouse,
    pick: (_, front) => front.locator('.chart-box svg path[d^="M1 0A1"]').nth(1).click(),
  }));
