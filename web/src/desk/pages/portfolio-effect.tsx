// What a move does: the portfolio before and after it, side by side.

import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { useInitiatives } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { TableBox, TableHead } from "../ui/table-box.tsx";
import { eurPerTonne, kilotonnes, kilotonnesPerYear, millionEur, share } from "../units.ts";

type Portfolio = Schemas["PortfolioResult"];

interface Difference {
  initiative_id: string;
  /** Start years; null: not chosen. */
  before: number | null;
  after: number | null;
}

/** Initiatives that are in one of the two only, or start in another year. */
export function differences(before: Portfolio, after: Portfolio): Difference[] {
  const startsOf = ({ chosen }: Portfolio) =>
    new Map(chosen.map(({ initiative_id, start_year }) => [initiative_id, start_year]));
  const [old, now] = [startsOf(before), startsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((initiative_id) => ({
      initiative_id,
      before: old.get(initiative_id) ?? null,
      after: now.get(initiative_id) ?? null,
    }))
    .filter((each) => each.before !== each.after);
}

export function PortfolioEffect({ before, after }: { before: Portfolio; after: Portfolio }) {
  const { t } = useTranslation();
  const units = useUnits();
  const { data: initiatives = [] } = useInitiatives();
  const names = new Map(initiatives.map(({ initiative_id, name }) => [initiative_id, name]));
  const year = (value: number | null) =>
    value === null ? t("initiative.not_chosen") : t("initiative.from", { year: value });
  const lastOf = ({ path }: Portfolio) => path.at(-1);
  const rows: { name: string; of: (portfolio: Portfolio) => string }[] = [
    { name: t("portfolio.met"), of: ({ met }) => (met ? t("yes_no.yes") : t("yes_no.no")) },
    {
      name: t("portfolio.missed"),
      of: ({ missed_kt }) => units.kilotonneSum(kilotonnes(missed_kt)),
    },
    {
      name: t("portfolio.planned_in", { year: lastOf(after)?.year ?? "" }),
      of: (each) => units.kilotonnes(kilotonnesPerYear(lastOf(each)?.planned_kt)),
    },
    {
      name: t("portfolio.chance_in", { year: lastOf(after)?.year ?? "" }),
      of: (each) => units.share(share(lastOf(each)?.met_probability)),
    },
    { name: t("portfolio.cost"), of: (each) => units.investment(millionEur(each.cost_meur)) },
    { name: t("portfolio.capex"), of: (each) => units.investment(millionEur(each.capex_meur)) },
    {
      name: t("portfolio.marginal"),
      of: (each) => units.moneyPerTonne(eurPerTonne(each.marginal_cost_eur_per_t)),
    },
  ];
  const moved = differences(before, after);
  const heads = [
    { name: "" },
    { name: t("portfolio.before"), isNumber: true },
    { name: t("portfolio.after"), isNumber: true },
  ];
  return (
    <section aria-label={t("portfolio.effect")}>
      <h2>{t("portfolio.effect")}</h2>
      <TableBox caption={t("portfolio.effect")} isCaptionHidden>
        <TableHead columns={heads} />
        <tbody>
          {rows.map(({ name, of }) => (
            <tr key={name} className={of(before) === of(after) ? "" : "is-changed"}>
              <th scope="row">{name}</th>
              <td className="number">{of(before)}</td>
              <td className="number">{of(after)}</td>
            </tr>
          ))}
          {moved.map(({ initiative_id, before: old, after: now }) => (
            <tr key={initiative_id} className="is-changed">
              <th scope="row">{names.get(initiative_id) ?? initiative_id}</th>
              <td className="number">{year(old)}</td>
              <td className="number">{year(now)}</td>
            </tr>
          ))}
        </tbody>
      </TableBox>
    </section>
  );
}
