-- Deadlines (tenggat): open until met, cancelled or fired.
CREATE TABLE deadlines (
    id UUID NOT NULL PRIMARY KEY,
    claim_id UUID NOT NULL REFERENCES claims (id),
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    waiting_on TEXT NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    calendar_missing BOOLEAN NOT NULL,
    cancelled_at TIMESTAMPTZ,
    met_at TIMESTAMPTZ,
    fired_at TIMESTAMPTZ
);

CREATE INDEX deadlines_by_claim ON deadlines (claim_id, due_at, id);
CREATE INDEX deadlines_due ON deadlines (due_at, id)
WHERE fired_at IS NULL AND cancelled_at IS NULL AND met_at IS NULL;

-- What must leave the house, written in the transaction that caused it. A lease says who works on it, until when.
CREATE TABLE outbox (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    claim_id UUID REFERENCES claims (id),
    dedup_key TEXT NOT NULL UNIQUE,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'dead', 'cancelled')),
    attempts INTEGER NOT NULL,
    next_attempt_at TIMESTAMPTZ NOT NULL,
    lease_until TIMESTAMPTZ,
    leased_by TEXT,
    last_error TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ
);

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
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (caller, method, path, key)
);

CREATE INDEX answers_by_age ON answers (created_at);

-- The insurer's call-backs, each taken once by the id of its webhook.
CREATE TABLE inbound_answers (
    webhook_id TEXT NOT NULL PRIMARY KEY,
    received_at TIMESTAMPTZ NOT NULL,
    body TEXT NOT NULL,
    claim_id UUID REFERENCES claims (id),
    result TEXT NOT NULL
);
