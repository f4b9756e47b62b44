// What the C++ report writer puts on the page for the script: the contract between the two.
//
// The page carries it as JSON in <script type="application/json" id="samspill-data">.
// Units end the names or stand in a `unit` field; unknown is null, never 0.

/** Base unit of an amount; amounts are per year. */
export type Unit = "t" | "MWh" | "m3" | "piece" | "ha";

export interface ReportData {
  /** Language of the page and of every name below. */
  language: "en" | "nb";
  /** Words the script shows, by key; a missing key is shown in English. See texts/en.json. */
  texts: Record<string, string>;
  map: MapData | null;
  /** One flow diagram per unit; <figure class="sankey" data-sankey="0"> shows the first. */
  sankeys: Sankey[];
  comparison: Comparison | null;
  /** Greenhouse-gas entries of the plan, summed by kind and origin. */
  ledger: LedgerEntry[];
}

export interface MapData {
  /** West, south, east, north of what must be seen [degrees]. */
  bounds: [west_deg: number, south_deg: number, east_deg: number, north_deg: number];
  sites: Site[];
  exchanges: Exchange[];
  /** Towns that help people find their way; optional, most important first. */
  places?: Place[];
}

export type Role = "giver" | "taker" | "both" | "other";

export interface Site {
  /** Also used in <tr data-sites="id id">: rows that are about this site. No spaces in it. */
  id: string;
  name: string;
  latitude_deg: number;
  longitude_deg: number;
  /** What the site does in the exchanges shown. */
  role: Role;
  /** Today's emissions of a point emitter [t CO2e per year]; null: none recorded. */
  emitter_t_co2e: number | null;
}

export interface Place {
  name: string;
  latitude_deg: number;
  longitude_deg: number;
}

export interface Exchange {
  /** Site id of the giver. */
  from_site: string;
  /** Site id of the taker. */
  to_site: string;
  /** Resource id of the vocabulary. */
  resource: string;
  /** The resource in words. */
  resource_name: string;
  /** Branch of the vocabulary, gives the colour; see Family. */
  family: string;
  /** Amount per year [unit]; null: unknown. */
  quantity: number | null;
  unit: Unit;
  /** How it travels, in words; empty when it doesn't matter. */
  mode: string;
  /** In operation today (drawn solid) or new in the plan (drawn dashed). */
  is_operating: boolean;
}

export interface Sankey {
  title: string;
  /** Unit of all values of this diagram; values are per year. */
  unit: Unit;
  nodes: SankeyNode[];
  links: SankeyLink[];
}

export interface SankeyNode {
  id: string;
  name: string;
  /** Colour of the node; null for a site. */
  family: string | null;
}

export interface SankeyLink {
  /** Node id. */
  source: string;
  /** Node id. */
  target: string;
  /** Amount per year [unit of the diagram]. */
  value: number;
  resource_name: string;
  family: string;
}

export interface Comparison {
  parts: ComparisonPart[];
}

export interface ComparisonPart {
  /** Stable key, e.g. "transport"; "total" is drawn apart, at the end. */
  key: string;
  name: string;
  /** Negative: income. [EUR per year] */
  baseline_eur_per_year: number | null;
  plan_eur_per_year: number | null;
  /** Negative: avoided or removed. [t CO2e per year] */
  baseline_t_co2e_per_year: number | null;
  plan_t_co2e_per_year: number | null;
}

export type Origin = "fossil" | "biogenic" | "process" | "mixed" | "removed" | "avoided";

export interface LedgerEntry {
  /** Stable key of the kind, e.g. "disposal". */
  kind: string;
  name: string;
  origin: Origin;
  /** Positive: emitted; negative: avoided or removed. [t CO2e per year] */
  t_co2e_per_year: number | null;
}

/** The base map, as basemap/make.ts writes it, in <script id="samspill-basemap">. */
export interface Basemap {
  licence: string;
  bounds: [west_deg: number, south_deg: number, east_deg: number, north_deg: number];
  /** Closed rings, to be filled together by the even-odd rule. [longitude, latitude, degrees] */
  land: [number, number][][];
  /** Open lines between countries. */
  borders: [number, number][][];
  /** Closed rings on top of the land. */
  lakes: [number, number][][];
}

/** Branches of the vocabulary that have a colour of their own; all others are "other". */
export const kFamilies = [
  "organic",
  "wood",
  "mineral",
  "metal",
  "chemical",
  "plastic",
  "paper",
  "glass",
  "ash",
  "slag",
  "fuel",
  "heat",
  "fuel-gas",
  "electricity",
  "water",
  "gas",
  "capacity",
  "other",
] as const;
export type Family = (typeof kFamilies)[number];

export function familyOf(name: string | null): Family {
  return kFamilies.find((family) => family === name) ?? "other";
}

/** CSS colour of a family; the values are in tokens.css. */
export function familyColour(name: string | null): string {
  return `var(--family-${familyOf(name)})`;
}
