import { useTranslation } from "react-i18next";
import { familyColour, familyOf, kFamilies, type Family } from "../../report/data.ts";
import type { Initiative } from "../api/queries.ts";
import { useUnits } from "../i18n/use-words.ts";
import type { MapFeature } from "../map/features.ts";
import { kShown, type Shown } from "../map/shown.ts";
import { kSigns, signOf, type Sign } from "../stages.ts";
import { kilotonnesPerYear } from "../units.ts";
import { StageSign, useStageName } from "./stage-sign.tsx";

/** Families of the exchanges in view, in the vocabulary's order. */
function familiesOf(features: MapFeature[]): Family[] {
  const present = new Set<Family>();
  for (const { properties } of features) {
    if (properties.kind === "exchange") present.add(familyOf(properties.family ?? null));
  }
  return kFamilies.filter((family) => present.has(family));
}

/** The largest exchange in view of each unit. */
function widest(features: MapFeature[]): Map<string, number> {
  const largest = new Map<string, number>();
  for (const { properties } of features) {
    if (properties.kind !== "exchange" || properties.quantity == null) continue;
    const unit = properties.unit ?? "";
    largest.set(unit, Math.max(largest.get(unit) ?? 0, properties.quantity));
  }
  return largest;
}

/** What the signs on the map mean, and switches for each kind of them. */
export function MapLegend({
  features,
  initiatives,
  hidden,
  hiddenSigns,
  onToggle,
  onToggleSign,
}: {
  features: MapFeature[];
  initiatives: Initiative[];
  hidden: ReadonlySet<Shown>;
  hiddenSigns: ReadonlySet<Sign>;
  onToggle: (shown: Shown) => void;
  onToggleSign: (sign: Sign) => void;
}) {
  const { t } = useTranslation();
  const units = useUnits();
  const stageName = useStageName();
  const emissions = features.flatMap(({ properties }) => properties.emissions_kt_co2e ?? []);
  const lines = [...widest(features)].map(([unit, quantity]) => units.written(quantity, unit));
  const signs = kSigns.filter((sign) => initiatives.some(({ stage }) => signOf(stage) === sign));
  return (
    <div className="map-legend">
      <fieldset>
        <legend>{t("map.shown")}</legend>
        {kShown.map((shown) => (
          <label key={shown} className="check">
            <input type="checkbox" checked={!hidden.has(shown)} onChange={() => onToggle(shown)} />
            <span className={`sign is-${shown}`} aria-hidden="true" />
            {t(`map.layer.${shown}`)}
          </label>
        ))}
      </fieldset>
      {signs.length > 0 && !hidden.has("initiatives") && (
        <fieldset>
          <legend>{t("map.stages")}</legend>
          {signs.map((sign) => (
            <label key={sign} className="check">
              <input
                type="checkbox"
                checked={!hiddenSigns.has(sign)}
                onChange={() => onToggleSign(sign)}
              />
              <StageSign sign={sign} />
              {stageName(sign)}
            </label>
          ))}
        </fieldset>
      )}
      <ul className="families" aria-label={t("map.families")}>
        {familiesOf(features).map((family) => (
          <li key={family}>
            <svg width="22" height="8" aria-hidden="true">
              <rect width="22" height="5" y="1.5" rx="2.5" fill={familyColour(family)} />
            </svg>
            {t(`family.${family}`)}
          </li>
        ))}
      </ul>
      {emissions.length > 0 && (
        <small>
          {t("map.largest_emitter", {
            amount: units.kilotonnes(kilotonnesPerYear(Math.max(...emissions))),
          })}
        </small>
      )}
      {lines.length > 0 && <small>{t("map.widest_line", { amounts: lines.join(", ") })}</small>}
    </div>
  );
}
