-- Who is logged in: a user, or one person of one claim's family. Only the SHA-256 of the token is kept.
CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    account_id BLOB REFERENCES accounts (id),
    claim_id BLOB REFERENCES claims (id),
    person_id BLOB,
    device TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    CHECK ((account_id IS NULL) <> (claim_id IS NULL) AND (claim_id IS NULL) = (person_id IS NULL))
) STRICT;

CREATE INDEX sessions_by_account ON sessions (account_id, created_at, id);
CREATE INDEX sessions_by_person ON sessions (claim_id, person_id, created_at, id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- Links that let somebody in once: a user to choose a password, or a person of a claim's family.
CREATE TABLE links (
    id BLOB NOT NULL PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account_id BLOB REFERENCES accounts (id),
    claim_id BLOB REFERENCES claims (id),
    person_id BLOB,
    created_at INTEGER NOT NULL,
    created_by BLOB,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER,
    CHECK ((account_id IS NULL) <> (claim_id IS NULL) AND (claim_id IS NULL) = (person_id IS NULL))
) STRICT;

CREATE INDEX links_by_account ON links (account_id);
CREATE INDEX links_by_person ON links (claim_id, person_id);
CREATE INDEX links_by_end ON links (expires_at);

-- Tries to log in that have not succeeded, by a hash of the address, and by one of the peer.
CREATE TABLE attempts (
    key TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    locked_until INTEGER
) STRICT;

CREATE INDEX attempts_by_age ON attempts (first_at);
