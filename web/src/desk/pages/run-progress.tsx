// A run: how far it is, how to stop it, and what became of it.

import { useId } from "react";
import { useTranslation } from "react-i18next";
import { isUnderWay, useCancelRun, type Run } from "../api/runs.ts";
import { useUnits } from "../i18n/use-words.ts";
import { share } from "../units.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Told } from "./told.tsx";

const kPhases = ["matching", "planning", "choosing", "answering", "accounting", "writing"] as const;

export function RunProgress({ run }: { run: Run }) {
  const { t } = useTranslation();
  const units = useUnits();
  const cancel = useCancelRun();
  const label = useId();
  const phase = kPhases.find((each) => each === run.phase);
  if (isUnderWay(run)) {
    return (
      <div className="run-progress">
        <p id={label} role="status">
          {t(`run.${run.state}`)}
          {phase !== undefined && <> · {t(`run.phases.${phase}`)}</>}
          {run.progress !== null && <> · {units.share(share(run.progress))}</>}
          {run.gap !== null && <> · {t("run.gap", { gap: units.share(share(run.gap)) })}</>}
        </p>
        <progress aria-labelledby={label} value={run.progress ?? undefined} max={1} />
        <Button disabled={cancel.isPending} onClick={() => cancel.mutate(run.run_id)}>
          {t("run.cancel")}
        </Button>
        {cancel.isError && <Told error={cancel.error} />}
      </div>
    );
  }
  return (
    <>
      {run.state === "failed" && (
        <Notice title={t("run.failed")}>
          {run.error !== null && <p>{run.error}</p>}
          <p>{t("run.failed_next")}</p>
        </Notice>
      )}
      {(run.state === "cancelled" || run.state === "interrupted") && (
        <Notice tone="calm" title={t(`run.${run.state}`)}>
          <p>{t("run.stopped_next")}</p>
        </Notice>
      )}
      {run.is_stale && (
        <Notice tone="calm" title={t("run.stale")}>
          <p>{t("run.stale_next")}</p>
        </Notice>
      )}
    </>
  );
}
