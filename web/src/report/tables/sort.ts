// The order of a table's rows by one column.

export type Direction = "ascending" | "descending";

/** What a cell sorts by: its number, its words, or nothing when it is unknown. */
export type SortValue = number | string | null;

/** From the cell's text and its data-value; a number cell without data-value is unknown. */
export function sortValue(text: string, dataValue: string | null, isNumber: boolean): SortValue {
  if (dataValue === null && !isNumber) return text.trim() === "" ? null : text.trim();
  const written = dataValue?.trim() ?? "";
  if (written === "") return null;
  const number = Number(written);
  return Number.isNaN(number) ? written : number;
}

/** Order of rows, as indexes into `values`; unknown last either way, equal rows as they were. */
export function sortedOrder(
  values: readonly SortValue[],
  direction: Direction,
  locale: string,
): number[] {
  const collator = new Intl.Collator(locale, {
    numeric: true,
    sensitivity: "base",
  });
  const sign = direction === "ascending" ? 1 : -1;
  const compare = (a: SortValue, b: SortValue): number => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * collator.compare(String(a), String(b));
  };
  const at = (i: number) => values[i] ?? null;
  return values.map((_, i) => i).sort((a, b) => compare(at(a), at(b)) || a - b);
}

/** Where a click leads: words begin with A, numbers with the largest, then the other way. */
export function nextDirection(now: Direction | null, hasNumbers: boolean): Direction {
  if (now === null) return hasNumbers ? "descending" : "ascending";
  return now === "ascending" ? "descending" : "ascending";
}
