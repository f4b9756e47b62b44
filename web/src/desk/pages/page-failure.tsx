import { useTranslation } from "react-i18next";
import { Link, useRouteError } from "react-router";
import { Refusal } from "../api/client.ts";
import { paths } from "../paths.ts";
import { Told } from "./told.tsx";

/** An address that leads nowhere, or a page that broke. */
export function PageFailure() {
  const { t } = useTranslation();
  const error = useRouteError() ?? new Refusal({ type: "about:blank", title: "", status: 404 });
  return (
    <main className="alone">
      <h1>{t("app.name")}</h1>
      <Told error={error} />
      <p>
        <Link to={paths.regions()}>{t("action.to_regions")}</Link>
      </p>
    </main>
  );
}
