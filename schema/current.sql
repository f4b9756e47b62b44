-- The tables of a Samspill database, as they are now. Steps that lead here: NNNN-what-changed.sql.
-- Times are UTC as text, 2026-11-22T15:34:25.123Z. Unknown is NULL. Nothing is deleted: removed_at
-- says since when a row counts no more.

-- Which numbered steps this database has been through.
CREATE TABLE schema_steps (
  step INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at TEXT NOT NULL
);

-- version grows with every change of anything in the region.
CREATE TABLE regions (
  region_id INTEGER PRIMARY KEY,
  region_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  removed_at TEXT
);

-- Which tables the region's dataset has, and their columns in the order of the file, with ; between.
CREATE TABLE region_tables (
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  table_name TEXT NOT NULL,
  header TEXT NOT NULL,
  PRIMARY KEY (region_id, table_name)
);

-- The tables of a dataset. Cells are text as people wrote it, numbers and units too; formats/ alone
-- reads them. What it made of a cell that queries need stands behind them: degrees, concept.
-- position: the order in the file, with room between.

CREATE TABLE sites (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  site_id TEXT NOT NULL,
  name TEXT,
  organisation TEXT,
  country TEXT,
  municipality TEXT,
  latitude_deg TEXT,
  longitude_deg TEXT,
  nace TEXT,
  employees TEXT,
  park TEXT,
  quay TEXT,
  source TEXT,
  note TEXT,
  north_deg REAL,
  east_deg REAL,
  UNIQUE (region_id, site_id)
);

CREATE INDEX sites_in_order ON sites (region_id, row_id);
CREATE INDEX sites_by_place ON sites (region_id, north_deg, east_deg);
CREATE INDEX sites_by_municipality ON sites (region_id, municipality, row_id);
CREATE INDEX sites_by_position ON sites (region_id, position, row_id) WHERE removed_at IS NULL;

CREATE TABLE streams (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  stream_id TEXT NOT NULL,
  site_id TEXT,
  direction TEXT,
  resource TEXT,
  low_code TEXT,
  quantity TEXT,
  unit TEXT,
  profile TEXT,
  present_route TEXT,
  present_cost_eur_per_unit TEXT,
  present_co2e_kg_per_unit TEXT,
  storable TEXT,
  max_distance_km TEXT,
  evidence TEXT,
  uncertainty_percent TEXT,
  visibility TEXT,
  source TEXT,
  note TEXT,
  concept TEXT,
  UNIQUE (region_id, stream_id),
  FOREIGN KEY (region_id, site_id) REFERENCES sites (region_id, site_id)
);

CREATE INDEX streams_in_order ON streams (region_id, row_id);
CREATE INDEX streams_by_site ON streams (region_id, site_id, row_id);
CREATE INDEX streams_by_direction ON streams (region_id, direction, row_id);
CREATE INDEX streams_by_concept ON streams (region_id, concept, row_id);
CREATE INDEX streams_by_position ON streams (region_id, position, row_id) WHERE removed_at IS NULL;

CREATE TABLE qualities (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  stream_id TEXT,
  property TEXT,
  min TEXT,
  typical TEXT,
  max TEXT,
  unit TEXT,
  source TEXT,
  note TEXT,
  FOREIGN KEY (region_id, stream_id) REFERENCES streams (region_id, stream_id)
);

CREATE INDEX qualities_by_stream ON qualities (region_id, stream_id);
CREATE INDEX qualities_by_position ON qualities (region_id, position, row_id) WHERE removed_at IS NULL;

CREATE TABLE processes (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  process_id TEXT NOT NULL,
  name TEXT,
  status TEXT,
  sites TEXT,
  capacity_min TEXT,
  capacity_max TEXT,
  capacity_unit TEXT,
  capex_fixed_eur TEXT,
  capex_eur_per_capacity TEXT,
  lifetime_years TEXT,
  opex_fixed_eur_per_year TEXT,
  opex_eur_per_unit TEXT,
  treatments TEXT,
  source TEXT,
  note TEXT,
  UNIQUE (region_id, process_id)
);

