import { test } from "vitest";
import { mouse } from "./hands.ts";
import { walkMainPath } from "./walk.ts";

test("from a workbook with mistakes to the report, in English, with the mouse", () =>
  walkMainPath({
    language: "en",
    hands: mouse,
    pick: async (_, front) => {
      const chart = front.locator(".chart-box");
      await chart.scrollIntoViewIfNeeded();
      const points = await chart.locator('svg path[d^="M1 0A1"]').all();
      const boxes = await Promise.all(points.map((point) => point.boundingBox()));
      // By place, the most emissions first: one that is pointed at is drawn last.
      const [, second] = boxes.sort((a, b) => (b?.x ?? 0) - (a?.x ?? 0));
      if (second == null) throw new Error("found fewer than two points in the front");
      await chart.page().mouse.click(second.x + second.width / 2, second.y + second.height / 2);
    },
  }));
