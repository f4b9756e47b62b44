// The home of the desk: where the region's sites are and what goes between them.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, server } from "../api/client.ts";
import {
  useInitiatives,
  useRegion,
  useRegionId,
  useSite,
  type Initiative,
} from "../api/queries.ts";
import type { MapFeature } from "../map/features.ts";
import { kShown, type Shown } from "../map/shown.ts";
import type { Box } from "../map/projection.ts";
import type { InitiativeSign } from "../map/signs.ts";
import { kSigns, signOf, type Sign } from "../stages.ts";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/notice.tsx";
import { useAddress, useAddressChange } from "../ui/use-address.ts";
import { InitiativeList } from "./initiative-list.tsx";
import { InitiativePanel } from "./initiative-panel.tsx";
import { MapLegend } from "./map-legend.tsx";
import { SiteList } from "./site-list.tsx";
import { SitePanel } from "./site-panel.tsx";
import { useTitle } from "./title.ts";
import { Answered, Told, Waiting } from "./told.tsx";

const MapCanvas = lazy(() => import("../map/map-canvas.tsx"));

const kNoFeatures: MapFeature[] = [];
const kNoInitiatives: Initiative[] = [];

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
  useTitle(t("page.map"), region.data?.name ?? "");
  return (
    <Answered query={region}>
      {({ box, name }) => (box === null ? <NoSites /> : <MapOf box={box as Box} name={name} />)}
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

/** Names that are switched off, kept in the address with spaces between. */
function useHidden<Name extends string>(
  name: string,
  all: readonly Name[],
): [ReadonlySet<Name>, (toggled: Name) => void] {
  const [text, setText] = useAddress(name);
  const hidden = new Set(all.filter((each) => text?.split(" ").includes(each)));
  return [
    hidden,
    (toggled) => setText(all.filter((each) => hidden.has(each) !== (each === toggled)).join(" ")),
  ];
}

/** Initiatives that have a place, as they are drawn. */
const signsOf = (initiatives: Initiative[]): InitiativeSign[] =>
  initiatives.flatMap(({ initiative_id, stage, place }) =>
    place == null ? [] : [{ initiative_id, sign: signOf(stage), ...place }],
  );

/** Beside the map: what was picked, else what there is to pick. */
function MapSide({ initiatives }: { initiatives: Initiative[] }) {
  const { t } = useTranslation();
  const [site_id, setSite] = useAddress("site");
  const [initiative_id, setInitiative] = useAddress("initiative");
  const site = useSite(site_id);
  const initiative = initiatives.find((each) => each.initiative_id === initiative_id);
  if (initiative !== undefined) {
    return <InitiativePanel initiative={initiative} onClose={() => setInitiative(null)} />;
  }
  if (site_id !== null) {
    return (
      <Answered query={site}>
        {(found) => <SitePanel site={found} onClose={() => setSite(null)} />}
      </Answered>
    );
  }
  return (
    <>
      <InitiativeList initiatives={initiatives} />
      <h2 className="for-readers">{t("page.sites")}</h2>
      <SiteList />
    </>
  );
}

function MapOf({ box, name }: { box: Box; name: string }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View | null>(null);
  const [hidden, toggle] = useHidden<Shown>("hidden", kShown);
  const [hiddenSigns, toggleSign] = useHidden<Sign>("stages", kSigns);
  const [picked] = useAddress("site");
  const changeAddress = useAddressChange();
  const [save, setSave] = useState<(() => void) | null>(null);
  const features = useMapFeatures(view);
  const { data: site = null } = useSite(picked);
  const { data: initiatives = kNoInitiatives } = useInitiatives();
  const shownSigns = [...kSigns.filter((sign) => !hiddenSigns.has(sign))].join(" ");
  const shown = useMemo(
    () => initiatives.filter(({ stage }) => shownSigns.split(" ").includes(signOf(stage))),
    [initiatives, shownSigns],
  );
  const signs = useMemo(() => signsOf(shown), [shown]);
  return (
    <div className="map-page">
      <h1 className="for-readers">{t("map.title", { region: name })}</h1>
      <section className="map-side" aria-label={t("map.list")}>
        <MapSide initiatives={shown} />
      </section>
      <section className="map-main" aria-label={t("page.map")}>
        <Suspense fallback={<Waiting />}>
          <MapCanvas
            box={box}
            features={features.data ?? kNoFeatures}
            initiatives={signs}
            hidden={hidden}
            picked={site}
            words={{
              title: t("map.title", { region: name }),
              zoomIn: t("map.zoom_in"),
              zoomOut: t("map.zoom_out"),
              credit: t("map.credit"),
            }}
            onMove={(moved, zoom) => setView({ box: moved, zoom })}
            onPick={(site_id) => changeAddress({ site: site_id, initiative: null })}
            onPickInitiative={(initiative) => changeAddress({ site: null, initiative })}
            onReady={(saving) => setSave(() => saving)}
          />
        </Suspense>
        {features.isError && <Told error={features.error} />}
        <MapLegend
          features={features.data ?? kNoFeatures}
          initiatives={initiatives}
          hidden={hidden}
          hiddenSigns={hiddenSigns}
          onToggle={toggle}
          onToggleSign={toggleSign}
        />
        <p className="map-tools">
          <Button disabled={save === null} onClick={() => save?.()}>
            {t("action.save_picture")}
          </Button>
          <Button onClick={() => print()}>{t("action.print")}</Button>
        </p>
      </section>
    </div>
  );
}
