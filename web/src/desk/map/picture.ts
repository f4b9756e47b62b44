// The map as a picture: for paper, and as a PNG.

import type OlMap from "ol/Map.js";
import { kFont } from "../../report/font.ts";
import { colour } from "../theme.ts";

const kMargin = 12;
const kLetters = 12;

/** Draws what the map shows now on a canvas, with the credit in its corner. */
export function drawPicture(map: OlMap, picture: HTMLCanvasElement, credit: string): void {
  map.renderSync();
  const viewport = map.getViewport();
  const pen = picture.getContext("2d");
  if (viewport === undefined || pen === null) return;
  const { clientWidth: width, clientHeight: height } = viewport;
  picture.width = width * devicePixelRatio;
  picture.height = height * devicePixelRatio;
  pen.fillStyle = colour("--map-sea");
  pen.fillRect(0, 0, picture.width, picture.height);
  for (const layer of viewport.querySelectorAll("canvas")) pen.drawImage(layer, 0, 0);
  pen.scale(devicePixelRatio, devicePixelRatio);
  pen.font = `${kLetters}px ${kFont}`;
  pen.textAlign = "right";
  pen.lineWidth = 3;
  pen.strokeStyle = colour("--map-halo");
  pen.fillStyle = colour("--ink");
  pen.strokeText(credit, width - kMargin, height - kMargin);
  pen.fillText(credit, width - kMargin, height - kMargin);
}

/** Offers the map as it is now for saving. */
export function savePicture(map: OlMap, title: string, credit: string): void {
  const picture = document.createElement("canvas");
  drawPicture(map, picture, credit);
  picture.toBlob((blob) => {
    if (blob === null) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${title}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
