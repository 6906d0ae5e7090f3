-- Rungs of a deadline (pengingat): what is planned as JSON, and the next one that has not fired. While a clock stands
-- still its end and its next rung lie in the far future.
ALTER TABLE deadlines ADD COLUMN rungs TEXT NOT NULL DEFAULT '[]';
ALTER TABLE deadlines ADD COLUMN next_rung_at TIMESTAMPTZ NOT NULL DEFAULT TIMESTAMPTZ '2999-12-31 00:00:00+00';
ALTER TABLE deadlines ADD COLUMN stands_still_since TIMESTAMPTZ;

CREATE INDEX deadlines_next_rung ON deadlines (next_rung_at, id)
WHERE cancelled_at IS NULL AND met_at IS NULL;

-- A rung fires by being inserted here, so once for ever, whoever looks. One that was missed and told of by a later
-- one names that one.
CREATE TABLE deadline_rungs (
    deadline_id UUID NOT NULL REFERENCES deadlines (id),
    rung TEXT NOT NULL,
    claim_id UUID NOT NULL REFERENCES claims (id),
    planned_at TIMESTAMPTZ NOT NULL,
    fired_at TIMESTAMPTZ NOT NULL,
    collapsed_into TEXT,
    PRIMARY KEY (deadline_id, rung)
);

CREATE INDEX deadline_rungs_by_claim ON deadline_rungs (claim_id, fired_at);

-- Letters (surat) as they were composed. One that goes by mail has an outbox row of the same id; one that nobody's
-- address is known for has a call task. The one-time link is not in the text: the outbox row carries it until it is sent.
CREATE TABLE letters (
    id UUID NOT NULL PRIMARY KEY,
    claim_id UUID REFERENCES claims (id),
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    person_id UUID,
    account_id UUID REFERENCES accounts (id),
    name TEXT NOT NULL,
    address TEXT,
    channel TEXT NOT NULL CHECK (channel IN ('mail', 'call', 'declined')),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    message TEXT NOT NULL,
    cause_seq BIGINT,
    created_at TIMESTAMPTZ NOT NULL,
    bounced_at TIMESTAMPTZ
);

CREATE INDEX letters_by_claim ON letters (claim_id, created_at, id);
CREATE INDEX letters_by_account ON letters (account_id, created_at, id);

-- What a named person of the desk has to say by telephone, because no letter reaches the family.
CREATE TABLE call_tasks (
    id UUID NOT NULL PRIMARY KEY,
    letter_id UUID NOT NULL UNIQUE REFERENCES letters (id),
    claim_id UUID NOT NULL REFERENCES claims (id),
    office_id UUID NOT NULL REFERENCES offices (id),
    account_id UUID REFERENCES accounts (id),
    name TEXT NOT NULL,
    phone TEXT,
    reason TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    done_at TIMESTAMPTZ,
    done_by UUID REFERENCES accounts (id),
    outcome TEXT,
    alarmed_at TIMESTAMPTZ
);

CREATE INDEX call_tasks_open ON call_tasks (office_id, created_at, id) WHERE done_at IS NULL;
CREATE INDEX call_tasks_late ON call_tasks (due_at, id) WHERE done_at IS NULL AND alarmed_at IS NULL;
CREATE INDEX call_tasks_by_account ON call_tasks (account_id, created_at, id) WHERE done_at IS NULL;
CREATE INDEX call_tasks_by_claim ON call_tasks (claim_id, created_at, id);

-- What was told once: digests by account and day, alarms by subject and week.
CREATE TABLE notices (
    key TEXT NOT NULL PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL
);

-- Alarms of the installation that belong to no claim, one for each subject.
CREATE TABLE alarms (
    key TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    raised_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ
);

-- Holidays that are not in the program: of one office by its id, or of all (`all`).
CREATE TABLE calendar_days (
    scope TEXT NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'joint_leave', 'working_day')),
    name TEXT NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    added_by UUID REFERENCES accounts (id),
    PRIMARY KEY (scope, day)
);

-- Years that somebody has declared complete.
CREATE TABLE calendar_years (
    scope TEXT NOT NULL,
    year INTEGER NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    added_by UUID REFERENCES accounts (id),
    PRIMARY KEY (scope, year)
);

ALTER TABLE offices ADD COLUMN zone TEXT NOT NULL DEFAULT 'Asia/Jakarta';
ALTER TABLE offices ADD COLUMN hours TEXT NOT NULL DEFAULT '08:00-16:00';
ALTER TABLE offices ADD COLUMN joint_leave_is_holiday BOOLEAN NOT NULL DEFAULT TRUE;

-- Staff: the language of their letters, whether they want the morning's digest, and who stands in while they are away
-- (dates as ISO text, both included).
ALTER TABLE accounts ADD COLUMN language TEXT NOT NULL DEFAULT 'id';
ALTER TABLE accounts ADD COLUMN wants_digest BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE accounts ADD COLUMN away_from TEXT;
ALTER TABLE accounts ADD COLUMN away_until TEXT;
ALTER TABLE accounts ADD COLUMN deputy_id UUID REFERENCES accounts (id);

-- Open claims by age, for the list of obligations.
CREATE INDEX claims_open_by_age ON claims (opened_at, id) WHERE ended = FALSE;
CREATE INDEX outbox_open_by_age ON outbox (created_at, id) WHERE state IN ('pending', 'dead');

-- From when the days of a delivery are counted: its first attempt that failed, later by all that it was held since. And since
-- when the mail server refuses a letter in words that may mean us or that letter.
ALTER TABLE outbox ADD COLUMN counted_from TIMESTAMPTZ;
ALTER TABLE outbox ADD COLUMN refused_since TIMESTAMPTZ;

-- Whether letters are taken while one is refused.
CREATE INDEX outbox_delivered ON outbox (kind, finished_at) WHERE state = 'delivered';
