import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import en from "./texts/en.json" with { type: "json" };
import nb from "./texts/nb.json" with { type: "json" };
import { wordsOf } from "./words.ts";

const kEnglish = wordsOf({ language: "en", texts: {} });
const kNorwegian = wordsOf({ language: "nb", texts: nb });

describe("numbers", () => {
  test.each([
    [1234567.8, "1,234,568"],
    [12.345, "12.3"],
    [1.2345, "1.23"],
    [0.012345, "0.0123"],
    [-28450, "\u221228,450"],
    [0, "0"],
  ])("%d reads %s in English", (value, text) => {
    expect(kEnglish.number(value)).toBe(text);
  });

  test("Norwegian groups by a space and has a decimal comma", () => {
    expect(kNorwegian.number(70000).replace(/\s/g, " ")).toBe("70 000");
    expect(kNorwegian.number(12.34)).toBe("12,3");
  });

  test("unknown is said, never 0", () => {
    expect(kEnglish.number(null)).toBe("unknown");
    expect(kNorwegian.perYear(null, "t")).toBe("ukjent");
  });
});

test("amounts carry their unit as people write it", () => {
  expect(kEnglish.perYear(620000, "m3")).toBe("620,000\u00a0m³/yr");
  expect(kNorwegian.perYear(5, "piece")).toBe("5\u00a0stk/år");
});

test("a text missing in the page is shown in English, an unknown name stays visible", () => {
  expect(wordsOf({ language: "nb", texts: {} }).text("today")).toBe("Today");
  expect(kEnglish.text("widest_line")).toBe("Widest line: {amounts}");
});

describe("texts", () => {
  const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

  test("Norwegian has the same keys with the same names in braces", () => {
    expect(Object.keys(nb)).toEqual(Object.keys(en));
    for (const [key, text] of Object.entries(en)) {
      expect(names(nb[key as keyof typeof nb]), key).toEqual(names(text));
    }
  });

  test("README.md lists every text as it is", () => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    for (const [key, text] of Object.entries(en)) {
      expect(readme).toContain(`| \`${key}\` | ${text} | ${nb[key as keyof typeof nb]} |`);
    }
  });
});
