// The JSON of a sample report, as the C++ side would write it.

import type {
  ComparisonPart,
  Exchange,
  LedgerEntry,
  ReportData,
  Sankey,
  Site,
  Unit,
} from "../../src/report/data.ts";
import nb from "../../src/report/texts/nb.json" with { type: "json" };
import { sampleExchanges, sampleSites, sampleTowns } from "./region.ts";

export type Language = ReportData["language"];

const kTitles: Partial<Record<Unit, Record<Language, string>>> = {
  t: { en: "Materials", nb: "Materialer" },
  MWh: { en: "Energy", nb: "Energi" },
  m3: { en: "Water", nb: "Vann" },
};

/** Giver, resource, taker in three columns. */
function sankeyOf(unit: Unit, exchanges: Exchange[], sites: Site[], title: string): Sankey {
  const own = exchanges.filter((e) => e.unit === unit && e.quantity !== null);
  const nameOf = (id: string) => sites.find((site) => site.id === id)?.name ?? id;
  const nodes = new Map<string, Sankey["nodes"][number]>();
  const links = own.flatMap((e) => {
    const [from, to] = [`from ${e.from_site}`, `to ${e.to_site}`];
    nodes.set(from, { id: from, name: nameOf(e.from_site), family: null });
    nodes.set(e.resource, {
      id: e.resource,
      name: e.resource_name,
      family: e.family,
    });
    nodes.set(to, { id: to, name: nameOf(e.to_site), family: null });
    const flow = {
      value: e.quantity ?? 0,
      resource_name: e.resource_name,
      family: e.family,
    };
    return [
      { source: from, target: e.resource, ...flow },
      { source: e.resource, target: to, ...flow },
    ];
  });
  return { title, unit, nodes: [...nodes.values()], links };
}

// key, English, Norwegian, EUR today, EUR plan, t CO2e today, t CO2e plan
const kParts: [
  string,
  string,
  string,
  number | null,
  number | null,
  number | null,
  number | null,
][] = [
  ["purchase", "Purchases", "Innkjøp", 48_200_000, 36_900_000, 152_400, 118_300],
  ["disposal", "Disposal", "Avhending", 21_700_000, 9_300_000, 44_100, 12_900],
  ["transport", "Transport", "Transport", 6_100_000, 8_450_000, 9_200, 13_650],
  ["processing", "Processing", "Behandling", 3_300_000, 5_900_000, 2_100, 4_800],
  ["investment", "Investment, yearly", "Investering, årlig", 0, 4_700_000, null, null],
  ["sales", "Sales of products", "Salg av produkter", -1_200_000, -6_350_000, 0, -21_700],
  ["total", "Total", "Sum", 78_100_000, 58_900_000, 207_800, 127_950],
];

const kLedger: [string, string, string, LedgerEntry["origin"], number | null][] = [
  ["production", "Making what is bought", "Produksjon av det som kjøpes", "fossil", 96_300],
  ["transport", "Transport", "Transport", "fossil", 13_650],
  ["disposal", "Disposal", "Avhending", "fossil", 9_700],
  ["disposal", "Disposal", "Avhending", "biogenic", 3_200],
  ["process", "Treatment", "Behandling", "process", 4_800],
  ["process", "Biochar (not measured)", "Biokull (ikke målt)", "removed", null],
  ["carbonation", "Carbonation of slag", "Karbonatisering av slagg", "removed", -4_100],
  ["production", "Cement clinker replaced", "Erstattet sementklinker", "avoided", -11_200],
  ["production", "Natural gas replaced", "Erstattet naturgass", "avoided", -28_450],
];

export function sampleData(language: Language): ReportData {
  const sites = sampleSites(language);
  const exchanges = sampleExchanges(language);
  const longitudes = sites.map((site) => site.longitude_deg);
  const latitudes = sites.map((site) => site.latitude_deg);
  const units: Unit[] = ["t", "MWh", "m3"];
  return {
    language,
    texts: language === "nb" ? nb : {},
    map: {
      bounds: [
        Math.min(...longitudes),
        Math.min(...latitudes),
        Math.max(...longitudes),
        Math.max(...latitudes),
      ],
      sites,
      exchanges,
      places: sampleTowns(),
    },
    sankeys: units.map((unit) =>
      sankeyOf(unit, exchanges, sites, kTitles[unit]?.[language] ?? unit),
    ),
    comparison: {
      parts: kParts.map(([key, en, nbName, ...values]): ComparisonPart => {
        const name = language === "nb" ? nbName : en;
        return {
          key,
          name,
          baseline_eur_per_year: values[0],
          plan_eur_per_year: values[1],
          baseline_t_co2e_per_year: values[2],
          plan_t_co2e_per_year: values[3],
        };
      }),
    },
    ledger: kLedger.map(([kind, en, nbName, origin, t_co2e_per_year]) => ({
      kind,
      name: language === "nb" ? nbName : en,
      origin,
      t_co2e_per_year,
    })),
  };
}
