// What ids stand for in the mock, as the server tells it; and where initiatives stand on the map.

import { numberOf, readCsv } from "./dataset.ts";
import { initiativeOf, siteOf, streamOf, type Row, type Schemas, type Store } from "./region.ts";
import { familyOf, namesOf } from "./vocabulary.ts";

interface Asked {
  ends?: string[];
  sites?: string[];
  resources?: string[];
}

export function namesIn(store: Store, { ends = [], sites = [], resources = [] }: Asked) {
  const answer: Schemas["Names"] = { ends: [], sites: [], resources: [] };
  const siteIds = new Set(sites);
  const resourceIds = new Set(resources);
  for (const end_id of ends) {
    const [process_id = "", site_id] = end_id.split("@");
    if (site_id !== undefined) {
      siteIds.add(site_id);
      answer.ends.push({ end_id, site_id, process_id, resource_id: null });
      continue;
    }
    const row = store.tables.streams.get(end_id);
    if (row === undefined) continue;
    const stream = streamOf(row);
    siteIds.add(stream.site_id);
    if (stream.resource_id !== null) resourceIds.add(stream.resource_id);
    const { resource_id } = stream;
    answer.ends.push({ end_id, site_id: stream.site_id, process_id: null, resource_id });
  }
  for (const id of siteIds) {
    const row = store.tables.sites.get(id);
    if (row === undefined) continue;
    const { site_id, name, longitude_deg, latitude_deg } = siteOf(row);
    answer.sites.push({ site_id, name, longitude_deg, latitude_deg });
  }
  for (const resource_id of resourceIds) {
    const names = namesOf(resource_id);
    if (names === null) continue;
    answer.resources.push({ resource_id, names, family: familyOf(resource_id) });
  }
  return answer;
}

/** At its site, its emitter, the town of its municipality, or nowhere. */
export function placedInitiative(store: Store, row: Row): Schemas["Initiative"] {
  const initiative = initiativeOf(row);
  const at = (id: string | null | undefined, of: "site" | "emitter") => {
    const found = store.tables.sites.get(id ?? "");
    if (found === undefined) return null;
    const { longitude_deg, latitude_deg } = siteOf(found);
    return { longitude_deg, latitude_deg, of };
  };
  const place = at(initiative.site_id, "site") ?? at(initiative.emitter_id, "emitter");
  return { ...initiative, place: place ?? townOf(initiative.municipality) };
}

const towns = readCsv("data/towns.csv");

function townOf(municipality: string | null) {
  const town = towns.find((row) => row["municipality"] === municipality);
  if (town === undefined) return null;
  return {
    longitude_deg: numberOf(town["longitude_deg"]) ?? 0,
    latitude_deg: numberOf(town["latitude_deg"]) ?? 0,
    of: "municipality" as const,
  };
}
