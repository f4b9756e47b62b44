// Light or dark: as the system says until people choose.

export type Theme = "system" | "light" | "dark";
export const kThemes = ["system", "light", "dark"] as const;

const kStored = "samspill.theme";

export function storedTheme(): Theme {
  const stored = localStorage.getItem(kStored);
  return kThemes.find((theme) => theme === stored) ?? "system";
}

export function showTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  dispatchEvent(new Event("themechange"));
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(kStored, theme);
  showTheme(theme);
}

/** Calls back when colours change; returns how to stop. */
export function onThemeChange(changed: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", changed);
  addEventListener("themechange", changed);
  return () => {
    system.removeEventListener("change", changed);
    removeEventListener("themechange", changed);
  };
}

/** The value of a colour of the page right now. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
