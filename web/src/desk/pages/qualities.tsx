// What a stream is like: temperature, dry matter, metals … as bounds and a typical value.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import { diagnosticsOf } from "../api/errors.ts";
import type { Stream } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { Button } from "../ui/button.tsx";
import { typedCell } from "./columns.ts";
import { useStreamUpdate } from "./stream-editing.ts";
import { Told } from "./told.tsx";

type Quality = Schemas["Quality"];

const kColumns = ["property", "min", "typical", "max", "unit"] as const;
type Column = (typeof kColumns)[number];
type Line = Record<Column, string> & { source: string; note: string };

export function Qualities({ stream }: { stream: Stream }) {
  const { t } = useTranslation();
  const units = useUnits();
  const update = useStreamUpdate(stream);
  const lineOf = (quality: Quality): Line => ({
    property: quality.property,
    min: typedCell(quality.min, units),
    typical: typedCell(quality.typical, units),
    max: typedCell(quality.max, units),
    unit: quality.unit,
    source: quality.source ?? "",
    note: quality.note ?? "",
  });
  const [lines, setLines] = useState<Line[]>(() => stream.qualities.map(lineOf));
  const [isChanged, setChanged] = useState(false);
  const change = (after: Line[]) => {
    setLines(after);
    setChanged(true);
  };
  const set = (row: number, column: Column, text: string) =>
    change(lines.map((line, at) => (at === row ? { ...line, [column]: text } : line)));
  const empty: Line = {
    property: "",
    min: "",
    typical: "",
    max: "",
    unit: "",
    source: "",
    note: "",
  };
  const save = () => {
    const filled = lines.map((line) =>
      Object.fromEntries(Object.entries(line).filter(([, text]) => text !== "")),
    );
    update.mutate({ qualities: filled });
  };
  const wrong = diagnosticsOf(update.error);
  return (
    <section>
      <h3>{t("quality.title")}</h3>
      {lines.length === 0 && <p className="muted">{t("quality.none")}</p>}
      {lines.length > 0 && (
        <div className="table-box">
          <table className="quality-table">
            <thead>
              <tr>
                {kColumns.map((column) => (
                  <th key={column} scope="col">
                    {t(`column.qualities.${column}`)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {lines.map((line, row) => (
                // Lines have no id of their own.
                <tr key={row}>
                  {kColumns.map((column) => (
                    <td key={column}>
                      <input
                        aria-label={`${t(`column.qualities.${column}`)} ${row + 1}`}
                        value={line[column]}
                        aria-invalid={wrong.some(
                          (each) => each.row === row + 1 && each.column === column,
                        )}
                        onChange={({ target }) => set(row, column, target.value)}
                      />
                    </td>
                  ))}
                  <td>
                    <Button
                      look="quiet"
                      aria-label={t("quality.remove", { property: line.property })}
                      onClick={() => change(lines.filter((_, at) => at !== row))}
                    >
                      {"✕"}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {wrong.length > 0 && (
        <ul className="diagnostics" role="alert">
          {wrong.map(({ row, column, message }) => (
            <li key={`${row} ${column} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      {update.isError && wrong.length === 0 && <Told error={update.error} />}
      <p className="actions">
        <Button onClick={() => change([...lines, empty])}>{t("quality.add")}</Button>
        <Button look="main" disabled={!isChanged || update.isPending} onClick={save}>
          {t("action.save")}
        </Button>
      </p>
    </section>
  );
}
