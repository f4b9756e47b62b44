import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { useUnits } from "../i18n/use-words.ts";
import { TableBox } from "../ui/table-box.tsx";
import { eurPerYear, share, tonnesPerYear } from "../units.ts";
import { Figure, type Basis } from "./figure.tsx";
import { useNames } from "./names.ts";

type Plan = Schemas["PlanResult"];

const kCosts = ["disposal", "purchase", "transport", "operation", "investment", "carbon"] as const;
const kCo2e = ["disposal", "production", "transport", "use"] as const;

/** Cost and CO2e of today, of the plan, and of another run beside them. */
export function PlanFigures({ plan, beside }: { plan: Plan; beside: Plan | undefined }) {
  const { t } = useTranslation();
  const units = useUnits();
  const names = useNames({ sites: plan.builds.map(({ site_id }) => site_id) });
  const builds = plan.builds.map(({ process_id, site_id, capacity, unit }) => ({
    name: `${names.process(process_id)}, ${names.site(site_id)}`,
    value: units.perYear(capacity, unit),
  }));
  const shown = [plan.baseline, plan, ...(beside === undefined ? [] : [beside])];
  const heads = [
    t("plan.baseline"),
    t("plan.plan"),
    ...(beside === undefined ? [] : [t("plan.beside")]),
  ];
  const facts = plan.facts ?? [];
  const within =
    plan.gap === null ? undefined : t("figure.within", { gap: units.share(share(plan.gap)) });
  const cost: Basis = {
    formula: t("formula.plan_cost"),
    interval: within,
    inputs: kCosts.map((part) => ({
      name: t(`cost.${part}`),
      value: units.money(eurPerYear(plan.cost_eur_per_year?.[part])),
    })),
    facts,
  };
  const co2e: Basis = {
    formula: t("formula.plan_co2e"),
    inputs: kCo2e.map((part) => ({
      name: t(`co2e.${part}`),
      value: units.co2e(tonnesPerYear(plan.co2e_parts_t_per_year?.[part])),
    })),
    facts,
  };
  const costPart = { formula: t("formula.plan_part"), facts };
  const co2ePart = { formula: t("formula.plan_co2e_part"), facts };
  return (
    <>
      <dl className="key-figures">
        <div>
          <dt>{t("plan.cost")}</dt>
          <dd>
            <Figure name={t("plan.cost")} basis={cost}>
              {units.money(eurPerYear(plan.objective_eur_per_year))}
            </Figure>
            <small>
              {t("plan.today_is", {
                amount: units.money(eurPerYear(plan.baseline.objective_eur_per_year)),
              })}
            </small>
          </dd>
        </div>
        <div>
          <dt>{t("plan.co2e")}</dt>
          <dd>
            <Figure name={t("plan.co2e")} basis={co2e}>
              {units.co2e(tonnesPerYear(plan.co2e_t_per_year))}
            </Figure>
            <small>
              {t("plan.today_is", {
                amount: units.co2e(tonnesPerYear(plan.baseline.co2e_t_per_year)),
              })}
            </small>
          </dd>
        </div>
        <div>
          <dt>{t("plan.builds")}</dt>
          <dd>
            <Figure
              name={t("plan.builds")}
              basis={{ formula: t("formula.builds"), inputs: builds }}
            >
              {units.count(plan.builds.length)}
            </Figure>
          </dd>
        </div>
        <div>
          <dt>{t("plan.gap")}</dt>
          <dd>
            <Figure name={t("plan.gap")} basis={{ formula: t("formula.gap"), interval: within }}>
              {plan.gap === null ? t("unit.unknown") : `≤ ${units.share(share(plan.gap))}`}
            </Figure>
            <small>{t(`plan.status.${plan.status}`)}</small>
          </dd>
        </div>
      </dl>
      <TableBox caption={t("plan.parts")}>
        <thead>
          <tr>
            <td />
            {heads.map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kCosts.map((part) => (
            <tr key={part}>
              <th scope="row">{t(`cost.${part}`)}</th>
              {shown.map((each, index) => (
                <td key={heads[index]} className="number">
                  <Figure name={`${t(`cost.${part}`)}, ${heads[index] ?? ""}`} basis={costPart}>
                    {units.money(eurPerYear(each.cost_eur_per_year?.[part]))}
                  </Figure>
                </td>
              ))}
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">{t("plan.cost")}</th>
            {shown.map((each, index) => (
              <td key={heads[index]} className="number">
                {units.money(eurPerYear(each.objective_eur_per_year))}
              </td>
            ))}
          </tr>
          {kCo2e.map((part) => (
            <tr key={part}>
              <th scope="row">{t(`co2e.${part}`)}</th>
              {shown.map((each, index) => (
                <td key={heads[index]} className="number">
                  <Figure name={`${t(`co2e.${part}`)}, ${heads[index] ?? ""}`} basis={co2ePart}>
                    {units.co2e(tonnesPerYear(each.co2e_parts_t_per_year?.[part]))}
                  </Figure>
                </td>
              ))}
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">{t("plan.co2e")}</th>
            {shown.map((each, index) => (
              <td key={heads[index]} className="number">
                {units.co2e(tonnesPerYear(each.co2e_t_per_year))}
              </td>
            ))}
          </tr>
        </tbody>
      </TableBox>
    </>
  );
}
