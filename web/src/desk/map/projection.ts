// Between degrees on the globe and metres on the map's plane.

import { fromLonLat, transformExtent } from "ol/proj.js";

export type Box = [west_deg: number, south_deg: number, east_deg: number, north_deg: number];

export const kDegrees = "EPSG:4326";
export const kMetres = "EPSG:3857";
/** Width of the world on the map [m], and at zoom 0 [px]. */
const kWorld = 40_075_016.68;
const kWorldPixels = 512;
/** Metres of the plane a pixel at zoom 0. */
export const kFarthest = kWorld / kWorldPixels;

/** A place on the plane [m]. */
export const onPlane = (longitude_deg: number, latitude_deg: number) =>
  fromLonLat([longitude_deg, latitude_deg]);

export const boxOnPlane = (box: Box) => transformExtent(box, kDegrees, kMetres);

const clamp = (value = 0, limit: number) => Math.max(-limit, Math.min(limit, value));

/** The box of degrees of a rectangle on the plane. */
export function boxOf(extent: number[]): Box {
  const [west, south, east, north] = transformExtent(extent, kMetres, kDegrees);
  return [clamp(west, 180), clamp(south, 90), clamp(east, 180), clamp(north, 90)];
}
