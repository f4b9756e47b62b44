import { expect, test } from "vitest";
import { yearly, type Flow } from "./yearly.ts";

const flow = (period: number, quantity: number, cost_eur: number | null): Flow => ({
  from_id: "a",
  to_id: "b",
  resource: "heat",
  mode: "pipe_heat",
  period,
  quantity,
  unit: "MWh",
  cost_eur,
  co2e_t: 1,
});

test("periods of a flow are put together", () => {
  expect(yearly([flow(0, 10, 5), flow(1, 20, 6)])).toEqual([{ ...flow(0, 30, 11), co2e_t: 2 }]);
});

test("a cost that one period does not know is unknown", () => {
  expect(yearly([flow(0, 10, 5), flow(1, 20, null)])[0]?.cost_eur).toBeNull();
});
