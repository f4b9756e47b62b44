import type { TFunction } from "i18next";

/** The ways goods go that have a name in every language; others keep the dataset's. */
const kModes = [
  "lorry",
  "lorry_chilled",
  "lorry_light",
  "lorry_liquid_gas",
  "tank_lorry",
  "tank_lorry_hazardous",
  "tank_lorry_cryogenic",
  "ship",
  "ship_tank",
  "conveyor",
  "pipe_liquid",
  "pipe_steam",
  "pipe_heat",
  "pipe_heat_small",
  "pipe_heat_large",
  "pipe_water",
  "pipe_gas",
  "cable",
  "on_site",
] as const;

export function modeName(mode: string, t: TFunction): string {
  const known = kModes.find((each) => each === mode);
  return known === undefined ? mode.replaceAll("_", " ") : t(`mode.${known}`);
}
