import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { amountOf, balanceOption } from "../charts/balance.ts";
import { useUnits } from "../i18n/use-words.ts";
import { SelectField } from "../ui/field.tsx";
import { TableBox, TableHead } from "../ui/table-box.tsx";
import { useAddressNumber } from "../ui/use-address.ts";
import { Figure } from "./figure.tsx";
import { Waiting } from "./told.tsx";

const ChartBox = lazy(() => import("../charts/chart-box.tsx"));

type Balance = NonNullable<Schemas["PortfolioResult"]["balance"]>;

/** From today's emissions to net zero and below, in the year that people choose. */
export function PortfolioBalance({ balance }: { balance: Balance }) {
  const { t } = useTranslation();
  const units = useUnits();
  const [year, setYear] = useAddressNumber("balance");
  const shown = balance.find((each) => each.year === year) ?? balance.at(-1);
  const option = useMemo(
    () =>
      balanceOption(
        shown?.steps ?? [],
        { unit: t("portfolio.kt"), kind: (kind) => t(`balance.${kind}`) },
        (step) => amountOf(step, units),
        units,
      ),
    [shown, t, units],
  );
  if (shown === undefined) return null;
  const kinds = new Set(shown.steps.map(({ kind }) => kind));
  return (
    <section aria-label={t("balance.title")}>
      <h2>{t("balance.title")}</h2>
      <div className="filters">
        <SelectField
          label={t("portfolio.year")}
          value={String(shown.year)}
          onChange={({ target }) => setYear(Number(target.value))}
          choices={balance.map((each) => ({ value: String(each.year), label: String(each.year) }))}
        />
        <p role="status">{kinds.has("to_zero") ? t("balance.above") : t("balance.below")}</p>
      </div>
      <Suspense fallback={<Waiting />}>
        <ChartBox
          label={t("balance.title")}
          height={60 + 44 * shown.steps.length}
          option={option}
        />
      </Suspense>
      <TableBox caption={t("balance.table", { year: shown.year })}>
        <TableHead
          columns={[{ name: t("balance.step") }, { name: t("portfolio.kt"), isNumber: true }]}
        />
        <tbody>
          {shown.steps.map((step) => (
            <tr key={step.kind} className={step.from_kt === 0 ? "sum" : ""}>
              <th scope="row">{t(`balance.${step.kind}`)}</th>
              <td className="number">
                <Figure
                  name={t(`balance.${step.kind}`)}
                  basis={{
                    formula: t(`formula.balance.${step.kind}`),
                    inputs: [
                      { name: t("balance.from"), value: units.number(step.from_kt) },
                      { name: t("balance.to"), value: units.number(step.to_kt) },
                    ],
                  }}
                >
                  {amountOf(step, units)}
                </Figure>
              </td>
            </tr>
          ))}
        </tbody>
      </TableBox>
    </section>
  );
}
