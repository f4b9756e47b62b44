// Where the map looks: a Mercator projection fitted to bounds, and what it then shows.

import { geoMercator, type GeoProjection } from "d3-geo";
import type { Bounds, Position } from "./clip.ts";

/** Mean Earth radius [km]; for the scale bar only. */
const kEarthRadius = 6371.0088;
/** The map never shows less than this many degrees of latitude at first, about 9 km. */
const kSmallestSpan = 0.08;

export interface Size {
  width: number;
  height: number;
}

/** Bounds of at least the smallest span, with the same centre. */
export function widened([west, south, east, north]: Bounds): Bounds {
  const latitude = (south + north) / 2;
  const tall = Math.max(north - south, kSmallestSpan) / 2;
  const leastWide = kSmallestSpan / Math.cos((latitude * Math.PI) / 180);
  const wide = Math.max(east - west, leastWide) / 2;
  const longitude = (west + east) / 2;
  return [longitude - wide, latitude - tall, longitude + wide, latitude + tall];
}

/** Mercator with the bounds centred and as large as the size less the margin [px] allows. */
export function fittedProjection(bounds: Bounds, size: Size, margin: number): GeoProjection {
  const [west, south, east, north] = widened(bounds);
  const corners: Position[] = [
    [west, south],
    [east, north],
  ];
  const points = {
    type: "MultiPoint" as const,
    coordinates: corners.map((c) => [...c]),
  };
  const room: [[number, number], [number, number]] = [
    [margin, margin],
    [size.width - margin, size.height - margin],
  ];
  return geoMercator().fitExtent(room, points);
}

/** The bounds of all that the map shows, a little more on every side [degrees]. */
export function shownBounds(projection: GeoProjection, size: Size): Bounds {
  const corner = (x: number, y: number): Position => projection.invert?.([x, y]) ?? [0, 0];
  const [west, north] = corner(-size.width * 0.05, -size.height * 0.05);
  const [east, south] = corner(size.width * 1.05, size.height * 1.05);
  return [west, south, east, north];
}

/** Kilometres per pixel at a height of the map [px]. */
export function kilometresPerPixel(projection: GeoProjection, y: number): number {
  const latitude = projection.invert?.([0, y])?.[1] ?? 0;
  return (kEarthRadius * Math.cos((latitude * Math.PI) / 180)) / projection.scale();
}

/** The longest round length (1, 2 or 5 times a power of ten) within the limit [km]. */
export function roundLength(limit: number): number {
  const power = 10 ** Math.floor(Math.log10(limit));
  const step = [5, 2, 1].find((candidate) => candidate * power <= limit) ?? 1;
  return step * power;
}
