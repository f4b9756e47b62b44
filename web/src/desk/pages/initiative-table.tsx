import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, etagOf, server, type Schemas } from "../api/client.ts";
import { diagnosticsOf, explain } from "../api/errors.ts";
import { forget, useRegionId, type Initiative } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { eurPerTonne, kilotonnesPerYear, millionEur } from "../units.ts";
import { Unverified } from "./unverified.tsx";

type Portfolio = Schemas["PortfolioResult"];

const kStages = [
  "idea",
  "screened",
  "contacted",
  "feasibility",
  "agreement",
  "operating",
  "ended",
] as const;

const stageOf = (initiative: Initiative) => kStages.find((each) => each === initiative.stage);

/** Initiatives stage by stage: what each is, whether it is chosen, and in or out or later. */
export function InitiativeTable({
  initiatives,
  result,
  without,
  onWithout,
}: {
  initiatives: Initiative[];
  result: Portfolio | undefined;
  without: string[];
  onWithout: (without: string[]) => void;
}) {
  const { t } = useTranslation();
  const groups = [...kStages, undefined].map((stage) => ({
    stage,
    rows: initiatives.filter((initiative) => stageOf(initiative) === stage),
  }));
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={t("portfolio.initiatives")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("initiative.in")}</th>
            <th scope="col">{t("initiative.name")}</th>
            <th scope="col">{t("initiative.start")}</th>
            <th scope="col" className="number">
              {t("initiative.cut")}
            </th>
            <th scope="col" className="number">
              {t("initiative.capex")}
            </th>
            <th scope="col">{t("initiative.chosen")}</th>
            <th scope="col" className="number">
              {t("initiative.own_cost")}
            </th>
          </tr>
        </thead>
        {groups
          .filter(({ rows }) => rows.length > 0)
          .map(({ stage, rows }) => (
            <tbody key={stage ?? "none"}>
              <tr className="group">
                <th scope="rowgroup" colSpan={7}>
                  {stage === undefined ? t("initiative.no_stage") : t(`stage.${stage}`)}
                </th>
              </tr>
              {rows.map((initiative) => (
                <InitiativeRow
                  key={initiative.initiative_id}
                  initiative={initiative}
                  result={result}
                  isOut={without.includes(initiative.initiative_id)}
                  onOut={(isOut) => {
                    const others = without.filter((id) => id !== initiative.initiative_id);
                    onWithout(isOut ? [...others, initiative.initiative_id] : others);
                  }}
                />
              ))}
            </tbody>
          ))}
      </table>
    </div>
  );
}

const kNotRanked = [
  "left_out",
  "in_baseline",
  "ended",
  "cost_unknown",
  "cut_unknown",
  "start_unknown",
  "need_unranked",
  "ruled_out",
  "too_late",
] as const;

function InitiativeRow({
  initiative,
  result,
  isOut,
  onOut,
}: {
  initiative: Initiative;
  result: Portfolio | undefined;
  isOut: boolean;
  onOut: (isOut: boolean) => void;
}) {
  const { t } = useTranslation();
  const units = useUnits();
  const { initiative_id, name, owner, source } = initiative;
  const chosen = result?.chosen.find((each) => each.initiative_id === initiative_id);
  const unranked = result?.not_ranked.find((each) => each.initiative_id === initiative_id);
  const reason = kNotRanked.find((each) => each === unranked?.reason);
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={t("initiative.keep_in", { name })}
          checked={!isOut}
          onChange={({ target }) => onOut(!target.checked)}
        />
      </td>
      <th scope="row">
        {name} <Unverified source={source} />
        {owner !== null && <small>{owner}</small>}
      </th>
      <td>
        <StartYear initiative={initiative} />
      </td>
      <td className="number">
        {units.kilotonnes(kilotonnesPerYear(initiative.cut_kt_per_year_likely))}
        <small>
          {units.range(
            units.number(initiative.cut_kt_per_year_low),
            units.number(initiative.cut_kt_per_year_high),
          )}
        </small>
      </td>
      <td className="number">{units.investment(millionEur(initiative.capex_meur))}</td>
      <td>
        {chosen !== undefined && t("initiative.from", { year: chosen.start_year })}
        {reason !== undefined && <small>{t(`not_ranked.${reason}`)}</small>}
        {chosen === undefined && reason === undefined && result !== undefined && (
          <small>{t("initiative.not_chosen")}</small>
        )}
      </td>
      <td className="number">
        {chosen !== undefined && units.moneyPerTonne(eurPerTonne(chosen.own_cost_eur_per_t))}
      </td>
    </tr>
  );
}

/** The year an initiative may start, which can be moved here. */
function StartYear({ initiative }: { initiative: Initiative }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const region_id = useRegionId();
  const { initiative_id, version, name, start_year } = initiative;
  const [typed, setTyped] = useState<string | null>(null);
  const update = useMutation({
    mutationFn: (year: string) =>
      answerOf(
        server.PATCH("/api/regions/{region_id}/initiatives/{initiative_id}", {
          params: { path: { region_id, initiative_id }, header: { "If-Match": etagOf(version) } },
          body: { cells: { start_year: year } },
        }),
      ),
    onSuccess: (stored) => {
      queries.setQueryData<Initiative[]>([region_id, "initiatives"], (rows) =>
        rows?.map((row) => (row.initiative_id === initiative_id ? stored : row)),
      );
      setTyped(null);
      forget(queries, region_id, "runs", "run");
    },
  });
  const wrong = update.isError
    ? (diagnosticsOf(update.error)[0]?.message ?? explain(update.error, t).what)
    : null;
  const before = start_year === null ? "" : String(start_year);
  const save = () => {
    if (typed !== null && typed !== before) update.mutate(typed);
  };
  return (
    <>
      <input
        className="year"
        type="number"
        aria-label={t("initiative.start_of", { name })}
        aria-invalid={wrong !== null}
        value={typed ?? before}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={save}
        onKeyDown={({ key }) => {
          if (key === "Enter") save();
          if (key === "Escape") setTyped(null);
        }}
      />
      {wrong !== null && (
        <small className="field-error" role="alert">
          {wrong}
        </small>
      )}
    </>
  );
}
