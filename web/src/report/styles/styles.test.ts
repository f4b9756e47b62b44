// Contrast of the colours and how far apart the resource families are, also for people who
// see no red or no green (matrices of Machado, Oliveira and Fernandes 2009, full severity).

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { kFamilies } from "../data.ts";

type Triple = [number, number, number];

const kWedges = ["1", "2", "3", "4", "5", "6", "7", "other"].map((name) => `wedge-${name}`);

const kCss = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const [kLight = "", kDark = ""] = kCss.split("@media");

/** Views: full colour, no red cones, no green cones. */
const kViews: Triple[][] = [
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
];

function linear(css: string, name: string): Triple {
  const hex = new RegExp(`--${name}: #(\\w{6});`).exec(css)?.[1];
  if (hex === undefined) throw new Error(`no colour --${name}`);
  const part = (i: number) => {
    const value = parseInt(hex.slice(i, i + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(0), part(2), part(4)];
}

function dot(row: Triple, [r, g, b]: Triple): number {
  return row[0] * r + row[1] * g + row[2] * b;
}

function contrast(css: string, a: string, b: string): number {
  const light = (name: string) => dot([0.2126, 0.7152, 0.0722], linear(css, name));
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function oklab(colour: Triple): Triple {
  const l = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], colour));
  const m = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], colour));
  const s = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], colour));
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], [l, m, s]),
    dot([1.9779984951, -2.428592205, 0.4505937099], [l, m, s]),
    dot([0.0259040371, 0.7827717662, -0.808675766], [l, m, s]),
  ];
}

function seen(colour: Triple, view: Triple[]): Triple {
  const shown = view.map((row) => Math.min(1, Math.max(0, dot(row, colour)))) as Triple;
  return oklab(shown);
}

describe.each([
  ["light", kLight],
  ["dark", kDark],
])("%s", (_, css) => {
  test.each([
    ["ink", "page"],
    ["ink", "surface"],
    ["ink", "raised"],
    ["muted", "page"],
    ["muted", "surface"],
    ["muted", "raised"],
    ["accent", "page"],
    ["accent", "surface"],
    ["accent", "raised"],
    ["accent", "accent-soft"],
    ["warn", "warn-soft"],
    ["ink", "warn-soft"],
    ["ink", "map-sea"],
    ["ink", "map-land"],
    ["muted", "map-sea"],
    ["muted", "map-land"],
  ])("text %s on %s has 4.5:1", (text, ground) => {
    expect(contrast(css, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  const drawings = [
    ...kFamilies.map((family) => `family-${family}`),
    ...["fossil", "process", "mixed", "biogenic", "removed", "avoided"].map((o) => `origin-${o}`),
    ...kWedges,
    ...["today", "plan", "site", "emitter", "focus", "missing"],
  ];
  test.each(drawings)("--%s has 3:1 against the surface", (name) => {
    expect(contrast(css, name, "surface")).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ["families", kFamilies.map((family) => `family-${family}`)],
    ["wedges", kWedges],
  ])("all %s look different, also without red or green", (_, names) => {
    for (const view of kViews) {
      const colours = names.map((name) => seen(linear(css, name), view));
      colours.forEach((a, i) => {
        for (const b of colours.slice(i + 1)) {
          const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
          expect(distance, `${names[i] ?? ""} and another`).toBeGreaterThan(0.06);
        }
      });
    }
  });
});
