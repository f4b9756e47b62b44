import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { useUnits } from "../i18n/use-words.ts";
import { TableBox, TableHead } from "../ui/table-box.tsx";
import { eurPerYear, share } from "../units.ts";
import { FactRow } from "./fact-row.tsx";

type Mover = NonNullable<Schemas["Match"]["movers"]>[number];

/** Which inputs the benefit rests on most. */
export function Movers({ movers }: { movers: Mover[] }) {
  const { t } = useTranslation();
  const units = useUnits();
  if (movers.length === 0) return null;
  return (
    <>
      <h3>{t("match.movers")}</h3>
      <TableBox caption={t("match.movers")} isCaptionHidden>
        <TableHead
          columns={[
            { name: t("match.input") },
            { name: t("match.range"), isNumber: true },
            { name: t("match.variance"), isNumber: true },
            { name: t("match.source") },
          ]}
        />
        <tbody>
          {movers.map((mover) => (
            <tr key={`${mover.input} ${mover.row_id ?? ""}`}>
              <th scope="row">{inputName(mover.input, t)}</th>
              <td className="number">
                {units.range(
                  units.money(eurPerYear(mover.benefit_at_low_eur_per_year)),
                  units.money(eurPerYear(mover.benefit_at_high_eur_per_year)),
                )}
              </td>
              <td className="number">{units.share(share(mover.variance_share))}</td>
              <td>
                {mover.row_id === null ? (
                  t("match.own_figure")
                ) : (
                  <FactRow fact={{ table: "any", row_id: mover.row_id }} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </TableBox>
    </>
  );
}

const kInputs = [
  "offered",
  "needed",
  "disposal_price",
  "purchase_price",
  "carriage",
  "carriage_fixed",
  "distance",
  "treatment",
  "yield",
  "transaction",
] as const;

export function inputName(input: string, t: TFunction): string {
  const known = kInputs.find((each) => each === input);
  return known === undefined ? input.replaceAll("_", " ") : t(`input.${known}`);
}
