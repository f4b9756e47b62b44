import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, server } from "../api/client.ts";
import { forget, useColumnHelp, useRegionId } from "../api/queries.ts";
import { useLanguage } from "../i18n/use-words.ts";
import { CreateForm } from "./create-form.tsx";
import { cellsOf, QualityLines, type Line } from "./quality-lines.tsx";
import { SiteBox } from "./site-box.tsx";

const kFields = ["stream_id", "direction", "resource", "quantity", "unit"] as const;
const kQualities = new Set(["property", "min", "typical", "max"]);

/** A stream with its qualities, added whole or not at all. */
export function StreamCreate({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const region_id = useRegionId();
  const { data: help } = useColumnHelp("streams", useLanguage());
  const [site_id, setSite] = useState<string | null>(null);
  const [lines, setLines] = useState<Line[]>([]);
  const directions = (["offer", "need"] as const).map((value) => ({
    value,
    label: t(`direction.${value}`),
  }));
  const fields = kFields.map((id) => ({
    id,
    label: t(`column.streams.${id}`),
    help: help?.get(id),
    isRequired: id !== "quantity",
    ...(id === "direction" ? { choices: directions } : {}),
  }));
  return (
    <CreateForm
      title={t("stream.add")}
      fields={fields}
      onClose={onClose}
      onCreate={async (cells) => {
        const qualities = cellsOf(lines);
        await answerOf(
          server.POST("/api/regions/{region_id}/streams", {
            params: { path: { region_id } },
            body: {
              cells: { ...cells, site_id: site_id ?? "" },
              ...(qualities.length === 0 ? {} : { qualities }),
            },
          }),
        );
        forget(queries, region_id, "streams");
      }}
      isToldHere={({ file, column }) =>
        column === "site_id" || kQualities.has(column) || file.startsWith("qualities")
      }
    >
      {(wrong) => (
        <>
          <SiteBox
            label={t("column.streams.site_id")}
            placeholder={t("plan.choose_site")}
            site_id={site_id}
            onPick={setSite}
          />
          {wrong
            .filter(({ column }) => column === "site_id")
            .map(({ message }) => (
              <small key={message} className="field-error" role="alert">
                {message}
              </small>
            ))}
          <fieldset className="plain">
            <legend>{t("quality.title")}</legend>
            <QualityLines
              lines={lines}
              wrong={wrong.filter(({ column }) => column !== "site_id")}
              onChange={setLines}
            />
          </fieldset>
        </>
      )}
    </CreateForm>
  );
}
