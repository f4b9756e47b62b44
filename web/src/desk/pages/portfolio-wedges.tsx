import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { useInitiatives } from "../api/queries.ts";
import { kColoured, wedgesOf, wedgesOption } from "../charts/wedges.ts";
import { useUnits } from "../i18n/use-words.ts";
import { TableBox, TableHead } from "../ui/table-box.tsx";
import { kilotonnesPerYear, millionEur, share } from "../units.ts";
import { Figure } from "./figure.tsx";
import { useYearBases } from "./portfolio-basis.ts";
import { Waiting } from "./told.tsx";

const ChartBox = lazy(() => import("../charts/chart-box.tsx"));

type Portfolio = Schemas["PortfolioResult"];

/** A wedge of each chosen initiative by year, over what is still emitted, against the target. */
export function PortfolioWedges({ result }: { result: Portfolio }) {
  const { t } = useTranslation();
  const units = useUnits();
  const { data: initiatives } = useInitiatives();
  const names = useMemo(() => {
    const byId = new Map(initiatives?.map(({ initiative_id, name }) => [initiative_id, name]));
    return {
      baseline: t("portfolio.baseline"),
      planned: t("portfolio.planned"),
      target: t("portfolio.target_path"),
      unit: t("portfolio.kt"),
      initiative: (id: string) => byId.get(id) ?? id,
    };
  }, [initiatives, t]);
  const option = useMemo(() => wedgesOption(result, names, units), [result, names, units]);
  const wedges = wedgesOf(result);
  const others = wedges.slice(kColoured);
  const legend = [
    { name: names.baseline, colour: "var(--today)" },
    { name: names.target, colour: "var(--missing)" },
    { name: names.planned, colour: "var(--still-emitted)" },
    ...wedges.slice(0, kColoured).map(({ wedge, colour }) => ({
      name: names.initiative(wedge.initiative_id),
      colour,
    })),
    ...(others.length === 0
      ? []
      : [
          {
            name: t("map.initiatives", {
              count: others.length,
              shown: `+ ${units.count(others.length)}`,
            }),
            colour: "var(--wedge-other)",
          },
        ]),
  ];
  const bases = useYearBases(result);
  const rows = [
    ...wedges.map(({ wedge }) => ({
      name: names.initiative(wedge.initiative_id),
      values: wedge.towards_target_kt ?? [],
      isSum: false,
      basisOf: () => bases.wedge(wedge),
    })),
    {
      name: names.baseline,
      values: result.path.map(({ baseline_kt }) => baseline_kt),
      isSum: true,
      basisOf: bases.baseline,
    },
    {
      name: names.planned,
      values: result.path.map(({ planned_kt }) => planned_kt),
      isSum: true,
      basisOf: bases.planned,
    },
    {
      name: names.target,
      values: result.path.map(({ target_kt }) => target_kt),
      isSum: true,
      basisOf: bases.target,
    },
  ];
  return (
    <>
      <Suspense fallback={<Waiting />}>
        <ChartBox label={t("portfolio.path")} height={440} option={option} />
      </Suspense>
      <ul className="families" aria-hidden="true">
        {legend.map(({ name, colour }) => (
          <li key={name}>
            <svg width="22" height="12">
              <rect width="22" height="10" y="1" rx="2" fill={colour} stroke="var(--muted)" />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <TableBox caption={t("portfolio.wedge_table")}>
        <TableHead
          columns={[
            { name: t("initiative.name") },
            ...result.path.map(({ year }) => ({ name: String(year), isNumber: true })),
          ]}
        />
        <tbody>
          {rows.map(({ name, values, isSum, basisOf }) => (
            <tr key={name} className={isSum ? "sum" : ""}>
              <th scope="row">{name}</th>
              {result.path.map((year, at) => (
                <td key={year.year} className="number">
                  {values[at] === null ? (
                    t("portfolio.no_target")
                  ) : (
                    <Figure name={`${name}, ${year.year}`} basis={() => basisOf(year)}>
                      {units.number(values[at])}
                    </Figure>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </TableBox>
    </>
  );
}

/** What is planned each year, how far it may be off, and how likely it meets the target. */
export function PathTable({ result }: { result: Portfolio }) {
  const { t } = useTranslation();
  const bases = useYearBases(result);
  const units = useUnits();
  const kt = (value: number | null | undefined) => units.kilotonnes(kilotonnesPerYear(value));
  const columns = [
    { name: t("portfolio.year") },
    ...[
      t("portfolio.planned"),
      t("portfolio.spread"),
      t("portfolio.target_path"),
      t("portfolio.chance"),
      t("portfolio.removed"),
      t("portfolio.capex"),
    ].map((name) => ({ name, isNumber: true })),
  ];
  return (
    <TableBox caption={t("portfolio.path_table")}>
      <TableHead columns={columns} />
      <tbody>
        {result.path.map((year) => {
          const spread = units.range(
            units.number(year.planned_low_kt),
            units.number(year.planned_high_kt),
          );
          const chance = year.met_probability ?? 0;
          return (
            <tr key={year.year}>
              <th scope="row">{year.year}</th>
              <td className="number">
                <Figure
                  name={`${t("portfolio.planned")}, ${year.year}`}
                  basis={() => bases.planned(year)}
                >
                  {kt(year.planned_kt)}
                </Figure>
              </td>
              <td className="number">{spread}</td>
              <td className="number">
                {year.target_kt === null ? (
                  t("portfolio.no_target")
                ) : (
                  <Figure
                    name={`${t("portfolio.target_path")}, ${year.year}`}
                    basis={() => bases.target(year)}
                  >
                    {kt(year.target_kt)}
                  </Figure>
                )}
              </td>
              <td className="number">
                {year.target_kt === null ? (
                  t("portfolio.no_target")
                ) : (
                  <>
                    <span className="chance" aria-hidden="true">
                      <span className="bar" style={{ width: `${chance * 100}%` }} />
                    </span>{" "}
                    <Figure
                      name={`${t("portfolio.chance")}, ${year.year}`}
                      basis={() => ({ ...bases.planned(year), formula: t("formula.chance") })}
                    >
                      {units.share(share(year.met_probability))}
                    </Figure>
                  </>
                )}
              </td>
              <td className="number">
                <Figure
                  name={`${t("portfolio.removed")}, ${year.year}`}
                  basis={() => bases.removed(year)}
                >
                  {kt(year.removed_kt)}
                </Figure>
              </td>
              <td className="number">
                <Figure
                  name={`${t("portfolio.capex")}, ${year.year}`}
                  basis={() => bases.capex(year)}
                >
                  {units.investment(millionEur(year.capex_meur))}
                </Figure>
              </td>
            </tr>
          );
        })}
      </tbody>
    </TableBox>
  );
}
