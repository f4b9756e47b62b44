import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { useUnits } from "../i18n/use-words.ts";
import { eurPerYear, share, tonnesPerYear } from "../units.ts";

type Plan = Schemas["PlanResult"];

const kCosts = ["disposal", "purchase", "transport", "operation", "investment", "carbon"] as const;
const kCo2e = ["disposal", "production", "transport", "use"] as const;

/** Cost and CO2e of today, of the plan, and of another run beside them. */
export function PlanFigures({ plan, beside }: { plan: Plan; beside: Plan | undefined }) {
  const { t } = useTranslation();
  const units = useUnits();
  const shown = [plan.baseline, plan, ...(beside === undefined ? [] : [beside])];
  const heads = [
    t("plan.baseline"),
    t("plan.plan"),
    ...(beside === undefined ? [] : [t("plan.beside")]),
  ];
  return (
    <>
      <dl className="key-figures">
        <div>
          <dt>{t("plan.cost")}</dt>
          <dd>
            {units.money(eurPerYear(plan.objective_eur_per_year))}
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
            {units.co2e(tonnesPerYear(plan.co2e_t_per_year))}
            <small>
              {t("plan.today_is", {
                amount: units.co2e(tonnesPerYear(plan.baseline.co2e_t_per_year)),
              })}
            </small>
          </dd>
        </div>
        <div>
          <dt>{t("plan.builds")}</dt>
          <dd>{units.count(plan.builds.length)}</dd>
        </div>
        <div>
          <dt>{t("plan.gap")}</dt>
          <dd>
            {plan.gap === null ? t("unit.unknown") : `≤ ${units.share(share(plan.gap))}`}
            <small>{t(`plan.status.${plan.status}`)}</small>
          </dd>
        </div>
      </dl>
      <div className="table-box" tabIndex={0} role="region" aria-label={t("plan.parts")}>
        <table>
          <caption>{t("plan.parts")}</caption>
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
                    {units.money(eurPerYear(each.cost_eur_per_year?.[part]))}
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
                    {units.co2e(tonnesPerYear(each.co2e_parts_t_per_year?.[part]))}
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
        </table>
      </div>
    </>
  );
}