CREATE TABLE process_flows (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  process_id TEXT,
  direction TEXT,
  resource TEXT,
  amount TEXT,
  unit TEXT,
  times_property TEXT,
  source TEXT,
  note TEXT,
  FOREIGN KEY (region_id, process_id) REFERENCES processes (region_id, process_id)
);

CREATE INDEX process_flows_by_process ON process_flows (region_id, process_id);

CREATE TABLE storages (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  storage_id TEXT NOT NULL,
  name TEXT,
  site_id TEXT,
  resource TEXT,
  status TEXT,
  capacity TEXT,
  capacity_unit TEXT,
  loss_percent_per_month TEXT,
  capex_fixed_eur TEXT,
  capex_eur_per_capacity TEXT,
  lifetime_years TEXT,
  opex_fixed_eur_per_year TEXT,
  opex_eur_per_unit TEXT,
  source TEXT,
  note TEXT,
  UNIQUE (region_id, storage_id),
  FOREIGN KEY (region_id, site_id) REFERENCES sites (region_id, site_id)
);

CREATE TABLE transport (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  mode TEXT,
  path TEXT,
  carries TEXT,
  excludes TEXT,
  cost_eur_per_unit_km TEXT,
  cost_eur_per_unit TEXT,
  co2e_kg_per_unit_km TEXT,
  loss_percent_per_km TEXT,
  max_km TEXT,
  capex_eur_per_km TEXT,
  capacity TEXT,
  load_per_trip TEXT,
  lifetime_years TEXT,
  factor_id TEXT,
  year TEXT,
  source TEXT,
  status TEXT,
  note TEXT
);

CREATE TABLE links (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  from_site TEXT,
  to_site TEXT,
  mode TEXT,
  resource TEXT,
  distance_km TEXT,
  cost_eur_per_unit TEXT,
  fixed_eur_per_year TEXT,
  capacity TEXT,
  source TEXT,
  note TEXT,
  FOREIGN KEY (region_id, from_site) REFERENCES sites (region_id, site_id),
  FOREIGN KEY (region_id, to_site) REFERENCES sites (region_id, site_id)
);

CREATE INDEX links_by_from ON links (region_id, from_site);
CREATE INDEX links_by_to ON links (region_id, to_site);

CREATE TABLE exchanges (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  exchange_id TEXT NOT NULL,
  offer_id TEXT,
  need_id TEXT,
  resource TEXT,
  stage TEXT,
  quantity TEXT,
  unit TEXT,
  since TEXT,
  until TEXT,
  measured TEXT,
  case_id TEXT,
  source TEXT,
  note TEXT,
  UNIQUE (region_id, exchange_id)
);

CREATE INDEX exchanges_by_offer ON exchanges (region_id, offer_id);
CREATE INDEX exchanges_by_need ON exchanges (region_id, need_id);

CREATE TABLE decisions (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  offer_id TEXT,
  need_id TEXT,
  decision TEXT,
  reason TEXT,
  remark TEXT,
  date TEXT,
  facts TEXT,
  FOREIGN KEY (region_id, offer_id) REFERENCES streams (region_id, stream_id),
  FOREIGN KEY (region_id, need_id) REFERENCES streams (region_id, stream_id)
);

CREATE INDEX decisions_by_offer ON decisions (region_id, offer_id);
CREATE INDEX decisions_by_need ON decisions (region_id, need_id);

CREATE TABLE scenarios (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  scenario_id TEXT NOT NULL,
  name TEXT,
  probability TEXT,
  source TEXT,
  note TEXT,
  UNIQUE (region_id, scenario_id)
);

CREATE TABLE scenario_changes (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  scenario_id TEXT,
  change TEXT,
  direction TEXT,
  stream_id TEXT,
  resource TEXT,
  site_id TEXT,
  process_id TEXT,
  mode TEXT,
  factor TEXT,
  source TEXT,
  note TEXT,
  FOREIGN KEY (region_id, scenario_id) REFERENCES scenarios (region_id, scenario_id),
  FOREIGN KEY (region_id, stream_id) REFERENCES streams (region_id, stream_id),
  FOREIGN KEY (region_id, site_id) REFERENCES sites (region_id, site_id),
  FOREIGN KEY (region_id, process_id) REFERENCES processes (region_id, process_id)
);

