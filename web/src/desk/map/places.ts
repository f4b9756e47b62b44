// Which towns can be named: those whose names lie over no site and no larger town's name.

import type { Map as GlMap } from "maplibre-gl";
import { textWidth } from "../../report/font.ts";
import type { MapFeature } from "./features.ts";

const kNameSize = 12;
/** Half the height of a name, and half the width of a site's or cluster's sign [px]. */
const kHalfName = 9;
const kHalfSign = 13;

interface Taken {
  x: number;
  y: number;
  halfWidth: number;
  halfHeight: number;
}

const overlap = (a: Taken, b: Taken) =>
  Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth &&
  Math.abs(a.y - b.y) < a.halfHeight + b.halfHeight;

/** The features of towns with room for their names; the server gives the largest first. */
export function placesWithRoom(map: GlMap, features: readonly MapFeature[]): MapFeature[] {
  const points = features.filter(({ geometry }) => geometry.type === "Point");
  const boxOf = ({ geometry, properties }: MapFeature): Taken => {
    const { x, y } = map.project(geometry.coordinates as [number, number]);
    if (properties.kind !== "place") {
      return { x, y, halfWidth: kHalfSign, halfHeight: kHalfSign };
    }
    const halfWidth = textWidth(properties.name ?? "", kNameSize) / 2;
    return { x, y, halfWidth, halfHeight: kHalfName };
  };
  const taken = points.filter(({ properties }) => properties.kind !== "place").map(boxOf);
  return points.filter((feature) => {
    if (feature.properties.kind !== "place") return false;
    const box = boxOf(feature);
    if (taken.some((other) => overlap(box, other))) return false;
    taken.push(box);
    return true;
  });
}
