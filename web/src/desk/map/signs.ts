// Pictures on the map: the signs of initiatives, and clusters with their number in them. Drawn
// here, as the map has no letters of its own without a server of fonts.

import type { FeatureCollection, Point } from "geojson";
import type { Map as GlMap } from "maplibre-gl";
import { kFont, textWidth } from "../../report/font.ts";
import { kShapes, kSignColours, kSigns, type Sign } from "../stages.ts";

/** An initiative as it is drawn. */
export interface InitiativeSign {
  initiative_id: string;
  sign: Sign;
  longitude_deg: number;
  latitude_deg: number;
}

/** Side of a sign, and how far those at one place stand from each other [px]. */
const kSide = 18;
const kApart = 17;
/** How far above its place a row of signs stands [px]. */
export const kAbove = -17;
/** Height of a cluster, and its letters [px]. */
const kCluster = 24;
const kLetters = 12;
const kScale = 2;

const colour = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A picture of so many pixels of the page, drawn by `draw`. */
function picture(width: number, height: number, draw: (pen: CanvasRenderingContext2D) => void) {
  const canvas = document.createElement("canvas");
  canvas.width = width * kScale;
  canvas.height = height * kScale;
  const pen = canvas.getContext("2d");
  if (pen === null) return { width: 1, height: 1, data: new Uint8ClampedArray(4) };
  pen.scale(kScale, kScale);
  draw(pen);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

const add = (map: GlMap, id: string, image: ReturnType<typeof picture>) => {
  if (!map.hasImage(id)) map.addImage(id, image, { pixelRatio: kScale });
};

/** Gives the map the signs of all stages in the colours of the page. */
export function addSigns(map: GlMap): void {
  for (const sign of kSigns) {
    const image = picture(kSide, kSide, (pen) => {
      pen.scale(kSide / 28, kSide / 28);
      pen.translate(2, 2);
      const shape = new Path2D(kShapes[sign]);
      pen.lineJoin = "round";
      pen.lineWidth = 4;
      pen.strokeStyle = colour("--map-halo");
      pen.stroke(shape);
      pen.fillStyle = colour(kSignColours[sign]);
      pen.fill(shape);
      pen.lineWidth = 1.2;
      pen.strokeStyle = colour("--ink");
      pen.stroke(shape);
    });
    add(map, `sign-${sign}`, image);
  }
}

/** The name of a cluster's picture, which is made where the map has none yet. */
export function clusterImage(map: GlMap, sites: number): string {
  const text = String(sites);
  const id = `cluster-${text}`;
  if (map.hasImage(id)) return id;
  const width = Math.max(kCluster, Math.ceil(textWidth(text, kLetters)) + 12);
  const image = picture(width, kCluster, (pen) => {
    pen.beginPath();
    pen.roundRect(1, 1, width - 2, kCluster - 2, kCluster / 2);
    pen.fillStyle = colour("--site");
    pen.fill();
    pen.lineWidth = 1.5;
    pen.strokeStyle = colour("--map-halo");
    pen.stroke();
    pen.font = `650 ${kLetters}px ${kFont}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = colour("--map-halo");
    pen.fillText(text, width / 2, kCluster / 2 + 0.5);
  });
  add(map, id, image);
  return id;
}

/** Signs as features; those at one place stand in a row over it. */
export function signFeatures(initiatives: readonly InitiativeSign[]): FeatureCollection<Point> {
  const byPlace = new Map<string, InitiativeSign[]>();
  for (const initiative of initiatives) {
    const place = `${initiative.longitude_deg} ${initiative.latitude_deg}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), initiative]);
  }
  return {
    type: "FeatureCollection",
    features: [...byPlace.values()].flatMap((together) =>
      together.map(({ initiative_id, sign, longitude_deg, latitude_deg }, at) => ({
        type: "Feature" as const,
        geometry: { type: "Point" as const, coordinates: [longitude_deg, latitude_deg] },
        properties: {
          initiative_id,
          image: `sign-${sign}`,
          right: (at - (together.length - 1) / 2) * kApart,
        },
      })),
    ),
  };
}
