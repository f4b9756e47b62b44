// The map as a picture: for paper, and as a PNG.

import type OlMap from "ol/Map.js";
import { kFont } from "../../report/font.ts";
import { colour } from "../theme.ts";

/** Room around, letters, and room between the scale and its words [px]. */
const kMargin = 12;
const kLetters = 12;
const kIndent = 5;

function write(
  pen: CanvasRenderingContext2D,
  text: string,
  align: CanvasTextAlign,
  x: number,
  y: number,
): void {
  pen.font = `${kLetters}px ${kFont}`;
  pen.textAlign = align;
  pen.lineWidth = 3;
  pen.strokeStyle = colour("--map-halo");
  pen.fillStyle = colour("--ink");
  pen.strokeText(text, x, y);
  pen.fillText(text, x, y);
}

/** The scale as it stands on the map: its bar and its words. */
function drawScale(pen: CanvasRenderingContext2D, viewport: HTMLElement, height: number) {
  const scale = viewport.querySelector<HTMLElement>(".ol-scale-line-inner");
  if (scale === null) return;
  const foot = height - kMargin;
  write(pen, scale.textContent, "left", kMargin + kIndent, foot - kIndent);
  pen.lineWidth = 1.5;
  pen.strokeStyle = colour("--ink");
  pen.beginPath();
  pen.moveTo(kMargin, foot - kLetters);
  pen.lineTo(kMargin, foot);
  pen.lineTo(kMargin + scale.offsetWidth, foot);
  pen.lineTo(kMargin + scale.offsetWidth, foot - kLetters);
  pen.stroke();
}

/** Draws what the map shows now on a canvas, with scale and credit in its corners. */
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
  write(pen, credit, "right", width - kMargin, height - kMargin);
  drawScale(pen, viewport, height);
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
