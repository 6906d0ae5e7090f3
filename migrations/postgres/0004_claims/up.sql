-- One row per claim: a fold of its events, kept for lists and filters. `version` is the seq of the newest event.
CREATE TABLE claims (
    id UUID NOT NULL PRIMARY KEY,
    number TEXT COLLATE "C" NOT NULL UNIQUE,
    workflow TEXT NOT NULL,
    workflow_version BIGINT NOT NULL,
    participant_id UUID NOT NULL REFERENCES participants (id),
    office_id UUID NOT NULL REFERENCES offices (id),
    state TEXT NOT NULL,
    waiting_on TEXT,
    outcome TEXT,
    ended BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    event_date TEXT NOT NULL,
    opened_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    assignee_id UUID REFERENCES accounts (id),
    next_deadline TIMESTAMPTZ NOT NULL,
    search_text TEXT COLLATE "C" NOT NULL,
    active_key TEXT UNIQUE,
    last_hash BYTEA NOT NULL,
    snapshot BYTEA NOT NULL
);

CREATE INDEX claims_by_deadline ON claims (next_deadline, id);
CREATE INDEX claims_by_office ON claims (office_id, next_deadline, id);
CREATE INDEX claims_by_office_open ON claims (office_id, ended, next_deadline, id);
CREATE INDEX claims_by_state ON claims (state, next_deadline, id);
CREATE INDEX claims_by_assignee ON claims (assignee_id, next_deadline, id);
CREATE INDEX claims_by_participant ON claims (participant_id);

-- History: only ever inserted into, never updated. `body` is bytes, exactly as hashed.
CREATE TABLE events (
    claim_id UUID NOT NULL REFERENCES claims (id),
    seq BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    actor TEXT NOT NULL,
    type TEXT NOT NULL,
    body BYTEA NOT NULL,
    previous_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (claim_id, seq)
);

-- The last number given to a claim, per procedure and year.
CREATE TABLE number_series (
    workflow TEXT NOT NULL,
    year INTEGER NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (workflow, year)
);
