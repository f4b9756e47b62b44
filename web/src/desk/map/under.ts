// What a click means: the sign under it. Reckoned from the signs' sizes, as reading back what was
// drawn is slow.

import type { Coordinate } from "ol/coordinate.js";
import { boundingExtent, buffer } from "ol/extent.js";
import type Feature from "ol/Feature.js";
import Point from "ol/geom/Point.js";
import type VectorLayer from "ol/layer/Vector.js";
import type VectorSource from "ol/source/Vector.js";
import type Style from "ol/style/Style.js";

/** No sign reaches farther from its place [px]. */
const kReach = 100;

/** 0 in the middle of a feature's sign, 1 at its edge made `beside` pixels wider, more outside. */
function distance(
  feature: Feature,
  style: Style,
  [x = 0, y = 0]: Coordinate,
  metresPerPixel: number,
  beside: number,
): number {
  const [image, place] = [style.getImage(), feature.getGeometry()];
  if (image === null || !(place instanceof Point)) return Infinity;
  const [atX = 0, atY = 0] = place.getCoordinates();
  const [right = 0, up = 0] = image.getDisplacement();
  const [width = 0, height = 0] = image.getSize() ?? [];
  const [scaleX = 1, scaleY = 1] = image.getScaleArray();
  return Math.hypot(
    ((x - atX) / metresPerPixel - right) / ((width * scaleX) / 2 + beside),
    ((y - atY) / metresPerPixel - up) / ((height * scaleY) / 2 + beside),
  );
}

/**
 * The feature whose sign lies there, at most `beside` pixels off: of the first of the layers that
 * has one, that whose middle is nearest for its size.
 */
export function under(
  there: Coordinate,
  layers: readonly VectorLayer<VectorSource>[],
  metresPerPixel: number,
  beside: number,
): Feature | undefined {
  const around = buffer(boundingExtent([there]), kReach * metresPerPixel);
  for (const layer of layers.filter((each) => each.getVisible())) {
    const style = layer.getStyleFunction();
    const near = layer.getSource()?.getFeaturesInExtent(around) ?? [];
    const [nearest] = near
      .map((feature) => {
        const own = style?.(feature, metresPerPixel) as Style;
        return { feature, far: distance(feature, own, there, metresPerPixel, beside) };
      })
      .filter(({ far }) => far <= 1)
      .sort((a, b) => a.far - b.far);
    if (nearest !== undefined) return nearest.feature;
  }
  return undefined;
}
