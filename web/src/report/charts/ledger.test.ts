import { expect, test } from "vitest";
import type { LedgerEntry } from "../data.ts";
import { wordsOf } from "../words.ts";
import { moneyUnit } from "./comparison.ts";
import { ledgerRows } from "./ledger.ts";

const kWords = wordsOf({ language: "en", texts: {} });

test("each origin is a group of its own, emissions before what is taken away", () => {
  const entry = (kind: string, origin: LedgerEntry["origin"]): LedgerEntry => ({
    kind,
    name: kind,
    origin,
    t_co2e_per_year: 1,
  });
  const entries = [entry("a", "avoided"), entry("b", "fossil"), entry("c", "avoided")];
  const names = ledgerRows(entries, kWords).map(({ name }) => name);
  expect(names).toEqual(["Fossil", "b", "Avoided elsewhere", "a", "c"]);
});

test.each([
  [[1_500_000, null], "unit_meur"],
  [[-2_000_000], "unit_meur"],
  [[12_000], "unit_keur"],
  [[900], "unit_eur"],
  [[null], "unit_eur"],
])("money %j is shown in %s", (values, key) => {
  expect(moneyUnit(values).key).toBe(key);
});
