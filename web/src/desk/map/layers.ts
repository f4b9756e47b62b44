// What is drawn on the map, and in which of the desk's colours.

import type { FeatureCollection } from "geojson";
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import { kFamilies } from "../../report/data.ts";
import type { BaseLayers } from "./base-map.ts";
import { kAbove } from "./signs.ts";

/** What people can switch on and off. */
export const kShown = ["sites", "emitters", "exchanges", "initiatives", "towns"] as const;
export type Shown = (typeof kShown)[number];

const kEmpty: FeatureCollection = { type: "FeatureCollection", features: [] };
/** Largest radius of a point emitter and width of an exchange [px]. */
const kMostRadius = 30;
const kMostWidth = 9;

/** The value of a colour of the page right now. */
function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const kindIs = (kind: string): ExpressionSpecification => ["==", ["get", "kind"], kind];

function familyColours(): ExpressionSpecification {
  const pairs = kFamilies.flatMap((family) => [family, colour(`--family-${family}`)]);
  const match = ["match", ["coalesce", ["get", "family"], "other"], ...pairs];
  return [...match, colour("--family-other")] as unknown as ExpressionSpecification;
}

/** From 0 to 1 as `part` of the largest, set on each feature by scaled(). */
const part = (most: number, least: number): ExpressionSpecification => [
  "max",
  least,
  ["*", most, ["sqrt", ["coalesce", ["get", "part"], 0]]],
];

/** Pictures stand where they are, over each other if need be: nothing is looked for or faded. */
const kWithoutRoom = { "icon-allow-overlap": true, "icon-ignore-placement": true } as const;

/** Signs at one place stand in a row over it, each `right` so many pixels from its middle. */
function besideEachOther(): ExpressionSpecification {
  const kFar = 1000;
  const at = (right: number) => [right, ["literal", [right, kAbove]]];
  const steps = [...at(-kFar), ...at(kFar)];
  return ["interpolate", ["linear"], ["get", "right"], ...steps] as ExpressionSpecification;
}

function baseLayers(): LayerSpecification[] {
  return [
    { id: "sea", type: "background", paint: { "background-color": colour("--map-sea") } },
    {
      id: "land",
      type: "fill",
      source: "land",
      paint: {
        "fill-color": colour("--map-land"),
        "fill-outline-color": colour("--map-coast"),
      },
    },
    {
      id: "lakes",
      type: "fill",
      source: "lakes",
      paint: { "fill-color": colour("--map-sea"), "fill-outline-color": colour("--map-coast") },
    },
    {
      id: "borders",
      type: "line",
      source: "borders",
      paint: { "line-color": colour("--map-border"), "line-dasharray": [4, 3] },
    },
  ];
}

function regionLayers(picked: string | null): LayerSpecification[] {
  const source = "region";
  return [
    {
      id: "exchanges",
      type: "line",
      source,
      filter: kindIs("exchange"),
      layout: { "line-cap": "round" },
      paint: {
        "line-color": familyColours(),
        "line-width": part(kMostWidth, 1.5),
        "line-opacity": 0.8,
      },
    },
    {
      id: "emitters",
      type: "circle",
      source,
      filter: ["all", kindIs("site"), [">", ["coalesce", ["get", "emissions_kt_co2e"], 0], 0]],
      paint: {
        "circle-radius": part(kMostRadius, 5),
        "circle-color": colour("--emitter"),
        "circle-opacity": 0.22,
        "circle-stroke-color": colour("--emitter"),
        "circle-stroke-width": 1.5,
      },
    },
    {
      id: "sites",
      type: "circle",
      source,
      filter: kindIs("site"),
      paint: {
        "circle-radius": 5.5,
        "circle-color": colour("--site"),
        "circle-stroke-color": colour("--map-halo"),
        "circle-stroke-width": 1.5,
      },
    },
    {
      id: "clusters",
      type: "symbol",
      source,
      filter: kindIs("cluster"),
      layout: { "icon-image": ["get", "image"], ...kWithoutRoom },
    },
    {
      id: "picked",
      type: "circle",
      source,
      filter: ["==", ["get", "site_id"], picked ?? ""],
      paint: {
        "circle-radius": 10,
        "circle-opacity": 0,
        "circle-stroke-color": colour("--focus"),
        "circle-stroke-width": 3,
      },
    },
    {
      id: "initiatives",
      type: "symbol",
      source: "initiatives",
      layout: { "icon-image": ["get", "image"], "icon-offset": besideEachOther(), ...kWithoutRoom },
    },
  ];
}

export function mapStyle(base: BaseLayers, picked: string | null): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: base.land },
      lakes: { type: "geojson", data: base.lakes },
      borders: { type: "geojson", data: base.borders },
      region: { type: "geojson", data: kEmpty },
      initiatives: { type: "geojson", data: kEmpty },
    },
    layers: [...baseLayers(), ...regionLayers(picked)],
  };
}