CREATE TABLE heat_streams (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  stream_id TEXT NOT NULL,
  site_id TEXT,
  supply_temperature_c TEXT,
  target_temperature_c TEXT,
  heat_load_kw TEXT,
  heat_capacity_flow_kw_per_k TEXT,
  film_coefficient TEXT,
  source TEXT,
  note TEXT,
  UNIQUE (region_id, stream_id),
  FOREIGN KEY (region_id, site_id) REFERENCES sites (region_id, site_id)
);

CREATE INDEX heat_streams_by_site ON heat_streams (region_id, site_id);

CREATE TABLE emissions (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  site_id TEXT,
  year TEXT,
  gas TEXT,
  tonnes TEXT,
  origin TEXT,
  scope TEXT,
  source TEXT,
  note TEXT,
  FOREIGN KEY (region_id, site_id) REFERENCES sites (region_id, site_id)
);

CREATE INDEX emissions_by_site ON emissions (region_id, site_id);

CREATE TABLE initiatives (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  initiative_id TEXT NOT NULL,
  name TEXT,
  site_id TEXT,
  emitter_id TEXT,
  municipality TEXT,
  owner TEXT,
  level TEXT,
  stage TEXT,
  start_year TEXT,
  latest_start_year TEXT,
  end_year TEXT,
  lifetime_years TEXT,
  build_years TEXT,
  ramp_up_years TEXT,
  capex_meur TEXT,
  opex_meur_per_year TEXT,
  staff_person_years TEXT,
  electricity_gwh_per_year TEXT,
  cut_kt_per_year_low TEXT,
  cut_kt_per_year_likely TEXT,
  cut_kt_per_year_high TEXT,
  removal_share TEXT,
  probability TEXT,
  capacity_kt_per_year TEXT,
  needs TEXT,
  excludes TEXT,
  overlaps TEXT,
  exchange_ids TEXT,
  funding TEXT,
  source TEXT,
  note TEXT,
  measure TEXT,
  UNIQUE (region_id, initiative_id)
);

CREATE TABLE targets (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  scope TEXT,
  base_year TEXT,
  base_kt TEXT,
  year TEXT,
  target_kt TEXT,
  baseline_kt TEXT,
  counts_removals TEXT,
  source TEXT,
  note TEXT
);

CREATE TABLE organisations (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  organisation_id TEXT NOT NULL,
  name TEXT,
  country TEXT,
  register_number TEXT,
  nace TEXT,
  website TEXT,
  note TEXT,
  UNIQUE (region_id, organisation_id)
);

CREATE TABLE networks (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  network_id TEXT NOT NULL,
  name TEXT,
  country TEXT,
  level TEXT,
  website TEXT,
  source TEXT,
  note TEXT,
  UNIQUE (region_id, network_id)
);

CREATE TABLE members (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  network_id TEXT,
  site_id TEXT,
  organisation_id TEXT,
  role TEXT,
  since TEXT,
  source TEXT,
  note TEXT
);

CREATE TABLE cases (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  case_id TEXT NOT NULL,
  name TEXT,
  network_id TEXT,
  country TEXT,
  municipality TEXT,
  from_actor TEXT,
  from_nace TEXT,
  to_actor TEXT,
  to_nace TEXT,
  resource TEXT,
  quantity TEXT,
  quantity_unit TEXT,
  year TEXT,
  benefit TEXT,
  state TEXT,
  source TEXT,
  status TEXT,
  note TEXT,
  UNIQUE (region_id, case_id)
);

CREATE TABLE experts (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  expert_id TEXT NOT NULL,
  name TEXT,
  organisation_id TEXT,
  topics TEXT,
  languages TEXT,
  contact TEXT,
  note TEXT,
  UNIQUE (region_id, expert_id)
);

