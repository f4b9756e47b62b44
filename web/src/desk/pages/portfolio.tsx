// The portfolio: initiatives by stage, what the chosen ones reach against the targets, the balance
// down to net zero, and what comes of moving an initiative in, out or in time.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useInitiatives, useTargets } from "../api/queries.ts";
import { useRun, useRunResult, useStartRun, type RunOrder } from "../api/runs.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Empty, Notice } from "../ui/notice.tsx";
import { useAddressChange, useAddressNumber } from "../ui/use-address.ts";
import { useChosenRun } from "./chosen-run.ts";
import { InitiativeTable, type Moves } from "./initiative-table.tsx";
import { PortfolioEffect } from "./portfolio-effect.tsx";
import { PortfolioResult } from "./portfolio-result.tsx";
import { RunProgress } from "./run-progress.tsx";
import { useTitle } from "./title.ts";
import { Answered, Told, Waiting } from "./told.tsx";

type Options = NonNullable<RunOrder["options"]>;

/** The order with these moves in place of its own; none where nothing is moved. */
function withMoves({ budget_meur, target }: Options, { without, start_years }: Moves): Options {
  return {
    ...(budget_meur === undefined ? {} : { budget_meur }),
    ...(target === undefined ? {} : { target }),
    ...(without.length === 0 ? {} : { without }),
    ...(Object.keys(start_years).length === 0 ? {} : { start_years }),
  };
}

export function PortfolioPage() {
  const { t } = useTranslation();
  const initiatives = useInitiatives();
  const { run, isPending } = useChosenRun("portfolio");
  const result = useRunResult(run, "portfolio");
  const [besideId] = useAddressNumber("beside");
  const { data: besideRun } = useRun(besideId);
  const beside = useRunResult(besideRun, "portfolio");
  const changeAddress = useAddressChange();
  const start = useStartRun();
  const [changed, setChanged] = useState<Moves | null>(null);
  const asked = run?.options ?? {};
  const moves = changed ?? {
    without: asked.without ?? [],
    start_years: asked.start_years ?? {},
  };
  useTitle(t("page.portfolio"));
  /** Another portfolio; the one that is shown stands beside it, so that the effect is seen. */
  const order = (options: Options) =>
    start.mutate(
      { kind: "portfolio", options: withMoves(options, moves) },
      {
        onSuccess: ({ run_id }) => {
          const before = result.data === undefined ? null : String(run?.run_id ?? "");
          changeAddress({ run: String(run_id), beside: changed === null ? null : before });
          setChanged(null);
        },
      },
    );
  return (
    <div className="portfolio-page">
      <div className="page-head">
        <h1>{t("page.portfolio")}</h1>
      </div>
      <PortfolioOrder isPending={start.isPending} onOrder={order} />
      {start.isError && <Told error={start.error} />}
      {run !== undefined && <RunProgress run={run} />}
      {(isPending || result.isLoading) && <Waiting />}
      {result.isError && <Told error={result.error} onRetry={() => void result.refetch()} />}
      {!isPending && run === undefined && (
        <Empty title={t("portfolio.none_yet")}>
          <p>{t("portfolio.none_yet_next")}</p>
        </Empty>
      )}
      {result.data !== undefined && beside.data !== undefined && (
        <PortfolioEffect before={beside.data} after={result.data} />
      )}
      {result.data !== undefined && <PortfolioResult result={result.data} />}
      <h2>{t("portfolio.initiatives")}</h2>
      <p className="muted">{t("portfolio.move_help")}</p>
      {changed !== null && (
        <Notice tone="calm" title={t("portfolio.changed")}>
          <p className="actions">
            <Button look="main" disabled={start.isPending} onClick={() => order(asked)}>
              {t("portfolio.see_effect")}
            </Button>
            <Button onClick={() => setChanged(null)}>{t("action.discard")}</Button>
          </p>
        </Notice>
      )}
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
              moves={moves}
              onMove={setChanged}
            />
          )
        }
      </Answered>
    </div>
  );
}

function PortfolioOrder({
  isPending,
  onOrder,
}: {
  isPending: boolean;
  onOrder: (options: Options) => void;
}) {
  const { t } = useTranslation();
  const { data: targets = [] } = useTargets();
  const [budget, setBudget] = useState("");
  const [target, setTarget] = useState("");
  const scopes = [...new Set(targets.map(({ scope }) => scope))];
  return (
    <form
      className="order"
      onSubmit={(event) => {
        event.preventDefault();
        onOrder({
          ...(budget === "" ? {} : { budget_meur: Number(budget) }),
          ...(target === "" ? {} : { target }),
        });
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
      <Button look="main" type="submit" disabled={isPending}>
        {t("portfolio.start")}
      </Button>
    </form>
  );
}
