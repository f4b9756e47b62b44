// The map that can be moved: OpenLayers on a canvas, so it needs no graphics card.

import ScaleLine from "ol/control/ScaleLine.js";
import { containsCoordinate } from "ol/extent.js";
import Feature from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import Point from "ol/geom/Point.js";
import { defaults as usualInteractions } from "ol/interaction/defaults.js";
import DragPan from "ol/interaction/DragPan.js";
import OlMap from "ol/Map.js";
import type MapBrowserEvent from "ol/MapBrowserEvent.js";
import View from "ol/View.js";
import { onThemeChange } from "../theme.ts";
import { readBaseMap } from "./base-map.ts";
import { partsOf, type MapFeature } from "./features.ts";
import { makeLayers, recolour, type Layers } from "./layers.ts";
import { placesWithRoom } from "./places.ts";
import { boxOf, boxOnPlane, kFarthest, onPlane, type Box } from "./projection.ts";
import { kShown, type Shown } from "./shown.ts";
import { inRows, type InitiativeSign } from "./signs.ts";
import { under } from "./under.ts";

export interface Place {
  longitude_deg: number;
  latitude_deg: number;
}

/** What people do to the map. */
export interface Heard {
  onMove: (box: Box, zoom: number) => void;
  onPick: (site_id: string) => void;
  onPickInitiative: (initiative_id: string) => void;
}

/** Room around what is shown at first [px], and how near a single site is shown. */
const kPadding = 48;
const kNearest = 11;
const kMostZoom = 15;
/** How near a picked site is shown that was out of sight, and how much nearer a cluster opens. */
const kPickedZoom = 8;
const kClusterStep = 2;
/** How long a move takes [ms], and how far beside a sign a finger may touch [px]. */
const kMoveTime = 300;
const kFinger = 8;

const moveTime = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : kMoveTime);

function interactions() {
  const withoutTurning = { altShiftDragRotate: false, pinchRotate: false };
  if (moveTime() > 0) return usualInteractions(withoutTurning);
  const still = usualInteractions({ ...withoutTurning, zoomDuration: 0, dragPan: false });
  still.push(new DragPan()); // stops where it is let go
  return still;
}

function replace(layer: Layers[keyof Layers], features: Feature[]): void {
  const source = layer.getSource();
  source?.clear(true);
  source?.addFeatures(features);
}

const pointAt = ({ longitude_deg, latitude_deg }: Place, properties: object = {}) =>
  new Feature({ ...properties, geometry: new Point(onPlane(longitude_deg, latitude_deg)) });

function drawn({ geometry, properties }: MapFeature, part: number): Feature {
  const positions = (geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates).map(
    ([longitude = 0, latitude = 0]) => onPlane(longitude, latitude),
  );
  const shape =
    geometry.type === "Point" ? new Point(positions[0] ?? []) : new LineString(positions);
  return new Feature({ ...properties, part, geometry: shape });
}

/** The map of a box of degrees in an element; `heard` tells who listens now. */
export class RegionMap {
  readonly map: OlMap;
  private readonly view = new View({
    maxResolution: kFarthest,
    maxZoom: kMostZoom,
    enableRotation: false,
  });
  private readonly layers = makeLayers();
  private readonly stopTheme = onThemeChange(() => recolour(this.layers));
  /** Nobody has moved it yet. */
  private isAsOpened = true;
  private features: readonly MapFeature[] = [];
  private initiatives: readonly InitiativeSign[] = [];

  constructor(
    private readonly target: HTMLElement,
    box: Box,
    private readonly heard: () => Heard,
    onDrawn: () => void,
  ) {
    this.map = new OlMap({
      target,
      view: this.view,
      layers: Object.values(this.layers),
      controls: [new ScaleLine()],
      interactions: interactions(),
    });
    this.showWhole(box);
    this.map.on("change:size", () => {
      if (this.isAsOpened) this.showWhole(box); // what stands around it has taken its room
    });
    this.listen();
    void readBaseMap().then((base) => {
      replace(this.layers.base, base);
      this.map.once("rendercomplete", onDrawn);
    });
  }

