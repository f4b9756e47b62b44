// One stream beside the table: its profile over the year, its qualities, its history.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answerOf, etagOf, server } from "../api/client.ts";
import { forget, useRegion, useRegionId, type Stream } from "../api/queries.ts";
import { useLanguage, useUnits } from "../i18n/use-words.ts";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ProfileBars } from "../ui/profile-bars.tsx";
import { Figure } from "./figure.tsx";
import { History } from "./history.tsx";
import { useNames } from "./names.ts";
import { periodNames, profileOf, weightsOf } from "./profile.ts";
import { Qualities } from "./qualities.tsx";
import { RemoveRow } from "./remove-row.tsx";
import { streamBasis } from "./stream-basis.ts";
import { useStreamUpdate } from "./stream-editing.ts";
import { Answered, Told } from "./told.tsx";
import { Unverified } from "./unverified.tsx";

function useStream(stream_id: string) {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "streams", "one", stream_id],
    queryFn: () =>
      answerOf(
        server.GET("/api/regions/{region_id}/streams/{stream_id}", {
          params: { path: { region_id, stream_id } },
        }),
      ),
  });
}

export function StreamDialog({ stream_id, onClose }: { stream_id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const stream = useStream(stream_id);
  const title = stream.data?.resource_names?.[language] ?? stream.data?.resource ?? stream_id;
  return (
    <Dialog title={title} closeLabel={t("action.close")} onClose={onClose} isSide>
      <Answered query={stream}>
        {(row) => <StreamDetail key={row.version} stream={row} onClose={onClose} />}
      </Answered>
    </Dialog>
  );
}

function StreamDetail({ stream, onClose }: { stream: Stream; onClose: () => void }) {
  const { t } = useTranslation();
  const units = useUnits();
  const names = useNames({ sites: [stream.site_id] });
  const queries = useQueryClient();
  const region_id = useRegionId();
  const { stream_id, site_id, version, direction, quantity, unit, source } = stream;
  const remove = useMutation({
    mutationFn: () =>
      answerOf(
        server.DELETE("/api/regions/{region_id}/streams/{stream_id}", {
          params: { path: { region_id, stream_id }, header: { "If-Match": etagOf(version) } },
        }),
      ),
    onSuccess: () => {
      forget(queries, region_id, "streams");
      onClose();
    },
  });
  return (
    <>
      <p>
        {t(`direction.${direction}`)} ·{" "}
        <Link to={paths.map(region_id, { site: site_id })}>{names.site(site_id)}</Link> ·{" "}
        <Figure name={t("column.streams.quantity")} basis={streamBasis(stream, units, t)}>
          {units.written(quantity, unit)}
        </Figure>{" "}
        <Unverified source={source} />
      </p>
      {source !== null && source !== undefined && (
        <p className="muted">
          {t("column.streams.source")}: {source}
        </p>
      )}
      <Profile stream={stream} />
      <Qualities stream={stream} />
      <History row_id={stream_id} />
      <RemoveRow
        label={t("stream.remove")}
        explanation={t("stream.remove_explanation")}
        isPending={remove.isPending}
        error={remove.error}
        onRemove={() => remove.mutate()}
      />
    </>
  );
}

function Profile({ stream }: { stream: Stream }) {
  const { t } = useTranslation();
  const units = useUnits();
  const language = useLanguage();
  const region = useRegion();
  const update = useStreamUpdate(stream);
  const [drawn, setDrawn] = useState<number[] | null>(null);
  const periods = region.data?.periods ?? 0;
  const stored = weightsOf(stream.profile, periods);
  const weights = drawn ?? stored;
  const names = periodNames(periods, language, "long");
  if (region.data === undefined) return null;
  return (
    <section>
      <h3>{t("profile.title")}</h3>
      {weights === null ? (
        <p>{t("profile.other_periods", { profile: stream.profile ?? "", count: periods })}</p>
      ) : (
        <>
          <p className="muted">{t("profile.help")}</p>
          <ProfileBars
            label={t("profile.title")}
            names={names}
            weights={weights}
            shown={(weight) => units.number(weight)}
            onChange={setDrawn}
          />
          <div className="profile-names" aria-hidden="true">
            {periodNames(periods, language, "narrow").map((name, at) => (
              <span key={names[at]}>{name}</span>
            ))}
          </div>
          <p className="actions">
            <Button
              look="main"
              disabled={drawn === null || update.isPending}
              onClick={() => update.mutate({ cells: { profile: profileOf(weights) } })}
            >
              {t("action.save")}
            </Button>
            <Button disabled={drawn === null} onClick={() => setDrawn(null)}>
              {t("action.discard")}
            </Button>
            <Button onClick={() => setDrawn(weights.map(() => 1))}>{t("profile.even")}</Button>
          </p>
        </>
      )}
      {update.isError && <Told error={update.error} />}
    </section>
  );
}
