// Today against the plan: cost and greenhouse gases by part, side by side.

import type { Comparison, ComparisonPart } from "../data.ts";
import { addPanel, keepDrawn, openFrame, type Frame } from "../figure.ts";
import { legendEntry, swatch } from "../legend.ts";
import type { TextKey, Words } from "../words.ts";
import { barOption, barsHeight, barsInWords, type BarRow, type BarSeries } from "./bars.ts";
import { addChart } from "./chart.ts";

/** The unit in which the largest sum of money has one to three digits before the point. */
export function moneyUnit(values: readonly (number | null)[]): {
  key: TextKey;
  size: number;
} {
  const largest = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
  if (largest >= 1e6) return { key: "unit_meur", size: 1e6 };
  if (largest >= 1e4) return { key: "unit_keur", size: 1e3 };
  return { key: "unit_eur", size: 1 };
}

const scaled = (value: number | null, size: number) => (value === null ? null : value / size);

/** The rows of one panel; "total" comes last. */
function rowsOf(
  parts: readonly ComparisonPart[],
  valuesOf: (part: ComparisonPart) => (number | null)[],
): BarRow[] {
  const rank = (part: ComparisonPart) => (part.key === "total" ? 1 : 0);
  return [...parts]
    .sort((a, b) => rank(a) - rank(b))
    .map((part) => ({
      name: part.name,
      values: valuesOf(part),
      isStrong: part.key === "total",
    }));
}

function addBars(frame: Frame, heading: string, rows: BarRow[], series: BarSeries[], words: Words) {
  const plot = addPanel(frame, heading);
  const values = barsInWords(rows, series, words);
  const chart = addChart(plot, words.text("chart_label", { title: heading, values }));
  keepDrawn(plot, (width) => {
    const height = barsHeight(rows, series.length, width);
    chart.draw(barOption(rows, series, width, words), width, height);
  });
}

export function showComparison(figure: HTMLElement, { parts }: Comparison, words: Words): void {
  if (parts.length === 0) return;
  const frame = openFrame(figure, words);
  frame.body.classList.add("two-panels");
  const series = [
    { name: words.text("today"), colour: "var(--today)" },
    { name: words.text("plan"), colour: "var(--plan)" },
  ];
  frame.legend.append(...series.map(({ name, colour }) => legendEntry(name, swatch(colour))));
  const money = moneyUnit(
    parts.flatMap((part) => [part.baseline_eur_per_year, part.plan_eur_per_year]),
  );
  const costs = rowsOf(parts, (part) => [
    scaled(part.baseline_eur_per_year, money.size),
    scaled(part.plan_eur_per_year, money.size),
  ]);
  addBars(frame, `${words.text("cost")}, ${words.text(money.key)}`, costs, series, words);
  const gases = rowsOf(parts, (part) => [part.baseline_t_co2e_per_year, part.plan_t_co2e_per_year]);
  const gasHeading = `${words.text("greenhouse_gases")}, ${words.text("unit_t_co2e")}`;
  addBars(frame, gasHeading, gases, series, words);
}
