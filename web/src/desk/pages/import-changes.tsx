import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { useUnits } from "../i18n/use-words.ts";

type Import = Schemas["Import"];
type Table = Import["tables"][number];

/** What a file would change, table by table. */
export function ImportChanges({ found }: { found: Import }) {
  const { t } = useTranslation();
  const touched = found.tables.filter(
    ({ added, changed, removed }) => added + changed + removed > 0,
  );
  if (touched.length === 0) return <p role="status">{t("files.no_changes")}</p>;
  return (
    <section aria-label={t("files.changes")}>
      <h3>{t("files.changes")}</h3>
      {touched.map((table) => (
        <TableChanges key={table.table} table={table} />
      ))}
    </section>
  );
}

function TableChanges({ table }: { table: Table }) {
  const { t } = useTranslation();
  const units = useUnits();
  const { added, changed, removed, changes } = table;
  const shown = (value: string | null) =>
    value === null || value === "" ? t("unit.unknown") : value;
  return (
    <details open>
      <summary>
        <strong>{table.table}</strong>:{" "}
        {t("files.counts", {
          added: units.count(added),
          changed: units.count(changed),
          removed: units.count(removed),
        })}
      </summary>
      <ul className="changes">
        {changes.map(({ kind, row_id, cells }) => (
          <li key={row_id} className={`is-${kind}`}>
            <span className="tag">{t(`files.${kind}`)}</span> <code>{row_id}</code>
            {kind === "changed" && (
              <ul>
                {cells.map(({ column, before, after }) => (
                  <li key={column}>
                    <code>{column}</code>: <del>{shown(before)}</del> <ins>{shown(after)}</ins>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
