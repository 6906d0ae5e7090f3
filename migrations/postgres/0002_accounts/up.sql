CREATE TABLE offices (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE,
    created_at TIMESTAMPTZ NOT NULL
);

-- People who log in. `office_id` is null for those who see every office.
CREATE TABLE accounts (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL UNIQUE,
    role TEXT NOT NULL,
    office_id UUID REFERENCES offices (id),
    password_hash TEXT,
    active BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

-- Only the SHA-256 of a token is kept. A token without an account is a machine's and has a role of its own.
CREATE TABLE tokens (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID REFERENCES accounts (id),
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    hash BYTEA NOT NULL UNIQUE,
    created_at TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ
);

CREATE INDEX tokens_by_account ON tokens (account_id);
