// The course of an exchange on the map: an arc that bends to the left of its direction, so
// that there and back lie apart, with an arrow head before the taker's circle.

export interface Point {
  x: number;
  y: number;
}

export interface Curve {
  /** Path data of the line, ending where the arrow head begins. */
  line: string;
  /** Path data of the arrow head. */
  head: string;
}

/** Bend of the first arc between two sites, as a share of their distance, and of each next. */
const kBend = 0.16;
const kNextBend = 0.12;

const fixed = (value: number) => value.toFixed(1);

/**
 * The arc from one circle to another, `gap` [px] from both centres. `order` counts the
 * exchanges that already run the same way. Null when the circles leave no room.
 */
export function curveBetween(
  from: Point,
  to: Point,
  width: number,
  gap: number,
  order: number,
): Curve | null {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const distance = Math.hypot(dx, dy);
  const headLength = 5 + width * 1.3;
  if (distance < 2 * gap + headLength) return null;
  const bend = kBend + order * kNextBend;
  const middle = {
    x: from.x + dx / 2 + dy * bend,
    y: from.y + dy / 2 - dx * bend,
  };
  const start = towards(from, middle, gap);
  const tip = towards(to, middle, gap);
  const base = towards(to, middle, gap + headLength);
  const [ux, uy] = [(tip.x - base.x) / headLength, (tip.y - base.y) / headLength];
  const half = 3 + width * 0.75;
  const line =
    `M${fixed(start.x)},${fixed(start.y)}Q${fixed(middle.x)},${fixed(middle.y)} ` +
    `${fixed(base.x)},${fixed(base.y)}`;
  const head =
    `M${fixed(tip.x)},${fixed(tip.y)}L${fixed(base.x - uy * half)},${fixed(base.y + ux * half)}` +
    `L${fixed(base.x + uy * half)},${fixed(base.y - ux * half)}Z`;
  return { line, head };
}

function towards(from: Point, to: Point, length: number): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const share = length / distance;
  return {
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
  };
}
