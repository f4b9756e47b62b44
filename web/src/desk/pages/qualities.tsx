// What a stream is like: temperature, dry matter, metals … as bounds and a typical value.

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { diagnosticsOf } from "../api/errors.ts";
import type { Stream } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { Button } from "../ui/button.tsx";
import { cellsOf, lineOf, QualityLines, type Line } from "./quality-lines.tsx";
import { useStreamUpdate } from "./stream-editing.ts";
import { Told } from "./told.tsx";

export function Qualities({ stream }: { stream: Stream }) {
  const { t } = useTranslation();
  const units = useUnits();
  const update = useStreamUpdate(stream);
  const [lines, setLines] = useState<Line[]>(() =>
    stream.qualities.map((quality) => lineOf(quality, units)),
  );
  const [isChanged, setChanged] = useState(false);
  const wrong = diagnosticsOf(update.error);
  return (
    <section>
      <h3>{t("quality.title")}</h3>
      {lines.length === 0 && <p className="muted">{t("quality.none")}</p>}
      <QualityLines
        lines={lines}
        wrong={wrong}
        onChange={(after) => {
          setLines(after);
          setChanged(true);
        }}
      />
      {update.isError && wrong.length === 0 && <Told error={update.error} />}
      <p className="actions">
        <Button
          look="main"
          disabled={!isChanged || update.isPending}
          onClick={() => update.mutate({ qualities: cellsOf(lines) })}
        >
          {t("action.save")}
        </Button>
      </p>
    </section>
  );
}
