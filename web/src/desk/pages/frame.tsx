// What stands around every page of a region: its name, search, pages, language and colours.

import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, useLocation } from "react-router";
import { useRegion, useRegionId } from "../api/queries.ts";
import { chooseLanguage, kLanguageNames, kLanguages, type Language } from "../i18n/language.ts";
import { useLanguage } from "../i18n/use-words.ts";
import { paths } from "../paths.ts";
import { chooseTheme, kThemes, storedTheme, type Theme } from "../theme.ts";
import { RegionSearch } from "./region-search.tsx";
import { Told } from "./told.tsx";

const kPages = [
  "map",
  "sites",
  "streams",
  "matches",
  "exchanges",
  "plan",
  "portfolio",
  "files",
] as const;

function Pages({ region, isOpen }: { region: string; isOpen: boolean }) {
  const { t } = useTranslation();
  return (
    <nav id="pages" className={isOpen ? "pages is-open" : "pages"} aria-label={t("frame.pages")}>
      <ul>
        {kPages.map((page) => (
          <li key={page}>
            <NavLink to={paths[page](region)}>{t(`page.${page}`)}</NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Settings() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [theme, setTheme] = useState(storedTheme);
  return (
    <div className="settings">
      <label>
        <span className="for-readers">{t("frame.language")}</span>
        <select
          value={language}
          onChange={({ target }) => void chooseLanguage(target.value as Language)}
        >
          {kLanguages.map((each) => (
            <option key={each} value={each} lang={each}>
              {kLanguageNames[each]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="for-readers">{t("frame.theme")}</span>
        <select
          value={theme}
          onChange={({ target }) => {
            setTheme(target.value as Theme);
            chooseTheme(target.value as Theme);
          }}
        >
          {kThemes.map((each) => (
            <option key={each} value={each}>
              {t(`theme.${each}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

export function Frame() {
  const { t } = useTranslation();
  const region_id = useRegionId();
  const region = useRegion();
  const { pathname } = useLocation();
  const [openOn, setOpenOn] = useState<string | null>(null);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  const isOpen = openOn === pathname;
  return (
    <>
      <a className="skip" href="#content">
        {t("frame.skip")}
      </a>
      <header className="frame">
        <p className="frame-name">
          <NavLink to={paths.regions()}>{t("app.name")}</NavLink>
          <strong>{region.data?.name ?? region_id}</strong>
        </p>
        <RegionSearch />
        <Settings />
        <button
          type="button"
          className="button menu-button"
          aria-expanded={isOpen}
          aria-controls="pages"
          onClick={() => setOpenOn(isOpen ? null : pathname)}
        >
          {t("frame.menu")}
        </button>
        <Pages region={region_id} isOpen={isOpen} />
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        {region.isError ? (
          <Told error={region.error} onRetry={() => void region.refetch()} />
        ) : (
          <Outlet />
        )}
      </main>
    </>
  );
}
