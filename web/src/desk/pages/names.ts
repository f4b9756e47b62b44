// Names of what ids stand for, in the language that is shown. Pages say which ids they show; none
// reads all sites or streams for it.

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { answerOf, server, type Schemas } from "../api/client.ts";
import { useProcesses, useRegionId, type Stream } from "../api/queries.ts";
import { useLanguage } from "../i18n/use-words.ts";

export interface Wanted {
  /** Streams, or `process_id@site_id`. */
  ends?: readonly string[];
  sites?: readonly string[];
  resources?: readonly string[];
}

type Answer = Schemas["Names"];
export type NamedSite = Answer["sites"][number];

export interface Names {
  /** A resource as the vocabulary names it, else as it was written. */
  resource: (stream: Pick<Stream, "resource" | "resource_names">) => string;
  /** A resource by its id; ids that are not known stay ids. */
  resourceOf: (resource_id: string) => string;
  /** The branch of the vocabulary a resource belongs to. */
  familyOf: (resource_id: string) => string;
  site: (site_id: string) => string;
  siteOf: (end_id: string) => NamedSite | undefined;
  /** An end of a flow: the site and resource of a stream, or the process at a site. */
  end: (end_id: string) => string;
  /** The resource of a stream. */
  resourceAt: (stream_id: string) => string | undefined;
  process: (process_id: string) => string;
}

/** Ids in one question; the server takes a thousand of a kind. */
const kAtOnce = 500;

/** Each id once, in parts that stay the same when others come after them. */
function parts(ids: readonly string[] | undefined): string[][] {
  const each = [...new Set(ids)];
  return Array.from({ length: Math.ceil(each.length / kAtOnce) }, (_, at) =>
    each.slice(at * kAtOnce, (at + 1) * kAtOnce),
  );
}

function useAnswers({ ends, sites, resources }: Wanted): readonly Answer[] {
  const region_id = useRegionId();
  const bodies = [
    ...parts(ends).map((some) => ({ ends: some })),
    ...parts(sites).map((some) => ({ sites: some })),
    ...parts(resources).map((some) => ({ resources: some })),
  ];
  return useQueries({
    queries: bodies.map((body) => ({
      queryKey: [region_id, "names", body],
      queryFn: () =>
        answerOf(
          server.POST("/api/regions/{region_id}/names", { params: { path: { region_id } }, body }),
        ),
    })),
    combine: (results) => results.flatMap(({ data }) => (data === undefined ? [] : [data])),
  });
}

const kNothing: Wanted = {};

export function useNames(wanted: Wanted = kNothing): Names {
  const language = useLanguage();
  const answers = useAnswers(wanted);
  const { data: processes } = useProcesses();
  return useMemo(() => {
    const all = <Row>(rowsOf: (answer: Answer) => Row[]) => answers.flatMap(rowsOf);
    const siteById = new Map(all(({ sites }) => sites).map((site) => [site.site_id, site]));
    const endById = new Map(all(({ ends }) => ends).map((end) => [end.end_id, end]));
    const resourceById = new Map(
      all(({ resources }) => resources).map((one) => [one.resource_id, one]),
    );
    const processById = new Map(processes?.map(({ process_id, name }) => [process_id, name]));
    const site = (id: string) => siteById.get(id)?.name ?? id;
    const process = (id: string) => processById.get(id) ?? id;
    const resourceOf = (id: string) =>
      resourceById.get(id)?.names[language] ?? id.replaceAll("-", " ");
    const resourceAt = (id: string) => {
      const resource_id = endById.get(id)?.resource_id;
      return resource_id == null ? undefined : resourceOf(resource_id);
    };
    return {
      resource: ({ resource, resource_names }) => resource_names?.[language] ?? resource,
      resourceOf,
      familyOf: (id) => resourceById.get(id)?.family ?? "other",
      site,
      siteOf: (id) => siteById.get(id.split("@")[1] ?? endById.get(id)?.site_id ?? ""),
      end: (id) => {
        const [process_id, site_id] = id.split("@");
        if (site_id !== undefined) return `${process(process_id ?? id)}, ${site(site_id)}`;
        const end = endById.get(id);
        return end === undefined ? id : `${site(end.site_id)}: ${resourceAt(id) ?? id}`;
      },
      resourceAt,
      process,
    };
  }, [language, answers, processes]);
}

/** Both ends of rows that have them. */
export const endsOf = (rows: readonly { offer_id: string; need_id: string }[]) =>
  rows.flatMap(({ offer_id, need_id }) => [offer_id, need_id]);
