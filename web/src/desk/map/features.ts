// The server's map features, scaled for the eye: widths and radii as parts of the largest.

import type { Feature, LineString, Point } from "geojson";
import type { Schemas } from "../api/client.ts";

export type MapProperties = Schemas["MapFeatures"]["features"][number]["properties"];
export type MapFeature = Feature<Point | LineString, MapProperties>;

/** What a feature is measured by and compared with, for its size on the map. */
function measureOf({ kind, unit, quantity, emissions_kt_co2e }: MapProperties) {
  if (kind === "exchange") return { group: unit ?? "", size: quantity };
  return { group: "emitters", size: emissions_kt_co2e };
}

/** Of each feature its share of the largest of the same unit; 0 where it is unknown. */
export function partsOf(features: readonly MapFeature[]): number[] {
  const measures = features.map(({ properties }) => measureOf(properties));
  const largest = new Map<string, number>();
  for (const { group, size } of measures) {
    largest.set(group, Math.max(largest.get(group) ?? 0, size ?? 0));
  }
  return measures.map(({ group, size }) => {
    const most = largest.get(group) ?? 0;
    return size == null || most === 0 ? 0 : size / most;
  });
}
