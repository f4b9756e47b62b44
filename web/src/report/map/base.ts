// The base map as SVG paths: land, lakes, borders within what the map shows.

import type { GeoProjection } from "d3-geo";
import type { Basemap } from "../data.ts";
import { drawn } from "../element.ts";
import { clipLine, clipRing, type Bounds, type Position } from "./clip.ts";

function pathOf(lines: Position[][], projection: GeoProjection, isClosed: boolean): string {
  let path = "";
  for (const line of lines) {
    let command = "M";
    for (const [longitude, latitude] of isClosed ? line.slice(0, -1) : line) {
      const point = projection([longitude, latitude]);
      if (point === null) continue;
      path += `${command}${point[0].toFixed(2)},${point[1].toFixed(2)}`;
      command = "L";
    }
    if (isClosed && command === "L") path += "Z";
  }
  return path;
}

/** The base map in the projection's pixels; lines keep their width under a transform. */
export function drawBase(base: Basemap, projection: GeoProjection, box: Bounds): SVGGElement {
  const cutRings = (all: Position[][]) =>
    all.map((ring) => clipRing(ring, box)).filter((ring) => ring.length > 0);
  const borders = base.borders.flatMap((line) => clipLine(line, box));
  const line = { fill: "none", "vector-effect": "non-scaling-stroke" };
  const area = {
    "fill-rule": "evenodd",
    "vector-effect": "non-scaling-stroke",
  };
  const coast = {
    stroke: "var(--map-coast)",
    "stroke-width": 0.8,
    "stroke-linejoin": "round",
  };
  return drawn(
    "g",
    {},
    drawn("path", {
      d: pathOf(cutRings(base.land), projection, true),
      fill: "var(--map-land)",
      ...area,
      ...coast,
    }),
    drawn("path", {
      d: pathOf(cutRings(base.lakes), projection, true),
      fill: "var(--map-sea)",
      ...area,
      ...coast,
    }),
    drawn("path", {
      d: pathOf(borders, projection, false),
      stroke: "var(--map-border)",
      "stroke-width": 1.2,
      "stroke-dasharray": "7 3 2 3",
      ...line,
    }),
  );
}
