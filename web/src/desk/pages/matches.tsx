// Matches: starting a search for them, narrowing what it found, and one match in words.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { useDecisions } from "../api/queries.ts";
import { useRunResult } from "../api/runs.ts";
import { useUnits } from "../i18n/use-words.ts";
import { Empty } from "../ui/notice.tsx";
import { SelectField, SliderField, TextField } from "../ui/field.tsx";
import { useAddress, useAddressNumber } from "../ui/use-address.ts";
import { eurPerYear, kilometres, share, tonnesPerYear } from "../units.ts";
import { useChosenRun } from "./chosen-run.ts";
import { MatchDetail } from "./match-detail.tsx";
import { MatchOrder } from "./match-order.tsx";
import { endsOf, useNames, type Names } from "./names.ts";
import { RunProgress } from "./run-progress.tsx";
import { useTitle } from "./title.ts";
import { Told, Waiting } from "./told.tsx";

type Match = Schemas["Match"];

const kOrders = ["benefit", "climate", "distance", "confidence"] as const;
type Order = (typeof kOrders)[number];
/** Rows of the list; more are found by narrowing it. */
const kMostListed = 200;
/** Of the best in the order, those whose names are searched for a text. */
const kMostSearched = 5000;

/** How good a match is in an order, larger first; unknown is last. */
function rankOf(match: Match, order: Order): number {
  const value = {
    benefit: match.benefit_eur_per_year,
    climate: match.co2e_saved_t_per_year,
    distance: match.distance_km === null ? null : -match.distance_km,
    confidence: match.confidence,
  }[order];
  return value ?? -Infinity;
}

interface Filter {
  order: Order;
  mostDistance: number | null;
  leastBenefit: number | null;
}

function narrowed(matches: Match[], { order, mostDistance, leastBenefit }: Filter): Match[] {
  return matches
    .filter(({ distance_km, benefit_eur_per_year }) => {
      if (mostDistance !== null && (distance_km ?? Infinity) > mostDistance) return false;
      return leastBenefit === null || (benefit_eur_per_year ?? -Infinity) >= leastBenefit;
    })
    .sort((a, b) => rankOf(b, order) - rankOf(a, order));
}

function named(matches: Match[], names: Names, text: string): Match[] {
  const wanted = text.toLocaleLowerCase();
  return matches.filter(({ offer_id, need_id }) =>
    `${names.end(offer_id)} ${names.end(need_id)}`.toLocaleLowerCase().includes(wanted),
  );
}

export const matchKey = ({ offer_id, need_id, pathway }: Match) =>
  [offer_id, need_id, ...pathway.map((step) => String(step["process_id"]))].join("~");

export function MatchesPage() {
  const { t } = useTranslation();
  const { runs, isPending, error, run, choose } = useChosenRun("match");
  const result = useRunResult(run, "match");
  useTitle(t("page.matches"));
  return (
    <div className="matches-page">
      <div className="page-head">
        <h1>{t("page.matches")}</h1>
      </div>
      <MatchOrder onStarted={choose} />
      {error !== null && <Told error={error} />}
      {run !== undefined && <RunProgress run={run} />}
      {isPending && <Waiting />}
      {!isPending && runs.length === 0 && run === undefined && (
        <Empty title={t("match.none_yet")}>
          <p>{t("match.none_yet_next")}</p>
        </Empty>
      )}
      {result.isLoading && <Waiting />}
      {result.isError && <Told error={result.error} onRetry={() => void result.refetch()} />}
      {result.data !== undefined && <Found matches={result.data.matches} />}
    </div>
  );
}

