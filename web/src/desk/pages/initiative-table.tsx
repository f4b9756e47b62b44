import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, etagOf, server, type Schemas } from "../api/client.ts";
import { diagnosticsOf, explain } from "../api/errors.ts";
import { forget, useRegionId, type Initiative } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { kSigns, signOf } from "../stages.ts";
import { TableBox, TableHead } from "../ui/table-box.tsx";
import { useAddress } from "../ui/use-address.ts";
import { eurPerTonne, kilotonnesPerYear, millionEur } from "../units.ts";
import { Figure } from "./figure.tsx";
import { HeldYear } from "./held-year.tsx";
import { initiativeBasis } from "./initiative-basis.ts";
import { StageSign, useStageName } from "./stage-sign.tsx";
import { Unverified } from "./unverified.tsx";

type Portfolio = Schemas["PortfolioResult"];

/** What people try out: initiatives left out, and years that others are held to. */
export interface Moves {
  without: string[];
  start_years: Record<string, number>;
}

/** Initiatives stage by stage: what each is, whether it is chosen, and in, out or moved in time. */
export function InitiativeTable({
  initiatives,
  result,
  moves,
  onMove,
}: {
  initiatives: Initiative[];
  result: Portfolio | undefined;
  moves: Moves;
  onMove: (moves: Moves) => void;
}) {
  const { t } = useTranslation();
  const stageName = useStageName();
  const [picked] = useAddress("initiative");
  const groups = kSigns.map((sign) => ({
    sign,
    rows: initiatives.filter(({ stage }) => signOf(stage) === sign),
  }));
  return (
    <TableBox caption={t("portfolio.initiatives")} isCaptionHidden>
      <TableHead
        columns={[
          { name: t("initiative.in") },
          { name: t("initiative.name") },
          { name: t("initiative.start") },
          { name: t("initiative.held") },
          { name: t("initiative.cut"), isNumber: true },
          { name: t("initiative.capex"), isNumber: true },
          { name: t("initiative.chosen") },
          { name: t("initiative.own_cost"), isNumber: true },
        ]}
      />
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ sign, rows }) => (
          <tbody key={sign}>
            <tr className="group">
              <th scope="rowgroup" colSpan={8}>
                <StageSign sign={sign} /> {stageName(sign)}
              </th>
            </tr>
            {rows.map((initiative) => (
              <InitiativeRow
                key={initiative.initiative_id}
                initiative={initiative}
                result={result}
                isPicked={initiative.initiative_id === picked}
                isOut={moves.without.includes(initiative.initiative_id)}
                held={moves.start_years[initiative.initiative_id] ?? null}
                onOut={(isOut) => onMove(withOut(moves, initiative.initiative_id, isOut))}
                onHeld={(year) => onMove(withHeld(moves, initiative.initiative_id, year))}
              />
            ))}
          </tbody>
        ))}
    </TableBox>
  );
}

function withOut(moves: Moves, initiative_id: string, isOut: boolean): Moves {
  const others = moves.without.filter((id) => id !== initiative_id);
  return { ...moves, without: isOut ? [...others, initiative_id] : others };
}

function withHeld({ without, start_years }: Moves, initiative_id: string, year: number | null) {
  const others = Object.entries(start_years).filter(([id]) => id !== initiative_id);
  const held: [string, number][] = year === null ? [] : [[initiative_id, year]];
  return { without, start_years: Object.fromEntries([...others, ...held]) };
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
  "not_in_its_year",
] as const;

function InitiativeRow({
  initiative,
  result,
  isPicked,
  isOut,
  held,
  onOut,
  onHeld,
}: {
  initiative: Initiative;
  result: Portfolio | undefined;
  isPicked: boolean;
  isOut: boolean;
  held: number | null;
  onOut: (isOut: boolean) => void;
  onHeld: (year: number | null) => void;
}) {
  const { t } = useTranslation();
  const units = useUnits();
  const { initiative_id, name, owner, source } = initiative;
  const chosen = result?.chosen.find((each) => each.initiative_id === initiative_id);
  const unranked = result?.not_ranked.find((each) => each.initiative_id === initiative_id);
  const reason = kNotRanked.find((each) => each === unranked?.reason);
  const basis = (formula: string) => initiativeBasis(initiative, formula, units, t);
  return (
    <tr className={isPicked ? "is-picked" : ""}>
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
      <td>
        {initiative.stage !== "operating" && initiative.stage !== "ended" && (
          <HeldYear
            name={name}
            held={held}
            usual={chosen?.start_year ?? initiative.start_year}
            years={result?.path.map(({ year }) => year) ?? []}
            onHeld={onHeld}
          />
        )}
      </td>
      <td className="number">
        <Figure name={t("initiative.cut")} basis={basis(t("formula.cut"))}>
          {units.kilotonnes(kilotonnesPerYear(initiative.cut_kt_per_year_likely))}
        </Figure>
        <small>
          {units.range(
            units.number(initiative.cut_kt_per_year_low),
            units.number(initiative.cut_kt_per_year_high),
          )}
        </small>
      </td>
      <td className="number">
        <Figure name={t("initiative.capex")} basis={basis(t("formula.stated"))}>
          {units.investment(millionEur(initiative.capex_meur))}
        </Figure>
      </td>
      <td>
        {chosen !== undefined && t("initiative.from", { year: chosen.start_year })}
        {reason !== undefined && <small>{t(`not_ranked.${reason}`)}</small>}
        {chosen === undefined && reason === undefined && result !== undefined && (
          <small>{t("initiative.not_chosen")}</small>
        )}
      </td>
      <td className="number">
        {chosen !== undefined && (
          <Figure name={t("initiative.own_cost")} basis={basis(t("formula.own_cost"))}>
            {units.moneyPerTonne(eurPerTonne(chosen.own_cost_eur_per_t))}
          </Figure>
        )}
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
