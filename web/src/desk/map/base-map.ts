// The shipped base map as features of the canvas.

import Feature from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import Polygon from "ol/geom/Polygon.js";
import type { Basemap } from "../../report/data.ts";
import { kDegrees, kMetres } from "./projection.ts";

export type BaseKind = "land" | "lake" | "border";

const drawn = (kind: BaseKind, geometry: LineString | Polygon) =>
  new Feature({ kind, geometry: geometry.transform(kDegrees, kMetres) });

/** Each ring is a polygon of its own: the sea that a hole would show is in `lakes`. */
export async function readBaseMap(): Promise<Feature[]> {
  const response = await fetch("/basemap.json");
  if (!response.ok) throw new Error(`basemap.json: ${response.status} ${response.statusText}`);
  const { land, borders, lakes } = (await response.json()) as Basemap;
  return [
    ...land.map((ring) => drawn("land", new Polygon([ring]))),
    ...lakes.map((ring) => drawn("lake", new Polygon([ring]))),
    ...borders.map((line) => drawn("border", new LineString(line))),
  ];
}
