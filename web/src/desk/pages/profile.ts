// A stream's profile: text of the dataset to weights of the year's periods, and back.

/** Weights of a profile, or null where it is not of this many periods. */
export function weightsOf(profile: string | null, periods: number): number[] | null {
  if (profile === null || profile === "" || profile === "flat")
    return Array<number>(periods).fill(1);
  const weights = profile.split(";").map((weight) => Number(weight.trim().replace(",", ".")));
  return weights.length === periods && weights.every((weight) => weight >= 0) ? weights : null;
}

export function profileOf(weights: readonly number[]): string {
  return weights.every((weight) => weight === weights[0]) ? "flat" : weights.join(";");
}

/** Names of the periods: months where there are twelve. */
export function periodNames(periods: number, language: string, style: "long" | "narrow"): string[] {
  const month = new Intl.DateTimeFormat(language, { month: style, timeZone: "UTC" });
  return Array.from({ length: periods }, (_, index) =>
    periods === 12 ? month.format(new Date(Date.UTC(2025, index, 15))) : String(index + 1),
  );
}
