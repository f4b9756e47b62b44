import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { answerOf, server, type Schemas } from "../api/client.ts";
import { useRegionId } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { eurPerYear, share } from "../units.ts";
import { Unverified } from "./unverified.tsx";

type Mover = NonNullable<Schemas["Match"]["movers"]>[number];

/** Tables that a mover's row may stand in, in the order they are asked. */
const kTables = ["prices", "factors", "transport"] as const;

async function findFact(region_id: string, row_id: string) {
  for (const table of kTables) {
    try {
      return await answerOf(
        server.GET("/api/regions/{region_id}/facts/{table}/{row_id}", {
          params: { path: { region_id, table, row_id } },
        }),
      );
    } catch {
      // The row stands in another table, or in none.
    }
  }
  return null;
}

/** The row behind a figure, with its source. */
function Source({ row_id }: { row_id: string }) {
  const { t } = useTranslation();
  const region_id = useRegionId();
  const { data } = useQuery({
    queryKey: [region_id, "fact", row_id],
    queryFn: () => findFact(region_id, row_id),
    staleTime: Infinity,
  });
  if (data == null) return <code>{row_id}</code>;
  const source = data.cells["source"] ?? null;
  return (
    <details>
      <summary>
        <code>{row_id}</code>
        <Unverified source={data.is_verified ? null : (source ?? "unverified")} />
      </summary>
      <dl className="pairs">
        {Object.entries(data.cells).map(([column, value]) => (
          <div key={column}>
            <dt>{column}</dt>
            <dd>{value ?? t("unit.unknown")}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Which inputs the benefit rests on most. */
export function Movers({ movers }: { movers: Mover[] }) {
  const { t } = useTranslation();
  const units = useUnits();
  if (movers.length === 0) return null;
  return (
    <>
      <h3>{t("match.movers")}</h3>
      <div className="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("match.input")}</th>
              <th scope="col" className="number">
                {t("match.range")}
              </th>
              <th scope="col" className="number">
                {t("match.variance")}
              </th>
              <th scope="col">{t("match.source")}</th>
            </tr>
          </thead>
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
                  {mover.row_id === null ? t("match.own_figure") : <Source row_id={mover.row_id} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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

function inputName(input: string, t: TFunction): string {
  const known = kInputs.find((each) => each === input);
  return known === undefined ? input.replaceAll("_", " ") : t(`input.${known}`);
}
