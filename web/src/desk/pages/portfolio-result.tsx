import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { useInitiatives } from "../api/queries.ts";
import { curveOption } from "../charts/curve.ts";
import { useUnits } from "../i18n/use-words.ts";
import { TableBox, TableHead } from "../ui/table-box.tsx";
import { eurPerTonne, kilotonnes, kilotonnesPerYear, millionEur, share } from "../units.ts";
import { Figure, type Basis } from "./figure.tsx";
import { PortfolioBalance } from "./portfolio-balance.tsx";
import { PathTable, PortfolioWedges } from "./portfolio-wedges.tsx";
import { Waiting } from "./told.tsx";

const ChartBox = lazy(() => import("../charts/chart-box.tsx"));

type Portfolio = Schemas["PortfolioResult"];

export function PortfolioResult({ result }: { result: Portfolio }) {
  const { t } = useTranslation();
  return (
    <>
      <KeyFigures result={result} />
      <h2>{t("portfolio.path")}</h2>
      <PortfolioWedges result={result} />
      <PathTable result={result} />
      <PortfolioBalance balance={result.balance ?? []} />
      {(result.curve?.length ?? 0) > 0 && <Curve curve={result.curve ?? []} />}
    </>
  );
}

function KeyFigures({ result }: { result: Portfolio }) {
  const { t } = useTranslation();
  const units = useUnits();
  const { data: initiatives = [] } = useInitiatives();
  const rows = new Map(initiatives.map((each) => [each.initiative_id, each]));
  const last = result.path.at(-1);
  const chance =
    last?.met_probability == null
      ? undefined
      : t("figure.chance", { year: last.year, chance: units.share(share(last.met_probability)) });
  const chosen = result.chosen.map(({ initiative_id, cost_meur }) => ({
    name: rows.get(initiative_id)?.name ?? initiative_id,
    value: units.investment(millionEur(cost_meur)),
    source: rows.get(initiative_id)?.source,
  }));
  const years = result.path
    .filter(({ target_kt }) => target_kt !== null)
    .map(({ year, missed_kt }) => ({
      name: String(year),
      value: units.kilotonnes(kilotonnesPerYear(missed_kt)),
    }));
  const spent = result.path.map(({ year, capex_meur }) => ({
    name: String(year),
    value: units.investment(millionEur(capex_meur)),
  }));
  const figures: { name: string; value: string; detail?: string; basis: Basis }[] = [
    {
      name: t("portfolio.met"),
      value: result.met ? t("yes_no.yes") : t("yes_no.no"),
      detail: result.scope,
      basis: { formula: t("formula.met"), interval: chance, inputs: years },
    },
    {
      name: t("portfolio.missed"),
      value: units.kilotonneSum(kilotonnes(result.missed_kt)),
      basis: { formula: t("formula.missed"), interval: chance, inputs: years },
    },
    {
      name: t("portfolio.cost"),
      value: units.investment(millionEur(result.cost_meur)),
      basis: { formula: t("formula.portfolio_cost"), inputs: chosen },
    },
    {
      name: t("portfolio.capex"),
      value: units.investment(millionEur(result.capex_meur)),
      basis: { formula: t("formula.portfolio_capex"), inputs: spent },
    },
    {
      name: t("portfolio.marginal"),
      value: units.moneyPerTonne(eurPerTonne(result.marginal_cost_eur_per_t)),
      basis: { formula: t("formula.marginal"), inputs: [] },
    },
  ];
  return (
    <dl className="key-figures">
      {figures.map(({ name, value, detail, basis }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Figure name={name} basis={basis}>
              {value}
            </Figure>
            {detail !== undefined && <small>{detail}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Curve({ curve }: { curve: NonNullable<Portfolio["curve"]> }) {
  const { t } = useTranslation();
  const units = useUnits();
  const { data: initiatives = [] } = useInitiatives();
  const option = useMemo(
    () =>
      curveOption(curve, { cut: t("portfolio.curve_cut"), cost: t("portfolio.curve_cost") }, units),
    [curve, t, units],
  );
  const names = new Map(initiatives.map(({ initiative_id, name }) => [initiative_id, name]));
  const partsOf = ({ added = [] }: (typeof curve)[number]) =>
    initiatives
      .filter(({ initiative_id }) => added.includes(initiative_id))
      .map(({ name, cut_kt_per_year_likely, source }) => ({
        name,
        value: units.kilotonnes(kilotonnesPerYear(cut_kt_per_year_likely)),
        source,
      }));
  const named = (ids: readonly string[] | undefined) =>
    (ids ?? []).map((id) => names.get(id) ?? id).join(", ");
  return (
    <>
      <h2>{t("portfolio.curve")}</h2>
      <Suspense fallback={<Waiting />}>
        <ChartBox label={t("portfolio.curve")} height={320} option={option} />
      </Suspense>
      <TableBox caption={t("portfolio.curve_table")}>
        <TableHead
          columns={[
            { name: t("portfolio.added") },
            { name: t("portfolio.dropped") },
            { name: t("portfolio.curve_cut"), isNumber: true },
            { name: t("portfolio.curve_cost"), isNumber: true },
          ]}
        />
        <tbody>
          {curve.map((step) => (
            <tr key={step.cut_kt_per_year}>
              <th scope="row">{named(step.added)}</th>
              <td>{named(step.dropped)}</td>
              <td className="number">
                <Figure
                  name={t("portfolio.curve_cut")}
                  basis={{ formula: t("formula.curve_cut"), inputs: partsOf(step) }}
                >
                  {units.kilotonnes(kilotonnesPerYear(step.cut_kt_per_year))}
                </Figure>
              </td>
              <td className="number">
                <Figure
                  name={t("portfolio.curve_cost")}
                  basis={{
                    formula: t("formula.curve"),
                    inputs: [
                      {
                        name: t("portfolio.cost_a_year"),
                        value: units.investment(millionEur(step.cost_meur_per_year)),
                      },
                    ],
                  }}
                >
                  {units.moneyPerTonne(eurPerTonne(step.step_eur_per_t))}
                </Figure>
              </td>
            </tr>
          ))}
        </tbody>
      </TableBox>
    </>
  );
}
