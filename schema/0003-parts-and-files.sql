-- Edits read a part of a region, so rows are found by what they name and by their place; the files
-- of a report stand in a table of their own.

CREATE INDEX IF NOT EXISTS sites_by_position ON sites (region_id, position, row_id) WHERE removed_at IS NULL;
CREATE INDEX IF NOT EXISTS streams_by_position ON streams (region_id, position, row_id) WHERE removed_at IS NULL;
CREATE INDEX IF NOT EXISTS qualities_by_position ON qualities (region_id, position, row_id) WHERE removed_at IS NULL;
CREATE INDEX IF NOT EXISTS links_by_from ON links (region_id, from_site);
CREATE INDEX IF NOT EXISTS links_by_to ON links (region_id, to_site);
CREATE INDEX IF NOT EXISTS exchanges_by_offer ON exchanges (region_id, offer_id);
CREATE INDEX IF NOT EXISTS exchanges_by_need ON exchanges (region_id, need_id);
CREATE INDEX IF NOT EXISTS decisions_by_offer ON decisions (region_id, offer_id);
CREATE INDEX IF NOT EXISTS decisions_by_need ON decisions (region_id, need_id);
CREATE INDEX IF NOT EXISTS heat_streams_by_site ON heat_streams (region_id, site_id);
CREATE INDEX IF NOT EXISTS emissions_by_site ON emissions (region_id, site_id);

CREATE TABLE IF NOT EXISTS run_files (
  run_id INTEGER NOT NULL REFERENCES runs (run_id),
  file_name TEXT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (run_id, file_name)
);

-- Until now the files stood within the result, as base64; such a report is to be made again.
UPDATE runs SET state = 'interrupted' WHERE kind = 'report' AND state = 'done' AND result LIKE '%"contents_base64"%';
