// Numbers with a unit, and how people read them.
//
// The server's keys end in their unit; the brands below carry it on, so that euro are never shown
// as tonnes. Nothing is computed here: a value is only rounded for the eye. What is unknown is
// null and reads as a word, never as 0.

import { decimals, localeOf } from "../report/words.ts";

declare const unit: unique symbol;
type In<Unit extends string> = number & { readonly [unit]: Unit };

export type EurPerYear = In<"EUR/yr">;
export type EurPerTonne = In<"EUR/t">;
export type MillionEur = In<"million EUR">;
export type TonnesPerYear = In<"t CO2e/yr">;
export type KilotonnesPerYear = In<"kt CO2e/yr">;
export type Kilotonnes = In<"kt CO2e">;
export type Kilometres = In<"km">;
export type Share = In<"1">;

type Known = number | null | undefined;

/** Brands of what the server says in a key of that unit. */
export const eurPerYear = (value: Known) => (value ?? null) as EurPerYear | null;
export const eurPerTonne = (value: Known) => (value ?? null) as EurPerTonne | null;
export const millionEur = (value: Known) => (value ?? null) as MillionEur | null;
export const tonnesPerYear = (value: Known) => (value ?? null) as TonnesPerYear | null;
export const kilotonnesPerYear = (value: Known) => (value ?? null) as KilotonnesPerYear | null;
export const kilotonnes = (value: Known) => (value ?? null) as Kilotonnes | null;
export const kilometres = (value: Known) => (value ?? null) as Kilometres | null;
export const share = (value: Known) => (value ?? null) as Share | null;

const kMinus = "\u2212";
const kSpace = "\u00a0";

/** Words that units need, from the locale files. */
export interface UnitWords {
  unknown: string;
  /** Short for "a year", as in t/yr. */
  year: string;
  /** Short for pieces. */
  piece: string;
}

export interface Units {
  /** A number with three significant digits, or all digits of its whole part. */
  number(value: Known): string;
  /** A whole number such as a count. */
  count(value: Known): string;
  /** A number as it is typed into a cell: no grouping, the decimal sign of the language. */
  typed(value: Known): string;
  /** "4.3 million EUR/yr" in the words of the language. */
  money(value: EurPerYear | null): string;
  moneyPerTonne(value: EurPerTonne | null): string;
  investment(value: MillionEur | null): string;
  co2e(value: TonnesPerYear | null): string;
  kilotonnes(value: KilotonnesPerYear | null): string;
  /** A sum over years. */
  kilotonneSum(value: Kilotonnes | null): string;
  distance(value: Kilometres | null): string;
  share(value: Share | null): string;
  /** "9 in 10" cases: from a low to a high value of the same unit. */
  range(low: string, high: string): string;
  /** A quantity per year in a base unit such as t, MWh, m3. */
  perYear(value: Known, unit: string): string;
  /** A quantity in a unit as people wrote it, such as GWh/yr. */
  written(value: Known, unit: string | null | undefined): string;
  /** The name of a unit as people write it: m³ for m3. */
  unitName(unit: string): string;
  /** A moment, to the minute. */
  moment(value: string | null): string;
}

export function unitsIn(language: string, words: UnitWords): Units {
  const locale = localeOf(language);
  const shown = (value: Known, options: Intl.NumberFormatOptions, after = "") =>
    value == null
      ? words.unknown
      : new Intl.NumberFormat(locale, options).format(value).replace("-", kMinus) + after;
  const number: Units["number"] = (value) =>
    shown(value, { maximumFractionDigits: decimals(value ?? 0) });
  const unitName: Units["unitName"] = (name) =>
    name
      .replace("m3", "m³")
      .replace("piece", words.piece)
      .replace(/\/(yr|year|år|a)$/, `/${words.year}`);
  const withUnit = (value: Known, name: string) =>
    value == null ? words.unknown : `${number(value)}${kSpace}${name}`;
  return {
    number,
    unitName,
    count: (value) => shown(value, { maximumFractionDigits: 0 }),
    typed: (value) =>
      value == null
        ? ""
        : new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 12 })
            .format(value)
            .replace(kMinus, "-"),
    money: (value) =>
      shown(
        value,
        { style: "currency", currency: "EUR", notation: "compact", maximumSignificantDigits: 3 },
        `/${words.year}`,
      ),
    moneyPerTonne: (value) =>
      shown(value, { style: "currency", currency: "EUR", maximumFractionDigits: 0 }, "/t"),
    investment: (value) =>
      shown(value === null ? null : value * 1e6, {
        style: "currency",
        currency: "EUR",
        notation: "compact",
        maximumSignificantDigits: 3,
      }),
    co2e: (value) => withUnit(value, `t${kSpace}CO₂e/${words.year}`),
    kilotonnes: (value) => withUnit(value, `kt${kSpace}CO₂e/${words.year}`),
    kilotonneSum: (value) => withUnit(value, `kt${kSpace}CO₂e`),
    distance: (value) => withUnit(value, "km"),
    share: (value) => shown(value, { style: "percent", maximumSignificantDigits: 2 }),
    range: (low, high) => (low === high ? low : `${low} – ${high}`),
    perYear: (value, name) => withUnit(value, `${unitName(name)}/${words.year}`),
    written: (value, name) => withUnit(value, unitName(name ?? "")),
    moment: (value) =>
      value === null
        ? words.unknown
        : new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(
            new Date(value),
          ),
  };
}
