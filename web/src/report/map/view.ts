// What the map consists of at one width, not yet put in place.

import type { ZoomTransform } from "d3-zoom";
import type { Basemap, MapData, Site } from "../data.ts";
import { drawn } from "../element.ts";
import { kFont, textWidth } from "../font.ts";
import type { Words } from "../words.ts";
import { drawBase } from "./base.ts";
import type { Point } from "./curve.ts";
import { drawExchanges, type DrawnExchange } from "./exchanges.ts";
import { fittedProjection, kilometresPerPixel, shownBounds, type Size } from "./fit.ts";
import { siteLines } from "./notes.ts";
import { emitterDisc, fanOffsets, largestEmission, pointerArea, siteMark } from "./sites.ts";

/** Free room around the bounds [px]; names need some. */
const kMargin = 44;

export interface Marker {
  site: Site;
  group: SVGGElement;
  disc: SVGElement | null;
  /** Where the site is on the unzoomed map, and how far it is fanned out from there [px]. */
  home: Point;
  offset: Point;
  /** How much the site matters on the map: its exchanges and its emissions. */
  weight: number;
}

export interface View {
  size: Size;
  svg: SVGSVGElement;
  base: SVGGElement;
  markers: Marker[];
  exchanges: DrawnExchange[];
  towns: { name: string; home: Point }[];
  names: SVGGElement;
  scale: SVGGElement;
  /** Kilometres per pixel of the unzoomed map. */
  perPixel: number;
}

type Home = (at: { longitude_deg: number; latitude_deg: number }) => Point;

function heightFor(width: number): number {
  return Math.round(Math.min(Math.max(width * 0.68, 340), 640));
}

export function buildView(map: MapData, base: Basemap | null, words: Words, width: number): View {
  const size = { width, height: heightFor(width) };
  const projection = fittedProjection(map.bounds, size, Math.min(kMargin, width / 9));
  const home: Home = ({ longitude_deg, latitude_deg }) => {
    const [x, y] = projection([longitude_deg, latitude_deg]) ?? [0, 0];
    return { x, y };
  };
  const land =
    base === null ? drawn("g") : drawBase(base, projection, shownBounds(projection, size));
  const view = {
    size,
    base: land,
    markers: buildMarkers(map, words, home),
    exchanges: drawExchanges(map.exchanges),
    towns: (map.places ?? []).map((town) => ({
      name: town.name,
      home: home(town),
    })),
    names: drawn("g", { "pointer-events": "none" }),
    scale: drawn("g", { transform: `translate(14 ${size.height - 12})` }),
    perPixel: kilometresPerPixel(projection, size.height / 2),
  };
  return { ...view, svg: assemble(view, words) };
}

function assemble(view: Omit<View, "svg">, words: Words): SVGSVGElement {
  const { width, height } = view.size;
  return drawn(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      "font-family": kFont,
      tabindex: 0,
      role: "group",
      "aria-label": words.text("map_label"),
      "aria-describedby": "map-help",
    },
    drawn("rect", { width, height, fill: "var(--map-sea)" }),
    view.base,
    drawn("g", {}, ...view.markers.flatMap(({ disc }) => disc ?? [])),
    drawn("g", {}, ...view.exchanges.map(({ group }) => group)),
    drawn("g", {}, ...view.markers.map(({ group }) => group)),
    view.names,
    view.scale,
    sourceNote(view.size, words),
  );
}

function buildMarkers(map: MapData, words: Words, home: Home): Marker[] {
  const largest = largestEmission(map.sites);
  const offsets = fanOffsets(map.sites);
  return map.sites.map((site, i) => {
    const emissions = site.emitter_t_co2e ?? 0;
    const attributes = {
      class: "site",
      "data-site": site.id,
      tabindex: i === 0 ? 0 : -1,
      role: "button",
      "aria-pressed": "false",
      "aria-label": [site.name, ...siteLines(site, map, words)].join(". "),
    };
    const ownExchanges = map.exchanges.filter(
      ({ from_site, to_site }) => from_site === site.id || to_site === site.id,
    );
    return {
      site,
      group: drawn("g", attributes, pointerArea(), ...siteMark(site.role)),
      disc: emissions > 0 ? emitterDisc(emissions, largest) : null,
      home: home(site),
      offset: offsets[i] ?? { x: 0, y: 0 },
      weight: ownExchanges.length + (emissions > 0 ? (8 * emissions) / largest : 0),
    };
  });
}

function sourceNote({ width, height }: Size, words: Words): SVGElement {
  const text = words.text("map_source");
  const x = (width - 8 - textWidth(text, 10.5)).toFixed(1);
  const halo = {
    stroke: "var(--map-halo)",
    "stroke-width": 3,
    "paint-order": "stroke",
  };
  return drawn(
    "text",
    { x, y: height - 8, "font-size": 10.5, fill: "var(--muted)", ...halo },
    text,
  );
}

/** Where a marker is under a transform [px]. */
export function markerPoint({ home, offset }: Marker, transform: ZoomTransform): Point {
  return {
    x: transform.applyX(home.x) + offset.x,
    y: transform.applyY(home.y) + offset.y,
  };
}
