/** What people can switch on and off on the map. */
export const kShown = ["sites", "emitters", "exchanges", "initiatives", "towns"] as const;
export type Shown = (typeof kShown)[number];
