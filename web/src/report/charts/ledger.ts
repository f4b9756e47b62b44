// The greenhouse-gas ledger: signed bars by kind, grouped by where the gas comes from.

import type { LedgerEntry, Origin } from "../data.ts";
import { addPanel, keepDrawn, openFrame } from "../figure.ts";
import { legendEntry, swatch } from "../legend.ts";
import type { Words } from "../words.ts";
import { barOption, barsHeight, barsInWords, type BarRow } from "./bars.ts";
import { addChart } from "./chart.ts";

/** The groups in the order shown: what is emitted first, then what is taken away. */
const kOrigins: readonly Origin[] = [
  "fossil",
  "process",
  "mixed",
  "biogenic",
  "removed",
  "avoided",
];

/** A heading per origin that occurs, its entries under it in the given order. */
export function ledgerRows(entries: readonly LedgerEntry[], words: Words): BarRow[] {
  return kOrigins.flatMap((origin) => {
    const own = entries.filter((entry) => entry.origin === origin);
    if (own.length === 0) return [];
    const heading: BarRow = {
      name: words.text(`origin_${origin}`),
      values: [],
    };
    const rows = own.map((entry) => ({
      name: entry.name,
      values: [entry.t_co2e_per_year],
      colour: `var(--origin-${origin})`,
      isIndented: true,
    }));
    return [heading, ...rows];
  });
}

export function showLedger(figure: HTMLElement, entries: LedgerEntry[], words: Words): void {
  const rows = ledgerRows(entries, words);
  if (rows.length === 0) return;
  const frame = openFrame(figure, words);
  const present = kOrigins.filter((origin) => entries.some((e) => e.origin === origin));
  const legend = present.map((origin) =>
    legendEntry(words.text(`origin_${origin}`), swatch(`var(--origin-${origin})`)),
  );
  frame.legend.append(...legend);
  const unit = words.text("unit_t_co2e");
  const series = [{ name: unit, colour: "var(--muted)" }];
  const plot = addPanel(frame, unit);
  const values = barsInWords(rows, series, words);
  const title = [frame.title, unit].filter((part) => part !== "").join(", ");
  const chart = addChart(plot, words.text("chart_label", { title, values }));
  keepDrawn(plot, (width) => {
    chart.draw(barOption(rows, series, width, words), width, barsHeight(rows, 1, width));
  });
}
