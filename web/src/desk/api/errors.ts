// What people read when something was refused: what happened, and what to do next.

import type { TFunction } from "i18next";
import { Refusal, type Schemas } from "./client.ts";

export type Diagnostic = Schemas["Diagnostic"];

const kTold = [0, 400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429, 503] as const;
type Told = (typeof kTold)[number];

export interface Explanation {
  what: string;
  next: string;
  /** The server's own words, if it had any. */
  detail: string | null;
}

export function explain(error: unknown, t: TFunction): Explanation {
  const status = error instanceof Refusal ? error.problem.status : 500;
  const key: Told | 500 = kTold.find((told) => told === status) ?? 500;
  const said = error instanceof Refusal ? error.problem.detail : undefined;
  return { what: t(`error.${key}.what`), next: t(`error.${key}.next`), detail: said ?? null };
}

/** The cells a refusal names; empty where it is about something else. */
export function diagnosticsOf(error: unknown): Diagnostic[] {
  return error instanceof Refusal ? (error.problem.errors ?? []) : [];
}

export function isStatus(error: unknown, status: number): boolean {
  return error instanceof Refusal && error.problem.status === status;
}
