// Runs: starting, following, stopping, and reading what they found.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { paths } from "../paths.ts";
import { answerOf, server, type Schemas } from "./client.ts";
import { useRegionId } from "./queries.ts";

export type Run = Schemas["Run"];
export type RunKind = Schemas["RunKind"];
export type RunOrder = Schemas["RunOrder"];

/** How often a run is asked for where its events don't come through [ms]. */
const kPollEvery = 2000;

export const isUnderWay = (run: Run) => run.state === "queued" || run.state === "running";

export function useRuns(kind: RunKind) {
  const region_id = useRegionId();
  return useQuery({
    queryKey: [region_id, "runs", kind],
    queryFn: () =>
      answerOf(
        server.GET("/api/regions/{region_id}/runs", {
          params: { path: { region_id }, query: { kind } },
        }),
      ),
    select: ({ items }) => items,
  });
}

/** A run that is kept up to date by the server's events until it ends. */
export function useRun(run_id: number | null) {
  const region_id = useRegionId();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: [region_id, "run", run_id],
    enabled: run_id !== null,
    queryFn: () =>
      answerOf(
        server.GET("/api/regions/{region_id}/runs/{run_id}", {
          params: { path: { region_id, run_id: run_id ?? 0 } },
        }),
      ),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isUnderWay(state.data) ? kPollEvery : false,
  });
  const isFollowed = query.data !== undefined && isUnderWay(query.data);
  useEffect(() => {
    if (run_id === null || !isFollowed) return;
    const events = new EventSource(paths.server.runEvents(region_id, run_id));
    events.addEventListener("run", (event: MessageEvent<string>) => {
      const run = JSON.parse(event.data) as Run;
      // What went wrong comes in the browser's language here; asked for again, in the desk's.
      if (run.error === null) queries.setQueryData([region_id, "run", run_id], run);
      if (isUnderWay(run)) return;
      events.close();
      if (run.error !== null) {
        void queries.invalidateQueries({ queryKey: [region_id, "run", run_id] });
      }
      void queries.invalidateQueries({ queryKey: [region_id, "runs"] });
    });
    return () => events.close();
  }, [region_id, run_id, isFollowed, queries]);
  return query;
}

/** Starts a run of the region. */
export function useStartRun() {
  const region_id = useRegionId();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: RunOrder) =>
      answerOf(
        server.POST("/api/regions/{region_id}/runs", {
          params: { path: { region_id } },
          body: order,
        }),
      ),
    onSuccess: (run) => {
      queries.setQueryData([region_id, "run", run.run_id], run);
      void queries.invalidateQueries({ queryKey: [region_id, "runs", run.kind] });
    },
  });
}

export function useCancelRun() {
  const region_id = useRegionId();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (run_id: number) =>
      answerOf(
        server.POST("/api/regions/{region_id}/runs/{run_id}/cancel", {
          params: { path: { region_id, run_id } },
        }),
      ),
    onSuccess: (run) => queries.setQueryData([region_id, "run", run.run_id], run),
  });
}

interface Results {
  match: Schemas["MatchResult"];
  plan: Schemas["PlanResult"] | Schemas["FrontResult"];
  portfolio: Schemas["PortfolioResult"];
  account: Schemas["AccountResult"];
  report: Schemas["ReportResult"];
}

/** What a run found; its form follows the kind. */
export function useRunResult<Kind extends RunKind>(run: Run | undefined, kind: Kind) {
  const region_id = useRegionId();
  const run_id = run?.run_id ?? 0;
  return useQuery({
    queryKey: [region_id, "result", run_id],
    enabled: run?.kind === kind && !isUnderWay(run) && hasResult(run),
    staleTime: Infinity,
    queryFn: async () =>
      (await answerOf(
        server.GET("/api/regions/{region_id}/runs/{run_id}/result", {
          params: { path: { region_id, run_id } },
        }),
      )) as Results[Kind],
  });
}

/** A plan that was stopped keeps the best it had found. */
export const hasResult = (run: Run) => run.has_result ?? run.state === "done";
