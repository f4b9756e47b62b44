// Which rows of a table contain the words a reader types.

const kLetters: Record<string, string> = {
  æ: "ae",
  ø: "o",
  å: "a",
  ß: "ss",
  ł: "l",
  đ: "d",
};

/** Lower case without accents, so that "torr" finds "tørr" and "malmo" finds "Malmö". */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/[æøåßłđ]/g, (letter) => kLetters[letter] ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u00a0\u202f]/g, " ");
}

/** Whether the row's text holds every word of the query, in any order. */
export function matches(rowText: string, query: string): boolean {
  const row = folded(rowText);
  const wanted = folded(query).split(/\s+/);
  return wanted.every((word) => row.includes(word));
}
