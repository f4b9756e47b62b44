import { expect, test } from "vitest";
import type { Site } from "../data.ts";
import { nextSite } from "./next-site.ts";
import { fanOffsets, largestEmission } from "./sites.ts";

function site(id: string, latitude_deg: number, emitter_t_co2e: number | null = null): Site {
  return { id, name: id, latitude_deg, longitude_deg: 10, role: "giver", emitter_t_co2e };
}

test("sites at one place are fanned out, others stay", () => {
  const offsets = fanOffsets([site("a", 63), site("b", 63), site("c", 64)]);
  const [a, b, c] = offsets;
  expect(c).toEqual({ x: 0, y: 0 });
  expect(Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))).toBeCloseTo(18);
});

test("without a point emitter the largest emission is 0", () => {
  expect(largestEmission([site("a", 63)])).toBe(0);
  expect(largestEmission([site("a", 63, 5), site("b", 64, 7)])).toBe(7);
});

test("an arrow key leads to the near site ahead, not to a nearer one aside", () => {
  const [here, right, aside] = [
    { home: { x: 0, y: 0 } },
    { home: { x: 50, y: 5 } },
    { home: { x: 10, y: 40 } },
  ];
  const all = [here, right, aside];
  expect(nextSite(here, all, [1, 0])).toBe(right);
  expect(nextSite(here, all, [0, 1])).toBe(aside);
  expect(nextSite(here, all, [-1, 0])).toBeNull();
});
