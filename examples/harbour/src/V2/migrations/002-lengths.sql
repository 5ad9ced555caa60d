-- Only adds, so that 1.4 keeps working on the same database while 2.0 starts beside it.
ALTER TABLE berths ADD COLUMN length_m REAL NOT NULL DEFAULT 180;
ALTER TABLE bookings ADD COLUMN ship_length_m REAL;

UPDATE berths SET length_m = 240 WHERE name LIKE 'East %';
