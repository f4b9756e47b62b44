// The desk's own words, so that a test reads the same in every language.

import en from "../../src/desk/i18n/en.json";
import nb from "../../src/desk/i18n/nb.json";

export type Say = (key: string, values?: Record<string, string>) => string;

export const kTexts = { en, nb };

export function sayIn(language: keyof typeof kTexts): Say {
  return (key, values = {}) => {
    const found = key
      .split(".")
      .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], kTexts[language]);
    if (typeof found !== "string") throw new Error(`${language}.json has no text ${key}`);
    return found.replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place);
  };
}
