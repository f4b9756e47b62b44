// Pictures with few colours, a third of the size: PNG with a palette.

import { deflateSync, crc32 } from "node:zlib";

const kMostColours = 255;

/** Shades of a colour channel that are told apart when colours are counted. */
const binOf = (red: number, green: number, blue: number) =>
  ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);

interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue, alpha of each pixel. */
  data: Uint8Array;
}

interface Bin {
  bin: number;
  count: number;
  colour: [number, number, number];
}

/** The commonest colours, and which of them each bin is shown as. */
function paletteOf({ data }: Pixels): { colours: Bin["colour"][]; indexOfBin: Uint8Array } {
  const counts = new Map<number, Map<number, number>>();
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    const exact = (red << 16) | (green << 8) | blue;
    const bin = binOf(red, green, blue);
    const inBin = counts.get(bin) ?? new Map<number, number>();
    inBin.set(exact, (inBin.get(exact) ?? 0) + 1);
    counts.set(bin, inBin);
  }
  const bins = [...counts].map(([bin, inBin]): Bin => {
    const exact = [...inBin].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
    const count = [...inBin.values()].reduce((sum, each) => sum + each, 0);
    return { bin, count, colour: [exact >> 16, (exact >> 8) & 255, exact & 255] };
  });
  const kept = bins.sort((a, b) => b.count - a.count).slice(0, kMostColours);
  const indexOfBin = new Uint8Array(1 << 15);
  for (const { bin, colour } of bins) {
    let best = Infinity;
    kept.forEach((each, index) => {
      const distance = each.colour.reduce(
        (sum, part, at) => sum + (part - (colour[at] ?? 0)) ** 2,
        0,
      );
      if (distance >= best) return;
      best = distance;
      indexOfBin[bin] = index;
    });
  }
  return { colours: kept.map(({ colour }) => colour), indexOfBin };
}

function chunk(name: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

export function palettePng(pixels: Pixels): Buffer {
  const { width, height, data } = pixels;
  const { colours, indexOfBin } = paletteOf(pixels);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const lines = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; ++row) {
    for (let column = 0; column < width; ++column) {
      const [red = 0, green = 0, blue = 0] = data.subarray(4 * (row * width + column));
      lines[row * (width + 1) + 1 + column] = indexOfBin[binOf(red, green, blue)] ?? 0;
    }
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("PLTE", Uint8Array.from(colours.flat())),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ]);
}
