import { test } from "vitest";
import { keyboard } from "./hands.ts";
import { walkMainPath } from "./walk.ts";

test("from a workbook with mistakes to the report, in Norwegian, by keyboard alone", () =>
  walkMainPath({
    language: "nb",
    hands: keyboard,
    pick: ({ hands, say }, front) =>
      hands.press(front.getByRole("button", { name: say("front.make") }).nth(1)),
  }));
