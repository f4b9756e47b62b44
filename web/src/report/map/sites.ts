// How a site looks on the map: a full circle gives, a ring takes, a ring with a dot does both.

import type { Role, Site } from "../data.ts";
import { drawn } from "../element.ts";
import type { Point } from "./curve.ts";

/** Radius of a site's circle, also in the legend [px]. */
export const kSiteRadius = 6;
/** Radius of the area that answers the pointer: 24 px across, as WCAG 2.2 asks. */
const kPointerRadius = 12;
/** Radius of the largest emitter's disc and of the smallest [px]. */
const kLargestDisc = 26;
const kSmallestDisc = 9;
/** Distance of sites at one place from each other when they are fanned out [px]. */
const kFanRadius = 9;

export function siteMark(role: Role): SVGElement[] {
  if (role === "other") {
    const small = {
      r: 3.5,
      fill: "var(--muted)",
      stroke: "var(--surface)",
      "stroke-width": 1.2,
    };
    return [drawn("circle", { class: "site-mark", ...small })];
  }
  const line = { stroke: "var(--site)", "stroke-width": 2.4 };
  if (role === "giver") {
    const full = {
      r: kSiteRadius,
      fill: "var(--site)",
      stroke: "var(--surface)",
    };
    return [drawn("circle", { class: "site-mark", ...full, "stroke-width": 1.4 })];
  }
  const ring = { r: kSiteRadius - 0.8, fill: "var(--surface)", ...line };
  const marks = [drawn("circle", { class: "site-mark", ...ring })];
  if (role === "both") marks.push(drawn("circle", { r: 2.4, fill: "var(--site)" }));
  return marks;
}

/** The disc behind a point emitter; its area follows the emissions. */
export function emitterDisc(emissions: number, largest: number): SVGElement {
  return drawn("circle", {
    class: "emitter",
    r: Math.max(kSmallestDisc, kLargestDisc * Math.sqrt(emissions / largest)).toFixed(1),
    fill: "var(--emitter)",
    "fill-opacity": 0.16,
    stroke: "var(--emitter)",
    "stroke-opacity": 0.75,
  });
}

export function pointerArea(): SVGElement {
  return drawn("circle", {
    r: kPointerRadius,
    fill: "transparent",
    "data-screen-only": true,
  });
}

/** Emissions of the largest point emitter [t CO2e per year], 0 when there is none. */
export function largestEmission(sites: readonly Site[]): number {
  return Math.max(0, ...sites.map((site) => site.emitter_t_co2e ?? 0));
}

/** Offsets [px] that fan out sites recorded at the very same place; zero for all others. */
export function fanOffsets(sites: readonly Site[]): Point[] {
  const place = (site: Site) => `${site.latitude_deg.toFixed(4)} ${site.longitude_deg.toFixed(4)}`;
  const total = new Map<string, number>();
  for (const site of sites) total.set(place(site), (total.get(place(site)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return sites.map((site) => {
    const count = total.get(place(site)) ?? 1;
    if (count === 1) return { x: 0, y: 0 };
    const order = seen.get(place(site)) ?? 0;
    seen.set(place(site), order + 1);
    const angle = (2 * Math.PI * order) / count;
    const radius = kFanRadius * Math.max(1, count / 4);
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
}
