// Made-up plants at real places in Trøndelag, for tests of the page only: no figure here is
// a fact about anyone.

import type { Exchange, Place, Site, Unit } from "../../src/report/data.ts";

type Language = "en" | "nb";
type Named = Record<Language, string>;

// id, English, Norwegian, latitude, longitude, emissions [t CO2e per year]
const kSites: [string, string, string, number, number, number | null][] = [
  ["orkanger_smelter", "Orkanger smelter", "Orkanger smelteverk", 63.3215, 9.8562, 201000],
  ["holla_smelter", "Holla smelter", "Holla smelteverk", 63.2885, 9.0982, 276000],
  ["methanol_works", "Tjeldbergodden methanol works", "Metanolfabrikken", 63.4118, 8.6905, 331000],
  ["skogn_paper", "Skogn paper mill", "Skogn papirfabrikk", 63.7062, 11.1602, 31000],
  ["skogn_biogas", "Skogn biogas plant", "Skogn biogassanlegg", 63.7079, 11.1688, null],
  ["ranheim_board", "Ranheim board mill", "Ranheim kartongfabrikk", 63.4271, 10.5374, 12400],
  ["verdal_lime", "Verdal lime works", "Verdal kalkverk", 63.7868, 11.4352, 221000],
  ["verdal_park", "Verdal industrial park", "Verdal industripark", 63.7822, 11.4561, null],
  [
    "heimdal_energy",
    "Heimdal waste-to-energy plant",
    "Heimdal varmesentral",
    63.338,
    10.366,
    238000,
  ],
  ["malm_biogas", "Malm biogas plant", "Malm biogassanlegg", 64.0713, 11.2214, null],
  ["hitra_salmon", "Hitra salmon slaughterhouse", "Hitra lakseslakteri", 63.5585, 8.9701, null],
  ["froya_hatchery", "Frøya hatchery", "Frøya settefisk", 63.7242, 8.8336, null],
  ["froya_processing", "Frøya fish processing", "Frøya fiskeforedling", 63.7011, 8.7905, null],
  ["namsos_sawmill", "Namsos sawmill", "Namsos sagbruk", 64.4657, 11.4949, null],
  ["steinkjer_dairy", "Steinkjer dairy", "Steinkjer meieri", 64.0149, 11.4954, 4200],
  ["inderoy_farm", "Inderøy greenhouses", "Inderøy veksthus", 63.8737, 11.2821, null],
  ["orkland_poultry", "Orkland poultry plant", "Orkland fjørfeslakteri", 63.3001, 9.8437, null],
  ["trondheim_concrete", "Trondheim concrete", "Trondheim betong", 63.3702, 10.3601, 9800],
  ["stjordal_asphalt", "Stjørdal asphalt", "Stjørdal asfalt", 63.4741, 10.9178, null],
  [
    "roros_timber",
    "Røros timber & co. <drying>",
    "Røros trelast & co. <tørking>",
    62.5747,
    11.3842,
    null,
  ],
];

