// The example region as the mock holds it: CSV files of examples/trondelag and of data/.

import { readFileSync } from "node:fs";

export type Cells = Record<string, string>;

/** Rows of a CSV text: commas, quotes where a cell holds one. */
export function parseCsv(text: string): Cells[] {
  const rows: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; ++at) {
    const letter = text.charAt(at);
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text.charAt(at + 1) === '"') cell += text.charAt(++at);
      else isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === "," || letter === "\n") {
      rows.at(-1)?.push(cell);
      cell = "";
      if (letter === "\n") rows.push([]);
    } else if (letter !== "\r") cell += letter;
  }
  if (cell !== "") rows.at(-1)?.push(cell);
  const [head = [], ...body] = rows.filter((row) => row.length > 0);
  return body.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ""])));
}

const rootOf = (path: string) => new URL(`../../../${path}`, import.meta.url);

export function readCsv(path: string): Cells[] {
  return parseCsv(readFileSync(rootOf(path), "utf8"));
}

/** A number as people write it: "1 200,5". */
export function numberOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === "") return null;
  return Number(
    text
      .replace(/[\s\u00a0]/g, "")
      .replace(",", ".")
      .replace("\u2212", "-"),
  );
}

export const textOf = (text: string | undefined): string | null =>
  text === undefined || text === "" ? null : text;

/** Lower case without marks, so that "torr" finds "tørr". */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}
