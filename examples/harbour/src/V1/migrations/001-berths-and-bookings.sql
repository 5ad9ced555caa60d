CREATE TABLE ships (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE,
    imo   TEXT NOT NULL
);
CREATE TABLE berths (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    depth_m  REAL NOT NULL
);
CREATE TABLE bookings (
    id        INTEGER PRIMARY KEY,
    berth_id  INTEGER NOT NULL REFERENCES berths (id),
    ship_id   INTEGER NOT NULL REFERENCES ships (id),
    arrives   TEXT NOT NULL,
    leaves    TEXT NOT NULL
);
CREATE INDEX bookings_by_berth ON bookings (berth_id, arrives);

INSERT INTO ships (name, imo) VALUES ('Aurora', '9074729'), ('Petrel', '9395044'), ('Samphire', '9321483');
INSERT INTO berths (name, depth_m) VALUES ('North 1', 9.5), ('North 2', 9.5), ('East 1', 12.0), ('East 2', 14.5);
