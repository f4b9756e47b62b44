// The home of the desk: where the region's sites are and what goes between them.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, server } from "../api/client.ts";
import { useAllSites, useRegion, useRegionId, type Site } from "../api/queries.ts";
import type { MapFeature } from "../map/features.ts";
import { kShown, type Shown } from "../map/layers.ts";
import type { Box } from "../map/map-canvas.tsx";
import { Button } from "../ui/button.tsx";
import { Empty, Notice } from "../ui/notice.tsx";
import { useAddress } from "../ui/use-address.ts";
import { MapLegend } from "./map-legend.tsx";
import { SiteList } from "./site-list.tsx";
import { SitePanel } from "./site-panel.tsx";
import { useTitle } from "./title.ts";
import { Answered, Told, Waiting } from "./told.tsx";

const MapCanvas = lazy(() => import("../map/map-canvas.tsx"));

/** Without it there is no map, but the list says the same. */
const hasWebGl = () => document.createElement("canvas").getContext("webgl2") !== null;

interface View {
  box: Box;
  zoom: number;
}

function useMapFeatures(view: View | null) {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "map", view],
    enabled: view !== null,
    placeholderData: keepPreviousData,
    queryFn: () =>
      answerOf(
        server.GET("/api/regions/{region_id}/map", {
          params: {
            path: { region_id },
            query: { ...(view === null ? {} : { box: view.box, zoom: view.zoom }) },
          },
        }),
      ),
    select: ({ features }) => features as MapFeature[],
  });
}

export function MapPage() {
  const { t } = useTranslation();
  const region = useRegion();
  const sites = useAllSites();
  useTitle(t("page.map"), region.data?.name ?? "");
  return (
    <Answered query={region}>
      {({ box, name }) => (
        <Answered query={sites}>
          {(all) =>
            box === null || all.length === 0 ? (
              <NoSites />
            ) : (
              <MapOf box={box as Box} name={name} sites={all} />
            )
          }
        </Answered>
      )}
    </Answered>
  );
}

function NoSites() {
  const { t } = useTranslation();
  return (
    <Empty title={t("map.no_sites")}>
      <p>{t("map.no_sites_next")}</p>
    </Empty>
  );
}

function MapOf({ box, name, sites }: { box: Box; name: string; sites: Site[] }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View | null>(null);
  const [hiddenText, setHidden] = useAddress("hidden");
  const [picked, setPicked] = useAddress("site");
  const [save, setSave] = useState<(() => void) | null>(null);
  const [canDraw] = useState(hasWebGl);
  const features = useMapFeatures(view);
  const hidden = new Set(kShown.filter((shown) => hiddenText?.split(" ").includes(shown)));
  const toggle = (shown: Shown) =>
    setHidden(kShown.filter((each) => hidden.has(each) !== (each === shown)).join(" "));
  const site = sites.find(({ site_id }) => site_id === picked) ?? null;
  return (
    <div className="map-page">
      <h1 className="for-readers">{t("map.title", { region: name })}</h1>
      <section className="map-side" aria-label={t("map.list")}>
        {site === null ? (
          <SiteList sites={sites} />
        ) : (
          <SitePanel site={site} onClose={() => setPicked(null)} />
        )}
      </section>
      <section className="map-main" aria-label={t("page.map")}>
        {canDraw ? (
          <>
            <Suspense fallback={<Waiting />}>
              <MapCanvas
                box={box}
                features={features.data ?? []}
                hidden={hidden}
                picked={site}
                words={{
                  title: t("map.title", { region: name }),
                  zoomIn: t("map.zoom_in"),
                  zoomOut: t("map.zoom_out"),
                  credit: t("map.credit"),
                  cluster: (count) => t("count.sites", { count, shown: String(count) }),
                }}
                onMove={(moved, zoom) => setView({ box: moved, zoom })}
                onPick={setPicked}
                onReady={(saving) => setSave(() => saving)}
              />
            </Suspense>
            {features.isError && <Told error={features.error} />}
            <MapLegend features={features.data ?? []} hidden={hidden} onToggle={toggle} />
            <p className="map-tools">
              <Button disabled={save === null} onClick={() => save?.()}>
                {t("action.save_picture")}
              </Button>
              <Button onClick={() => print()}>{t("action.print")}</Button>
            </p>
          </>
        ) : (
          <Notice tone="calm" title={t("map.no_webgl")}>
            <p>{t("map.no_webgl_next")}</p>
          </Notice>
        )}
      </section>
    </div>
  );
}
