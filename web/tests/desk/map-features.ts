// The map of the example region: sites, clusters of near ones, operating exchanges, towns.

import { numberOf, readCsv } from "./dataset.ts";
import { exchangeOf, siteOf, streamOf, type Schemas, type Store } from "./region.ts";
import { familyOf } from "./vocabulary.ts";

type Feature = Schemas["MapFeatures"]["features"][number];
type Box = readonly number[];

/** Sites nearer than this are one cluster [px]; the map is 512 px wide at zoom 0. */
const kNear = 40;
const kMostTowns = 12;

const isIn = ([west = 0, south = 0, east = 0, north = 0]: Box, x: number, y: number) =>
  x >= west && x <= east && y >= south && y <= north;

const point = (longitude: number, latitude: number): Feature["geometry"] => ({
  type: "Point",
  coordinates: [longitude, latitude],
});

const emissions = readCsv("examples/trondelag/emissions.csv");

function emissionsOf(site_id: string): { kt: number | null; year: number | null } {
  const own = emissions.filter((row) => row["site_id"] === site_id);
  const year = Math.max(...own.map((row) => Number(row["year"])));
  const latest = own.filter((row) => Number(row["year"]) === year);
  if (latest.length === 0) return { kt: null, year: null };
  return { kt: latest.reduce((sum, row) => sum + Number(row["tonnes"]), 0) / 1000, year };
}

export function mapFeatures(store: Store, box: Box, zoom: number): Schemas["MapFeatures"] {
  const sites = [...store.tables.sites.values()].map(siteOf);
  const streams = [...store.tables.streams.values()].map(streamOf);
  const streamSites = new Map(streams.map((stream) => [stream.stream_id, stream.site_id]));
  const siteAt = (end: string) => {
    const site_id = end.split("@")[1] ?? streamSites.get(end);
    return sites.find((site) => site.site_id === site_id);
  };
  const inBox = sites.filter((site) => isIn(box, site.longitude_deg, site.latitude_deg));
  const lines = [...store.tables.exchanges.values()].map(exchangeOf).flatMap((row): Feature[] => {
    const [from, to] = [siteAt(row.offer_id), siteAt(row.need_id)];
    if (row.stage !== "operating" || from === undefined || to === undefined || from === to)
      return [];
    const { exchange_id, offer_id, need_id, resource, stage, quantity, unit } = row;
    const family = familyOf(
      resource ?? streams.find((s) => s.stream_id === offer_id)?.resource_id ?? "",
    );
    return [
      {
        type: "Feature",
        geometry: {
          type: "LineString",
          coordinates: [from, to].map((end) => [end.longitude_deg, end.latitude_deg]),
        },
        properties: {
          kind: "exchange",
          exchange_id,
          offer_id,
          need_id,
          resource: resource ?? null,
          family,
          stage,
          quantity,
          unit,
        },
      },
    ];
  });
  const features = [...lines, ...clustered(inBox, streams, zoom), ...towns(box)];
  return { type: "FeatureCollection", features };
}

function clustered(
  sites: Schemas["Site"][],
  streams: Schemas["Stream"][],
  zoom: number,
): Feature[] {
  const degrees = (kNear * 360) / (512 * 2 ** zoom);
  const groups: Schemas["Site"][][] = [];
  for (const site of sites) {
    const isEmitter = emissionsOf(site.site_id).kt !== null;
    const near = isEmitter
      ? undefined
      : groups.find(
          ([first]) =>
            first !== undefined &&
            emissionsOf(first.site_id).kt === null &&
            Math.abs(first.longitude_deg - site.longitude_deg) < degrees &&
            Math.abs(first.latitude_deg - site.latitude_deg) < degrees / 2.2,
        );
    if (near === undefined) groups.push([site]);
    else near.push(site);
  }
  return groups.map((group): Feature => {
    const [site] = group;
    if (site === undefined || group.length > 1) {
      const middle = (of: (each: Schemas["Site"]) => number) =>
        group.reduce((sum, each) => sum + of(each), 0) / group.length;
      return {
        type: "Feature",
        geometry: point(
          middle((each) => each.longitude_deg),
          middle((each) => each.latitude_deg),
        ),
        properties: { kind: "cluster", sites: group.length },
      };
    }
    const own = streams.filter((stream) => stream.site_id === site.site_id);
    const { kt, year } = emissionsOf(site.site_id);
    return {
      type: "Feature",
      geometry: point(site.longitude_deg, site.latitude_deg),
      properties: {
        kind: "site",
        site_id: site.site_id,
        name: site.name,
        municipality: site.municipality,
        nace: site.nace,
        offers: own.filter(({ direction }) => direction === "offer").length,
        needs: own.filter(({ direction }) => direction === "need").length,
        emissions_kt_co2e: kt,
        emissions_year: year,
      },
    };
  });
}

function towns(box: Box): Feature[] {
  return readCsv("data/towns.csv")
    .map((row) => ({
      name: row["municipality"] ?? "",
      latitude: numberOf(row["latitude_deg"]) ?? 0,
      longitude: numberOf(row["longitude_deg"]) ?? 0,
      weight: Number(row["weight"]),
    }))
    .filter(({ longitude, latitude }) => isIn(box, longitude, latitude))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, kMostTowns)
    .map(({ name, longitude, latitude }) => ({
      type: "Feature",
      geometry: point(longitude, latitude),
      properties: { kind: "place", name },
    }));
}
