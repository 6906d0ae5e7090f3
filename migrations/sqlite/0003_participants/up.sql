-- The register: whom a city insures, as imported. Dates and months are ISO text.
CREATE TABLE participants (
    id BLOB NOT NULL PRIMARY KEY,
    nik TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    search_name TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL,
    rt TEXT NOT NULL,
    kelurahan TEXT NOT NULL,
    kecamatan TEXT NOT NULL,
    occupation TEXT NOT NULL,
    segment TEXT NOT NULL,
    kpj TEXT NOT NULL,
    declared_income INTEGER NOT NULL,
    paid_from TEXT NOT NULL,
    paid_through TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    office_id BLOB NOT NULL REFERENCES offices (id),
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX participants_by_name ON participants (search_name, id);
CREATE INDEX participants_by_office_and_name ON participants (office_id, search_name, id);
