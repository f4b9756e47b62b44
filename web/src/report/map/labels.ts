// Which names are shown on the map and where, so that none covers another or a circle.
//
// Method: greedy by priority; each name tries eight places around its point, the first free
// one wins, a name without a free place is left out until the map is zoomed.

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Name {
  /** The point it belongs to [px]. */
  x: number;
  y: number;
  /** Radius that must stay free around the point [px]. */
  radius: number;
  width: number;
  height: number;
}

export interface PlacedName extends Box {
  /** Index of the name in the input. */
  index: number;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function within(a: Box, frame: Box): boolean {
  return (
    a.x >= frame.x &&
    a.y >= frame.y &&
    a.x + a.width <= frame.x + frame.width &&
    a.y + a.height <= frame.y + frame.height
  );
}

/** Places around a point, best first: right, left, above, below, then the corners. */
function candidates({ x, y, radius, width, height }: Name): Box[] {
  const away = radius + 3;
  const near = away * 0.7;
  const size = { width, height };
  return [
    { x: x + away, y: y - height / 2, ...size },
    { x: x - away - width, y: y - height / 2, ...size },
    { x: x - width / 2, y: y - away - height, ...size },
    { x: x - width / 2, y: y + away, ...size },
    { x: x + near, y: y - near - height, ...size },
    { x: x + near, y: y + near, ...size },
    { x: x - near - width, y: y - near - height, ...size },
    { x: x - near - width, y: y + near, ...size },
  ];
}

/** Names in order of priority; `taken` are boxes no name may cover. */
export function placeNames(names: readonly Name[], taken: readonly Box[], frame: Box) {
  const used = [...taken];
  const placed: PlacedName[] = [];
  names.forEach((name, index) => {
    const free = candidates(name).find(
      (box) => within(box, frame) && !used.some((other) => overlap(box, other)),
    );
    if (free === undefined) return;
    used.push(free);
    placed.push({ ...free, index });
  });
  return placed;
}
