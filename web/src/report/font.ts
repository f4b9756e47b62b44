// The page's font and how wide a text is in it.

export const kFont = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

let ruler: CanvasRenderingContext2D | null = null;

/** Width of a text in the page's font [px]. */
export function textWidth(text: string, size: number, weight = 400): number {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (ruler === null) return text.length * size * 0.56;
  ruler.font = `${weight} ${size}px ${kFont}`;
  return ruler.measureText(text).width;
}

/** The text, cut with an ellipsis to a width [px]. */
export function fittedText(text: string, width: number, size: number, weight = 400): string {
  if (textWidth(text, size, weight) <= width) return text;
  let letters = text.length;
  const cut = () => `${text.slice(0, letters).trimEnd()}…`;
  while (letters > 1 && textWidth(cut(), size, weight) > width) --letters;
  return cut();
}

/** The text in at most two lines of a width [px], the second one cut if need be. */
export function wrappedText(text: string, width: number, size: number, weight = 400): string[] {
  if (textWidth(text, size, weight) <= width) return [text];
  const words = text.split(" ");
  let first = words.shift() ?? "";
  while (words[0] !== undefined && textWidth(`${first} ${words[0]}`, size, weight) <= width) {
    first = `${first} ${words.shift() ?? ""}`;
  }
  const second = words.join(" ");
  return [first, second]
    .filter((line) => line !== "")
    .map((line) => fittedText(line, width, size, weight));
}
