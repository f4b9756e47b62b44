// Cutting rings and lines to a longitude-latitude box.
//
// Method: Sutherland-Hodgman for rings, Liang-Barsky for lines, both in the plane of
// degrees, which is exact for a box whose sides are meridians and parallels. A ring that
// leaves the box comes back with edges along the box's sides; it stays one closed ring.

export type Position = readonly [longitude_deg: number, latitude_deg: number];
export type Bounds = readonly [
  west_deg: number,
  south_deg: number,
  east_deg: number,
  north_deg: number,
];

interface Side {
  keeps: (p: Position) => boolean;
  cross: (a: Position, b: Position) => Position;
}

function sides([west, south, east, north]: Bounds): Side[] {
  const atLongitude = (x: number) => (a: Position, b: Position) =>
    [x, a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])] as const;
  const atLatitude = (y: number) => (a: Position, b: Position) =>
    [a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]), y] as const;
  return [
    { keeps: (p) => p[0] >= west, cross: atLongitude(west) },
    { keeps: (p) => p[0] <= east, cross: atLongitude(east) },
    { keeps: (p) => p[1] >= south, cross: atLatitude(south) },
    { keeps: (p) => p[1] <= north, cross: atLatitude(north) },
  ];
}

/** Whether a bounding box of the points lies wholly inside (1), outside (-1) or across (0). */
function place(points: readonly Position[], [west, south, east, north]: Bounds): -1 | 0 | 1 {
  let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    w = Math.min(w, x);
    e = Math.max(e, x);
    s = Math.min(s, y);
    n = Math.max(n, y);
  }
  if (e < west || w > east || n < south || s > north) return -1;
  return w >= west && e <= east && s >= south && n <= north ? 1 : 0;
}

function cutAtSide(open: readonly Position[], side: Side): Position[] {
  const kept: Position[] = [];
  let before = open.at(-1);
  for (const point of open) {
    if (before !== undefined && side.keeps(point) !== side.keeps(before))
      kept.push(side.cross(before, point));
    if (side.keeps(point)) kept.push(point);
    before = point;
  }
  return kept;
}

/** A closed ring (first point repeated last) cut to the box; empty when nothing is left. */
export function clipRing(ring: readonly Position[], box: Bounds): Position[] {
  const where = place(ring, box);
  if (where === -1) return [];
  if (where === 1) return [...ring];
  let open: Position[] = ring.slice(0, -1);
  for (const side of sides(box)) open = cutAtSide(open, side);
  const first = open[0];
  return first === undefined || open.length < 3 ? [] : [...open, first];
}

/** The part of the segment inside the box as two fractions of its length, or null. */
function span(a: Position, b: Position, box: Bounds): [from: number, to: number] | null {
  let [from, to] = [0, 1];
  const limits: [step: number, room: number][] = [
    [a[0] - b[0], a[0] - box[0]],
    [b[0] - a[0], box[2] - a[0]],
    [a[1] - b[1], a[1] - box[1]],
    [b[1] - a[1], box[3] - a[1]],
  ];
  for (const [step, room] of limits) {
    if (step === 0 && room < 0) return null;
    if (step < 0) from = Math.max(from, room / step);
    if (step > 0) to = Math.min(to, room / step);
  }
  return from < to ? [from, to] : null;
}

/** An open line cut to the box: the pieces inside, in order. */
export function clipLine(line: readonly Position[], box: Bounds): Position[][] {
  const where = place(line, box);
  if (where === -1) return [];
  if (where === 1) return [[...line]];
  const pieces: Position[][] = [];
  let piece: Position[] = [];
  let a = line[0];
  for (const b of line.slice(1)) {
    const [from, inside] = [a, a === undefined ? null : span(a, b, box)];
    a = b;
    if (from === undefined || inside === null) continue;
    const at = (t: number): Position =>
      t === 1 ? b : [from[0] + t * (b[0] - from[0]), from[1] + t * (b[1] - from[1])];
    if (piece.length === 0) piece.push(at(inside[0]));
    piece.push(at(inside[1]));
    if (inside[1] < 1) {
      pieces.push(piece);
      piece = [];
    }
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}
