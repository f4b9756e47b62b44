// The portfolio: initiatives by stage, what the chosen ones reach against the targets, and what a
// further cut costs.

import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { useInitiatives, useTargets } from "../api/queries.ts";
import { useRunResult, useStartRun } from "../api/runs.ts";
import { curveOption } from "../charts/curve.ts";
import { pathOption } from "../charts/path.ts";
import { useUnits } from "../i18n/use-words.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Empty } from "../ui/notice.tsx";
import { eurPerTonne, kilotonnes, kilotonnesPerYear, millionEur, share } from "../units.ts";
import { useChosenRun } from "./chosen-run.ts";
import { InitiativeTable } from "./initiative-table.tsx";
import { RunProgress } from "./run-progress.tsx";
import { useTitle } from "./title.ts";
import { Answered, Told, Waiting } from "./told.tsx";

const ChartBox = lazy(() => import("../charts/chart-box.tsx"));

type Portfolio = Schemas["PortfolioResult"];

export function PortfolioPage() {
  const { t } = useTranslation();
  const initiatives = useInitiatives();
  const { run, isPending, choose } = useChosenRun("portfolio");
  const result = useRunResult(run, "portfolio");
  const [changed, setChanged] = useState<string[] | null>(null);
  const without = changed ?? run?.options.without ?? [];
  useTitle(t("page.portfolio"));
  return (
    <div className="portfolio-page">
      <div className="page-head">
        <h1>{t("page.portfolio")}</h1>
      </div>
      <PortfolioOrder
        without={without}
        onStarted={(run_id) => {
          choose(run_id);
          setChanged(null);
        }}
      />
      {changed !== null && <p role="status">{t("portfolio.changed")}</p>}
      {run !== undefined && <RunProgress run={run} />}
      {(isPending || result.isLoading) && <Waiting />}
      {result.isError && <Told error={result.error} onRetry={() => void result.refetch()} />}
      {!isPending && run === undefined && (
        <Empty title={t("portfolio.none_yet")}>
          <p>{t("portfolio.none_yet_next")}</p>
        </Empty>
      )}
      {result.data !== undefined && <Result result={result.data} />}
      <h2>{t("portfolio.initiatives")}</h2>
      <Answered query={initiatives}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t("portfolio.no_initiatives")}>
              <p>{t("portfolio.no_initiatives_next")}</p>
            </Empty>
          ) : (
            <InitiativeTable
              initiatives={rows}
              result={result.data}
              without={without}
              onWithout={setChanged}
            />
          )
        }
      </Answered>
    </div>
  );
}

function PortfolioOrder({
  without,
  onStarted,
}: {
  without: string[];
  onStarted: (run_id: number) => void;
}) {
  const { t } = useTranslation();
  const { data: targets = [] } = useTargets();
  const start = useStartRun();
  const [budget, setBudget] = useState("");
  const [target, setTarget] = useState("");
  const scopes = [...new Set(targets.map(({ scope }) => scope))];
  return (
    <form
      className="order"
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate(
          {
            kind: "portfolio",
            options: {
              ...(budget === "" ? {} : { budget_meur: Number(budget) }),
              ...(target === "" ? {} : { target }),
              ...(without.length === 0 ? {} : { without }),
            },
          },
          { onSuccess: ({ run_id }) => onStarted(run_id) },
        );
      }}
    >
      <SelectField
        label={t("portfolio.target")}
        value={target}
        onChange={(event) => setTarget(event.target.value)}
        choices={[
          { value: "", label: t("portfolio.first_target") },
          ...scopes.map((scope) => ({ value: scope, label: scope })),
        ]}
      />
      <TextField
        label={t("portfolio.budget")}
        type="number"
        min={0}
        value={budget}
        placeholder={t("portfolio.no_limit")}
        onChange={(event) => setBudget(event.target.value)}
      />
      <Button look="main" type="submit" disabled={start.isPending}>
        {t("portfolio.start")}
      </Button>
      {start.isError && <Told error={start.error} />}
    </form>
  );
}

