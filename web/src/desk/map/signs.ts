// Pictures on the map: the signs of initiatives, and clusters with their number in them. Each is
// drawn once, so that a frame only copies them.

import Icon from "ol/style/Icon.js";
import Style from "ol/style/Style.js";
import { kFont, textWidth } from "../../report/font.ts";
import { kShapes, kSignColours, type Sign } from "../stages.ts";
import { colour } from "../theme.ts";

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
export const kAbove = 17;
/** Height of a cluster, and its letters [px]. */
const kCluster = 24;
const kLetters = 12;

/** A picture of so many pixels of the page, drawn by `draw`, as sharp as the screen. */
function picture(width: number, height: number, draw: (pen: CanvasRenderingContext2D) => void) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * devicePixelRatio);
  canvas.height = Math.ceil(height * devicePixelRatio);
  const pen = canvas.getContext("2d");
  if (pen !== null) {
    pen.scale(devicePixelRatio, devicePixelRatio);
    draw(pen);
  }
  return { img: canvas, scale: 1 / devicePixelRatio };
}

/** The sign of a stage, so far to the right of its place and above it [px]. */
export function signStyle(sign: Sign, right: number): Style {
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
  return new Style({ image: new Icon({ ...image, displacement: [right, kAbove] }) });
}

/** Width of the picture of a cluster of so many sites [px]. */
export const clusterWidth = (sites: number) =>
  Math.max(kCluster, Math.ceil(textWidth(String(sites), kLetters)) + 12);

/** A cluster of so many sites; it lies over single sites. */
export function clusterStyle(sites: number): Style {
  const text = String(sites);
  const width = clusterWidth(sites);
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
  return new Style({ image: new Icon(image), zIndex: 1 });
}

/** Signs at one place stand in a row over it, each `right` so many pixels from its middle. */
export function inRows(
  initiatives: readonly InitiativeSign[],
): (InitiativeSign & { right: number })[] {
  const byPlace = new Map<string, InitiativeSign[]>();
  for (const initiative of initiatives) {
    const place = `${initiative.longitude_deg} ${initiative.latitude_deg}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), initiative]);
  }
  return [...byPlace.values()].flatMap((together) =>
    together.map((initiative, at) => ({
      ...initiative,
      right: (at - (together.length - 1) / 2) * kApart,
    })),
  );
}
