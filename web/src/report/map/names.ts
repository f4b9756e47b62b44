// Names on the map: sites by importance first, then towns where there is room.

import type { ZoomTransform } from "d3-zoom";
import { drawn } from "../element.ts";
import { textWidth } from "../font.ts";
import { placeNames, type Box, type Name } from "./labels.ts";
import { kSiteRadius } from "./sites.ts";
import { markerPoint, type View } from "./view.ts";

const kNameSize = 12;
const kMostLetters = 30;

interface MapName extends Name {
  text: string;
  isTown: boolean;
}

function shortened(name: string): string {
  return name.length > kMostLetters ? `${name.slice(0, kMostLetters - 1).trimEnd()}…` : name;
}

function mapName(text: string, x: number, y: number, isTown: boolean): MapName {
  const width = textWidth(text, kNameSize, isTown ? 400 : 600) + 4;
  return {
    text,
    isTown,
    x,
    y,
    width,
    height: kNameSize + 3,
    radius: isTown ? 2 : kSiteRadius,
  };
}

function allNames(view: View, transform: ZoomTransform): MapName[] {
  const sites = [...view.markers]
    .sort((a, b) => b.weight - a.weight)
    .map((marker) => {
      const { x, y } = markerPoint(marker, transform);
      return mapName(shortened(marker.site.name), x, y, false);
    });
  const towns = view.towns.map(({ name, home }) =>
    mapName(name, transform.applyX(home.x), transform.applyY(home.y), true),
  );
  const { width, height } = view.size;
  return [...sites, ...towns].filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height);
}

function drawName(name: MapName, box: Box): SVGElement[] {
  const attributes = {
    x: (box.x + 2).toFixed(1),
    y: (box.y + box.height - 4).toFixed(1),
    "font-size": kNameSize,
    stroke: "var(--map-halo)",
    "stroke-width": 3.2,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
  };
  if (!name.isTown) {
    const ink = { "font-weight": 600, fill: "var(--ink)" };
    return [drawn("text", { ...attributes, ...ink }, name.text)];
  }
  const spot = {
    cx: name.x.toFixed(1),
    cy: name.y.toFixed(1),
    r: 1.8,
    fill: "var(--muted)",
  };
  const ink = { "font-style": "italic", fill: "var(--muted)" };
  return [drawn("circle", spot), drawn("text", { ...attributes, ...ink }, name.text)];
}

/** Draws the names anew for the transform; circles and the scale bar stay uncovered. */
export function drawNames(view: View, transform: ZoomTransform): void {
  const { width, height } = view.size;
  const side = 2 * kSiteRadius;
  const taken = view.markers.map((marker): Box => {
    const { x, y } = markerPoint(marker, transform);
    return {
      x: x - kSiteRadius,
      y: y - kSiteRadius,
      width: side,
      height: side,
    };
  });
  taken.push({
    x: 0,
    y: height - 32,
    width: Math.max(80, width / 5) + 24,
    height: 32,
  });
  taken.push({ x: width - 160, y: height - 22, width: 160, height: 22 });
  const frame = { x: 4, y: 4, width: width - 8, height: height - 8 };
  const names = allNames(view, transform);
  view.names.replaceChildren(
    ...placeNames(names, taken, frame).flatMap((box) => {
      const name = names[box.index];
      return name === undefined ? [] : drawName(name, box);
    }),
  );
}
