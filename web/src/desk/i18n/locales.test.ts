// Every text of the desk stands in all five languages, is used, and nothing else is shown.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const kDesk = new URL("..", import.meta.url).pathname;
const kLanguages = ["en", "nb", "da", "sv", "fi"];

type Texts = Record<string, unknown>;

function flat(texts: Texts, before = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === "string") all.set(before + key, value);
    else for (const entry of flat(value as Texts, `${before}${key}.`)) all.set(...entry);
  }
  return all;
}

const textsOf = (language: string) =>
  flat(JSON.parse(readFileSync(join(kDesk, `i18n/${language}.json`), "utf8")) as Texts);

const english = textsOf("en");

const sources = readdirSync(kDesk, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\.d\.ts$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(kDesk, file), "utf8") }));

/** Keys asked for in full, and beginnings of keys whose end is filled in. */
function asked(): { keys: Set<string>; patterns: RegExp[] } {
  const keys = new Set<string>();
  const patterns: RegExp[] = [];
  const escaped = (part: string) => part.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  for (const { text } of sources) {
    for (const [, key = ""] of text.matchAll(/"([a-z][a-z_0-9]*(?:\.[a-z_0-9]+)+)"/g))
      keys.add(key);
    for (const [, template = ""] of text.matchAll(/\bt\(\s*`([^`]+)`/g)) {
      const pattern = template
        .split(/\$\{[^}]*\}/)
        .map(escaped)
        .join("[^.]+");
      patterns.push(new RegExp(`^${pattern}$`));
    }
  }
  return { keys, patterns };
}

for (const language of kLanguages.slice(1)) {
  test(`${language} has the keys of English, with the same places to fill in`, () => {
    const texts = textsOf(language);
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    const places = (text: string | undefined) => (text?.match(/\{+\w+\}+/g) ?? []).sort();
    for (const [key, text] of texts) expect(places(text), key).toEqual(places(english.get(key)));
  });
}

test("every key is used", () => {
  const { keys, patterns } = asked();
  const isAsked = (key: string) => keys.has(key) || patterns.some((pattern) => pattern.test(key));
  const unused = [...english.keys()].filter((key) => !isAsked(key.replace(/_(one|other)$/, "")));
  expect(unused.filter((key) => !isAsked(key))).toEqual([]);
});

test("every key that is asked for is there", () => {
  const there = new Set([...english.keys()].map((key) => key.replace(/_(one|other)$/, "")));
  const groups = new Set([...english.keys()].map((key) => key.split(".")[0]));
  const missing = [...asked().keys].filter(
    (key) =>
      groups.has(key.split(".")[0]) && !there.has(key) && !/\.(html|pdf|xlsx|json)$/.test(key),
  );
  expect(missing).toEqual([]);
});

/** Attributes whose text people read or hear. */
const kSpoken = new Set(["aria-label", "title", "placeholder", "alt", "label"]);
const hasLetters = (text: string) => /\p{L}/u.test(text);

/** Texts in a page's source that are shown as they stand. */
function literals(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && hasLetters(node.text)) found.push(node.text.trim());
    if (
      ts.isJsxAttribute(node) &&
      kSpoken.has(node.name.getText()) &&
      node.initializer !== undefined &&
      ts.isStringLiteral(node.initializer) &&
      hasLetters(node.initializer.text)
    ) {
      found.push(node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

test("no text is written into a page", () => {
  const written = sources
    .filter(({ file }) => file.endsWith(".tsx"))
    .flatMap(({ file, text }) => literals(file, text).map((literal) => `${file}: ${literal}`));
  expect(written).toEqual([]);
});
