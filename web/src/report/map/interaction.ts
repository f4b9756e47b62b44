// What the map's sites and exchanges do when pointed at, focused or picked.

import type { ZoomTransform } from "d3-zoom";
import type { MapData } from "../data.ts";
import { pickSite, pickedSite } from "../picked-site.ts";
import { tooltipContent, type Tooltip } from "../tooltip.ts";
import type { Words } from "../words.ts";
import type { Navigation } from "./navigation.ts";
import { nextSite } from "./next-site.ts";
import { exchangeLines, siteLines, siteName } from "./notes.ts";
import { markerPoint, type Marker, type View } from "./view.ts";

/** Unit vectors of the arrow keys. */
const kDirections: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface Parts {
  view: View;
  map: MapData;
  words: Words;
  tooltip: Tooltip;
  navigation: Navigation;
  transform: () => ZoomTransform;
}

export function listenToSites(parts: Parts): void {
  const { view, map, words, tooltip, navigation, transform } = parts;
  for (const marker of view.markers) {
    const { group, site } = marker;
    const show = () => {
      const { x, y } = markerPoint(marker, transform());
      tooltip.show(x, y, tooltipContent(site.name, siteLines(site, map, words)));
    };
    group.addEventListener("pointerenter", show);
    group.addEventListener("pointerleave", () => tooltip.hide());
    group.addEventListener("focus", () => {
      makeTabStop(view, marker);
      navigation.reveal(marker.home.x, marker.home.y);
      show();
    });
    group.addEventListener("blur", () => tooltip.hide(true));
    group.addEventListener("click", () => pickSite(site));
    group.addEventListener("keydown", (event) => {
      const direction = kDirections[event.key];
      if (event.key === "Enter" || event.key === " ") pickSite(site);
      else if (direction !== undefined) {
        nextSite(marker, view.markers, direction)?.group.focus();
      } else return;
      event.preventDefault();
    });
  }
}

export function listenToExchanges({ view, map, words, tooltip }: Parts): void {
  for (const { exchange, group } of view.exchanges) {
    const [from, to] = [siteName(map, exchange.from_site), siteName(map, exchange.to_site)];
    const heading = `${exchange.resource_name}: ${from} → ${to}`;
    group.addEventListener("pointermove", (event) => {
      const host = view.svg.getBoundingClientRect();
      const content = tooltipContent(heading, exchangeLines(exchange, words));
      tooltip.show(event.clientX - host.left, event.clientY - host.top, content);
    });
    group.addEventListener("pointerleave", () => tooltip.hide());
  }
}

/** Only one site is in the Tab order; arrow keys lead to the others. */
function makeTabStop(view: View, stop: Marker): void {
  for (const marker of view.markers) {
    marker.group.setAttribute("tabindex", marker === stop ? "0" : "-1");
  }
}

/** Marks the picked site and fades the exchanges that have nothing to do with it. */
export function showPicked(view: View): void {
  const picked = pickedSite()?.id ?? null;
  for (const { group, site } of view.markers) {
    group.setAttribute("aria-pressed", String(site.id === picked));
  }
  for (const { exchange, group } of view.exchanges) {
    const isOwn = exchange.from_site === picked || exchange.to_site === picked;
    group.classList.toggle("is-faded", picked !== null && !isOwn);
  }
}
