// The server's map features, scaled for the eye: widths and radii as parts of the largest.

import type { Feature, FeatureCollection, LineString, Point } from "geojson";
import type { Schemas } from "../api/client.ts";

export type MapProperties = Schemas["MapFeatures"]["features"][number]["properties"];
export type MapFeature = Feature<
  Point | LineString,
  MapProperties & { part?: number; image?: string }
>;

/** What a feature is measured by and compared with, for its size on the map. */
function measureOf({ kind, unit, quantity, emissions_kt_co2e }: MapProperties) {
  if (kind === "exchange") return { group: unit ?? "", size: quantity };
  return { group: "emitters", size: emissions_kt_co2e };
}

/**
 * Features with `part`: their share of the largest of the same unit; 0 where it is unknown.
 * Clusters get the `image` that `imageOf` names for their number of sites.
 */
export function scaled(
  features: MapFeature[],
  imageOf: (sites: number) => string = String,
): FeatureCollection<Point | LineString> {
  const largest = new Map<string, number>();
  for (const { properties } of features) {
    const { group, size } = measureOf(properties);
    largest.set(group, Math.max(largest.get(group) ?? 0, size ?? 0));
  }
  return {
    type: "FeatureCollection",
    features: features.map((feature) => {
      const { group, size } = measureOf(feature.properties);
      const most = largest.get(group) ?? 0;
      const part = size == null || most === 0 ? 0 : size / most;
      const { kind, sites = 0 } = feature.properties;
      const image = kind === "cluster" ? { image: imageOf(sites) } : {};
      return { ...feature, properties: { ...feature.properties, part, ...image } };
    }),
  };
}