  showFeatures(features: readonly MapFeature[]): void {
    this.features = features;
    const parts = partsOf(features);
    const all = features.map((feature, at) => drawn(feature, parts[at] ?? 0));
    const of = (...kinds: unknown[]) => all.filter((each) => kinds.includes(each.get("kind")));
    const isEmitter = (site: Feature) => Number(site.get("emissions_kt_co2e")) > 0;
    replace(this.layers.exchanges, of("exchange"));
    replace(this.layers.emitters, of("site").filter(isEmitter));
    replace(this.layers.sites, of("site", "cluster"));
    this.nameTowns();
  }

  showInitiatives(initiatives: readonly InitiativeSign[]): void {
    this.initiatives = initiatives;
    const signs = inRows(initiatives).map((each) => pointAt(each, each));
    replace(this.layers.initiatives, signs);
    this.nameTowns();
  }

  /** Rings a place, and goes there where it is out of sight. */
  showPicked(place: Place | null): void {
    replace(this.layers.picked, place === null ? [] : [pointAt(place)]);
    if (place === null) return;
    const center = onPlane(place.longitude_deg, place.latitude_deg);
    const isInSight = containsCoordinate(this.view.calculateExtent(), center);
    if (!isInSight) this.moveTo(center, Math.max(this.zoom(), kPickedZoom));
  }

  hide(hidden: ReadonlySet<Shown>): void {
    for (const shown of kShown) this.layers[shown].setVisible(!hidden.has(shown));
    this.layers.picked.setVisible(!hidden.has("sites"));
  }

  zoomBy(steps: number): void {
    this.isAsOpened = false;
    this.view.animate({ zoom: this.zoom() + steps, duration: moveTime() });
  }

  close(): void {
    this.stopTheme();
    this.map.dispose();
  }

  private showWhole(box: Box): void {
    const padding = [kPadding, kPadding, kPadding, kPadding];
    this.view.fit(boxOnPlane(box), { padding, maxZoom: kNearest });
  }

  private zoom(): number {
    return this.view.getZoom() ?? 0;
  }

  private metresPerPixel(): number {
    return this.view.getResolution() ?? kFarthest;
  }

  private moveTo(center: number[], zoom: number): void {
    this.isAsOpened = false;
    this.view.animate({ center, zoom, duration: moveTime() });
  }

  private nameTowns(): void {
    const towns = placesWithRoom(this.features, this.initiatives, this.metresPerPixel());
    const names = towns.map((town) => drawn(town, 0));
    replace(this.layers.towns, names);
  }

  private listen(): void {
    for (const touch of ["pointerdown", "wheel", "keydown"]) {
      this.target.addEventListener(touch, () => (this.isAsOpened = false), { passive: true });
    }
    this.map.on("moveend", () => {
      this.heard().onMove(boxOf(this.view.calculateExtent()), Math.round(this.zoom()));
    });
    this.map.on("pointermove", (event) => {
      if (event.dragging) return;
      this.target.classList.toggle("is-over", this.under(event) !== undefined);
    });
    this.map.on("click", (event) => this.pick(this.under(event)));
  }

  private under({ coordinate, originalEvent }: MapBrowserEvent): Feature | undefined {
    const { initiatives, sites, emitters } = this.layers;
    const isTouch = (originalEvent as PointerEvent).pointerType === "touch";
    const beside = isTouch ? kFinger : 0;
    return under(coordinate, [initiatives, sites, emitters], this.metresPerPixel(), beside);
  }

  private pick(feature: Feature | undefined): void {
    if (feature === undefined) return;
    const text = (name: string) => feature.get(name) as string | undefined;
    const [initiative_id, site_id] = [text("initiative_id"), text("site_id")];
    const place = feature.getGeometry();
    if (initiative_id !== undefined) this.heard().onPickInitiative(initiative_id);
    else if (site_id !== undefined) this.heard().onPick(site_id);
    else if (place instanceof Point)
      this.moveTo(place.getCoordinates(), this.zoom() + kClusterStep);
  }
}
