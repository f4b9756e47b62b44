// Flows of a plan as people read them: the periods of a year put together.

import type { Schemas } from "../api/client.ts";

export type Flow = Schemas["PlanResult"]["flows"][number];

/** One flow a year for each pair, resource and mode; the largest first within each unit. */
export function yearly(flows: readonly Flow[]): Flow[] {
  const sums = new Map<string, Flow>();
  for (const flow of flows) {
    const key = [flow.from_id, flow.to_id, flow.resource, flow.mode].join("\n");
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { ...flow, period: 0 });
    else {
      sum.quantity += flow.quantity;
      sum.cost_eur = added(sum.cost_eur, flow.cost_eur);
      sum.co2e_t = added(sum.co2e_t, flow.co2e_t);
    }
  }
  return [...sums.values()].sort((a, b) => a.unit.localeCompare(b.unit) || b.quantity - a.quantity);
}

/** Unknown with anything is unknown. */
function added(a: number | null | undefined, b: number | null | undefined): number | null {
  return a == null || b == null ? null : a + b;
}
