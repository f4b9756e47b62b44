import { useTranslation } from "react-i18next";
import { useHistory } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { Answered } from "./told.tsx";

/** The columns that a change touched. */
function changed(
  before: Record<string, string | null> | null,
  after: Record<string, string | null> | null,
): string[] {
  const columns = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...columns].filter((column) => before?.[column] !== after?.[column]);
}

/** Who changed a row, when, and from what to what. */
export function History({ row_id }: { row_id: string }) {
  const { t } = useTranslation();
  const units = useUnits();
  const history = useHistory(row_id);
  const shown = (value: string | null | undefined) =>
    value == null || value === "" ? t("unit.unknown") : value;
  return (
    <details className="history">
      <summary>{t("history.title")}</summary>
      <Answered query={history}>
        {(entries) =>
          entries.length === 0 ? (
            <p className="muted">{t("history.none")}</p>
          ) : (
            <ol>
              {entries.map(({ audit_id, at, actor, action, before, after }) => (
                <li key={audit_id}>
                  <strong>{units.moment(at)}</strong> {actor}: {t(`history.${action}`)}
                  {action === "update" && (
                    <ul>
                      {changed(before, after).map((column) => (
                        <li key={column}>
                          <code>{column}</code> {shown(before?.[column])} → {shown(after?.[column])}
                        </li>
                      ))}
                    </ul>
                  )}
                </li>
              ))}
            </ol>
          )
        }
      </Answered>
    </details>
  );
}
