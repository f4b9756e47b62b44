// One match: money and climate with their intervals, the way it goes, why, and what to check.

import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schemas } from "../api/client.ts";
import { useRegionId } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { eurPerYear, kilometres, share, tonnesPerYear } from "../units.ts";
import { DecisionForm } from "./decision-form.tsx";
import { Figure, type Basis } from "./figure.tsx";
import { matchBasis } from "./match-basis.ts";
import { modeName } from "./modes.ts";
import { Movers } from "./movers.tsx";
import { endsOf, useNames, type Names } from "./names.ts";

type Match = Schemas["Match"];

/** A step of a pathway, as docs/json.md says. */
interface Step {
  process_id: string;
  site_id: string;
  is_built: boolean;
  input: string;
  throughput: number;
  throughput_unit: string;
  output: string;
  given: number;
  given_unit: string;
  mode: string | null;
  distance_km: number | null;
}

export function MatchDetail({ match, onBack }: { match: Match; onBack: () => void }) {
  const { t } = useTranslation();
  const steps = match.pathway as unknown as Step[];
  const names = useNames({
    ends: endsOf([match]),
    sites: steps.map(({ site_id }) => site_id),
    resources: steps.flatMap(({ input, output }) => [input, output]),
  });
  return (
    <article className="match-detail" aria-label={t("match.one")}>
      <Button look="quiet" className="button is-quiet back" onClick={onBack}>
        {t("match.back")}
      </Button>
      <h2>
        {names.end(match.offer_id)} → {names.end(match.need_id)}
      </h2>
      <Figures match={match} />
      <Pathway match={match} steps={steps} names={names} />
      <DecisionForm match={match} />
      <h3>{t("match.reasons")}</h3>
      <ul className="reasons">
        {match.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <h3>{t("match.checks")}</h3>
      {match.checks.length === 0 && <p className="muted">{t("match.no_checks")}</p>}
      <ul className="reasons">
        {match.checks.map((check) => (
          <li key={check}>{check}</li>
        ))}
      </ul>
      <Movers movers={match.movers ?? []} />
    </article>
  );
}

function Figures({ match }: { match: Match }) {
  const { t } = useTranslation();
  const units = useUnits();
  const chance = (value: number | null | undefined) =>
    t("match.chance", { chance: units.share(share(value)) });
  const bases: Record<"benefit" | "co2e" | "quantity" | "distance" | "confidence", Basis> =
    matchBasis(match, units, t);
  return (
    <dl className="key-figures">
      <div>
        <dt>{t("match.benefit")}</dt>
        <dd>
          <Figure name={t("match.benefit")} basis={bases.benefit}>
            {units.money(eurPerYear(match.benefit_eur_per_year))}
          </Figure>
          <small>
            {units.range(
              units.money(eurPerYear(match.benefit_low_eur_per_year)),
              units.money(eurPerYear(match.benefit_high_eur_per_year)),
            )}
          </small>
          <small>{chance(match.benefit_probability)}</small>
        </dd>
      </div>
      <div>
        <dt>{t("match.co2e")}</dt>
        <dd>
          <Figure name={t("match.co2e")} basis={bases.co2e}>
            {units.co2e(tonnesPerYear(match.co2e_saved_t_per_year))}
          </Figure>
          <small>
            {units.range(
              units.number(match.co2e_saved_low_t_per_year),
              units.number(match.co2e_saved_high_t_per_year),
            )}
          </small>
          <small>{chance(match.co2e_saved_probability)}</small>
        </dd>
      </div>
      <div>
        <dt>{t("match.quantity")}</dt>
        <dd>
          <Figure name={t("match.quantity")} basis={bases.quantity}>
            {units.perYear(match.quantity, match.unit)}
          </Figure>
        </dd>
      </div>
      <div>
        <dt>{t("match.distance")}</dt>
        <dd>
          <Figure name={t("match.distance")} basis={bases.distance}>
            {units.distance(kilometres(match.distance_km))}
          </Figure>
        </dd>
      </div>
      <div>
        <dt>{t("match.confidence")}</dt>
        <dd>
          <Figure name={t("match.confidence")} basis={bases.confidence}>
            {units.share(share(match.confidence))}
          </Figure>
        </dd>
      </div>
    </dl>
  );
}

function Pathway({ match, steps, names }: { match: Match; steps: Step[]; names: Names }) {
  const { t } = useTranslation();
  const units = useUnits();
  const region = useRegionId();
  const taken = ({ throughput, throughput_unit, input }: Step) =>
    `${units.perYear(throughput, throughput_unit)} ${names.resourceOf(input)}`;
  const given = ({ given: amount, given_unit, output }: Step) =>
    `${units.perYear(amount, given_unit)} ${names.resourceOf(output)}`;
  const end = (id: string) => <Link to={paths.streams(region, { row: id })}>{names.end(id)}</Link>;
  return (
    <>
      <h3>{t("match.pathway")}</h3>
      <ol className="pathway">
        <li>
          <strong>{end(match.offer_id)}</strong>{" "}
          <span className="amount">{units.perYear(match.quantity, match.unit)}</span>
        </li>
        {steps.map((step) => (
          <li key={`${step.process_id} ${step.site_id}`}>
            <strong>{names.process(step.process_id)}</strong>, {names.site(step.site_id)}{" "}
            <span className="tag">
              {step.is_built ? t("match.stands") : t("match.to_be_built")}
            </span>
            <br />
            {taken(step)} {"→"} {given(step)}
          </li>
        ))}
        <li>
          <strong>{end(match.need_id)}</strong>{" "}
          {match.mode !== null && <span className="tag">{modeName(match.mode, t)}</span>}
        </li>
      </ol>
    </>
  );
}
