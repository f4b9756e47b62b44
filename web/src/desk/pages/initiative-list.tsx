import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useRegionId, type Initiative } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { paths } from "../paths.ts";
import { signOf } from "../stages.ts";
import { StageSign, useStageName } from "./stage-sign.tsx";

/** The initiatives that the map shows, and those that have no place on it. */
export function InitiativeList({ initiatives }: { initiatives: Initiative[] }) {
  const { t } = useTranslation();
  const units = useUnits();
  if (initiatives.length === 0) return null;
  const placed = initiatives.filter(({ place }) => place != null);
  const others = initiatives.filter(({ place }) => place == null);
  return (
    <details className="initiative-list">
      <summary>
        {t("map.initiatives", {
          count: initiatives.length,
          shown: units.count(initiatives.length),
        })}
      </summary>
      <Links initiatives={placed} />
      {others.length > 0 && (
        <>
          <h3>{t("map.no_place")}</h3>
          <Links initiatives={others} />
        </>
      )}
    </details>
  );
}

function Links({ initiatives }: { initiatives: Initiative[] }) {
  const region_id = useRegionId();
  const stageName = useStageName();
  return (
    <ul className="site-list">
      {initiatives.map(({ initiative_id, name, stage }) => (
        <li key={initiative_id}>
          <Link to={paths.map(region_id, { initiative: initiative_id })}>{name}</Link>
          <small>
            <StageSign sign={signOf(stage)} /> {stageName(signOf(stage))}
          </small>
        </li>
      ))}
    </ul>
  );
}
