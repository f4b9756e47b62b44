import type { TFunction } from "i18next";
import type { Stream } from "../api/queries.ts";
import type { Units } from "../units.ts";
import type { Basis } from "./figure.tsx";

/** What a stream's quantity rests on: what its row says of it. */
export function streamBasis(stream: Stream, units: Units, t: TFunction): Basis {
  const { evidence, uncertainty_percent, present_cost_eur_per_unit, source } = stream;
  return {
    formula: t("formula.stated"),
    interval:
      uncertainty_percent === null || uncertainty_percent === undefined
        ? undefined
        : t("figure.plus_minus", { percent: units.number(uncertainty_percent) }),
    inputs: [
      {
        name: t("column.streams.evidence"),
        value: evidence === null ? t("unit.unknown") : t(`evidence.${evidence}`),
      },
      {
        name: t("column.streams.present_cost_eur_per_unit"),
        value: units.number(present_cost_eur_per_unit),
      },
    ],
    source,
  };
}
