-- Who is logged in: a user, or one person of one claim's family. Only the SHA-256 of the token is kept.
CREATE TABLE sessions (
    id UUID NOT NULL PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,
    account_id UUID REFERENCES accounts (id),
    claim_id UUID REFERENCES claims (id),
    person_id UUID,
    device TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    CHECK ((account_id IS NULL) <> (claim_id IS NULL) AND (claim_id IS NULL) = (person_id IS NULL))
);

CREATE INDEX sessions_by_account ON sessions (account_id, created_at, id);
CREATE INDEX sessions_by_person ON sessions (claim_id, person_id, created_at, id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- Links that let somebody in once: a user to choose a password, or a person of a claim's family.
CREATE TABLE links (
    id UUID NOT NULL PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account_id UUID REFERENCES accounts (id),
    claim_id UUID REFERENCES claims (id),
    person_id UUID,
    created_at TIMESTAMPTZ NOT NULL,
    created_by UUID,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ,
    CHECK ((account_id IS NULL) <> (claim_id IS NULL) AND (claim_id IS NULL) = (person_id IS NULL))
);

CREATE INDEX links_by_account ON links (account_id);
CREATE INDEX links_by_person ON links (claim_id, person_id);
CREATE INDEX links_by_end ON links (expires_at);

-- Tries to log in that have not succeeded, by a hash of the address, and by one of the peer.
CREATE TABLE attempts (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    first_at TIMESTAMPTZ NOT NULL,
    locked_until TIMESTAMPTZ
);

CREATE INDEX attempts_by_age ON attempts (first_at);
