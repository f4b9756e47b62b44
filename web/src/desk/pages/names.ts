// Names of what ids stand for, in the language that is shown.

import { useMemo } from "react";
import {
  useAllSites,
  useAllStreams,
  useProcesses,
  type Site,
  type Stream,
} from "../api/queries.ts";
import { useLanguage } from "../i18n/use-words.ts";

export interface Names {
  /** A resource as the vocabulary names it, else as it was written. */
  resource: (stream: Pick<Stream, "resource" | "resource_names">) => string;
  /** A resource by its id; ids that no stream has stay ids. */
  resourceOf: (resource_id: string) => string;
  /** The branch of the vocabulary a resource belongs to. */
  familyOf: (resource_id: string) => string;
  site: (site_id: string) => string;
  siteOf: (end_id: string) => Site | undefined;
  /** An end of a flow: the site and resource of a stream, or the process at a site. */
  end: (end_id: string) => string;
  stream: (stream_id: string) => Stream | undefined;
  process: (process_id: string) => string;
}

export function useNames(): Names {
  const language = useLanguage();
  const { data: sites } = useAllSites();
  const { data: streams } = useAllStreams();
  const { data: processes } = useProcesses();
  return useMemo(() => {
    const siteById = new Map(sites?.map((site) => [site.site_id, site]));
    const streamById = new Map(streams?.map((stream) => [stream.stream_id, stream]));
    const processById = new Map(processes?.map(({ process_id, name }) => [process_id, name]));
    const resource: Names["resource"] = ({ resource: written, resource_names }) =>
      resource_names?.[language] ?? written;
    const byResource = new Map(
      streams?.map((stream) => [stream.resource_id ?? stream.resource, resource(stream)]),
    );
    const families = new Map(
      streams?.map(({ resource_id, resource: text, family }) => [resource_id ?? text, family]),
    );
    const site = (id: string) => siteById.get(id)?.name ?? id;
    const process = (id: string) => processById.get(id) ?? id;
    /** `process@site`, or a stream. */
    const atSite = (id: string) => id.split("@")[1] ?? streamById.get(id)?.site_id ?? "";
    return {
      resource,
      resourceOf: (id) => byResource.get(id) ?? id.replaceAll("-", " "),
      familyOf: (id) => families.get(id) ?? "other",
      site,
      siteOf: (id) => siteById.get(atSite(id)),
      end: (id) => {
        const [process_id, site_id] = id.split("@");
        if (site_id !== undefined) return `${process(process_id ?? id)}, ${site(site_id)}`;
        const stream = streamById.get(id);
        return stream === undefined ? id : `${site(stream.site_id)}: ${resource(stream)}`;
      },
      stream: (id) => streamById.get(id),
      process,
    };
  }, [language, sites, streams, processes]);
}
