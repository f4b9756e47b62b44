// What pages ask the server for, by name. Answers are kept by TanStack Query; a change forgets
// what it touches.

import { useInfiniteQuery, useQuery, type Query, type QueryClient } from "@tanstack/react-query";
import { useParams } from "react-router";
import { answerOf, server, type Schemas } from "./client.ts";

export type Site = Schemas["Site"];
export type Stream = Schemas["Stream"];
export type Exchange = Schemas["Exchange"];
export type Initiative = Schemas["Initiative"];
export type Decision = Schemas["Decision"];
export type Stage = Schemas["Stage"];
export type Language = Schemas["LanguageCode"];

/** Rows in one answer. */
export const kPage = 500;
/** Pages of a list that is read whole: exchanges, initiatives, decisions, what one site has. */
const kMostPages = 20;

interface Page<Row> {
  items: Row[];
  next_cursor: string | null;
}

type Asked = (cursor: string | undefined) => Promise<Page<unknown>>;

/** Every row of a list, page after page. */
async function allPages<Ask extends Asked>(ask: Ask) {
  type Row = Awaited<ReturnType<Ask>>["items"][number];
  const rows: Row[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < kMostPages; ++page) {
    const { items, next_cursor } = await ask(cursor);
    rows.push(...(items as Row[]));
    if (next_cursor === null) break;
    cursor = next_cursor;
  }
  return rows;
}

/** Whether an answer has words of the server: in another language it is asked for again. */
export const hasServerWords = ({ queryKey, state }: Query) =>
  state.status === "error" || ["check", "run", "runs"].includes(String(queryKey[1]));

/** The id of the region in the address. */
export function useRegionId(): string {
  return useParams()["region"] ?? "";
}

const pageOf = (cursor: string | undefined) => ({ limit: kPage, ...(cursor ? { cursor } : {}) });

export function useRegions() {
  return useQuery({
    queryKey: ["regions"],
    queryFn: () => answerOf(server.GET("/api/regions")),
    select: ({ items }) => items,
  });
}

export function useRegion() {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "region"],
    queryFn: () =>
      answerOf(server.GET("/api/regions/{region_id}", { params: { path: { region_id } } })),
  });
}

export function useSiteStreams(site_id: string | null) {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "streams", "site", site_id],
    enabled: site_id !== null,
    queryFn: () =>
      allPages((cursor) =>
        answerOf(
          server.GET("/api/regions/{region_id}/streams", {
            params: { path: { region_id }, query: { ...pageOf(cursor), site_id: site_id ?? "" } },
          }),
        ),
      ),
  });
}

export function useSite(site_id: string | null) {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "sites", "one", site_id],
    enabled: site_id !== null,
    queryFn: () =>
      answerOf(
        server.GET("/api/regions/{region_id}/sites/{site_id}", {
          params: { path: { region_id, site_id: site_id ?? "" } },
        }),
      ),
  });
}

export interface RowFilter {
  search?: string;
  site_id?: string;
  direction?: "offer" | "need";
  resource?: string;
}

/** Sites page by page, so many in an answer. */
export function useSitePages(filter: RowFilter, limit = kPage) {
  const region_id = useRegionId();
  return useInfiniteQuery({
    queryKey: [region_id, "sites", "pages", filter, limit],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Site>) => page.next_cursor ?? undefined,
    queryFn: ({ pageParam }) =>
      answerOf(
        server.GET("/api/regions/{region_id}/sites", {
          params: {
            path: { region_id },
            query: {
              ...pageOf(pageParam),
              limit,
              ...(filter.search ? { search: filter.search } : {}),
            },
          },
        }),
      ),
  });
}

/** Streams page by page, for the table. */
export function useStreamPages(filter: RowFilter) {
  const region_id = useRegionId();
  return useInfiniteQuery({
    queryKey: [region_id, "streams", "pages", filter],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Stream>) => page.next_cursor ?? undefined,
    queryFn: ({ pageParam }) =>
      answerOf(
        server.GET("/api/regions/{region_id}/streams", {
          params: { path: { region_id }, query: { ...pageOf(pageParam), ...filter } },
        }),
      ),
  });
}

export function useProcesses() {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "processes"],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(
          server.GET("/api/regions/{region_id}/processes", {
            params: { path: { region_id }, query: pageOf(cursor) },
          }),
        ),
      ),
  });
}

export function useExchanges() {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "exchanges"],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(
          server.GET("/api/regions/{region_id}/exchanges", {
            params: { path: { region_id }, query: pageOf(cursor) },
          }),
        ),
      ),
  });
}

export function useInitiatives() {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "initiatives"],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(
          server.GET("/api/regions/{region_id}/initiatives", {
            params: { path: { region_id }, query: pageOf(cursor) },
          }),
        ),
      ),
  });
}

export function useDecisions() {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "decisions"],
    queryFn: () =>
      allPages((cursor) =>
        answerOf(
          server.GET("/api/regions/{region_id}/decisions", {
            params: { path: { region_id }, query: pageOf(cursor) },
          }),
        ),
      ),
  });
}

export function useTargets() {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "targets"],
    queryFn: () =>
      answerOf(server.GET("/api/regions/{region_id}/targets", { params: { path: { region_id } } })),
    select: ({ items }) => items,
  });
}

export function useColumnHelp(table: string, language: Language) {
  return useQuery({
    queryKey: ["columns", language],
    queryFn: () => answerOf(server.GET("/api/columns", { params: { query: { language } } })),
    select: ({ items }) =>
      new Map(items.filter((column) => column.table === table).map((c) => [c.column, c.help])),
    staleTime: Infinity,
  });
}

export function useHistory(row_id: string | null) {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "audit", row_id],
    enabled: row_id !== null,
    queryFn: () =>
      answerOf(
        server.GET("/api/regions/{region_id}/audit", {
          params: { path: { region_id }, query: { row_id: row_id ?? "", limit: 50 } },
        }),
      ),
    select: ({ items }) => items,
  });
}

/** Forgets what was read of a region, so that it is read again. */
export function forget(queries: QueryClient, region_id: string, ...tables: string[]): void {
  for (const table of [...tables, "region", "audit", "map", "names"]) {
    void queries.invalidateQueries({ queryKey: [region_id, table] });
  }
}
