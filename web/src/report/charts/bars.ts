// Horizontal bars with their values written at the ends. An unknown value has no bar and says
// so; a row without values is a heading.

import { wrappedText } from "../font.ts";
import type { Words } from "../words.ts";
import type { ChartOption } from "./chart.ts";

export interface BarSeries {
  name: string;
  colour: string;
}

export interface BarRow {
  name: string;
  /** One value per series; a heading has none. */
  values: (number | null)[];
  /** Colour of this row's bars instead of the series' colours. */
  colour?: string;
  isStrong?: boolean;
  /** Set in under the heading before it. */
  isIndented?: boolean;
}

const kBarHeight = 15;
const kRowPadding = 15;
const kEdge = 6;
/** On a phone names take two lines and bars need the room values would have. */
const kNarrow = 520;
const kNarrowRowPadding = 21;
const kNameSize = 12.5;
const kIndent = 12;
const kGap = 10;

/** Width of the column of names [px]. */
function nameColumn(width: number): number {
  return Math.round(Math.min(230, Math.max(112, width * 0.32)));
}

/** Room for a value written at the end of a bar [px]. */
function valueRoom(width: number): number {
  return width < kNarrow ? 60 : 78;
}

/** Ends of the value axis, with room beyond the longest bars for the values written there. */
export function axisRange(
  rows: readonly BarRow[],
  plotWidth: number,
  room: number,
): [number, number] {
  const values = rows.flatMap((row) => row.values).filter((value) => value !== null);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const ends = (low < 0 ? 1 : 0) + (high > 0 || low === 0 ? 1 : 0);
  const forBars = Math.max(plotWidth - ends * room, plotWidth * 0.3);
  const perPixel = (high - low || 1) / forBars;
  const free = room * perPixel;
  return [low < 0 ? low - free : 0, high > 0 || low === 0 ? high + free : 0];
}

export function barsHeight(rows: readonly BarRow[], seriesCount: number, width: number): number {
  const padding = width < kNarrow && seriesCount === 1 ? kNarrowRowPadding : kRowPadding;
  return rows.length * (seriesCount * kBarHeight + padding) + 2 * kEdge;
}

function barItem(row: BarRow, index: number, words: Words) {
  const value = row.values[index];
  if (value === undefined) return { value: 0, label: { show: false } };
  const side = value !== null && value < 0 ? ("left" as const) : ("right" as const);
  const own = row.colour === undefined ? {} : { itemStyle: { color: row.colour } };
  return {
    value: value ?? 0,
    ...own,
    label: { position: side, formatter: words.number(value) },
  };
}

/** A row's name in one or two lines; braces would be read as markup. */
function nameText(row: BarRow | undefined, room: number): string {
  const isStrong = row !== undefined && (row.values.length === 0 || row.isStrong === true);
  const name = (row?.name ?? "").replace(/[{}|]/g, " ");
  const left = row?.isIndented === true ? room - kIndent : room;
  const style = isStrong ? "strong" : row?.isIndented === true ? "indented" : "plain";
  return wrappedText(name, left, kNameSize, isStrong ? 700 : 400)
    .map((line) => `{${style}|${line}}`)
    .join("\n");
}

/** Two axes: one with the names at the left edge, one with the line where the value is 0. */
function nameAxes(rows: readonly BarRow[], names: number) {
  const style = {
    fontSize: kNameSize,
    lineHeight: kNameSize + 2,
    color: "var(--ink)",
  };
  const common = {
    type: "category" as const,
    inverse: true,
    position: "left" as const,
    data: rows.map((_, i) => String(i)),
    axisTick: { show: false },
  };
  return [
    {
      ...common,
      axisLine: { show: false, onZero: false },
      axisLabel: {
        interval: 0,
        align: "left" as const,
        margin: names + kGap,
        formatter: (index: string) => nameText(rows[Number(index)], names - 4),
        rich: {
          plain: style,
          strong: { ...style, fontWeight: 700 },
          indented: { ...style, padding: [0, 0, 0, kIndent] },
        },
      },
    },
    {
      ...common,
      axisLine: {
        onZero: true,
        lineStyle: { color: "var(--muted)", width: 1 },
      },
      axisLabel: { show: false },
    },
  ];
}

export function barOption(
  rows: readonly BarRow[],
  series: readonly BarSeries[],
  width: number,
  words: Words,
): ChartOption {
  const names = nameColumn(width);
  const [min, max] = axisRange(rows, width - names - kGap, valueRoom(width));
  return {
    grid: { left: names + kGap, right: 0, top: kEdge, bottom: kEdge },
    xAxis: {
      type: "value",
      min,
      max,
      axisLabel: { show: false },
      splitLine: { show: false },
    },
    yAxis: nameAxes(rows, names),
    series: series.map(({ name, colour }, index) => ({
      type: "bar",
      name,
      barWidth: kBarHeight - 2,
      barGap: "15%",
      silent: true,
      itemStyle: { color: colour, borderRadius: 2 },
      label: { show: true, distance: 5, fontSize: width < kNarrow ? 11 : 12, color: "var(--ink)" },
      data: rows.map((row) => barItem(row, index, words)),
    })),
  };
}

/** "Transport: Today 12, Plan 9; ..." for screen readers. */
export function barsInWords(
  rows: readonly BarRow[],
  series: readonly BarSeries[],
  words: Words,
): string {
  const told = (row: BarRow) => {
    const values = row.values.map((value, i) =>
      [series.length > 1 ? series[i]?.name : "", words.number(value)].join(" ").trim(),
    );
    return [row.name, values.join(", ")].filter((part) => part !== "").join(": ");
  };
  return rows.map(told).join("; ");
}
