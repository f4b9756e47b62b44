-- Whether an initiative cuts emissions or captures CO2.

ALTER TABLE initiatives ADD COLUMN IF NOT EXISTS measure TEXT;
