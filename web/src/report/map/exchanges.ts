// The exchanges on the map: one group of paths each, moved by `place` when the map moves.

import { familyColour, type Exchange } from "../data.ts";
import { drawn, setAttributes } from "../element.ts";
import { curveBetween, type Point } from "./curve.ts";
import { kSiteRadius } from "./sites.ts";
import { largestByUnit, lineWidth } from "./width.ts";

/** Room between a circle's rim and a line [px]. */
const kGap = kSiteRadius + 2;
/** Most arcs of one direction that still bend further. */
const kMostBends = 4;

export interface DrawnExchange {
  exchange: Exchange;
  group: SVGGElement;
  place(from: Point, to: Point): void;
}

export function dashes(width: number): string {
  return `${Math.max(5, width * 1.5).toFixed(1)} ${Math.max(3, width * 0.7).toFixed(1)}`;
}

function drawExchange(exchange: Exchange, width: number, order: number): DrawnExchange {
  const colour = familyColour(exchange.family);
  const line = { fill: "none", "stroke-width": width };
  const casing = drawn("path", {
    ...line,
    stroke: "var(--map-halo)",
    "stroke-width": width + 2.4,
    "stroke-opacity": 0.8,
  });
  const course = drawn("path", {
    ...line,
    stroke: colour,
    "stroke-dasharray": exchange.is_operating ? null : dashes(width),
  });
  const head = drawn("path", {
    fill: colour,
    stroke: "var(--map-halo)",
    "stroke-width": 0.8,
  });
  const pointer = drawn("path", {
    fill: "none",
    stroke: "transparent",
    "stroke-width": Math.max(12, width + 6),
    "pointer-events": "stroke",
    "data-screen-only": true,
  });
  const group = drawn("g", { class: "exchange" }, casing, course, head, pointer);
  const place = (from: Point, to: Point) => {
    const curve = curveBetween(from, to, width, kGap, order);
    group.style.display = curve === null ? "none" : "";
    if (curve === null) return;
    for (const path of [casing, course, pointer]) setAttributes(path, { d: curve.line });
    setAttributes(head, { d: curve.head });
  };
  return { exchange, group, place };
}

/** Widest first, so that thin lines stay on top. */
export function drawExchanges(exchanges: readonly Exchange[]): DrawnExchange[] {
  const largest = largestByUnit(exchanges);
  const widthOf = (e: Exchange) => lineWidth(e.quantity, largest.get(e.unit) ?? 0);
  const courses = new Map<string, number>();
  return [...exchanges]
    .sort((a, b) => widthOf(b) - widthOf(a))
    .map((exchange) => {
      const course = `${exchange.from_site} ${exchange.to_site}`;
      const order = courses.get(course) ?? 0;
      courses.set(course, order + 1);
      return drawExchange(exchange, widthOf(exchange), Math.min(order, kMostBends));
    });
}
