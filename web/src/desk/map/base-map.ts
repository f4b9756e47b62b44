// The shipped base map as GeoJSON for the canvas.

import type { FeatureCollection, Position } from "geojson";
import type { Basemap } from "../../report/data.ts";

export interface BaseLayers {
  land: FeatureCollection;
  borders: FeatureCollection;
  lakes: FeatureCollection;
}

const collection = (geometries: FeatureCollection["features"]): FeatureCollection => ({
  type: "FeatureCollection",
  features: geometries,
});

/** Each ring is a polygon of its own: the sea that a hole would show is in `lakes`. */
const polygons = (rings: Position[][]) =>
  collection(
    rings.map((ring) => ({
      type: "Feature",
      properties: {},
      geometry: { type: "Polygon", coordinates: [ring] },
    })),
  );

const lines = (open: Position[][]) =>
  collection(
    open.map((coordinates) => ({
      type: "Feature",
      properties: {},
      geometry: { type: "LineString", coordinates },
    })),
  );

export async function readBaseMap(): Promise<BaseLayers> {
  const response = await fetch("/basemap.json");
  if (!response.ok) throw new Error(`basemap.json: ${response.status} ${response.statusText}`);
  const { land, borders, lakes } = (await response.json()) as Basemap;
  return { land: polygons(land), borders: lines(borders), lakes: polygons(lakes) };
}
