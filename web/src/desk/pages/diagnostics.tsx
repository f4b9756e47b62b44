import { useTranslation } from "react-i18next";
import type { Diagnostic } from "../api/errors.ts";

/** What is wrong in which cell. */
export function Diagnostics({
  diagnostics,
  title,
}: {
  diagnostics: readonly Diagnostic[];
  title: string;
}) {
  const { t } = useTranslation();
  if (diagnostics.length === 0) return null;
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={title}>
      <table className="diagnostics">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("diagnostic.severity")}</th>
            <th scope="col">{t("diagnostic.place")}</th>
            <th scope="col">{t("diagnostic.message")}</th>
          </tr>
        </thead>
        <tbody>
          {diagnostics.map(({ severity, file, row, column, message }) => (
            <tr key={`${file} ${row} ${column} ${message}`}>
              <td>
                <span className={`tag is-${severity}`}>{t(`diagnostic.${severity}`)}</span>
              </td>
              <td>
                {file}
                {row > 0 && <>, {t("diagnostic.row", { row })}</>}
                {column !== "" && <>, {column}</>}
              </td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