// from, to, resource, English, Norwegian, family, quantity, unit, operating
const kExchanges: [string, string, string, string, string, string, number | null, Unit, boolean][] =
  [
    [
      "hitra_salmon",
      "skogn_biogas",
      "fish-ensilage",
      "Fish ensilage",
      "Fiskeensilasje",
      "organic",
      42000,
      "t",
      true,
    ],
    [
      "froya_processing",
      "skogn_biogas",
      "fish-ensilage",
      "Fish ensilage",
      "Fiskeensilasje",
      "organic",
      28000,
      "t",
      true,
    ],
    [
      "froya_hatchery",
      "malm_biogas",
      "fish-sludge",
      "Fish sludge",
      "Fiskeslam",
      "organic",
      6400,
      "t",
      false,
    ],
    ["steinkjer_dairy", "malm_biogas", "whey", "Whey", "Myse", "organic", 11500, "t", false],
    [
      "skogn_paper",
      "skogn_biogas",
      "process-water",
      "Process water",
      "Prosessvann",
      "water",
      620000,
      "m3",
      true,
    ],
    [
      "skogn_biogas",
      "inderoy_farm",
      "digestate",
      "Digestate",
      "Biorest",
      "organic",
      18000,
      "t",
      false,
    ],
    ["malm_biogas", "inderoy_farm", "biogas", "Biogas", "Biogass", "fuel-gas", 9800, "MWh", false],
    [
      "skogn_biogas",
      "heimdal_energy",
      "biomethane",
      "Liquid biomethane",
      "Flytende biometan",
      "fuel-gas",
      74000,
      "MWh",
      true,
    ],
    [
      "orkanger_smelter",
      "orkland_poultry",
      "surplus-heat",
      "Cooling-water heat",
      "Kjølevannsvarme",
      "heat",
      24000,
      "MWh",
      true,
    ],
    [
      "orkanger_smelter",
      "trondheim_concrete",
      "silica-fume",
      "Silica fume",
      "Silikastøv",
      "mineral",
      9600,
      "t",
      true,
    ],
    [
      "holla_smelter",
      "trondheim_concrete",
      "silica-fume",
      "Silica fume",
      "Silikastøv",
      "mineral",
      5400,
      "t",
      false,
    ],
    [
      "holla_smelter",
      "hitra_salmon",
      "surplus-heat",
      "Surplus heat",
      "Overskuddsvarme",
      "heat",
      61000,
      "MWh",
      false,
    ],
    ["namsos_sawmill", "skogn_paper", "wood-chips", "Wood chips", "Flis", "wood", 83000, "t", true],
    [
      "roros_timber",
      "orkanger_smelter",
      "wood-chips",
      "Wood chips",
      "Flis",
      "wood",
      26000,
      "t",
      false,
    ],
    ["roros_timber", "heimdal_energy", "bark", "Bark", "Bark", "wood", 12000, "t", false],
    [
      "ranheim_board",
      "trondheim_concrete",
      "fibre-sludge",
      "Fibre sludge",
      "Fiberslam",
      "paper",
      3800,
      "t",
      false,
    ],
    [
      "heimdal_energy",
      "ranheim_board",
      "district-heat",
      "District heat",
      "Fjernvarme",
      "heat",
      96000,
      "MWh",
      true,
    ],
    [
      "heimdal_energy",
      "stjordal_asphalt",
      "bottom-ash",
      "Bottom ash",
      "Bunnaske",
      "ash",
      34000,
      "t",
      false,
    ],
    [
      "heimdal_energy",
      "orkanger_smelter",
      "scrap-metal",
      "Scrap metal",
      "Skrapmetall",
      "metal",
      2100,
      "t",
      true,
    ],
    ["orkanger_smelter", "stjordal_asphalt", "slag", "Slag", "Slagg", "slag", 15500, "t", false],
    [
      "verdal_lime",
      "verdal_park",
      "surplus-heat",
      "Surplus heat",
      "Overskuddsvarme",
      "heat",
      38000,
      "MWh",
      false,
    ],
    [
      "verdal_lime",
      "inderoy_farm",
      "lime-dust",
      "Lime dust",
      "Kalkstøv",
      "mineral",
      7200,
      "t",
      true,
    ],
    [
      "verdal_lime",
      "skogn_paper",
      "carbon-dioxide",
      "Carbon dioxide",
      "Karbondioksid",
      "gas",
      14000,
      "t",
      false,
    ],
    ["methanol_works", "froya_hatchery", "oxygen", "Oxygen", "Oksygen", "gas", 5600, "t", false],
    [
      "skogn_paper",
      "verdal_park",
      "pallet-space",
      "Storage yard",
      "Lagerplass",
      "capacity",
      null,
      "ha",
      false,
    ],
  ];

const kTowns: [string, number, number][] = [
  ["Trondheim", 63.4305, 10.3951],
  ["Steinkjer", 64.0149, 11.4954],
  ["Namsos", 64.4657, 11.4949],
  ["Røros", 62.5747, 11.3842],
  ["Oppdal", 62.5944, 9.6912],
  ["Levanger", 63.7464, 11.2996],
  ["Stjørdal", 63.4697, 10.9178],
  ["Brekstad", 63.6869, 9.6646],
  ["Kristiansund", 63.1103, 7.728],
];

export function sampleSites(language: Language): Site[] {
  return kSites.map(([id, en, nb, latitude_deg, longitude_deg, emitter_t_co2e]) => {
    const gives = kExchanges.some(([from]) => from === id);
    const takes = kExchanges.some(([, to]) => to === id);
    const role = gives && takes ? "both" : gives ? "giver" : takes ? "taker" : "other";
    const name = { en, nb }[language];
    return { id, name, latitude_deg, longitude_deg, role, emitter_t_co2e };
  });
}

const kModes: Record<"pipe" | "lorry" | "ship" | "none", Named> = {
  pipe: { en: "by pipe", nb: "i rør" },
  lorry: { en: "by lorry", nb: "med lastebil" },
  ship: { en: "by ship", nb: "med skip" },
  none: { en: "", nb: "" },
};

function modeOf(family: string, from: string): keyof typeof kModes {
  if (["heat", "water", "fuel-gas"].includes(family)) return "pipe";
  if (family === "capacity") return "none";
  return from.startsWith("froya") || from.startsWith("hitra") ? "ship" : "lorry";
}

export function sampleExchanges(language: Language): Exchange[] {
  return kExchanges.map(
    ([from_site, to_site, resource, en, nb, family, quantity, unit, is_operating]) => ({
      from_site,
      to_site,
      resource,
      resource_name: { en, nb }[language],
      family,
      quantity,
      unit,
      mode: kModes[modeOf(family, from_site)][language],
      is_operating,
    }),
  );
}

export function sampleTowns(): Place[] {
  return kTowns.map(([name, latitude_deg, longitude_deg]) => ({
    name,
    latitude_deg,
    longitude_deg,
  }));
}
