// Which run a page shows: the one in the address, else the latest.

import { useRun, useRuns, type Run, type RunKind } from "../api/runs.ts";
import { useAddressNumber } from "../ui/use-address.ts";

export function useChosenRun(kind: RunKind, isWanted: (run: Run) => boolean = () => true) {
  const [chosen, choose] = useAddressNumber("run");
  const runs = useRuns(kind);
  const wanted = runs.data?.filter(isWanted) ?? [];
  const run_id = chosen ?? wanted[0]?.run_id ?? null;
  const run = useRun(run_id);
  return { runs: wanted, isPending: runs.isPending, error: runs.error, run: run.data, choose };
}
