// Legend entries: a small drawing and a word. picture.ts reads them back for saved pictures.

import { familyColour, familyOf, kFamilies, type Family } from "./data.ts";
import { drawn, element } from "./element.ts";
import type { TextKey, Words } from "./words.ts";

/** Size of a legend symbol [px]. */
export const kSymbol = { width: 26, height: 16 } as const;

export function legendEntry(text: string, ...symbol: SVGElement[]): HTMLLIElement {
  const entry = element("li");
  if (symbol.length > 0) {
    const { width, height } = kSymbol;
    const box = {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      "aria-hidden": "true",
    };
    entry.append(drawn("svg", box, ...symbol));
  }
  entry.append(element("span", {}, text));
  return entry;
}

export function swatch(colour: string): SVGElement {
  return drawn("rect", {
    x: 4,
    y: 3,
    width: 18,
    height: 10,
    rx: 2,
    fill: colour,
  });
}

/** One entry per family that occurs, in the vocabulary's order. */
export function familyEntries(
  names: Iterable<string>,
  words: Words,
  symbol: (colour: string) => SVGElement[],
): HTMLLIElement[] {
  const present = new Set<Family>();
  for (const name of names) present.add(familyOf(name));
  return kFamilies
    .filter((family) => present.has(family))
    .map((family) => {
      const key: TextKey = `family_${family}`;
      return legendEntry(words.text(key), ...symbol(familyColour(family)));
    });
}
