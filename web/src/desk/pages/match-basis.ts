// What the figures of a match rest on.

import type { TFunction } from "i18next";
import type { Schemas } from "../api/client.ts";
import { eurPerYear, kilometres, tonnesPerYear, type Units } from "../units.ts";
import type { Basis, Input } from "./figure.tsx";
import { inputName } from "./movers.tsx";

type Match = Schemas["Match"];

const kParts = [
  "giver_saves_eur_per_year",
  "taker_saves_eur_per_year",
  "transport_eur_per_year",
  "treatment_eur_per_year",
  "transaction_eur_per_year",
] as const;

export function matchBasis(match: Match, units: Units, t: TFunction) {
  const { facts, split, movers = [] } = match;
  const parts: Input[] = kParts
    .filter((part) => split?.[part] !== undefined)
    .map((part) => ({ name: t(`split.${part}`), value: units.money(eurPerYear(split?.[part])) }));
  const moving: Input[] = movers.map((mover) => ({
    name: inputName(mover.input, t),
    value: units.range(
      units.money(eurPerYear(mover.benefit_at_low_eur_per_year)),
      units.money(eurPerYear(mover.benefit_at_high_eur_per_year)),
    ),
    ...(mover.row_id === null ? {} : { fact: { table: "any" as const, row_id: mover.row_id } }),
  }));
  const quantity = { name: t("match.quantity"), value: units.perYear(match.quantity, match.unit) };
  const distance = {
    name: t("match.distance"),
    value: units.distance(kilometres(match.distance_km)),
  };
  const nineInTen = (low: string, high: string) =>
    t("figure.nine_in_ten", { range: units.range(low, high) });
  return {
    benefit: {
      formula: t("formula.match_benefit"),
      interval: nineInTen(
        units.money(eurPerYear(match.benefit_low_eur_per_year)),
        units.money(eurPerYear(match.benefit_high_eur_per_year)),
      ),
      inputs: [...parts, ...moving],
      facts,
    },
    co2e: {
      formula: t("formula.match_co2e"),
      interval: nineInTen(
        units.number(match.co2e_saved_low_t_per_year),
        units.co2e(tonnesPerYear(match.co2e_saved_high_t_per_year)),
      ),
      inputs: [quantity, distance],
      facts,
    },
    quantity: { formula: t("formula.match_quantity"), inputs: [] },
    distance: {
      formula: t("formula.match_distance"),
      inputs: [],
      facts: facts?.filter(({ table }) => table === "transport"),
    },
    confidence: {
      formula: t("formula.match_confidence"),
      inputs: match.checks.map((check, at) => ({ name: `${at + 1}`, value: "", source: check })),
      facts,
    },
  } satisfies Record<string, Basis>;
}
