import { expect, test, vi } from "vitest";
import type { MapFeature } from "./features.ts";
import { placesWithRoom } from "./places.ts";
import { kFarthest } from "./projection.ts";
import type { InitiativeSign } from "./signs.ts";

vi.mock("../../report/font.ts", () => ({ textWidth: (text: string) => 7 * text.length }));

const at = (kind: "place" | "site", name: string, east: number): MapFeature => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [10 + east, 63] },
  properties: { kind, name },
});
const named = (features: MapFeature[], zoom: number, initiatives: InitiativeSign[] = []) =>
  placesWithRoom(features, initiatives, kFarthest / 2 ** zoom).map(
    ({ properties }) => properties.name,
  );

test("of two towns whose names would lie over each other the first keeps its name", () => {
  const towns = [at("place", "Trondheim", 0), at("place", "Malvik", 0.1)];
  expect(named(towns, 6)).toEqual(["Trondheim"]);
  expect(named(towns, 12)).toEqual(["Trondheim", "Malvik"]);
});

test("a name lies over no site and no initiative's sign", () => {
  expect(named([at("place", "Trondheim", 0), at("site", "A mill", 0)], 6)).toEqual([]);
  const [town, lone] = [at("place", "Trondheim", 0), at("place", "Verdal", 3)];
  // A sign stands above its place, so its place is a little south of the town.
  const place = { longitude_deg: 10, latitude_deg: 62.96 };
  const initiative = { initiative_id: "i", sign: "idea" as const, ...place };
  expect(named([town, lone], 7, [initiative])).toEqual(["Verdal"]);
});
