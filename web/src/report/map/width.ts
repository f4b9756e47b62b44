// How wide an exchange is drawn: by the root of its share of the largest amount in its unit,
// so that a tenth of the amount still is a third of the width.

import type { Exchange } from "../data.ts";

/** Narrowest and widest line [px]. */
const kNarrowest = 1.6;
const kWidest = 9;

/** Largest known amount per unit. */
export function largestByUnit(exchanges: readonly Exchange[]): Map<string, number> {
  const largest = new Map<string, number>();
  for (const { unit, quantity } of exchanges) {
    if (quantity !== null) largest.set(unit, Math.max(largest.get(unit) ?? 0, quantity));
  }
  return largest;
}

/** Width of a line [px]; an unknown amount gets the narrowest. */
export function lineWidth(quantity: number | null, largest: number): number {
  if (quantity === null || largest <= 0) return kNarrowest;
  return Math.max(kNarrowest, kWidest * Math.sqrt(quantity / largest));
}
