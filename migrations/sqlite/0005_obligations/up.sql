-- Deadlines (tenggat): open until met, cancelled or fired.
CREATE TABLE deadlines (
    id BLOB NOT NULL PRIMARY KEY,
    claim_id BLOB NOT NULL REFERENCES claims (id),
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    waiting_on TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    calendar_missing INTEGER NOT NULL,
    cancelled_at INTEGER,
    met_at INTEGER,
    fired_at INTEGER
) STRICT;

CREATE INDEX deadlines_by_claim ON deadlines (claim_id, due_at, id);
CREATE INDEX deadlines_due ON deadlines (due_at, id)
WHERE fired_at IS NULL AND cancelled_at IS NULL AND met_at IS NULL;

-- What must leave the house, written in the transaction that caused it. A lease says who works on it, until when.
CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    claim_id BLOB REFERENCES claims (id),
    dedup_key TEXT NOT NULL UNIQUE,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'dead', 'cancelled')),
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    lease_until INTEGER,
    leased_by TEXT,
    last_error TEXT,
    created_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;

CREATE INDEX outbox_due ON outbox (kind, state, next_attempt_at, id);
CREATE INDEX outbox_by_state ON outbox (state, created_at, id);
CREATE INDEX outbox_by_claim ON outbox (claim_id, created_at, id);

-- Answers kept for repeats of the same request (idempotency); only a 2xx is ever stored.
CREATE TABLE answers (
    caller TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (caller, method, path, key)
) STRICT;

CREATE INDEX answers_by_age ON answers (created_at);

-- The insurer's call-backs, each taken once by the id of its webhook.
CREATE TABLE inbound_answers (
    webhook_id TEXT NOT NULL PRIMARY KEY,
    received_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    claim_id BLOB REFERENCES claims (id),
    result TEXT NOT NULL
) STRICT;
