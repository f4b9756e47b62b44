import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answerOf, server } from "../api/client.ts";
import {
  useExchanges,
  useInitiatives,
  useRegionId,
  useSiteStreams,
  type Site,
  type Stream,
} from "../api/queries.ts";
import { useLanguage, useUnits } from "../i18n/use-words.ts";
import { paths } from "../paths.ts";
import { signOf } from "../stages.ts";
import { Button } from "../ui/button.tsx";
import { Figure } from "./figure.tsx";
import { endsOf, useNames } from "./names.ts";
import { StageSign } from "./stage-sign.tsx";
import { streamBasis } from "./stream-basis.ts";
import { Answered } from "./told.tsx";
import { Unverified } from "./unverified.tsx";

function useEmissions() {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "emissions"],
    queryFn: () =>
      answerOf(
        server.GET("/api/regions/{region_id}/emissions", { params: { path: { region_id } } }),
      ),
    select: ({ items }) => items,
  });
}

function Emissions({ site_id }: { site_id: string }) {
  const { t } = useTranslation();
  const units = useUnits();
  const { data = [] } = useEmissions();
  const own = data.filter((emission) => emission.site_id === site_id);
  if (own.length === 0) return null;
  return (
    <>
      <h3>{t("site.emissions")}</h3>
      <ul className="facts">
        {own.map(({ year, gas, tonnes, origin, source }) => (
          <li key={`${year} ${gas} ${origin ?? ""}`}>
            <Figure name={t("site.emissions")} basis={{ formula: t("formula.emission"), source }}>
              {t("site.emission", {
                year,
                gas,
                amount: units.number(tonnes),
                origin: origin === null ? t("unit.unknown") : t(`origin.${origin}`),
              })}
            </Figure>
            <Unverified source={source} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Streams({ streams, direction }: { streams: Stream[]; direction: "offer" | "need" }) {
  const { t } = useTranslation();
  const units = useUnits();
  const language = useLanguage();
  const region = useRegionId();
  const own = streams.filter((stream) => stream.direction === direction);
  return (
    <>
      <h3>{t(`direction.${direction}s`)}</h3>
      {own.length === 0 && <p className="muted">{t("state.none")}</p>}
      <ul className="facts">
        {own.map((stream) => (
          <li key={stream.stream_id}>
            <Link to={paths.streams(region, { row: stream.stream_id })}>
              {stream.resource_names?.[language] ?? stream.resource}
            </Link>{" "}
            <span className="amount">
              <Figure name={t("column.streams.quantity")} basis={streamBasis(stream, units, t)}>
                {units.written(stream.quantity, stream.unit)}
              </Figure>
            </span>
            <Unverified source={stream.source} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Exchanges({ site_id, streams }: { site_id: string; streams: Stream[] }) {
  const { t } = useTranslation();
  const region = useRegionId();
  const { data = [] } = useExchanges();
  const isHere = (end: string) =>
    end.endsWith(`@${site_id}`) || streams.some(({ stream_id }) => stream_id === end);
  const own = data.filter(({ offer_id, need_id }) => isHere(offer_id) || isHere(need_id));
  const names = useNames({ ends: endsOf(own) });
  if (own.length === 0) return null;
  return (
    <>
      <h3>{t("page.exchanges")}</h3>
      <ul className="facts">
        {own.map(({ exchange_id, offer_id, need_id, stage }) => (
          <li key={exchange_id}>
            <Link to={paths.exchanges(region, { exchange: exchange_id })}>
              {names.end(offer_id)} → {names.end(need_id)}
            </Link>{" "}
            <span className="tag">{t(`stage.${stage}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Initiatives({ site_id }: { site_id: string }) {
  const { t } = useTranslation();
  const region = useRegionId();
  const { data = [] } = useInitiatives();
  const own = data.filter((initiative) => initiative.site_id === site_id);
  if (own.length === 0) return null;
  return (
    <>
      <h3>{t("site.initiatives")}</h3>
      <ul className="facts">
        {own.map(({ initiative_id, name, stage }) => (
          <li key={initiative_id}>
            <StageSign sign={signOf(stage)} />{" "}
            <Link to={paths.map(region, { initiative: initiative_id })}>{name}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** One site: what it is, gives, needs, emits, and takes part in. */
export function SitePanel({ site, onClose }: { site: Site; onClose: () => void }) {
  const { t } = useTranslation();
  const units = useUnits();
  const region = useRegionId();
  const streams = useSiteStreams(site.site_id);
  const { site_id, name, organisation, municipality, nace, employees, source } = site;
  return (
    <article className="site-panel">
      <Button look="quiet" onClick={onClose}>
        {t("site.back")}
      </Button>
      <h2>{name}</h2>
      <dl className="pairs">
        <dt>{t("column.sites.organisation")}</dt>
        <dd>{organisation ?? t("unit.unknown")}</dd>
        <dt>{t("column.sites.municipality")}</dt>
        <dd>{municipality ?? t("unit.unknown")}</dd>
        <dt>{t("column.sites.nace")}</dt>
        <dd>{nace ?? t("unit.unknown")}</dd>
        <dt>{t("column.sites.employees")}</dt>
        <dd>
          <Figure
            name={t("column.sites.employees")}
            basis={{ formula: t("formula.stated"), source }}
          >
            {units.count(employees)}
          </Figure>
        </dd>
      </dl>
      <Unverified source={source} />
      <p className="actions">
        <Link className="button is-plain" to={paths.matches(region, { site: site_id })}>
          {t("site.matches")}
        </Link>
        <Link className="button is-plain" to={paths.sites(region, { row: site_id })}>
          {t("action.edit")}
        </Link>
      </p>
      <Emissions site_id={site_id} />
      <Answered query={streams}>
        {(rows) => (
          <>
            <Streams streams={rows} direction="offer" />
            <Streams streams={rows} direction="need" />
            <Exchanges site_id={site_id} streams={rows} />
          </>
        )}
      </Answered>
      <Initiatives site_id={site_id} />
    </article>
  );
}
