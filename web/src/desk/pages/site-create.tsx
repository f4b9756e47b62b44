import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, server } from "../api/client.ts";
import { forget, useColumnHelp, useRegion, useRegionId } from "../api/queries.ts";
import { useLanguage } from "../i18n/use-words.ts";
import { CreateForm } from "./create-form.tsx";

const kFields = [
  "site_id",
  "name",
  "municipality",
  "country",
  "latitude_deg",
  "longitude_deg",
  "nace",
] as const;
const kRequired: readonly string[] = [
  "site_id",
  "name",
  "country",
  "latitude_deg",
  "longitude_deg",
];

export function SiteCreate({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const region_id = useRegionId();
  const region = useRegion();
  const { data: help } = useColumnHelp("sites", useLanguage());
  const country = region.data?.country ?? null;
  const fields = kFields
    .filter((id) => id !== "country" || country === null)
    .map((id) => ({
      id,
      label: t(`column.sites.${id}`),
      help: help?.get(id),
      isRequired: kRequired.includes(id),
    }));
  return (
    <CreateForm
      title={t("site.add")}
      fields={fields}
      onClose={onClose}
      onCreate={async (cells) => {
        await answerOf(
          server.POST("/api/regions/{region_id}/sites", {
            params: { path: { region_id } },
            body: { cells: country === null ? cells : { country, ...cells } },
          }),
        );
        forget(queries, region_id, "sites");
      }}
    />
  );
}
