import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, server, type Schemas } from "../api/client.ts";
import { useRegionId } from "../api/queries.ts";
import { Answered } from "./told.tsx";

/** A row of the reference tables; `any` where only its id is known. */
export interface FactKey {
  table: Schemas["FactList"][number]["table"] | "any";
  row_id: string;
  is_verified?: boolean;
}

/** One row behind a figure: its id, a mark where nobody has read it, and when opened all of it. */
export function FactRow({ fact }: { fact: FactKey }) {
  const { t } = useTranslation();
  const region_id = useRegionId();
  const { table, row_id } = fact;
  const [isOpen, setOpen] = useState(false);
  const row = useQuery({
    queryKey: [region_id, "fact", table, row_id],
    enabled: isOpen || fact.is_verified === undefined,
    staleTime: Infinity,
    queryFn: () =>
      answerOf(
        server.GET("/api/regions/{region_id}/facts/{table}/{row_id}", {
          params: { path: { region_id, table, row_id } },
        }),
      ),
  });
  const isVerified = fact.is_verified ?? row.data?.is_verified;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <code>{row_id}</code>{" "}
        {isVerified === false && <span className="tag is-unverified">{t("state.unverified")}</span>}
      </summary>
      {isOpen && (
        <Answered query={row}>
          {({ cells, is_own }) => (
            <>
              {is_own && <p className="muted">{t("figure.own_row")}</p>}
              <dl className="pairs">
                {Object.entries(cells).map(([column, value]) => (
                  <div key={column}>
                    <dt>{column}</dt>
                    <dd>{value ?? t("unit.unknown")}</dd>
                  </div>
                ))}
              </dl>
            </>
          )}
        </Answered>
      )}
    </details>
  );
}
