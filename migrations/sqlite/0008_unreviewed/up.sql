-- Papers that wait for a reviewer: such a claim is the desk's turn, whoever else it waits for.
ALTER TABLE claims ADD COLUMN unreviewed INTEGER NOT NULL DEFAULT 0;
