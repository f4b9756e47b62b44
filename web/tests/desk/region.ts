// The rows of the example region in the form of the contract, and changing them.

import type { components } from "../../src/desk/api/contract";
import { numberOf, readCsv, textOf, type Cells } from "./dataset.ts";
import { candidates, familyOf, namesOf } from "./vocabulary.ts";

export type Schemas = components["schemas"];
export type Diagnostic = Schemas["Diagnostic"];

export const kRegionId = "trondelag";

/** A stored row: its cells as text, and how often it was changed. */
export interface Row {
  cells: Cells;
  version: number;
  qualities: Cells[];
}

export type TableName =
  "sites" | "streams" | "exchanges" | "initiatives" | "processes" | "decisions";

const kKeys: Record<TableName, string> = {
  sites: "site_id",
  streams: "stream_id",
  exchanges: "exchange_id",
  initiatives: "initiative_id",
  processes: "process_id",
  decisions: "decision_id",
};

export const keyColumn = (table: TableName) => kKeys[table];

export class Store {
  readonly tables: Record<TableName, Map<string, Row>>;
  readonly audit: Schemas["AuditEntry"][] = [];
  version = 1;

  constructor() {
    const read = (table: TableName) =>
      new Map(
        readCsv(`examples/trondelag/${table}.csv`).map((cells): [string, Row] => [
          cells[kKeys[table]] ?? "",
          { cells, version: 1, qualities: [] },
        ]),
      );
    this.tables = {
      sites: read("sites"),
      streams: read("streams"),
      exchanges: read("exchanges"),
      initiatives: read("initiatives"),
      processes: read("processes"),
      decisions: new Map(),
    };
    for (const quality of readCsv("examples/trondelag/qualities.csv")) {
      this.tables.streams.get(quality["stream_id"] ?? "")?.qualities.push(quality);
    }
  }

  note(
    action: Schemas["AuditEntry"]["action"],
    table: TableName,
    row_id: string,
    before: Cells | null,
    after: Cells | null,
  ): void {
    ++this.version;
    const audit_id = this.audit.length + 1;
    const at = new Date().toISOString();
    this.audit.unshift({
      audit_id,
      at,
      actor: "facilitator",
      action,
      table,
      row_id,
      before,
      after,
    });
  }
}

const kNotNegative = new Set(["quantity", "max_distance_km", "uncertainty_percent", "employees"]);
const kNumbers = new Set([
  ...kNotNegative,
  "latitude_deg",
  "longitude_deg",
  "present_cost_eur_per_unit",
  "present_co2e_kg_per_unit",
  "start_year",
]);
const kUnit =
  /^(kg|t|kt|g|l|m3|Nm3|piece|ha|kWh|MWh|GWh|TWh|kW|MW)(\/(yr|year|år|a|h|d|week|month))?$/;

/** What is wrong in cells, as the server would say it. */
export function wrongCells(table: TableName, cells: Cells): Diagnostic[] {
  const wrong: Diagnostic[] = [];
  const say = (column: string, message: string) =>
    wrong.push({ severity: "error", file: `${table}.csv`, row: 0, column, message });
  for (const [column, text] of Object.entries(cells)) {
    const number = kNumbers.has(column) ? numberOf(text) : null;
    if (number !== null && Number.isNaN(number)) {
      say(column, `${column} is "${text}", expected a number such as 1200.5`);
    } else if (number !== null && number < 0 && kNotNegative.has(column)) {
      say(column, `found "${text}", expected a number of at least 0`);
    } else if (column === "unit" && text !== "" && !kUnit.test(text)) {
      say(column, `found "${text}", expected a unit such as t/yr, GWh/yr, m3/d`);
    }
  }
  return wrong;
}

const number = (row: Row, column: string) => numberOf(row.cells[column]);
const text = (row: Row, column: string) => textOf(row.cells[column]);
const must = (row: Row, column: string) => row.cells[column] ?? "";
const marks = (row: Row) => ({
  version: row.version,
  source: text(row, "source"),
  note: text(row, "note"),
});

export const siteOf = (row: Row): Schemas["Site"] => ({
  ...marks(row),
  site_id: must(row, "site_id"),
  name: must(row, "name"),
  organisation: text(row, "organisation"),
  country: must(row, "country"),
  municipality: text(row, "municipality"),
  latitude_deg: number(row, "latitude_deg") ?? 0,
  longitude_deg: number(row, "longitude_deg") ?? 0,
  nace: text(row, "nace"),
  employees: number(row, "employees"),
  park: text(row, "park"),
  quay: text(row, "quay") as "yes" | "no" | null,
});

