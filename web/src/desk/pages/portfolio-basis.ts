// What the figures of a portfolio's years rest on.

import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { useInitiatives, useTargets, type Initiative } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { kilotonnesPerYear, millionEur } from "../units.ts";
import type { Basis, Input } from "./figure.tsx";
import { initiativeBasis } from "./initiative-basis.ts";

type Portfolio = Schemas["PortfolioResult"];
export type PathYear = Portfolio["path"][number];
type Chosen = Portfolio["chosen"][number];

/** An initiative is built in the years before its start, or, if none are stated, in that year. */
const isBuiltIn = (year: number, start: number, build_years: number) =>
  build_years === 0 ? year === start : year < start && year >= start - build_years;

export interface YearBases {
  baseline: (year: PathYear) => Basis;
  planned: (year: PathYear) => Basis;
  target: (year: PathYear) => Basis;
  removed: (year: PathYear) => Basis;
  capex: (year: PathYear) => Basis;
  /** What an initiative takes off in a year. */
  wedge: (chosen: Chosen) => Basis;
}

export function useYearBases({ scope, chosen }: Portfolio): YearBases {
  const { t } = useTranslation();
  const units = useUnits();
  const { data: initiatives = [] } = useInitiatives();
  const { data: targets = [] } = useTargets();
  const rows = new Map(initiatives.map((row) => [row.initiative_id, row]));
  const ofScope = targets.filter((target) => target.scope === scope);
  const kt = (value: number | null | undefined) => units.kilotonnes(kilotonnesPerYear(value));
  const input = (name: string, value: number | null | undefined): Input => ({
    name,
    value: kt(value),
  });

  /** Rows of the chosen initiatives that `of` says something about. */
  const parts = (of: (one: Chosen, row: Initiative | undefined) => string | null): Input[] =>
    chosen.flatMap((one) => {
      const row = rows.get(one.initiative_id);
      const value = of(one, row);
      return value === null
        ? []
        : [{ name: row?.name ?? one.initiative_id, value, source: row?.source }];
    });

  return {
    baseline: () => {
      const base = ofScope.find(({ base_kt }) => base_kt !== null);
      const year = base?.base_year == null ? "" : `, ${base.base_year}`;
      return {
        formula: t("formula.baseline"),
        inputs: [input(`${t("portfolio.baseline")}${year}`, base?.base_kt)],
        source: base?.source,
      };
    },
    planned: (year) => ({
      formula: t("formula.planned"),
      interval: t("figure.eight_in_ten", {
        range: units.range(units.number(year.planned_low_kt), units.number(year.planned_high_kt)),
      }),
      inputs: [
        input(t("portfolio.baseline"), year.baseline_kt),
        input(t("portfolio.cut"), year.cut_kt),
        input(t("balance.captured"), year.captured_kt),
        input(t("portfolio.removed"), year.removed_kt),
      ],
    }),
    target: ({ year }) => ({
      formula: t("formula.stated"),
      source: ofScope.find((target) => target.year === year)?.source,
    }),
    removed: ({ year }) => ({
      formula: t("formula.balance.stored"),
      inputs: parts(({ removed_kt_per_year = 0, start_year }) =>
        removed_kt_per_year > 0 && start_year <= year ? kt(removed_kt_per_year) : null,
      ),
    }),
    capex: ({ year }) => ({
      formula: t("formula.capex_year"),
      inputs: parts(({ start_year, is_operating }, row) =>
        is_operating !== true && isBuiltIn(year, start_year, row?.build_years ?? 0)
          ? units.investment(millionEur(row?.capex_meur))
          : null,
      ),
    }),
    wedge: ({ initiative_id, start_year }) => {
      const row = rows.get(initiative_id);
      if (row === undefined) return { formula: t("formula.wedge") };
      const basis = initiativeBasis(row, t("formula.wedge"), units, t);
      const start = { name: t("initiative.start"), value: String(start_year) };
      return { ...basis, inputs: [start, ...(basis.inputs ?? [])] };
    },
  };
}
