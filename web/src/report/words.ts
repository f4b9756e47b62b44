// The words and numbers of the page's language: texts by key, numbers and amounts by Intl.

import type { ReportData } from "./data.ts";
import english from "./texts/en.json" with { type: "json" };

export type TextKey = keyof typeof english;

const kLocales: Record<string, string> = {
  en: "en-GB",
  nb: "nb-NO",
  da: "da-DK",
  sv: "sv-SE",
  fi: "fi-FI",
};
const kMinus = "\u2212";
const kNoBreakSpace = "\u00a0";

export interface Words {
  /** Tag for Intl. */
  readonly locale: string;
  /** The text of a key, its {names} filled in. */
  text(key: TextKey, values?: Record<string, string | number>): string;
  /** A number with three or more significant digits; null as "unknown". */
  number(value: number | null): string;
  /** A unit as people write it: m³ for m3. */
  unit(unit: string): string;
  /** A number with its unit, "70 000 t". */
  amount(value: number | null, unit: string): string;
  /** An amount per year, "70 000 t/yr". */
  perYear(value: number | null, unit: string): string;
}

/** Digits after the decimal sign, so that small numbers keep three significant digits. */
export function decimals(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || size >= 100) return 0;
  return size >= 10 ? 1 : Math.min(6, 2 - Math.floor(Math.log10(size)));
}

/** Tag for Intl of a language. */
export function localeOf(language: string): string {
  return kLocales[language] ?? language;
}

/** Words in the language of this tag. */
export function wordsOf(data: { language: string; texts: ReportData["texts"] }): Words {
  const locale = localeOf(data.language);
  const text: Words["text"] = (key, values = {}) =>
    (data.texts[key] ?? english[key]).replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(values[name] ?? whole),
    );
  const number: Words["number"] = (value) =>
    value === null
      ? text("unknown")
      : new Intl.NumberFormat(locale, {
          maximumFractionDigits: decimals(value),
        })
          .format(value)
          .replace("-", kMinus);
  const unit: Words["unit"] = (name) =>
    name === "m3" ? "m³" : name === "piece" ? text("unit_piece") : name;
  const amount: Words["amount"] = (value, name) =>
    value === null ? text("unknown") : number(value) + kNoBreakSpace + unit(name);
  return {
    locale,
    text,
    number,
    unit,
    amount,
    perYear: (value, name) =>
      value === null ? text("unknown") : text("per_year", { amount: amount(value, name) }),
  };
}
