-- Papers of claims; the bytes lie in the files' store under their sha256.
CREATE TABLE files (
    id BLOB NOT NULL PRIMARY KEY,
    claim_id BLOB NOT NULL REFERENCES claims (id),
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    file_name TEXT NOT NULL,
    received_at INTEGER NOT NULL
) STRICT;

CREATE INDEX files_by_sha256 ON files (sha256, claim_id);
CREATE INDEX files_by_claim ON files (claim_id, id);

-- Findings for a person to settle, with their evidence as JSON. They never refuse a claim by themselves.
CREATE TABLE alerts (
    id BLOB NOT NULL PRIMARY KEY,
    claim_id BLOB NOT NULL REFERENCES claims (id),
    kind TEXT NOT NULL,
    severity TEXT NOT NULL,
    evidence TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    settled_at INTEGER,
    settlement TEXT
) STRICT;

CREATE INDEX alerts_by_claim ON alerts (claim_id, raised_at, id);
CREATE INDEX alerts_open ON alerts (raised_at, id) WHERE settled_at IS NULL;
