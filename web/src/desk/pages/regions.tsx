import { useTranslation } from "react-i18next";
import { Link, Navigate } from "react-router";
import { useRegions } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { paths } from "../paths.ts";
import { Empty } from "../ui/notice.tsx";
import { useTitle } from "./title.ts";
import { Answered } from "./told.tsx";

/** The regions in the file; a single one is opened at once. */
export function Regions() {
  const { t } = useTranslation();
  const units = useUnits();
  const regions = useRegions();
  useTitle(t("regions.title"));
  return (
    <main className="alone">
      <h1>{t("app.name")}</h1>
      <p className="lead">{t("app.purpose")}</p>
      <Answered query={regions}>
        {(rows) => {
          const [only] = rows;
          if (only === undefined) {
            return (
              <Empty title={t("regions.none")}>
                <p>{t("regions.none_next")}</p>
                <p>
                  <code>{"samspill import DATA --into FILE.db"}</code>
                </p>
              </Empty>
            );
          }
          if (rows.length === 1) return <Navigate to={paths.map(only.region_id)} replace />;
          return (
            <>
              <h2>{t("regions.title")}</h2>
              <ul className="region-list">
                {rows.map(({ region_id, name, counts }) => (
                  <li key={region_id}>
                    <Link to={paths.map(region_id)}>{name}</Link>{" "}
                    <small>
                      {t("count.sites", {
                        count: counts["sites"] ?? 0,
                        shown: units.count(counts["sites"] ?? 0),
                      })}
                    </small>
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Answered>
    </main>
  );
}
