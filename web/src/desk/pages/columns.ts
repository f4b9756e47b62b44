// The columns of the tables that are edited, as people see them.

import type { TFunction } from "i18next";
import type { Language, Site, Stream } from "../api/queries.ts";
import { answerOf, server } from "../api/client.ts";
import type { GridColumn } from "../ui/grid-types.ts";
import type { Units } from "../units.ts";

type ColumnOf<Row> = Exclude<keyof Row, "version" | "qualities" | "resource_names"> & string;

export const kSiteColumns = [
  "site_id",
  "name",
  "organisation",
  "country",
  "municipality",
  "latitude_deg",
  "longitude_deg",
  "nace",
  "employees",
  "park",
  "quay",
  "source",
  "note",
] as const satisfies readonly ColumnOf<Site>[];

export const kStreamColumns = [
  "stream_id",
  "site_id",
  "direction",
  "resource",
  "quantity",
  "unit",
  "profile",
  "present_route",
  "present_cost_eur_per_unit",
  "low_code",
  "storable",
  "max_distance_km",
  "evidence",
  "uncertainty_percent",
  "visibility",
  "present_co2e_kg_per_unit",
  "source",
  "note",
] as const satisfies readonly ColumnOf<Stream>[];

export type SiteColumn = (typeof kSiteColumns)[number];
export type StreamColumn = (typeof kStreamColumns)[number];

const kWidths: Record<string, number> = {
  site_id: 170,
  stream_id: 190,
  name: 220,
  organisation: 180,
  resource: 200,
  source: 260,
  note: 260,
  direction: 140,
  profile: 180,
  present_cost_eur_per_unit: 250,
  present_co2e_kg_per_unit: 250,
  uncertainty_percent: 160,
  visibility: 160,
  present_route: 150,
  low_code: 150,
  nace: 160,
  unit: 90,
  country: 80,
  quantity: 110,
  evidence: 120,
};
const kWidth = 130;

const kNumbers = new Set<string>([
  "latitude_deg",
  "longitude_deg",
  "employees",
  "quantity",
  "present_cost_eur_per_unit",
  "present_co2e_kg_per_unit",
  "max_distance_km",
  "uncertainty_percent",
]);

function choicesOf(column: string, t: TFunction) {
  const none = { value: "", label: t("unit.unknown") };
  switch (column) {
    case "direction":
      return (["offer", "need"] as const).map((value) => ({
        value,
        label: t(`direction.${value}`),
      }));
    case "quay":
    case "storable":
      return [
        none,
        ...(["yes", "no"] as const).map((value) => ({ value, label: t(`yes_no.${value}`) })),
      ];
    case "evidence":
      return [
        none,
        ...(["measured", "calculated", "estimated"] as const).map((value) => ({
          value,
          label: t(`evidence.${value}`),
        })),
      ];
    case "visibility":
      return [
        none,
        ...(["private", "facilitator", "network", "public"] as const).map((value) => ({
          value,
          label: t(`visibility.${value}`),
        })),
      ];
    default:
      return undefined;
  }
}

/** The concepts a text may mean, with how sure that is. */
export async function completeResource(text: string, language: Language, units: Units) {
  const { items } = await answerOf(
    server.GET("/api/resources", { params: { query: { text, language, limit: 8 } } }),
  );
  return items.map(({ resource_id, name, score, low_code }) => ({
    id: resource_id,
    label: name,
    detail: [units.number(score), low_code].filter(Boolean).join(" · "),
  }));
}

/** How a table's columns look and are typed into. */
export function gridColumns(
  table: "sites" | "streams",
  help: ReadonlyMap<string, string> | undefined,
  t: TFunction,
  language: Language,
  units: Units,
): GridColumn[] {
  const names = table === "sites" ? kSiteColumns : kStreamColumns;
  return names.map((id, index) => {
    const choices = choicesOf(id, t);
    const label =
      table === "sites"
        ? t(`column.sites.${id as SiteColumn}`)
        : t(`column.streams.${id as StreamColumn}`);
    return {
      id,
      label,
      help: help?.get(id),
      width: kWidths[id] ?? kWidth,
      isNumber: kNumbers.has(id),
      isFixed: index === 0,
      ...(choices === undefined ? {} : { choices }),
      ...(id === "resource"
        ? { complete: (text: string) => completeResource(text, language, units) }
        : {}),
    };
  });
}

/** A value as it is typed into its cell. */
export function typedCell(value: unknown, units: Units): string {
  if (typeof value === "number") return units.typed(value);
  return typeof value === "string" ? value : "";
}
