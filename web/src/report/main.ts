// The report page's script: finds what the C++ side has written and draws into it.

import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/tables.css";
import "./styles/figures.css";
import "./styles/print.css";
import { showComparison } from "./charts/comparison.ts";
import { showLedger } from "./charts/ledger.ts";
import { showSankey } from "./charts/sankey.ts";
import type { Basemap, ReportData } from "./data.ts";
import { showMap } from "./map/map.ts";
import { improveTable } from "./tables/table.ts";
import { wordsOf, type Words } from "./words.ts";

function json(id: string): unknown {
  const text = document.getElementById(id)?.textContent.trim() ?? "";
  return text === "" ? null : JSON.parse(text);
}

/** Draws one figure; a figure that fails stays hidden and the rest of the page goes on. */
function attempt(draw: () => void): void {
  try {
    draw();
  } catch (error) {
    console.error(error);
  }
}

function showFigures(data: ReportData, words: Words): void {
  const figure = (id: string) => document.querySelector<HTMLElement>(`figure#${id}`);
  const [map, comparison, ledger] = [figure("map"), figure("comparison"), figure("ledger")];
  const { map: mapData, comparison: comparisonData } = data;
  if (map !== null && mapData !== null) {
    attempt(() => showMap(map, mapData, json("samspill-basemap") as Basemap | null, words));
  }
  for (const place of document.querySelectorAll<HTMLElement>("figure.sankey")) {
    const sankey = data.sankeys[Number(place.dataset["sankey"])];
    if (sankey !== undefined) attempt(() => showSankey(place, sankey, words));
  }
  if (comparison !== null && comparisonData !== null) {
    attempt(() => showComparison(comparison, comparisonData, words));
  }
  if (ledger !== null) attempt(() => showLedger(ledger, data.ledger, words));
}

function start(): void {
  const data = json("samspill-data") as ReportData | null;
  const words = wordsOf(data ?? { language: "en", texts: {} });
  document.documentElement.classList.add("has-script");
  for (const table of document.querySelectorAll("table")) {
    attempt(() => improveTable(table, words));
  }
  if (data !== null) showFigures(data, words);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
