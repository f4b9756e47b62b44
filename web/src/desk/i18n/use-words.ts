// Words and numbers of the language that is shown.

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { unitsIn, type Units } from "../units.ts";
import { kLanguages, type Language } from "./language.ts";

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return kLanguages.find((language) => language === i18n.language) ?? "en";
}

export function useUnits(): Units {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () =>
      unitsIn(language, {
        unknown: t("unit.unknown"),
        year: t("unit.year"),
        piece: t("unit.piece"),
      }),
    [language, t],
  );
}
