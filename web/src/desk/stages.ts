// How far an exchange or an initiative has come, and the sign of each stage: shapes differ as well
// as colours, so that they are told apart without colours too.

import type { Schemas } from "./api/client.ts";

export type Stage = Schemas["Stage"];

export const kStages = [
  "idea",
  "screened",
  "contacted",
  "feasibility",
  "agreement",
  "operating",
  "ended",
] as const satisfies readonly Stage[];

/** The stage of a row; null where it has none that is known. */
export const stageOf = (text: string | null): Stage | null =>
  kStages.find((each) => each === text) ?? null;

/** A stage, or "unknown" where a row has none. */
export type Sign = Stage | "unknown";
export const kSigns = [...kStages, "unknown"] as const satisfies readonly Sign[];
export const signOf = (text: string | null): Sign => stageOf(text) ?? "unknown";

/** Outlines in a square of 24. */
export const kShapes: Record<Sign, string> = {
  idea: "M12 2 22 12 12 22 2 12Z",
  screened: "M12 3 22 21H2Z",
  contacted: "M2 3H22L12 21Z",
  feasibility: "M4 4H20V20H4Z",
  agreement: "M12 2 22 9.5 18 21H6L2 9.5Z",
  operating: "M12 1 15 8.5 23 9 17 14 19 22 12 17.6 5 22 7 14 1 9 9 8.5Z",
  ended: "M7 3 12 8 17 3 21 7 16 12 21 17 17 21 12 16 7 21 3 17 8 12 3 7Z",
  unknown: "M7 3H17L22 12 17 21H7L2 12Z",
};

/** Colours of the page that stay apart for people with red-green blindness (tokens.css). */
export const kSignColours: Record<Sign, string> = {
  idea: "--wedge-4",
  screened: "--wedge-6",
  contacted: "--wedge-5",
  feasibility: "--wedge-2",
  agreement: "--wedge-1",
  operating: "--wedge-3",
  ended: "--wedge-7",
  unknown: "--wedge-other",
};
