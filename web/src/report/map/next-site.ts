// Where an arrow key leads from a site.

import type { Point } from "./curve.ts";

/** The site to go to from another in a direction: near, and rather ahead than aside. */
export function nextSite<S extends { home: Point }>(
  from: S,
  all: readonly S[],
  [dx, dy]: readonly [number, number],
): S | null {
  let [best, least]: [S | null, number] = [null, Infinity];
  for (const candidate of all) {
    const [x, y] = [candidate.home.x - from.home.x, candidate.home.y - from.home.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (candidate === from || ahead <= 0) continue;
    const effort = ahead + 2 * aside;
    if (effort < least) [best, least] = [candidate, effort];
  }
  return best;
}
