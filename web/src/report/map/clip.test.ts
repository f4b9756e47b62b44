import { describe, expect, test } from "vitest";
import { clipLine, clipRing, type Bounds, type Position } from "./clip.ts";

const kBox: Bounds = [0, 0, 10, 10];

function area(ring: readonly Position[]): number {
  let twice = 0;
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [0, 0];
    twice += x * nextY - nextX * y;
  });
  return twice / 2;
}

describe("clipRing", () => {
  test("a ring inside stays as it is", () => {
    const ring: Position[] = [
      [1, 1],
      [2, 1],
      [2, 2],
      [1, 1],
    ];
    expect(clipRing(ring, kBox)).toEqual(ring);
  });

  test("a ring outside leaves nothing", () => {
    expect(
      clipRing(
        [
          [11, 1],
          [12, 1],
          [12, 2],
          [11, 1],
        ],
        kBox,
      ),
    ).toEqual([]);
  });

  test("a ring around the box becomes the box, turning the same way", () => {
    const ring: Position[] = [
      [-5, -5],
      [15, -5],
      [15, 15],
      [-5, 15],
      [-5, -5],
    ];
    const cut = clipRing(ring, kBox);
    expect(area(cut)).toBeCloseTo(100);
    expect(cut.at(0)).toEqual(cut.at(-1));
    expect(area(clipRing([...ring].reverse(), kBox))).toBeCloseTo(-100);
  });

  test("a square across a corner keeps the quarter inside", () => {
    const ring: Position[] = [
      [8, 8],
      [12, 8],
      [12, 12],
      [8, 12],
      [8, 8],
    ];
    expect(area(clipRing(ring, kBox))).toBeCloseTo(4);
  });
});

describe("clipLine", () => {
  test("a line that leaves and returns becomes two pieces", () => {
    const line: Position[] = [
      [5, 5],
      [15, 5],
      [15, 8],
      [5, 8],
    ];
    expect(clipLine(line, kBox)).toEqual([
      [
        [5, 5],
        [10, 5],
      ],
      [
        [10, 8],
        [5, 8],
      ],
    ]);
  });

  test("a segment across the box is cut at both ends", () => {
    expect(
      clipLine(
        [
          [-10, 5],
          [30, 5],
        ],
        kBox,
      ),
    ).toEqual([
      [
        [0, 5],
        [10, 5],
      ],
    ]);
  });

  test("a segment past a corner leaves nothing", () => {
    expect(
      clipLine(
        [
          [-3, 8],
          [1, 12],
        ],
        kBox,
      ),
    ).toEqual([]);
  });

  test("points inside stay in one piece", () => {
    const line: Position[] = [
      [1, 1],
      [2, 2],
      [3, 1],
      [20, 1],
    ];
    expect(clipLine(line, kBox)).toEqual([
      [
        [1, 1],
        [2, 2],
        [3, 1],
        [10, 1],
      ],
    ]);
  });
});
