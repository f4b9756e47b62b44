import type { TFunction } from "i18next";
import type { Initiative } from "../api/queries.ts";
import { kilotonnesPerYear, millionEur, share, type Units } from "../units.ts";
import type { Basis, Input } from "./figure.tsx";

/** What the figures of an initiative rest on: its row. */
export function initiativeBasis(
  initiative: Initiative,
  formula: string,
  units: Units,
  t: TFunction,
): Basis {
  const { capex_meur, opex_meur_per_year, probability, source } = initiative;
  return {
    formula,
    interval: t("figure.low_high", {
      range: units.range(
        units.number(initiative.cut_kt_per_year_low),
        units.kilotonnes(kilotonnesPerYear(initiative.cut_kt_per_year_high)),
      ),
    }),
    inputs: [
      {
        name: t("initiative.cut"),
        value: units.kilotonnes(kilotonnesPerYear(initiative.cut_kt_per_year_likely)),
      },
      { name: t("initiative.capex"), value: units.investment(millionEur(capex_meur)) },
      { name: t("initiative.opex"), value: units.investment(millionEur(opex_meur_per_year)) },
      { name: t("initiative.probability"), value: units.share(share(probability)) },
    ] satisfies Input[],
    source,
  };
}
