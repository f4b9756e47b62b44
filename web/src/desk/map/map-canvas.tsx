// The map that can be moved: MapLibre on the shipped base map. Loaded only where WebGL is.

import {
  Map as GlMap,
  Marker,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
  type MapMouseEvent,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useRef } from "react";
import { onThemeChange } from "../theme.ts";
import { readBaseMap, type BaseLayers } from "./base-map.ts";
import { scaled, type MapFeature } from "./features.ts";
import { placesWithRoom } from "./places.ts";
import { kShown, mapStyle, type Shown } from "./layers.ts";
import { savePicture } from "./picture.ts";

setWorkerUrl(workerUrl);

export type Box = [west_deg: number, south_deg: number, east_deg: number, north_deg: number];

export interface MapWords {
  title: string;
  zoomIn: string;
  zoomOut: string;
  credit: string;
  cluster: (sites: number) => string;
}

/** Layers that belong to each switch; towns are markers. */
const kLayers: Record<Shown, string[]> = {
  sites: ["sites", "picked"],
  emitters: ["emitters"],
  exchanges: ["exchanges"],
  towns: [],
};
/** Room around what is shown at first [px], and how near a single site is shown. */
const kPadding = 48;
const kNearest = 11;

const clamp = (value: number, limit: number) => Math.max(-limit, Math.min(limit, value));

interface Drawn {
  map: GlMap;
  base: BaseLayers;
  markers: Marker[];
}

export default function MapCanvas({
  box,
  features,
  hidden,
  picked,
  words,
  onMove,
  onPick,
  onReady,
}: {
  box: Box;
  features: MapFeature[];
  hidden: ReadonlySet<Shown>;
  picked: { site_id: string; longitude_deg: number; latitude_deg: number } | null;
  words: MapWords;
  onMove: (box: Box, zoom: number) => void;
  onPick: (site_id: string) => void;
  onReady: (save: () => void) => void;
}) {
  const holder = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const now = useRef({ features, hidden, picked, words, onMove, onPick });
  useEffect(() => {
    now.current = { features, hidden, picked, words, onMove, onPick };
  });

  useEffect(() => {
    const container = holder.current;
    if (container === null) return;
    let isGone = false;
    let leave: (() => void) | undefined;
    void readBaseMap().then((base) => {
      if (isGone) return;
      leave = openMap(container, base);
    });

    function openMap(at: HTMLDivElement, base: BaseLayers): () => void {
      const { title, zoomIn, zoomOut } = now.current.words;
      const map = new GlMap({
        container: at,
        style: mapStyle(base, now.current.picked?.site_id ?? null),
        bounds: box,
        fitBoundsOptions: { padding: kPadding, maxZoom: kNearest },
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        maxZoom: 15,
        canvasContextAttributes: { preserveDrawingBuffer: true },
        locale: {
          "Map.Title": title,
          "NavigationControl.ZoomIn": zoomIn,
          "NavigationControl.ZoomOut": zoomOut,
        },
      });
      map.touchZoomRotate.disableRotation();
      map.addControl(new NavigationControl({ showCompass: false }), "top-right");
      map.addControl(new ScaleControl(), "bottom-left");
      drawn.current = { map, base, markers: [] };
      const moved = () => {
        const bounds = map.getBounds();
        const west = clamp(bounds.getWest(), 180);
        const east = clamp(bounds.getEast(), 180);
        const south = clamp(bounds.getSouth(), 90);
        const north = clamp(bounds.getNorth(), 90);
        now.current.onMove([west, south, east, north], Math.round(map.getZoom()));
      };
      const redraw = () => show(drawn.current, now.current);
      map.on("moveend", moved);
      map.on("style.load", redraw);
      map.on("idle", () => at.setAttribute("data-ready", ""));
      map.once("load", moved);
      map.on("click", "sites", (event) => pick(map, event));
      for (const layer of ["sites", "emitters"]) {
        map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
        map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
      }
      map.on("click", "emitters", (event) => pick(map, event));
      const stopTheme = onThemeChange(() =>
        map.setStyle(mapStyle(base, now.current.picked?.site_id ?? null), { diff: false }),
      );
      onReady(() => savePicture(map, now.current.features, now.current.words));
      return () => {
        stopTheme();
        map.remove();
        drawn.current = null;
      };
    }

    function pick(map: GlMap, event: MapMouseEvent & { features?: { properties: unknown }[] }) {
      const feature = event.features?.[0];
      if (feature === undefined) return;
      const { kind, site_id } = feature.properties as { kind: string; site_id?: string };
      if (kind === "cluster") map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 });
      else if (site_id !== undefined) now.current.onPick(site_id);
    }

    return () => {
      isGone = true;
      leave?.();
    };
    // The map is opened once; what changes later is shown by the effect below.
  }, []);

  useEffect(() => show(drawn.current, { features, hidden, picked, words }));

  const { longitude_deg, latitude_deg } = picked ?? {};
  useEffect(() => {
    const map = drawn.current?.map;
    if (map === undefined || longitude_deg === undefined || latitude_deg === undefined) return;
    const isInView = map.getBounds().contains([longitude_deg, latitude_deg]);
    const zoom = Math.max(map.getZoom(), 8);
    if (!isInView) map.easeTo({ center: [longitude_deg, latitude_deg], zoom });
  }, [longitude_deg, latitude_deg]);

  return (
    <div className="map-holder">
      <div ref={holder} className="map-canvas" />
      <small className="map-credit">{words.credit}</small>
    </div>
  );
}

type Wanted = Pick<Parameters<typeof MapCanvas>[0], "features" | "hidden" | "picked" | "words">;

/** Puts what is wanted on a map whose style has come. */
function show(drawn: Drawn | null, { features, hidden, picked, words }: Wanted): void {
  if (drawn === null) return;
  const { map } = drawn;
  const source = map.getSource<GeoJSONSource>("region");
  if (source === undefined) return;
  void source.setData(scaled(features));
  map.setFilter("picked", ["==", ["get", "site_id"], picked?.site_id ?? ""]);
  for (const shown of kShown) {
    for (const layer of kLayers[shown]) {
      map.setLayoutProperty(layer, "visibility", hidden.has(shown) ? "none" : "visible");
    }
  }
  for (const marker of drawn.markers) marker.remove();
  const towns = hidden.has("towns") ? [] : placesWithRoom(map, features);
  drawn.markers = features.flatMap((feature) => {
    const { kind, name, sites } = feature.properties;
    if (towns.includes(feature)) return [label(feature, "map-town", name ?? "")];
    if (kind === "cluster" && !hidden.has("sites")) {
      return [label(feature, "map-cluster", String(sites ?? 0), words.cluster(sites ?? 0))];
    }
    return [];
  });
  for (const marker of drawn.markers) marker.addTo(map);
}

function label(feature: MapFeature, className: string, text: string, title = ""): Marker {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  element.title = title;
  element.setAttribute("aria-hidden", "true");
  const [longitude = 0, latitude = 0] = feature.geometry.coordinates as number[];
  return new Marker({ element, anchor: "center" }).setLngLat([longitude, latitude]);
}
