// Resources of the vocabulary: names by language, family, and what a text may mean.

import type { components } from "../../src/desk/api/contract";
import { kFamilies as kNamedFamilies } from "../../src/report/data.ts";
import { folded, readCsv, textOf } from "./dataset.ts";

type Candidate = components["schemas"]["ResourceCandidate"];

const kLanguages = ["en", "nb", "da", "sv", "fi"] as const;

interface Concept {
  id: string;
  broader: string;
  names: Record<string, string>;
  words: string[];
  low_code: string | null;
}

const concepts = new Map<string, Concept>(
  readCsv("data/resources.csv").map((row) => {
    const all = kLanguages.map((language) => (row[`name_${language}`] ?? "").split(";"));
    const names = Object.fromEntries(kLanguages.map((each, at) => [each, all[at]?.[0] ?? ""]));
    const id = row["resource_id"] ?? "";
    const low_code = textOf((row["low_codes"] ?? "").split(";")[0]);
    const words = [id, ...all.flat()].map(folded).filter((word) => word !== "");
    return [id, { id, broader: row["broader"] ?? "", names, words, low_code }];
  }),
);

const kFamilies = new Set<string>(kNamedFamilies);

/** The branch of the vocabulary that has a colour. */
export function familyOf(resource: string): string {
  let concept = concepts.get(resource);
  while (concept !== undefined && !kFamilies.has(concept.id)) {
    concept = concepts.get(concept.broader);
  }
  return concept?.id ?? "other";
}

export const namesOf = (resource: string) => concepts.get(resource)?.names ?? null;

/** This concept or a broader one of it is `wanted`. */
export function isWithin(resource: string, wanted: string): boolean {
  let concept = concepts.get(resource);
  while (concept !== undefined && concept.id !== wanted) concept = concepts.get(concept.broader);
  return concept !== undefined;
}

function scoreOf(concept: Concept, text: string): number {
  let best = 0;
  for (const word of concept.words) {
    if (word === text) best = 1;
    else if (word.startsWith(text)) best = Math.max(best, 0.6 + (0.35 * text.length) / word.length);
    else if (text.length > 2 && word.includes(text)) best = Math.max(best, 0.5);
  }
  return Number(best.toFixed(2));
}

export function candidates(text: string, language: string, limit: number): Candidate[] {
  const wanted = folded(text.trim());
  return [...concepts.values()]
    .map((concept) => ({
      resource_id: concept.id,
      name: concept.names[language] ?? concept.id,
      score: scoreOf(concept, wanted),
      low_code: concept.low_code,
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}
