import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { useRunResult, useStartRun, type Run } from "../api/runs.ts";
import { frontOption } from "../charts/front.ts";
import { useUnits } from "../i18n/use-words.ts";
import { Button } from "../ui/button.tsx";
import { eurPerYear, share, tonnesPerYear } from "../units.ts";
import { Figure } from "./figure.tsx";
import { RunProgress } from "./run-progress.tsx";
import { Told, Waiting } from "./told.tsx";

const ChartBox = lazy(() => import("../charts/chart-box.tsx"));

/** Plans between the cheapest and the cleanest; any of them can be made. */
export function PlanFront({
  run,
  onStarted,
}: {
  run: Run | undefined;
  onStarted: (run_id: number) => void;
}) {
  const { t } = useTranslation();
  const result = useRunResult(run, "plan");
  if (run === undefined) return null;
  return (
    <section aria-label={t("front.title")}>
      <h2>{t("front.title")}</h2>
      <RunProgress run={run} />
      {result.isError && <Told error={result.error} />}
      {result.data !== undefined && "points" in result.data && (
        <Points run={run} points={result.data.points} onStarted={onStarted} />
      )}
    </section>
  );
}

type Point = Schemas["FrontResult"]["points"][number];

function Points({
  run,
  points,
  onStarted,
}: {
  run: Run;
  points: Point[];
  onStarted: (run_id: number) => void;
}) {
  const { t } = useTranslation();
  const units = useUnits();
  const start = useStartRun();
  const option = useMemo(
    () => frontOption(points, { cost: t("plan.cost"), co2e: t("front.co2e") }, units),
    [points, t, units],
  );
  const { carbon_price_eur_per_t, without } = run.options;
  const basisOf = ({ gap }: Point, formula: string) => ({
    formula,
    interval: gap === null ? undefined : t("figure.within", { gap: units.share(share(gap)) }),
  });
  const make = (point: Point) =>
    start.mutate(
      {
        kind: "plan",
        options: {
          ...(carbon_price_eur_per_t === undefined ? {} : { carbon_price_eur_per_t }),
          ...(without === undefined ? {} : { without }),
          objective: "cost",
          cap_t_per_year: point.co2e_t_per_year,
        },
      },
      { onSuccess: ({ run_id }) => onStarted(run_id) },
    );
  return (
    <>
      <p className="muted">{t("front.help")}</p>
      <Suspense fallback={<Waiting />}>
        <ChartBox
          label={t("front.title")}
          height={320}
          option={option}
          onPick={(index) => {
            const point = points[index];
            if (point !== undefined) make(point);
          }}
        />
      </Suspense>
      <div className="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col" className="number">
                {t("plan.cost")}
              </th>
              <th scope="col" className="number">
                {t("plan.co2e")}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.co2e_t_per_year}>
                <td className="number">
                  <Figure name={t("plan.cost")} basis={basisOf(point, t("formula.plan_cost"))}>
                    {units.money(eurPerYear(point.objective_eur_per_year))}
                  </Figure>
                </td>
                <td className="number">
                  <Figure name={t("plan.co2e")} basis={basisOf(point, t("formula.plan_co2e"))}>
                    {units.co2e(tonnesPerYear(point.co2e_t_per_year))}
                  </Figure>
                </td>
                <td>
                  <Button disabled={start.isPending} onClick={() => make(point)}>
                    {t("front.make")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {start.isError && <Told error={start.error} />}
    </>
  );
}
