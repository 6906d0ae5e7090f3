-- The register: whom a city insures, as imported. Dates and months are ISO text.
CREATE TABLE participants (
    id UUID NOT NULL PRIMARY KEY,
    nik TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT NOT NULL,
    search_name TEXT COLLATE "C" NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL,
    rt TEXT NOT NULL,
    kelurahan TEXT NOT NULL,
    kecamatan TEXT NOT NULL,
    occupation TEXT NOT NULL,
    segment TEXT NOT NULL,
    kpj TEXT NOT NULL,
    declared_income BIGINT NOT NULL,
    paid_from TEXT NOT NULL,
    paid_through TEXT NOT NULL,
    phone TEXT,
    email TEXT,
    office_id UUID NOT NULL REFERENCES offices (id),
    updated_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX participants_by_name ON participants (search_name, id);
CREATE INDEX participants_by_office_and_name ON participants (office_id, search_name, id);
