// The map as a part of a page: opened once, and told what changes.

import { useEffect, useRef } from "react";
import type { MapFeature } from "./features.ts";
import { drawPicture, savePicture } from "./picture.ts";
import type { Box } from "./projection.ts";
import { RegionMap, type Heard, type Place } from "./region-map.ts";
import type { Shown } from "./shown.ts";
import type { InitiativeSign } from "./signs.ts";

export interface MapWords {
  title: string;
  zoomIn: string;
  zoomOut: string;
  credit: string;
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
  features: readonly MapFeature[];
  initiatives?: readonly InitiativeSign[];
  hidden: ReadonlySet<Shown>;
  picked: Place | null;
  words: MapWords;
  onReady?: (save: () => void) => void;
} & Partial<Heard>) {
  const holder = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLCanvasElement>(null);
  const opened = useRef<RegionMap | null>(null);
  const now = useRef({ words, onMove, onPick, onPickInitiative });
  useEffect(() => {
    now.current = { words, onMove, onPick, onPickInitiative };
  });

  useEffect(() => {
    const at = holder.current;
    if (at === null) return;
    const region = new RegionMap(
      at,
      box,
      () => now.current,
      () => at.setAttribute("data-ready", ""),
    );
    opened.current = region;
    onReady(() => savePicture(region.map, now.current.words.title, now.current.words.credit));
    const toPaper = () => {
      if (paper.current !== null) drawPicture(region.map, paper.current, now.current.words.credit);
    };
    addEventListener("beforeprint", toPaper);
    return () => {
      removeEventListener("beforeprint", toPaper);
      region.close();
      opened.current = null;
    };
    // The map is opened once; what changes later is shown by the effects below.
  }, []);

  const { longitude_deg, latitude_deg } = picked ?? {};
  useEffect(() => opened.current?.showFeatures(features), [features]);
  useEffect(() => opened.current?.showInitiatives(initiatives), [initiatives]);
  useEffect(() => opened.current?.hide(hidden));
  useEffect(() => {
    const isPicked = longitude_deg !== undefined && latitude_deg !== undefined;
    opened.current?.showPicked(isPicked ? { longitude_deg, latitude_deg } : null);
  }, [longitude_deg, latitude_deg]);

  return (
    <div className="map-holder">
      <div
        ref={holder}
        className="map-canvas"
        role="region"
        aria-label={words.title}
        tabIndex={0}
      />
      <canvas ref={paper} className="map-paper" aria-hidden="true" />
      <p className="map-zoom">
        <button type="button" aria-label={words.zoomIn} onClick={() => opened.current?.zoomBy(1)}>
          +
        </button>
        <button type="button" aria-label={words.zoomOut} onClick={() => opened.current?.zoomBy(-1)}>
          −
        </button>
      </p>
      <small className="map-credit">{words.credit}</small>
    </div>
  );
}
