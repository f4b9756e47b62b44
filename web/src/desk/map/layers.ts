// What is drawn on the map, and in which of the desk's colours. Styles are made once for what they
// depend on, so that drawing makes none.

import { asArray } from "ol/color.js";
import type { FeatureLike } from "ol/Feature.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorSource from "ol/source/Vector.js";
import CircleStyle from "ol/style/Circle.js";
import Fill from "ol/style/Fill.js";
import Stroke from "ol/style/Stroke.js";
import Style, { type StyleFunction } from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { familyOf, type Family } from "../../report/data.ts";
import { kFont } from "../../report/font.ts";
import type { Sign } from "../stages.ts";
import { colour } from "../theme.ts";
import type { BaseKind } from "./base-map.ts";
import { kNameSize } from "./places.ts";
import { clusterStyle, signStyle } from "./signs.ts";

/** Every layer, the lowest first. */
const kLayers = [
  "base",
  "exchanges",
  "emitters",
  "sites",
  "picked",
  "initiatives",
  "towns",
] as const;
type LayerName = (typeof kLayers)[number];
export type Layers = Record<LayerName, VectorLayer<VectorSource>>;

/** Largest and least radius of a point emitter, and width of an exchange [px]. */
const kRadius = { most: 30, least: 5 };
const kWidth = { most: 9, least: 1.5 };
/** How much is made ready beyond the edges, so that moving seldom makes more [px]. */
const kBeyond = 300;

/** Size of a part of the largest by area, to half a pixel, so that few styles are needed. */
const sizeOf = (feature: FeatureLike, { most, least }: typeof kRadius) =>
  Math.max(least, Math.round(2 * most * Math.sqrt(feature.get("part") as number)) / 2);

/** What `make` makes, made once for each key. */
function once<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new Map<Key, Made>();
  return (key) => {
    const found = made.get(key) ?? make(key);
    made.set(key, found);
    return found;
  };
}

const seeThrough = (name: string, opacity: number) => [
  ...asArray(colour(name)).slice(0, 3),
  opacity,
];

function baseStyle(): StyleFunction {
  const coast = new Stroke({ color: colour("--map-coast"), width: 1 });
  const styles: Record<BaseKind, Style> = {
    land: new Style({ fill: new Fill({ color: colour("--map-land") }), stroke: coast }),
    lake: new Style({ fill: new Fill({ color: colour("--map-sea") }), stroke: coast }),
    border: new Style({
      stroke: new Stroke({ color: colour("--map-border"), width: 1, lineDash: [4, 3] }),
    }),
  };
  return (feature) => styles[feature.get("kind") as BaseKind];
}

function exchangeStyle(): StyleFunction {
  const line = once((family: Family) =>
    once((width: number) => {
      const color = seeThrough(`--family-${family}`, 0.8);
      return new Style({ stroke: new Stroke({ color, width }) });
    }),
  );
  return (feature) =>
    line(familyOf((feature.get("family") as string | null) ?? null))(sizeOf(feature, kWidth));
}

function emitterStyle(): StyleFunction {
  const fill = new Fill({ color: seeThrough("--emitter", 0.22) });
  const stroke = new Stroke({ color: colour("--emitter"), width: 1.5 });
  const circle = once(
    (radius: number) => new Style({ image: new CircleStyle({ radius, fill, stroke }) }),
  );
  return (feature) => circle(sizeOf(feature, kRadius));
}

function siteStyle(): StyleFunction {
  const fill = new Fill({ color: colour("--site") });
  const stroke = new Stroke({ color: colour("--map-halo"), width: 1.5 });
  const site = new Style({ image: new CircleStyle({ radius: 6.25, fill, stroke }) });
  const cluster = once(clusterStyle);
  return (feature) =>
    feature.get("kind") === "cluster" ? cluster(feature.get("sites") as number) : site;
}

function pickedStyle(): Style {
  const stroke = new Stroke({ color: colour("--focus"), width: 3 });
  return new Style({ image: new CircleStyle({ radius: 11.5, stroke }) });
}

function initiativeStyle(): StyleFunction {
  const sign = once((each: Sign) => once((right: number) => signStyle(each, right)));
  return (feature) => sign(feature.get("sign") as Sign)(feature.get("right") as number);
}

function townStyle(): StyleFunction {
  const fill = new Fill({ color: colour("--ink") });
  const stroke = new Stroke({ color: colour("--map-halo"), width: 3 });
  const font = `${kNameSize}px ${kFont}`;
  const named = once(
    (text: string) => new Style({ text: new Text({ text, font, fill, stroke, overflow: true }) }),
  );
  return (feature) => named(feature.get("name") as string);
}

const kStyles: Record<LayerName, () => StyleFunction | Style> = {
  base: baseStyle,
  exchanges: exchangeStyle,
  emitters: emitterStyle,
  sites: siteStyle,
  picked: pickedStyle,
  initiatives: initiativeStyle,
  towns: townStyle,
};

/** Empty layers in the colours of the page. */
export function makeLayers(): Layers {
  const made = kLayers.map((name) => {
    const layer = new VectorLayer({
      source: new VectorSource({ wrapX: false }),
      style: kStyles[name](),
      renderBuffer: kBeyond,
      updateWhileInteracting: true,
      updateWhileAnimating: true,
    });
    return [name, layer] as const;
  });
  return Object.fromEntries(made) as Layers;
}

/** Draws all layers in what the colours of the page are now. */
export function recolour(layers: Layers): void {
  for (const name of kLayers) layers[name].setStyle(kStyles[name]());
}
