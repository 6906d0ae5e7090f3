CREATE TABLE offices (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;

-- People who log in. `office_id` is null for those who see every office.
CREATE TABLE accounts (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    office_id BLOB REFERENCES offices (id),
    password_hash TEXT,
    active INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- Only the SHA-256 of a token is kept. A token without an account is a machine's and has a role of its own.
CREATE TABLE tokens (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB REFERENCES accounts (id),
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at INTEGER
) STRICT;

CREATE INDEX tokens_by_account ON tokens (account_id);
