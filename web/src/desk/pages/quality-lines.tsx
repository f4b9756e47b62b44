// Lines of qualities that are typed: property, bounds, typical value, unit.

import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client.ts";
import type { Diagnostic } from "../api/errors.ts";
import { Button } from "../ui/button.tsx";
import type { Units } from "../units.ts";
import { typedCell } from "./columns.ts";

const kColumns = ["property", "min", "typical", "max", "unit"] as const;
type Column = (typeof kColumns)[number];
export type Line = Record<Column, string> & { source: string; note: string };

const kEmpty: Line = {
  property: "",
  min: "",
  typical: "",
  max: "",
  unit: "",
  source: "",
  note: "",
};

export const lineOf = (quality: Schemas["Quality"], units: Units): Line => ({
  property: quality.property,
  min: typedCell(quality.min, units),
  typical: typedCell(quality.typical, units),
  max: typedCell(quality.max, units),
  unit: quality.unit,
  source: quality.source ?? "",
  note: quality.note ?? "",
});

/** Lines as the server takes them: cells that hold something, of lines that do. */
export const cellsOf = (lines: readonly Line[]) =>
  lines
    .map((line) => Object.fromEntries(Object.entries(line).filter(([, text]) => text !== "")))
    .filter((cells) => Object.keys(cells).length > 0);

export function QualityLines({
  lines,
  wrong,
  onChange,
}: {
  lines: Line[];
  wrong: readonly Diagnostic[];
  onChange: (lines: Line[]) => void;
}) {
  const { t } = useTranslation();
  const set = (row: number, column: Column, text: string) =>
    onChange(lines.map((line, at) => (at === row ? { ...line, [column]: text } : line)));
  return (
    <>
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
                      onClick={() => onChange(lines.filter((_, at) => at !== row))}
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
      <p>
        <Button onClick={() => onChange([...lines, kEmpty])}>{t("quality.add")}</Button>
      </p>
    </>
  );
}
