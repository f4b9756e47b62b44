// The map of a region: base map, point emitters, exchanges, sites and names.

import { zoomIdentity, type ZoomTransform } from "d3-zoom";
import type { Basemap, MapData } from "../data.ts";
import { element } from "../element.ts";
import { addPanel, keepDrawn, openFrame } from "../figure.ts";
import { whenPicked } from "../picked-site.ts";
import { addTooltip } from "../tooltip.ts";
import type { Words } from "../words.ts";
import { listenToExchanges, listenToSites, showPicked } from "./interaction.ts";
import { addNavigation } from "./navigation.ts";
import { mapLegend } from "./notes.ts";
import { moveView } from "./move.ts";
import { buildView, type View } from "./view.ts";

/** The closest look; beyond it the coast is only straight lines [km per px]. */
const kClosest = 0.02;
const kLeastZoom = 4;

export function showMap(
  figure: HTMLElement,
  map: MapData,
  base: Basemap | null,
  words: Words,
): void {
  const frame = openFrame(figure, words);
  frame.legend.append(...mapLegend(map, words));
  const plot = addPanel(frame);
  const help = element("p", { id: "map-help", class: "for-readers" }, words.text("map_help"));
  let shown: View | null = null;
  keepDrawn(plot, (width) => {
    const view = buildView(map, base, words, width);
    const host = element("div", { class: "map" }, view.svg);
    plot.replaceChildren(host, help);
    const tooltip = addTooltip(host);
    let transform = zoomIdentity;
    const move = (next: ZoomTransform) => {
      transform = next;
      tooltip.hide(true);
      moveView(view, transform, words);
    };
    const mostZoom = Math.max(kLeastZoom, view.perPixel / kClosest);
    const navigation = addNavigation(host, view.svg, view.size, mostZoom, words, move);
    const parts = {
      view,
      map,
      words,
      tooltip,
      navigation,
      transform: () => transform,
    };
    listenToSites(parts);
    listenToExchanges(parts);
    move(zoomIdentity);
    showPicked(view);
    shown = view;
  });
  whenPicked(() => {
    if (shown !== null) showPicked(shown);
  });
}
