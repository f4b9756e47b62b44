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
import { scaled, type MapFeature, type MapProperties } from "./features.ts";
import { placesWithRoom } from "./places.ts";
import { kShown, mapStyle, type Shown } from "./layers.ts";
import { savePicture } from "./picture.ts";
import { addSigns, clusterImage, signFeatures, type InitiativeSign } from "./signs.ts";

setWorkerUrl(workerUrl);

export type Box = [west_deg: number, south_deg: number, east_deg: number, north_deg: number];

export interface MapWords {
  title: string;
  zoomIn: string;
  zoomOut: string;
  credit: string;
}

/** Layers that belong to each switch; towns are markers. */
const kLayers: Record<Shown, string[]> = {
  sites: ["sites", "clusters", "picked"],
  emitters: ["emitters"],
  exchanges: ["exchanges"],
  initiatives: ["initiatives"],
  towns: [],
};
/** Layers that answer to a click, the uppermost first. */
const kPickable = ["initiatives", "clusters", "sites", "emitters"] as const;
/** Room around what is shown at first [px], and how near a single site is shown. */
const kPadding = 48;
const kNearest = 11;

const clamp = (value: number, limit: number) => Math.max(-limit, Math.min(limit, value));

interface Drawn {
  map: GlMap;
  base: BaseLayers;
  towns: Marker[];
}

const kNoInitiatives: readonly InitiativeSign[] = [];
const kLook = () => undefined;

export default function MapCanvas({
  box,
  features,
  initiatives = kNoInitiatives,
  hidden,
  picked,
  words,
  onMove = kLook,
  onPick = kLook,
  onPickInitiative = kLook,
  onReady = kLook,
}: {
  box: Box;
  features: MapFeature[];
  initiatives?: readonly InitiativeSign[];
  hidden: ReadonlySet<Shown>;
  picked: { site_id: string; longitude_deg: number; latitude_deg: number } | null;
  words: MapWords;
  onMove?: (box: Box, zoom: number) => void;
  onPick?: (site_id: string) => void;
  onPickInitiative?: (initiative_id: string) => void;
  onReady?: (save: () => void) => void;
}) {
  const holder = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const wanted = { features, initiatives, hidden, picked, words };
  const now = useRef({ ...wanted, onMove, onPick, onPickInitiative });
  useEffect(() => {
    now.current = { ...wanted, onMove, onPick, onPickInitiative };
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
        // What makes panning slow where the processor draws; for paper it is drawn anew.
        canvasContextAttributes: { preserveDrawingBuffer: false, antialias: false },
        fadeDuration: 0,
        locale: {
          "Map.Title": title,
          "NavigationControl.ZoomIn": zoomIn,
          "NavigationControl.ZoomOut": zoomOut,
        },
      });
      map.touchZoomRotate.disableRotation();
      map.addControl(new NavigationControl({ showCompass: false }), "top-right");
      map.addControl(new ScaleControl(), "bottom-left");
      drawn.current = { map, base, towns: [] };
      const moved = () => {
        const bounds = map.getBounds();
        const west = clamp(bounds.getWest(), 180);
        const east = clamp(bounds.getEast(), 180);
        const south = clamp(bounds.getSouth(), 90);
        const north = clamp(bounds.getNorth(), 90);
        now.current.onMove([west, south, east, north], Math.round(map.getZoom()));
      };
      const redraw = () => {
        addSigns(map);
        showFeatures(drawn.current, now.current);
        showInitiatives(drawn.current, now.current);
        showChoice(drawn.current, now.current);
      };
      map.on("moveend", moved);
      map.on("style.load", redraw);
      map.on("idle", () => at.setAttribute("data-ready", ""));
      map.once("load", moved);
      map.on("click", (event) => pick(map, event));
      for (const layer of kPickable) {
        map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
        map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
      }
      const stopTheme = onThemeChange(() =>
        map.setStyle(mapStyle(base, now.current.picked?.site_id ?? null), { diff: false }),
      );
      onReady(() => savePicture(map, now.current.features, now.current.words));
      const toPaper = () => copyForPaper(map, paper.current);
      addEventListener("beforeprint", toPaper);
      return () => {
        removeEventListener("beforeprint", toPaper);
        stopTheme();
        map.remove();
        drawn.current = null;
      };
    }

    /** What lies on top where it was clicked. */
    function pick(map: GlMap, event: MapMouseEvent) {
      const [feature] = map.queryRenderedFeatures(event.point, { layers: [...kPickable] });
      if (feature === undefined) return;
      const { kind, site_id, initiative_id } = feature.properties as Partial<MapProperties> & {
        initiative_id?: string;
      };
      if (kind === "cluster") map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 });
      else if (initiative_id !== undefined) now.current.onPickInitiative(initiative_id);
      else if (site_id !== undefined) now.current.onPick(site_id);
    }

    return () => {
      isGone = true;
      leave?.();
    };
    // The map is opened once; what changes later is shown by the effect below.
  }, []);

  useEffect(() => showFeatures(drawn.current, now.current), [features]);
  useEffect(() => showInitiatives(drawn.current, now.current), [initiatives]);
  useEffect(() => showChoice(drawn.current, now.current));

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
      <canvas ref={paper} className="map-paper" aria-hidden="true" />
      <small className="map-credit">{words.credit}</small>
    </div>
  );
}

/** What the map shows now, on a canvas that can be printed. */
function copyForPaper(map: GlMap, paper: HTMLCanvasElement | null): void {
  if (paper === null) return;
  map.redraw();
  const canvas = map.getCanvas();
  paper.width = canvas.width;
  paper.height = canvas.height;
  paper.getContext("2d")?.drawImage(canvas, 0, 0);
}

type Wanted = Required<
  Pick<Parameters<typeof MapCanvas>[0], "features" | "initiatives" | "hidden" | "picked">
>;

/** A source of a map whose style has come. */
const sourceOf = (drawn: Drawn | null, name: string) => drawn?.map.getSource<GeoJSONSource>(name);

function showFeatures(drawn: Drawn | null, { features }: Pick<Wanted, "features">): void {
  const source = sourceOf(drawn, "region");
  if (drawn === null || source === undefined) return;
  const { map } = drawn;
  void source.setData(scaled(features, (sites) => clusterImage(map, sites)));
  for (const town of drawn.towns) town.remove();
  drawn.towns = placesWithRoom(map, features).map((feature) => townName(feature).addTo(map));
}

function showInitiatives(drawn: Drawn | null, { initiatives }: Pick<Wanted, "initiatives">): void {
  void sourceOf(drawn, "initiatives")?.setData(signFeatures(initiatives));
}

/** What is switched on, and the site that is looked at. */
function showChoice(drawn: Drawn | null, { hidden, picked }: Wanted): void {
  if (drawn === null || sourceOf(drawn, "region") === undefined) return;
  const { map } = drawn;
  map.setFilter("picked", ["==", ["get", "site_id"], picked?.site_id ?? ""]);
  for (const shown of kShown) {
    for (const layer of kLayers[shown]) {
      map.setLayoutProperty(layer, "visibility", hidden.has(shown) ? "none" : "visible");
    }
  }
  for (const town of drawn.towns) town.getElement().hidden = hidden.has("towns");
}

function townName({ geometry, properties }: MapFeature): Marker {
  const element = document.createElement("span");
  element.className = "map-town";
  element.textContent = properties.name ?? "";
  element.setAttribute("aria-hidden", "true");
  const [longitude = 0, latitude = 0] = geometry.coordinates as number[];
  return new Marker({ element, anchor: "center" }).setLngLat([longitude, latitude]);
}
