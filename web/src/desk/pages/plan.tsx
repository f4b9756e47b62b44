// The plan studio: what to plan for, the plan beside today, the front, and another run beside it.

import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { useRunResult, useRun, isUnderWay, hasResult, type Run } from "../api/runs.ts";
import { useUnits } from "../i18n/use-words.ts";
import { SelectField } from "../ui/field.tsx";
import { Empty } from "../ui/notice.tsx";
import { useAddressNumber } from "../ui/use-address.ts";
import { useChosenRun } from "./chosen-run.ts";
import { PlanFlows } from "./plan-flows.tsx";
import { PlanFront } from "./plan-front.tsx";
import { PlanOrder } from "./plan-order.tsx";
import { PlanFigures } from "./plan-figures.tsx";
import { RunProgress } from "./run-progress.tsx";
import { useTitle } from "./title.ts";
import { Told, Waiting } from "./told.tsx";

type Plan = Schemas["PlanResult"];
type Front = Schemas["FrontResult"];

const isFront = (run: Run) => run.options.pareto !== undefined;
const asPlan = (result: Plan | Front | undefined) =>
  result !== undefined && "flows" in result ? result : undefined;

/** What a run was asked for, in words. */
export function usePlanName(): (run: Run) => string {
  const { t } = useTranslation();
  const units = useUnits();
  return (run) => {
    const { options } = run;
    const parts = [
      t("plan.run", { number: run.run_id }),
      t(`plan.objectives.${options.objective ?? "cost"}`),
      options.carbon_price_eur_per_t === undefined
        ? ""
        : t("plan.at_price", { price: units.number(options.carbon_price_eur_per_t) }),
      options.cap_t_per_year === undefined
        ? ""
        : t("plan.at_cap", { cap: units.number(options.cap_t_per_year) }),
      options.without === undefined || options.without.length === 0
        ? ""
        : t("plan.without_some", { sites: options.without.join(", ") }),
      units.moment(run.created_at),
    ];
    return parts.filter((part) => part !== "").join(" · ");
  };
}

export function PlanPage() {
  const { t } = useTranslation();
  const nameOf = usePlanName();
  const isPlan = (run: Run) => !isFront(run);
  const { runs, isPending, error, run, choose } = useChosenRun("plan", isPlan);
  const fronts = useChosenFront();
  const [besideId, setBeside] = useAddressNumber("beside");
  const { data: besideRun } = useRun(besideId);
  const result = useRunResult(run, "plan");
  const beside = useRunResult(besideRun, "plan");
  const plan = asPlan(result.data);
  const finished = runs.filter((each) => !isUnderWay(each) && hasResult(each));
  useTitle(t("page.plan"));
  return (
    <div className="plan-page">
      <div className="page-head">
        <h1>{t("page.plan")}</h1>
      </div>
      <PlanOrder onStarted={choose} onFront={fronts.choose} />
      {error !== null && <Told error={error} />}
      {finished.length > 0 && (
        <div className="filters" role="group" aria-label={t("plan.runs")}>
          <SelectField
            label={t("plan.shown_run")}
            value={String(run?.run_id ?? "")}
            onChange={({ target }) => choose(Number(target.value))}
            choices={runs.map((each) => ({ value: String(each.run_id), label: nameOf(each) }))}
          />
          <SelectField
            label={t("plan.beside_run")}
            value={String(besideId ?? "")}
            onChange={({ target }) => setBeside(target.value === "" ? null : Number(target.value))}
            choices={[
              { value: "", label: t("plan.beside_none") },
              ...finished
                .filter((each) => each.run_id !== run?.run_id)
                .map((each) => ({ value: String(each.run_id), label: nameOf(each) })),
            ]}
          />
        </div>
      )}
      {run !== undefined && <RunProgress run={run} />}
      {(isPending || result.isLoading) && <Waiting />}
      {result.isError && <Told error={result.error} onRetry={() => void result.refetch()} />}
      {!isPending && runs.length === 0 && run === undefined && (
        <Empty title={t("plan.none_yet")}>
          <p>{t("plan.none_yet_next")}</p>
        </Empty>
      )}
      {plan?.status === "infeasible" && (
        <Empty title={t("plan.infeasible")}>
          <p>{t("plan.infeasible_next")}</p>
        </Empty>
      )}
      {plan !== undefined && plan.status !== "infeasible" && (
        <>
          <PlanFigures plan={plan} beside={asPlan(beside.data)} />
          <PlanFlows plan={plan} beside={asPlan(beside.data)} />
        </>
      )}
      <PlanFront run={fronts.run} onStarted={choose} />
    </div>
  );
}

/** The latest front, or the one that was just started. */
function useChosenFront() {
  const [chosen, choose] = useAddressNumber("front");
  const { runs } = useChosenRun("plan", isFront);
  const { data: run } = useRun(chosen ?? runs[0]?.run_id ?? null);
  return { run: run !== undefined && isFront(run) ? run : undefined, choose };
}
