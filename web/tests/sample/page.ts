// A sample report page, written as the C++ side writes it: all text and tables in HTML, the
// three built files and the data inlined.

import { readFileSync } from "node:fs";
import type { ReportData } from "../../src/report/data.ts";
import { wordsOf, type Words } from "../../src/report/words.ts";
import { sampleData, type Language } from "./data.ts";
import { kPageWords } from "./words.ts";

type PageWords = (typeof kPageWords)["en"];

const kBuilt = new URL("../../dist/report/", import.meta.url);
const built = (name: string) => readFileSync(new URL(name, kBuilt), "utf8");

const kEscapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
const html = (text: string) => text.replace(/[&<>"]/g, (sign) => kEscapes[sign] ?? sign);

/** JSON inside a script element: no "<" may stand in it. */
const inScript = (value: unknown) => JSON.stringify(value).replaceAll("<", "\\u003c");

function numberCell(value: number | null, words: Words): string {
  if (value === null) return `<td class="number unknown">${html(words.text("unknown"))}</td>`;
  return `<td class="number" data-value="${value}">${html(words.number(value))}</td>`;
}

function heads(columns: string[], numbers: number[]): string {
  const head = (column: string, i: number) =>
    `<th scope="col"${numbers.includes(i) ? ' class="number"' : ""}>${html(column)}</th>`;
  return `<thead><tr>${columns.map(head).join("")}</tr></thead>`;
}

function exchangeTable(data: ReportData, page: PageWords, words: Words): string {
  const nameOf = (id: string) => data.map?.sites.find((site) => site.id === id)?.name ?? id;
  const rows = (data.map?.exchanges ?? []).map((e, i) => {
    const badge =
      i % 4 === 1
        ? `<span class="badge badge-estimated">${page.estimated}</span>`
        : i % 7 === 2
          ? `<span class="badge badge-unverified">${page.unverified}</span>`
          : "";
    const benefit = e.quantity === null ? null : Math.round(e.quantity * (11 + ((i * 7) % 40)));
    return `<tr data-sites="${e.from_site} ${e.to_site}">
<th scope="row">${html(nameOf(e.from_site))}</th><td>${html(e.resource_name)}</td>
<td>${html(nameOf(e.to_site))}</td>${numberCell(e.quantity, words)}<td>${words.unit(e.unit)}</td>
${numberCell(benefit, words)}<td>${badge}</td></tr>`;
  });
  return `<div class="table-box"><table class="sortable" id="exchange-table">
<caption>${html(page.exchanges)}</caption>
${heads(page.columns, [3, 5])}<tbody>${rows.join("\n")}</tbody></table></div>`;
}

function partTable(data: ReportData, page: PageWords, words: Words): string {
  const row = (part: NonNullable<ReportData["comparison"]>["parts"][number]) =>
    `<tr><th scope="row">${html(part.name)}</th>` +
    numberCell(part.baseline_eur_per_year, words) +
    numberCell(part.plan_eur_per_year, words) +
    numberCell(part.baseline_t_co2e_per_year, words) +
    numberCell(part.plan_t_co2e_per_year, words) +
    "</tr>";
  const parts = data.comparison?.parts ?? [];
  const rows = parts.filter(({ key }) => key !== "total").map(row);
  const total = parts.filter(({ key }) => key === "total").map(row);
  return `<div class="table-box"><table class="sortable">
<caption>${html(page.comparison)}</caption>${heads(page.partColumns, [1, 2, 3, 4])}
<tbody>${rows.join("\n")}</tbody><tfoot>${total.join("")}</tfoot></table></div>`;
}

function keyFigures(page: PageWords): string {
  const figures = page.figures.map(
    ([term, value, note]) => `<div><dt>${term}</dt><dd>${value}<small>${note}</small></dd></div>`,
  );
  return `<dl class="key-figures">${figures.join("\n")}</dl>`;
}

const caption = (title: string, note: string) =>
  `<figcaption><strong>${html(title)}</strong> ${html(note)}</figcaption>`;

function sections(data: ReportData, page: PageWords, words: Words): [string, string, string][] {
  const sankeys = data.sankeys.map(
    (sankey, i) =>
      `<figure class="sankey" data-sankey="${i}">${caption(sankey.title, page.flowNote)}</figure>`,
  );
  const warnings = page.warnings.map((warning) => `<li>${html(warning)}</li>`).join("");
  return [
    [
      "summary",
      page.summary,
      `<p class="lead">${page.lead}</p>${keyFigures(page)}<ul class="warnings">${warnings}</ul>`,
    ],
    ["where", page.map, `<figure id="map">${caption(page.mapCaption, page.mapNote)}</figure>`],
    ["exchanges", page.exchanges, exchangeTable(data, page, words)],
    ["flows", page.flows, sankeys.join("\n")],
    [
      "against-today",
      page.comparison,
      `<figure id="comparison">${caption(page.comparison, page.comparisonNote)}</figure>` +
        partTable(data, page, words),
    ],
    ["gases", page.ledger, `<figure id="ledger">${caption(page.ledger, page.ledgerNote)}</figure>`],
    [
      "sources",
      page.sources,
      `<details><summary>${page.details}</summary><p>${page.detailText}</p></details>`,
    ],
  ];
}

export function samplePage(language: Language): string {
  const data = sampleData(language);
  const page = kPageWords[language];
  const parts = sections(data, page, wordsOf(data));
  const contents = parts.map(([id, title]) => `<li><a href="#${id}">${html(title)}</a></li>`);
  const text = parts.map(([id, title, body], i) => {
    const major = i > 0 && i < 5 ? ' class="major"' : "";
    return `<section id="${id}"${major}><h2>${html(title)}</h2>\n${body}</section>`;
  });
  const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${html(page.title)}</title>
<style>
${built("report.css")}
</style>
</head>
<body>
<a class="skip" href="#content">${page.skip}</a>
<header class="document-header">
<p class="product">Samspill</p>
<h1>${html(page.title)}</h1>
<p class="region">${page.region}</p>
<p class="date">${page.date}</p>
</header>
<nav class="contents" aria-labelledby="contents-title">
<h2 id="contents-title">${page.contents}</h2>
<ol>${contents.join("")}</ol>
</nav>
<main id="content">
${text.join("\n")}
</main>
<footer><p>${page.footer}</p></footer>
<script type="application/json" id="samspill-data">${inScript(data)}</script>
<script type="application/json" id="samspill-basemap">${built("basemap.json")}</script>
<script>
${built("report.js")}
</script>
</body>
</html>
`;
}