function resourceId(written: string): string | null {
  if (namesOf(written) !== null) return written;
  return candidates(written, "en", 1)[0]?.resource_id ?? null;
}

export function streamOf(row: Row): Schemas["Stream"] {
  const resource_id = resourceId(must(row, "resource"));
  return {
    ...marks(row),
    stream_id: must(row, "stream_id"),
    site_id: must(row, "site_id"),
    direction: must(row, "direction") as "offer" | "need",
    resource: must(row, "resource"),
    resource_id,
    resource_names: resource_id === null ? null : namesOf(resource_id),
    family: resource_id === null ? null : familyOf(resource_id),
    low_code: text(row, "low_code"),
    quantity: number(row, "quantity"),
    unit: must(row, "unit"),
    profile: text(row, "profile"),
    present_route: text(row, "present_route"),
    present_cost_eur_per_unit: number(row, "present_cost_eur_per_unit"),
    present_co2e_kg_per_unit: number(row, "present_co2e_kg_per_unit"),
    storable: text(row, "storable") as "yes" | "no" | null,
    max_distance_km: number(row, "max_distance_km"),
    evidence: text(row, "evidence") as Schemas["Stream"]["evidence"],
    uncertainty_percent: number(row, "uncertainty_percent"),
    visibility: text(row, "visibility") as Schemas["Stream"]["visibility"],
    qualities: row.qualities.map((quality) => ({
      property: quality["property"] ?? "",
      min: numberOf(quality["min"]),
      typical: numberOf(quality["typical"]),
      max: numberOf(quality["max"]),
      unit: quality["unit"] ?? "",
      source: textOf(quality["source"]),
      note: textOf(quality["note"]),
    })),
  };
}

export const exchangeOf = (row: Row): Schemas["Exchange"] => ({
  ...marks(row),
  exchange_id: must(row, "exchange_id"),
  offer_id: must(row, "offer_id"),
  need_id: must(row, "need_id"),
  resource: text(row, "resource"),
  stage: must(row, "stage") as Schemas["Stage"],
  quantity: number(row, "quantity"),
  unit: text(row, "unit"),
  since: text(row, "since"),
  until: text(row, "until"),
  measured: must(row, "measured")
    .split(";")
    .filter((result) => result.includes(":"))
    .map((result) => {
      const [year = "", quantity = ""] = result.split(":");
      return { year: Number(year), quantity: numberOf(quantity) ?? 0 };
    }),
});

export const initiativeOf = (row: Row): Schemas["Initiative"] => ({
  ...marks(row),
  initiative_id: must(row, "initiative_id"),
  name: must(row, "name"),
  stage: text(row, "stage"),
  level: text(row, "level") as Schemas["Initiative"]["level"],
  site_id: text(row, "site_id"),
  emitter_id: text(row, "emitter_id"),
  municipality: text(row, "municipality"),
  owner: text(row, "owner"),
  start_year: number(row, "start_year"),
  end_year: number(row, "end_year"),
  capex_meur: number(row, "capex_meur"),
  opex_meur_per_year: number(row, "opex_meur_per_year"),
  cut_kt_per_year_low: number(row, "cut_kt_per_year_low"),
  cut_kt_per_year_likely: number(row, "cut_kt_per_year_likely"),
  cut_kt_per_year_high: number(row, "cut_kt_per_year_high"),
  probability: number(row, "probability"),
});

export const processOf = (row: Row): Schemas["Process"] => ({
  ...marks(row),
  process_id: must(row, "process_id"),
  name: must(row, "name"),
  status: must(row, "status") as "existing" | "candidate",
  sites: must(row, "sites"),
  capacity_min: number(row, "capacity_min"),
  capacity_max: number(row, "capacity_max"),
  capacity_unit: text(row, "capacity_unit"),
  flows: [],
});

export const decisionOf = (row: Row): Schemas["Decision"] => ({
  ...marks(row),
  offer_id: must(row, "offer_id"),
  need_id: must(row, "need_id"),
  decision: must(row, "decision") as "accepted" | "declined",
  reason: text(row, "reason"),
  remark: text(row, "remark"),
  date: text(row, "date"),
  exchange_id: text(row, "exchange_id"),
});
