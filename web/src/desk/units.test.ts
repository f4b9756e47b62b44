import { expect, test } from "vitest";
import { eurPerYear, kilometres, share, tonnesPerYear, unitsIn } from "./units.ts";

const english = unitsIn("en", { unknown: "unknown", year: "yr", piece: "pcs" });
const norwegian = unitsIn("nb", { unknown: "ukjent", year: "år", piece: "stk." });
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("what is unknown is a word, never 0", () => {
  expect(norwegian.money(eurPerYear(null))).toBe("ukjent");
  expect(english.co2e(tonnesPerYear(undefined))).toBe("unknown");
  expect(english.typed(null)).toBe("");
  expect(english.distance(kilometres(0))).toBe("0\u00a0km");
});

test("numbers follow the language", () => {
  expect(plain(english.co2e(tonnesPerYear(-1234.5)))).toBe("−1,235 t CO₂e/yr");
  expect(plain(norwegian.co2e(tonnesPerYear(-1234.5)))).toBe("−1 235 t CO₂e/år");
  expect(plain(norwegian.money(eurPerYear(4_342_165)))).toBe("4,34 mill. €/år");
  expect(plain(norwegian.typed(1234.5))).toBe("1234,5");
  expect(plain(english.share(share(0.238)))).toBe("24%");
});

test("units are written as people write them", () => {
  expect(plain(norwegian.written(170, "GWh/yr"))).toBe("170 GWh/år");
  expect(plain(english.perYear(12.34, "m3"))).toBe("12.3 m³/yr");
  expect(plain(norwegian.perYear(3, "piece"))).toBe("3 stk./år");
});
