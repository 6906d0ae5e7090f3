-- Papers of claims; the bytes lie in the files' store under their sha256.
CREATE TABLE files (
    id UUID NOT NULL PRIMARY KEY,
    claim_id UUID NOT NULL REFERENCES claims (id),
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    file_name TEXT NOT NULL,
    received_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX files_by_sha256 ON files (sha256, claim_id);
CREATE INDEX files_by_claim ON files (claim_id, id);

-- Findings for a person to settle, with their evidence as JSON. They never refuse a claim by themselves.
CREATE TABLE alerts (
    id UUID NOT NULL PRIMARY KEY,
    claim_id UUID NOT NULL REFERENCES claims (id),
    kind TEXT NOT NULL,
    severity TEXT NOT NULL,
    evidence TEXT NOT NULL,
    raised_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ,
    settlement TEXT
);

CREATE INDEX alerts_by_claim ON alerts (claim_id, raised_at, id);
CREATE INDEX alerts_open ON alerts (raised_at, id) WHERE settled_at IS NULL;
