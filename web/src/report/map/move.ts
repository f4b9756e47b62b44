// Moving the whole map when the reader zooms or pans.

import type { ZoomTransform } from "d3-zoom";
import type { Words } from "../words.ts";
import type { Point } from "./curve.ts";
import { drawNames } from "./names.ts";
import { scaleBar } from "./notes.ts";
import { markerPoint, type View } from "./view.ts";

/** Moves everything to where the transform puts it; circles, lines and names keep their size. */
export function moveView(view: View, transform: ZoomTransform, words: Words): void {
  view.base.setAttribute("transform", transform.toString());
  const points = new Map<string, Point>();
  for (const marker of view.markers) {
    const point = markerPoint(marker, transform);
    points.set(marker.site.id, point);
    const moved = `translate(${point.x.toFixed(1)} ${point.y.toFixed(1)})`;
    marker.group.setAttribute("transform", moved);
    marker.disc?.setAttribute("transform", moved);
  }
  for (const drawn of view.exchanges) {
    const [from, to] = [points.get(drawn.exchange.from_site), points.get(drawn.exchange.to_site)];
    if (from !== undefined && to !== undefined) drawn.place(from, to);
  }
  drawNames(view, transform);
  view.scale.replaceChildren(...scaleBar(view.perPixel / transform.k, view.size.width, words));
}
