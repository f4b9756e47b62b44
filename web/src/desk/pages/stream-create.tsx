import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, server } from "../api/client.ts";
import { forget, useAllSites, useColumnHelp, useRegionId } from "../api/queries.ts";
import { useLanguage } from "../i18n/use-words.ts";
import type { FormField } from "./create-form.tsx";
import { CreateForm } from "./create-form.tsx";

const kFields = ["stream_id", "site_id", "direction", "resource", "quantity", "unit"] as const;

export function StreamCreate({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const region_id = useRegionId();
  const { data: sites = [] } = useAllSites();
  const { data: help } = useColumnHelp("streams", useLanguage());
  const choices: Partial<Record<string, FormField["choices"]>> = {
    site_id: sites.map(({ site_id, name }) => ({ value: site_id, label: name })),
    direction: (["offer", "need"] as const).map((value) => ({
      value,
      label: t(`direction.${value}`),
    })),
  };
  const fields = kFields.map((id) => {
    const offered = choices[id];
    return {
      id,
      label: t(`column.streams.${id}`),
      help: help?.get(id),
      isRequired: id !== "quantity",
      ...(offered === undefined ? {} : { choices: offered }),
    };
  });
  return (
    <CreateForm
      title={t("stream.add")}
      fields={fields}
      onClose={onClose}
      onCreate={async (cells) => {
        await answerOf(
          server.POST("/api/regions/{region_id}/streams", {
            params: { path: { region_id } },
            body: { cells },
          }),
        );
        forget(queries, region_id, "streams");
      }}
    />
  );
}