CREATE TABLE courses (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  course_id TEXT NOT NULL,
  name TEXT,
  organisation_id TEXT,
  language TEXT,
  level TEXT,
  hours TEXT,
  website TEXT,
  note TEXT,
  UNIQUE (region_id, course_id)
);

CREATE TABLE labs (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  lab_id TEXT NOT NULL,
  name TEXT,
  network_id TEXT,
  site_id TEXT,
  question TEXT,
  state TEXT,
  note TEXT,
  UNIQUE (region_id, lab_id)
);

CREATE TABLE resources (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  resource_id TEXT,
  broader TEXT,
  unit TEXT,
  state TEXT,
  hazardous TEXT,
  abp_category TEXT,
  storable TEXT,
  name_en TEXT,
  name_nb TEXT,
  name_da TEXT,
  name_sv TEXT,
  name_fi TEXT,
  name_de TEXT,
  name_pl TEXT,
  low_codes TEXT,
  nace_from TEXT,
  nace_to TEXT,
  cn_codes TEXT,
  source TEXT,
  status TEXT
);

CREATE TABLE property_values (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  resource_id TEXT,
  property TEXT,
  value TEXT,
  low TEXT,
  high TEXT,
  unit TEXT,
  source TEXT,
  year TEXT,
  status TEXT
);

CREATE TABLE prices (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  price_id TEXT,
  kind TEXT,
  resource TEXT,
  route TEXT,
  country TEXT,
  value TEXT,
  low TEXT,
  high TEXT,
  unit TEXT,
  year TEXT,
  source TEXT,
  status TEXT,
  note TEXT
);

CREATE TABLE factors (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  factor_id TEXT,
  kind TEXT,
  resource TEXT,
  route TEXT,
  country TEXT,
  value TEXT,
  low TEXT,
  high TEXT,
  unit TEXT,
  origin TEXT,
  boundary TEXT,
  year TEXT,
  source TEXT,
  status TEXT,
  note TEXT
);

CREATE TABLE synergies (
  row_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed_at TEXT,
  synergy_id TEXT,
  offer_resource TEXT,
  need_resource TEXT,
  substitution TEXT,
  preparation TEXT,
  rd_code TEXT,
  taker_nace TEXT,
  max_distance_km TEXT,
  maturity TEXT,
  conditions TEXT,
  example_case TEXT,
  source TEXT,
  status TEXT
);

-- Computations: kind match, plan, portfolio, report; options and result are JSON.
CREATE TABLE runs (
  run_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  region_version INTEGER,
  kind TEXT NOT NULL,
  options TEXT NOT NULL,
  state TEXT NOT NULL,
  progress_share REAL NOT NULL,
  result TEXT,
  error TEXT,
  actor TEXT NOT NULL,
  created_at TEXT NOT NULL,
  started_at TEXT,
  ended_at TEXT,
  CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'))
);

CREATE INDEX runs_by_region ON runs (region_id, run_id);
CREATE INDEX runs_by_state ON runs (state, run_id);

-- What a run wrote besides its result: the files of a report.
CREATE TABLE run_files (
  run_id INTEGER NOT NULL REFERENCES runs (run_id),
  file_name TEXT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (run_id, file_name)
);

-- Who changed what, when: the cells that changed as JSON objects, null where a cell was empty. The
-- first import of a region is one entry: its rows are what they are until an entry says otherwise.
CREATE TABLE audit_log (
  audit_id INTEGER PRIMARY KEY,
  region_id INTEGER NOT NULL REFERENCES regions (region_id),
  region_version INTEGER NOT NULL,
  happened_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  table_name TEXT,
  row_id INTEGER,
  row_key TEXT,
  row_version INTEGER,
  before_cells TEXT,
  after_cells TEXT
);

CREATE INDEX audit_log_by_region ON audit_log (region_id, audit_id);
CREATE INDEX audit_log_by_row ON audit_log (region_id, table_name, row_id);
