-- One row per claim: a fold of its events, kept for lists and filters. `version` is the seq of the newest event.
CREATE TABLE claims (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    workflow TEXT NOT NULL,
    workflow_version INTEGER NOT NULL,
    participant_id BLOB NOT NULL REFERENCES participants (id),
    office_id BLOB NOT NULL REFERENCES offices (id),
    state TEXT NOT NULL,
    waiting_on TEXT,
    outcome TEXT,
    ended INTEGER NOT NULL,
    version INTEGER NOT NULL,
    event_date TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    assignee_id BLOB REFERENCES accounts (id),
    next_deadline INTEGER NOT NULL,
    search_text TEXT NOT NULL,
    active_key TEXT UNIQUE,
    last_hash BLOB NOT NULL,
    snapshot BLOB NOT NULL
) STRICT;

CREATE INDEX claims_by_deadline ON claims (next_deadline, id);
CREATE INDEX claims_by_office ON claims (office_id, next_deadline, id);
CREATE INDEX claims_by_office_open ON claims (office_id, ended, next_deadline, id);
CREATE INDEX claims_by_state ON claims (state, next_deadline, id);
CREATE INDEX claims_by_assignee ON claims (assignee_id, next_deadline, id);
CREATE INDEX claims_by_participant ON claims (participant_id);

-- History: only ever inserted into, never updated. `body` is bytes, exactly as hashed.
CREATE TABLE events (
    claim_id BLOB NOT NULL REFERENCES claims (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    type TEXT NOT NULL,
    body BLOB NOT NULL,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (claim_id, seq)
) STRICT;

-- The last number given to a claim, per procedure and year.
CREATE TABLE number_series (
    workflow TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (workflow, year)
) STRICT;
