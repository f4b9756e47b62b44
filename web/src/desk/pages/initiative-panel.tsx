import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useRegionId, type Initiative } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import { paths } from "../paths.ts";
import { signOf } from "../stages.ts";
import { Button } from "../ui/button.tsx";
import { kilotonnesPerYear, millionEur, share } from "../units.ts";
import { Figure } from "./figure.tsx";
import { initiativeBasis } from "./initiative-basis.ts";
import { useNames } from "./names.ts";
import { StageSign, useStageName } from "./stage-sign.tsx";
import { Unverified } from "./unverified.tsx";

/** One initiative beside the map: what it is, cuts and costs, and why it stands where it stands. */
export function InitiativePanel({
  initiative,
  onClose,
}: {
  initiative: Initiative;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const units = useUnits();
  const region_id = useRegionId();
  const stageName = useStageName();
  const { initiative_id, name, stage, owner, level, start_year, source, note } = initiative;
  const figures = [
    {
      label: t("initiative.cut"),
      formula: t("formula.cut"),
      value: units.kilotonnes(kilotonnesPerYear(initiative.cut_kt_per_year_likely)),
    },
    {
      label: t("initiative.capex"),
      formula: t("formula.stated"),
      value: units.investment(millionEur(initiative.capex_meur)),
    },
    {
      label: t("initiative.opex"),
      formula: t("formula.stated"),
      value: units.investment(millionEur(initiative.opex_meur_per_year)),
    },
    {
      label: t("initiative.probability"),
      formula: t("formula.stated"),
      value: units.share(share(initiative.probability)),
    },
  ];
  return (
    <article className="site-panel">
      <Button look="quiet" onClick={onClose}>
        {t("site.back")}
      </Button>
      <h2>{name}</h2>
      <dl className="pairs">
        <dt>{t("exchange.stage")}</dt>
        <dd>
          <StageSign sign={signOf(stage)} /> {stageName(signOf(stage))}
        </dd>
        <dt>{t("initiative.owner")}</dt>
        <dd>{owner ?? t("unit.unknown")}</dd>
        <dt>{t("initiative.level")}</dt>
        <dd>{level === null ? t("unit.unknown") : t(`level.${level}`)}</dd>
        <dt>{t("initiative.start")}</dt>
        <dd>{start_year ?? t("unit.unknown")}</dd>
        {figures.map(({ label, formula, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Figure name={label} basis={initiativeBasis(initiative, formula, units, t)}>
                {value}
              </Figure>
            </dd>
          </div>
        ))}
      </dl>
      <Where initiative={initiative} />
      {source != null && (
        <p className="muted">
          {source} <Unverified source={source} />
        </p>
      )}
      {note != null && <p>{note}</p>}
      <p className="actions">
        <Link
          className="button is-plain"
          to={paths.portfolio(region_id, { initiative: initiative_id })}
        >
          {t("initiative.in_portfolio")}
        </Link>
      </p>
    </article>
  );
}

/** Its site, the site whose emissions it cuts, its municipality, or that no place is known. */
function Where({
  initiative: { site_id, emitter_id, municipality, place },
}: {
  initiative: Initiative;
}) {
  const { t } = useTranslation();
  const region_id = useRegionId();
  const at = place?.of === "emitter" ? emitter_id : site_id;
  const names = useNames(at == null ? {} : { sites: [at] });
  if (place == null) return <p>{t("initiative.nowhere")}</p>;
  if (place.of === "municipality") {
    return <p>{t("initiative.in_municipality", { municipality: municipality ?? "" })}</p>;
  }
  return (
    <p>
      {place.of === "site" ? t("initiative.at_site") : t("initiative.at_emitter")}{" "}
      <Link to={paths.map(region_id, { site: at ?? "" })}>{names.site(at ?? "")}</Link>
    </p>
  );
}
