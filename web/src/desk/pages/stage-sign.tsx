import { useTranslation } from "react-i18next";
import { kShapes, kSignColours, type Sign } from "../stages.ts";

/** The sign of a stage, as on the map. */
export function StageSign({ sign }: { sign: Sign }) {
  return (
    <svg className="stage-sign" viewBox="-1 -1 26 26" aria-hidden="true">
      <path d={kShapes[sign]} fill={`var(${kSignColours[sign]})`} />
    </svg>
  );
}

/** The name of a stage, of "unknown" too. */
export function useStageName(): (sign: Sign) => string {
  const { t } = useTranslation();
  return (sign) => (sign === "unknown" ? t("initiative.no_stage") : t(`stage.${sign}`));
}
