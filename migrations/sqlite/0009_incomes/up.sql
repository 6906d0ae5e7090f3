-- What a participant declared as income, and from which day on: a benefit counts the income of the day of the event.
CREATE TABLE participant_incomes (
    participant_id BLOB NOT NULL REFERENCES participants (id),
    valid_from TEXT NOT NULL,
    declared_income INTEGER NOT NULL,
    PRIMARY KEY (participant_id, valid_from)
) STRICT;

INSERT INTO participant_incomes (participant_id, valid_from, declared_income)
SELECT id, paid_from || '-01', declared_income FROM participants;

-- Months between the first and the last that were not paid: `2025-07;2025-08`.
ALTER TABLE participants ADD COLUMN gaps TEXT NOT NULL DEFAULT '';
