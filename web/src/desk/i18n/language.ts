// The language of the desk: chosen by people, else by their browser, else English.

import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type english from "./en.json";

export const kLanguages = ["en", "nb", "da", "sv", "fi"] as const;
export type Language = (typeof kLanguages)[number];

/** What each language calls itself. */
export const kLanguageNames: Record<Language, string> = {
  en: "English",
  nb: "Norsk bokmål",
  da: "Dansk",
  sv: "Svenska",
  fi: "Suomi",
};

/** The report is written in Norwegian and English. */
export const reportLanguage = (language: Language) => (language === "nb" ? "nb" : "en");

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof english };
  }
}

type Texts = typeof english;

const kTexts: Record<Language, () => Promise<{ default: Texts }>> = {
  en: () => import("./en.json"),
  nb: () => import("./nb.json"),
  da: () => import("./da.json"),
  sv: () => import("./sv.json"),
  fi: () => import("./fi.json"),
};

const kStored = "samspill.language";

/** Norwegian browsers say "no" or "nn" too. */
function known(tag: string): Language | undefined {
  const start = tag.slice(0, 2).toLowerCase();
  if (start === "no" || start === "nn") return "nb";
  return kLanguages.find((language) => language === start);
}

function firstLanguage(): Language {
  const wanted = [localStorage.getItem(kStored) ?? "", ...navigator.languages];
  return wanted.map(known).find((language) => language !== undefined) ?? "en";
}

async function load(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "translation")) {
    i18next.addResourceBundle(language, "translation", (await kTexts[language]()).default);
  }
  document.documentElement.lang = language;
}

export async function startLanguage(): Promise<void> {
  const language = firstLanguage();
  await i18next
    .use(initReactI18next)
    .init({ lng: language, resources: {}, interpolation: { escapeValue: false } });
  await load(language);
  await i18next.changeLanguage(language);
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(kStored, language);
  await load(language);
  await i18next.changeLanguage(language);
}
