// The words on and around the map: tooltips, legend, scale bar.

import type { Exchange, MapData, Site } from "../data.ts";
import { drawn } from "../element.ts";
import { textWidth } from "../font.ts";
import { familyEntries, kSymbol, legendEntry } from "../legend.ts";
import type { Words } from "../words.ts";
import { roundLength } from "./fit.ts";
import { emitterDisc, largestEmission, siteMark } from "./sites.ts";
import { largestByUnit } from "./width.ts";

/** Exchanges of one site that a tooltip lists. */
const kMostListed = 8;

export function siteName(map: MapData, id: string): string {
  return map.sites.find((site) => site.id === id)?.name ?? id;
}

export function exchangeLines(exchange: Exchange, words: Words): string[] {
  const state = words.text(exchange.is_operating ? "operating" : "planned");
  const amount = words.perYear(exchange.quantity, exchange.unit);
  return [amount, exchange.mode, state];
}

/** What a tooltip or a screen reader says about a site, after its name. */
export function siteLines(site: Site, map: MapData, words: Words): string[] {
  const lines = [words.text(`role_${site.role}`)];
  if (site.emitter_t_co2e !== null) {
    const amount = words.perYear(site.emitter_t_co2e, "t CO₂e");
    lines.push(`${words.text("emissions")}: ${amount}`);
  }
  const listed = map.exchanges
    .filter((e) => e.from_site === site.id || e.to_site === site.id)
    .map((e) => {
      const isFrom = e.from_site === site.id;
      const partner = isFrom ? `→ ${siteName(map, e.to_site)}` : `← ${siteName(map, e.from_site)}`;
      return `${partner}: ${e.resource_name}, ${words.perYear(e.quantity, e.unit)}`;
    });
  if (listed.length > kMostListed) listed.splice(kMostListed, Infinity, "…");
  return [...lines, ...listed];
}

function lineSymbol(colour: string, isOperating: boolean): SVGElement[] {
  const [y, end] = [kSymbol.height / 2, kSymbol.width - 2];
  const line = {
    x1: 1,
    y1: y,
    x2: end - 7,
    y2: y,
    stroke: colour,
    "stroke-width": 3.4,
  };
  return [
    drawn("line", {
      ...line,
      "stroke-dasharray": isOperating ? null : "4.5 2.5",
    }),
    drawn("path", { d: `M${end},${y}l-8,-5v10Z`, fill: colour }),
  ];
}

function centred(marks: SVGElement[]): SVGElement {
  const middle = `translate(${kSymbol.width / 2} ${kSymbol.height / 2})`;
  return drawn("g", { transform: middle }, ...marks);
}

export function mapLegend(map: MapData, words: Words): HTMLLIElement[] {
  const entries: HTMLLIElement[] = [];
  for (const role of ["giver", "taker", "both", "other"] as const) {
    if (!map.sites.some((site) => site.role === role)) continue;
    entries.push(legendEntry(words.text(`role_${role}`), centred(siteMark(role))));
  }
  const largest = largestEmission(map.sites);
  if (largest > 0) {
    const amount = words.perYear(largest, "t CO₂e");
    const disc = emitterDisc(1, 1);
    disc.setAttribute("r", "7.5");
    entries.push(legendEntry(words.text("emitter_legend", { amount }), centred([disc])));
  }
  for (const isOperating of [true, false]) {
    if (!map.exchanges.some((e) => e.is_operating === isOperating)) continue;
    const text = words.text(isOperating ? "operating" : "planned");
    entries.push(legendEntry(text, ...lineSymbol("var(--muted)", isOperating)));
  }
  const families = map.exchanges.map((e) => e.family);
  entries.push(...familyEntries(families, words, (colour) => lineSymbol(colour, true)));
  const amounts = [...largestByUnit(map.exchanges)].map(([unit, n]) => words.perYear(n, unit));
  if (amounts.length > 0) {
    entries.push(legendEntry(words.text("widest_line", { amounts: amounts.join(" · ") })));
  }
  return entries;
}

/** A bar of a round length, at most a fifth of the map's width, with its length in words. */
export function scaleBar(perPixel: number, width: number, words: Words): SVGElement[] {
  const length = roundLength(perPixel * Math.max(80, width / 5));
  const pixels = length / perPixel;
  const isShort = length < 1;
  const text = words.amount(isShort ? length * 1000 : length, isShort ? "m" : "km");
  const halo = {
    stroke: "var(--map-halo)",
    "stroke-width": 3,
    "paint-order": "stroke",
  };
  return [
    drawn("path", {
      d: `M0,-5V0H${pixels.toFixed(1)}V-5`,
      fill: "none",
      stroke: "var(--ink)",
      "stroke-width": 1.4,
    }),
    drawn(
      "text",
      {
        x: (pixels / 2 - textWidth(text, 11) / 2).toFixed(1),
        y: -6,
        "font-size": 11,
        fill: "var(--ink)",
        ...halo,
      },
      text,
    ),
  ];
}
