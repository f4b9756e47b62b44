// Which towns can be named: those whose names lie over no sign and no larger town's name.

import { textWidth } from "../../report/font.ts";
import type { MapFeature } from "./features.ts";
import { onPlane } from "./projection.ts";
import { clusterWidth, inRows, kAbove, type InitiativeSign } from "./signs.ts";

/** Letters of a town's name [px]. */
export const kNameSize = 12;
/** Half the height of a name, and half the side of a site's or cluster's sign [px]. */
const kHalfName = 9;
const kHalfSign = 13;
const kHalfInitiative = 10;

interface Taken {
  x: number;
  y: number;
  halfWidth: number;
  halfHeight: number;
}

const overlap = (a: Taken, b: Taken) =>
  Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth &&
  Math.abs(a.y - b.y) < a.halfHeight + b.halfHeight;

/**
 * The features of towns with room for their names where a pixel is so many metres; the server
 * gives the largest first.
 */
export function placesWithRoom(
  features: readonly MapFeature[],
  initiatives: readonly InitiativeSign[],
  metresPerPixel: number,
): MapFeature[] {
  const box = (longitude: number, latitude: number, halfWidth: number, halfHeight = halfWidth) => {
    const [x = 0, y = 0] = onPlane(longitude, latitude);
    return { x: x / metresPerPixel, y: -y / metresPerPixel, halfWidth, halfHeight };
  };
  const signs = inRows(initiatives).map(({ longitude_deg, latitude_deg, right }) => {
    const { x, y, ...size } = box(longitude_deg, latitude_deg, kHalfInitiative);
    return { x: x + right, y: y - kAbove, ...size };
  });
  const taken: Taken[] = [...signs];
  const towns: [MapFeature, Taken][] = [];
  for (const feature of features) {
    const { geometry, properties } = feature;
    if (geometry.type !== "Point") continue;
    const [longitude = 0, latitude = 0] = geometry.coordinates;
    if (properties.kind === "place") {
      const halfWidth = textWidth(properties.name ?? "", kNameSize) / 2;
      towns.push([feature, box(longitude, latitude, halfWidth, kHalfName)]);
    } else {
      const halfWidth = Math.max(kHalfSign, clusterWidth(properties.sites ?? 0) / 2);
      taken.push(box(longitude, latitude, halfWidth, kHalfSign));
    }
  }
  return towns.flatMap(([town, name]) => {
    if (taken.some((other) => overlap(name, other))) return [];
    taken.push(name);
    return [town];
  });
}
