// The map as a PNG: the canvas, with the names that stand over it.

import type { Map as GlMap } from "maplibre-gl";
import { kFont } from "../../report/font.ts";
import type { MapFeature } from "./features.ts";

interface Words {
  title: string;
  credit: string;
}

const kMargin = 12;

/** Offers the map as it is now for saving. */
export function savePicture(map: GlMap, features: MapFeature[], { title, credit }: Words): void {
  map.redraw();
  const canvas = map.getCanvas();
  const scale = canvas.width / canvas.clientWidth;
  const picture = document.createElement("canvas");
  picture.width = canvas.width;
  picture.height = canvas.height;
  const pen = picture.getContext("2d");
  if (pen === null) return;
  pen.drawImage(canvas, 0, 0);
  const style = getComputedStyle(document.documentElement);
  const write = (text: string, x: number, y: number, align: CanvasTextAlign) => {
    pen.font = `${12 * scale}px ${kFont}`;
    pen.textAlign = align;
    pen.lineWidth = 3 * scale;
    pen.strokeStyle = style.getPropertyValue("--map-halo");
    pen.fillStyle = style.getPropertyValue("--ink");
    pen.strokeText(text, x * scale, y * scale);
    pen.fillText(text, x * scale, y * scale);
  };
  for (const { geometry, properties } of features) {
    if (properties.kind !== "place" || geometry.type !== "Point") continue;
    const { x, y } = map.project(geometry.coordinates as [number, number]);
    write(properties.name ?? "", x, y, "center");
  }
  write(credit, canvas.clientWidth - kMargin, canvas.clientHeight - kMargin, "right");
  picture.toBlob((blob) => {
    if (blob === null) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${title}.png`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