function Found({ matches }: { matches: Match[] }) {
  const { t } = useTranslation();
  const units = useUnits();
  const [text, setText] = useAddress("text");
  const [orderText, setOrder] = useAddress("order");
  const [mostDistance, setDistance] = useAddressNumber("distance");
  const [leastBenefit, setBenefit] = useAddressNumber("benefit");
  const [picked, setPicked] = useAddress("match");
  const order = kOrders.find((each) => each === orderText) ?? "benefit";
  const farthest = Math.ceil(Math.max(1, ...matches.map(({ distance_km }) => distance_km ?? 0)));
  const most = Math.max(0, ...matches.map((match) => match.benefit_eur_per_year ?? 0));
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, most))) - 1);
  const wanted = text ?? "";
  const narrow = narrowed(matches, { order, mostDistance, leastBenefit });
  const searched = narrow.slice(0, wanted === "" ? kMostListed : kMostSearched);
  const names = useNames({ ends: endsOf(searched) });
  const found = wanted === "" ? narrow : named(searched, names, wanted);
  const match = found.find((each) => matchKey(each) === picked) ?? found[0];
  const [isReading, setReading] = useState(false);
  if (matches.length === 0) {
    return (
      <Empty title={t("match.found_none")}>
        <p>{t("match.found_none_next")}</p>
      </Empty>
    );
  }
  return (
    <>
      <div className="filters" role="group" aria-label={t("match.filters")}>
        <TextField
          label={t("match.filter")}
          type="search"
          value={text ?? ""}
          onChange={({ target }) => setText(target.value)}
        />
        <SelectField
          label={t("match.order")}
          value={order}
          onChange={({ target }) => setOrder(target.value)}
          choices={kOrders.map((value) => ({ value, label: t(`match.order_by.${value}`) }))}
        />
        <SliderField
          label={t("match.most_distance")}
          min={0}
          max={farthest}
          value={mostDistance ?? farthest}
          shown={units.distance(kilometres(mostDistance ?? farthest))}
          onChange={({ target }) => {
            const value = Number(target.value);
            setDistance(value >= farthest ? null : value);
          }}
        />
        <SliderField
          label={t("match.least_benefit")}
          min={0}
          max={Math.floor(most / step) * step}
          step={step}
          value={leastBenefit ?? 0}
          shown={leastBenefit === null ? t("match.any") : units.money(eurPerYear(leastBenefit))}
          onChange={({ target }) => {
            const value = Number(target.value);
            setBenefit(value <= 0 ? null : value);
          }}
        />
      </div>
      <p role="status" className="list-count">
        {t("match.count", { count: found.length, shown: units.count(found.length) })}
      </p>
      {match === undefined ? (
        <Empty title={t("match.filtered_out")}>
          <p>{t("match.filtered_out_next")}</p>
        </Empty>
      ) : (
        <div className={isReading ? "beside is-reading" : "beside"}>
          <MatchList
            matches={found.slice(0, kMostListed)}
            names={names}
            picked={matchKey(match)}
            onPick={(key) => {
              setPicked(key);
              setReading(true);
            }}
          />
          <MatchDetail key={matchKey(match)} match={match} onBack={() => setReading(false)} />
        </div>
      )}
    </>
  );
}

function MatchList({
  matches,
  names,
  picked,
  onPick,
}: {
  matches: Match[];
  names: Names;
  picked: string;
  onPick: (key: string) => void;
}) {
  const { t } = useTranslation();
  const units = useUnits();
  const { data: decisions = [] } = useDecisions();
  const decided = new Map(decisions.map((each) => [`${each.offer_id}~${each.need_id}`, each]));
  return (
    <ol className="match-list">
      {matches.map((match) => {
        const key = matchKey(match);
        const decision = decided.get(`${match.offer_id}~${match.need_id}`)?.decision;
        return (
          <li key={key}>
            <button
              type="button"
              className="match-card"
              aria-pressed={key === picked}
              onClick={() => onPick(key)}
            >
              <span className="match-ends">
                {names.end(match.offer_id)} <span aria-hidden="true">→</span>
                <span className="for-readers">{t("match.to")}</span> {names.end(match.need_id)}
              </span>
              <span className="match-figures">
                <strong>{units.money(eurPerYear(match.benefit_eur_per_year))}</strong>
                <span>{units.co2e(tonnesPerYear(match.co2e_saved_t_per_year))}</span>
                <span>{units.distance(kilometres(match.distance_km))}</span>
                <span>
                  {t("match.confidence")} {units.share(share(match.confidence))}
                </span>
                {decision !== undefined && <span className="tag">{t(`decision.${decision}`)}</span>}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