function Result({ result }: { result: Portfolio }) {
  const { t } = useTranslation();
  const units = useUnits();
  const path = useMemo(
    () =>
      pathOption(
        result.path,
        result.counts_removals ?? false,
        {
          baseline: t("portfolio.baseline"),
          planned: t("portfolio.planned"),
          target: t("portfolio.target_path"),
          cut: t("portfolio.cut"),
          removed: t("portfolio.removed"),
          unit: t("portfolio.kt"),
        },
        units,
      ),
    [result, t, units],
  );
  const curve = useMemo(
    () =>
      curveOption(
        result.curve ?? [],
        { cut: t("portfolio.curve_cut"), cost: t("portfolio.curve_cost") },
        units,
      ),
    [result, t, units],
  );
  return (
    <>
      <dl className="key-figures">
        <div>
          <dt>{t("portfolio.met")}</dt>
          <dd>
            {result.met ? t("yes_no.yes") : t("yes_no.no")}
            <small>{result.scope}</small>
          </dd>
        </div>
        <div>
          <dt>{t("portfolio.missed")}</dt>
          <dd>{units.kilotonneSum(kilotonnes(result.missed_kt))}</dd>
        </div>
        <div>
          <dt>{t("portfolio.cost")}</dt>
          <dd>{units.investment(millionEur(result.cost_meur))}</dd>
        </div>
        <div>
          <dt>{t("portfolio.capex")}</dt>
          <dd>{units.investment(millionEur(result.capex_meur))}</dd>
        </div>
        <div>
          <dt>{t("portfolio.marginal")}</dt>
          <dd>{units.moneyPerTonne(eurPerTonne(result.marginal_cost_eur_per_t))}</dd>
        </div>
      </dl>
      <h2>{t("portfolio.path")}</h2>
      <Suspense fallback={<Waiting />}>
        <ChartBox label={t("portfolio.path")} height={360} option={path} />
      </Suspense>
      <PathTable path={result.path} />
      {(result.curve?.length ?? 0) > 0 && (
        <>
          <h2>{t("portfolio.curve")}</h2>
          <Suspense fallback={<Waiting />}>
            <ChartBox label={t("portfolio.curve")} height={320} option={curve} />
          </Suspense>
          <CurveTable curve={result.curve ?? []} />
        </>
      )}
    </>
  );
}

function PathTable({ path }: { path: Portfolio["path"] }) {
  const { t } = useTranslation();
  const units = useUnits();
  const kt = (value: number | null | undefined) => units.kilotonnes(kilotonnesPerYear(value));
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={t("portfolio.path_table")}>
      <table>
        <caption>{t("portfolio.path_table")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("portfolio.year")}</th>
            <th scope="col" className="number">
              {t("portfolio.planned")}
            </th>
            <th scope="col" className="number">
              {t("portfolio.spread")}
            </th>
            <th scope="col" className="number">
              {t("portfolio.target_path")}
            </th>
            <th scope="col" className="number">
              {t("portfolio.chance")}
            </th>
            <th scope="col" className="number">
              {t("portfolio.removed")}
            </th>
            <th scope="col" className="number">
              {t("portfolio.capex")}
            </th>
          </tr>
        </thead>
        <tbody>
          {path.map((year) => (
            <tr key={year.year}>
              <th scope="row">{year.year}</th>
              <td className="number">{kt(year.planned_kt)}</td>
              <td className="number">
                {units.range(units.number(year.planned_low_kt), units.number(year.planned_high_kt))}
              </td>
              <td className="number">
                {year.target_kt === null ? t("portfolio.no_target") : kt(year.target_kt)}
              </td>
              <td className="number">
                {year.target_kt === null
                  ? t("portfolio.no_target")
                  : units.share(share(year.met_probability))}
              </td>
              <td className="number">{kt(year.removed_kt)}</td>
              <td className="number">{units.investment(millionEur(year.capex_meur))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CurveTable({ curve }: { curve: NonNullable<Portfolio["curve"]> }) {
  const { t } = useTranslation();
  const units = useUnits();
  const { data: initiatives = [] } = useInitiatives();
  const names = new Map(initiatives.map(({ initiative_id, name }) => [initiative_id, name]));
  const named = (ids: readonly string[] | undefined) =>
    (ids ?? []).map((id) => names.get(id) ?? id).join(", ");
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={t("portfolio.curve_table")}>
      <table>
        <caption>{t("portfolio.curve_table")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("portfolio.added")}</th>
            <th scope="col">{t("portfolio.dropped")}</th>
            <th scope="col" className="number">
              {t("portfolio.curve_cut")}
            </th>
            <th scope="col" className="number">
              {t("portfolio.curve_cost")}
            </th>
          </tr>
        </thead>
        <tbody>
          {curve.map((step) => (
            <tr key={step.cut_kt_per_year}>
              <th scope="row">{named(step.added)}</th>
              <td>{named(step.dropped)}</td>
              <td className="number">
                {units.kilotonnes(kilotonnesPerYear(step.cut_kt_per_year))}
              </td>
              <td className="number">{units.moneyPerTonne(eurPerTonne(step.step_eur_per_t))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
