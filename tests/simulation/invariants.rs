//! What must hold whatever happens. Each is a question to the database that is answered with what breaks it, so that a
//! seed which breaks one can show the claim.

use crate::probe::Probe;

/// Something that must hold.
pub(crate) struct Invariant {
    /// Its name.
    pub(crate) name: &'static str,
    /// Whether whole histories are read for it. What breaks one of these stays broken, so they are asked once a week.
    histories: bool,
    /// What breaks it, one row each: a column `text` that begins with the claim's number, or `-`. `:now` is the moment at
    /// which it is asked, in microseconds since 1970, `:day` a day of them.
    broken: &'static str,
}

/// Days within which somebody hears of every claim that waits: a letter, a call, or an alert on it. Longer ago, and it is
/// forgotten, unless a clock will speak of it.
const SILENT_DAYS: i64 = 45;

/// Everything that holds at any moment.
pub(crate) const ALWAYS: &[Invariant] = &[
    Invariant {
        name: "every state that waits has a live deadline",
        histories: false,
        broken: "SELECT c.number || ' ' || c.state AS text FROM claims c
            WHERE c.ended = 0 AND c.waiting_on IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM deadlines d WHERE d.claim_id = c.id AND d.state = c.state
                AND d.cancelled_at IS NULL AND d.met_at IS NULL)",
    },
    Invariant {
        name: "no claim that waits is forgotten",
        histories: false,
        broken: "SELECT c.number || ' ' || c.state || ' waits for ' || coalesce(c.waiting_on, 'nobody') AS text FROM claims c
            WHERE c.ended = 0 AND c.opened_at < :now - :silent * :day
            AND NOT EXISTS (SELECT 1 FROM deadlines d WHERE d.claim_id = c.id AND d.state = c.state
                AND d.cancelled_at IS NULL AND d.met_at IS NULL AND (
                    (d.stands_still_since IS NULL AND d.fired_at IS NULL AND d.due_at > :now)
                    OR d.stands_still_since > :now - :silent * :day
                    OR EXISTS (SELECT 1 FROM json_each(d.rungs) r
                        WHERE strftime('%s', json_extract(r.value, '$.at')) * 1000000 > :now)))
            AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.claim_id = c.id AND l.created_at > :now - :silent * :day)
            AND NOT EXISTS (SELECT 1 FROM call_tasks t WHERE t.claim_id = c.id AND t.created_at > :now - :silent * :day)
            AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.claim_id = c.id AND a.raised_at > :now - :silent * :day)
            AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.kind = 'digest' AND l.created_at > :now - :silent * :day
                AND instr(l.body, c.number) > 0)",
    },
    Invariant {
        name: "what is owed ends, or somebody hears of it",
        histories: false,
        broken: "SELECT c.number || ' ' || d.name || ' passed and nothing came of it' AS text
            FROM deadlines d JOIN claims c ON c.id = d.claim_id AND c.state = d.state AND c.ended = 0
            WHERE d.cancelled_at IS NULL AND d.met_at IS NULL AND d.fired_at IS NULL AND d.stands_still_since IS NULL
                AND d.due_at < :now - 10 * :day
                AND NOT EXISTS (SELECT 1 FROM events e WHERE e.claim_id = c.id AND e.at > :now - 10 * :day
                    AND e.type IN ('claim_opened', 'action_taken', 'clock_resumed', 'deadline_extended'))
            UNION ALL SELECT coalesce(c.number, '-') || ' ' || o.kind || ' lies there' FROM outbox o
                LEFT JOIN claims c ON c.id = o.claim_id
                WHERE o.state = 'pending' AND o.created_at < :now - 20 * :day
            UNION ALL SELECT c.number || ' a call to ' || t.name || ' is not made' FROM call_tasks t
                JOIN claims c ON c.id = t.claim_id
                WHERE t.done_at IS NULL AND t.due_at < :now - 10 * :day AND NOT EXISTS (SELECT 1 FROM alerts a
                    WHERE a.claim_id = t.claim_id AND a.kind = 'call_overdue'
                    AND replace(json_extract(a.evidence, '$.call'), '-', '') = lower(hex(t.id)))",
    },
    Invariant {
        name: "a clock that runs ends some day",
        histories: false,
        broken: "SELECT c.number || ' ' || d.name AS text FROM claims c JOIN deadlines d ON d.claim_id = c.id
            WHERE d.cancelled_at IS NULL AND d.met_at IS NULL AND d.fired_at IS NULL AND d.state = c.state
            AND d.stands_still_since IS NULL AND d.due_at > c.updated_at + 1000000 * 86400 * 800",
    },
    Invariant {
        name: "a rung fires at most once",
        histories: true,
        broken: "WITH told AS (
                SELECT e.claim_id, e.seq, json_extract(CAST(e.body AS TEXT), '$.data.rung') AS rung,
                    (SELECT max(s.seq) FROM events s WHERE s.claim_id = e.claim_id AND s.seq < e.seq
                        AND s.type IN ('claim_opened', 'action_taken', 'deadline_extended')
                        AND coalesce(json_extract(CAST(s.body AS TEXT), '$.data.from'), '') <>
                            coalesce(json_extract(CAST(s.body AS TEXT), '$.data.to'), '-')) AS stay
                FROM events e WHERE e.type = 'rung_fired')
            SELECT c.number || ' ' || t.rung AS text FROM told t JOIN claims c ON c.id = t.claim_id
            GROUP BY t.claim_id, t.stay, t.rung HAVING count(*) > 1",
    },
    Invariant {
        name: "a rung that was collapsed names one that fired",
        histories: false,
        broken: "SELECT c.number || ' ' || r.rung AS text FROM deadline_rungs r JOIN claims c ON c.id = r.claim_id
            WHERE r.collapsed_into IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM deadline_rungs f WHERE f.deadline_id = r.deadline_id AND f.rung = r.collapsed_into
                AND f.collapsed_into IS NULL)",
    },
    Invariant {
        name: "no reminder, digest or escalation leaves outside working hours",
        histories: false,
        broken: "SELECT coalesce(c.number, '-') || ' ' || l.kind || ' at ' ||
                datetime(a.at / 1000000, 'unixepoch', '+7 hours') AS text
            FROM accepted a JOIN letters l ON l.id = a.id LEFT JOIN claims c ON c.id = l.claim_id
            WHERE a.open = 0 AND l.kind IN ('reminder', 'overdue', 'digest', 'escalation', 'insurer_overdue',
                'undelivered', 'calendar_missing', 'mail_trouble')",
    },
    Invariant {
        name: "no letter is taken under two ids for one cause and recipient",
        histories: true,
        broken: "SELECT coalesce(c.number, '-') || ' ' || l.kind || ' to ' || l.name AS text
            FROM (SELECT DISTINCT id FROM accepted) a JOIN letters l ON l.id = a.id
            LEFT JOIN claims c ON c.id = l.claim_id WHERE l.cause_seq IS NOT NULL
            GROUP BY l.claim_id, l.cause_seq, l.kind, l.person_id, l.account_id, l.name HAVING count(*) > 1",
    },
    Invariant {
        name: "every letter that was taken is one that was written",
        histories: true,
        broken: "SELECT '- ' || hex(a.id) || ' to ' || a.address AS text FROM accepted a
            LEFT JOIN letters l ON l.id = a.id WHERE l.id IS NULL OR l.address <> a.address",
    },
    Invariant {
        name: "nobody has two digests in one day",
        histories: true,
        broken: "SELECT '- ' || l.name || ' on ' || a.day AS text
            FROM (SELECT DISTINCT id, day FROM accepted) a JOIN letters l ON l.id = a.id
            WHERE l.kind = 'digest' GROUP BY l.account_id, a.day HAVING count(*) > 1",
    },
    Invariant {
        name: "a dead letter has its alert and its call",
        histories: false,
        broken: "SELECT coalesce(c.number, '-') || ' ' || l.kind AS text FROM outbox o JOIN letters l ON l.id = o.id
            LEFT JOIN claims c ON c.id = l.claim_id
            WHERE o.kind = 'mail' AND o.state = 'dead' AND NOT (CASE
                WHEN l.claim_id IS NULL THEN EXISTS (SELECT 1 FROM alarms a
                    WHERE a.kind = 'staff_letter_dead' AND replace(a.key, '-', '') = 'staff_letter/' || lower(hex(o.id)))
                ELSE EXISTS (SELECT 1 FROM alerts a WHERE a.claim_id = l.claim_id AND a.kind = 'mail_dead'
                        AND replace(json_extract(a.evidence, '$.delivery'), '-', '') = lower(hex(o.id)))
                    AND (l.account_id IS NOT NULL OR EXISTS (SELECT 1 FROM call_tasks t WHERE t.letter_id = l.id))
                END)",
    },
    Invariant {
        name: "a hand-over that was given up has its alert",
        histories: false,
        broken: "SELECT c.number || ' ' || o.last_error AS text FROM outbox o JOIN claims c ON c.id = o.claim_id
            WHERE o.kind = 'hand_over' AND o.state = 'dead' AND NOT EXISTS (
                SELECT 1 FROM alerts a WHERE a.claim_id = o.claim_id AND a.kind = 'hand_over_dead'
                AND replace(json_extract(a.evidence, '$.delivery'), '-', '') = lower(hex(o.id)))",
    },
    Invariant {
        name: "every approval is one hand-over",
        histories: true,
        broken: "WITH approved AS (
                SELECT claim_id, count(*) AS count FROM events WHERE type = 'action_taken'
                AND json_extract(CAST(body AS TEXT), '$.data.to') IN ('approved', 'instalment_approved') GROUP BY claim_id),
            queued AS (SELECT claim_id, count(*) AS count FROM events WHERE type = 'hand_over_queued' GROUP BY claim_id)
            SELECT c.number || ' approved ' || coalesce(a.count, 0) || ', handed over ' || coalesce(q.count, 0) AS text
            FROM approved a FULL JOIN queued q ON q.claim_id = a.claim_id
            JOIN claims c ON c.id = coalesce(a.claim_id, q.claim_id) WHERE coalesce(a.count, 0) <> coalesce(q.count, 0)",
    },
    Invariant {
        name: "what was handed over is on its way or with the insurer, and nothing else is",
        histories: true,
        broken: "WITH queued AS (
                SELECT c.number, json_extract(CAST(e.body AS TEXT), '$.data.delivery') AS id,
                    json_extract(CAST(e.body AS TEXT), '$.data.attempt') AS attempt
                FROM events e JOIN claims c ON c.id = e.claim_id WHERE e.type = 'hand_over_queued'),
            called_off AS (
                SELECT json_extract(CAST(body AS TEXT), '$.data.delivery') AS id FROM events
                WHERE type = 'hand_over_cancelled'),
            crossed AS (
                SELECT json_extract(evidence, '$.delivery') AS id FROM alerts WHERE kind = 'hand_over_crossed'),
            on_its_way AS (
                SELECT lower(hex(id)) AS id FROM outbox WHERE kind = 'hand_over' AND state IN ('pending', 'dead'))
            SELECT t.claim || ' attempt ' || t.attempt || ' was never queued' AS text FROM taken t
                WHERE NOT EXISTS (SELECT 1 FROM queued q
                    WHERE q.id = t.id AND q.number = t.claim AND q.attempt = t.attempt)
            UNION ALL SELECT q.number || ' attempt ' || q.attempt || ' is nowhere' FROM queued q
                WHERE q.id NOT IN (SELECT id FROM called_off) AND q.id NOT IN (SELECT id FROM taken)
                AND replace(q.id, '-', '') NOT IN (SELECT id FROM on_its_way)
            UNION ALL SELECT t.claim || ' attempt ' || t.attempt || ' was called off, and nobody knows it is there'
                FROM taken t WHERE t.id IN (SELECT id FROM called_off) AND t.id NOT IN (SELECT id FROM crossed)
                AND replace(t.id, '-', '') IN (SELECT lower(hex(id)) FROM outbox WHERE state = 'delivered')",
    },
    Invariant {
        name: "every hand-over that arrived is with the insurer, once",
        histories: false,
        broken: "SELECT c.number || ' ' || o.dedup_key AS text FROM outbox o JOIN claims c ON c.id = o.claim_id
            WHERE o.kind = 'hand_over' AND o.state = 'delivered'
            AND (SELECT count(*) FROM taken t WHERE replace(t.id, '-', '') = lower(hex(o.id))) <> 1
            UNION ALL SELECT claim || ' attempt ' || attempt FROM taken GROUP BY claim, attempt HAVING count(*) > 1",
    },
    Invariant {
        name: "money is conserved",
        histories: true,
        broken: "WITH recorded AS (
                SELECT c.number AS claim, sum(json_extract(p.value, '$.amount')) AS amount
                FROM events e JOIN claims c ON c.id = e.claim_id,
                    json_each(json_extract(CAST(e.body AS TEXT), '$.data.payments')) p
                WHERE e.type = 'payments_recorded' GROUP BY c.number),
            paid AS (SELECT claim, sum(amount) AS amount FROM insurer_paid GROUP BY claim)
            SELECT coalesce(r.claim, p.claim) || ' recorded ' || coalesce(r.amount, 0) || ', paid ' ||
                coalesce(p.amount, 0) AS text
            FROM recorded r FULL JOIN paid p ON p.claim = r.claim WHERE coalesce(r.amount, 0) <> coalesce(p.amount, 0)",
    },
];

/// What holds right after a look at the rungs while the office works, at a moment in seconds since 1970, of claims that have
/// not changed since: one that was opened behind that look waits for the next.
pub(crate) fn rungs_lost(at: i64) -> String {
    format!(
        "SELECT c.number || ' ' || d.name || ' ' || json_extract(r.value, '$.name') AS text
        FROM deadlines d JOIN claims c ON c.id = d.claim_id AND c.state = d.state AND c.ended = 0, json_each(d.rungs) r
        WHERE d.cancelled_at IS NULL AND d.met_at IS NULL AND d.stands_still_since IS NULL
        AND d.id = (SELECT n.id FROM deadlines n WHERE n.claim_id = d.claim_id AND n.state = d.state
            ORDER BY n.started_at DESC, n.id DESC LIMIT 1)
        AND c.updated_at < {at} * 1000000
        AND NOT EXISTS (SELECT 1 FROM json_each(CAST(c.snapshot AS TEXT), '$.clock.suspensions') s
            WHERE json_extract(s.value, '$.until') IS NULL)
        AND CAST(strftime('%s', json_extract(r.value, '$.at')) AS INTEGER) < {at}
        AND (d.fired_at IS NOT NULL OR CAST(strftime('%s', json_extract(r.value, '$.at')) AS INTEGER) <= d.due_at / 1000000)
        AND NOT EXISTS (SELECT 1 FROM deadline_rungs f
            WHERE f.deadline_id = d.id AND f.rung = json_extract(r.value, '$.name'))"
    )
}

/// The name of that one.
pub(crate) const RUNG_LOST: &str = "no rung is lost";
/// Asked of the desk itself after a sweep in working hours.
pub(crate) const NEGLECTED: &str = "every obligation ends or alarms";
/// Asked of the desk itself.
pub(crate) const FOLD: &str = "every claim is the fold of its history";

/// What the insurer must have by its own count of distinct ids when nothing is on its way any more: one for each approval
/// that nobody called off.
pub(crate) const APPROVED: &str = "SELECT
    (SELECT count(*) FROM events WHERE type = 'action_taken'
        AND json_extract(CAST(body AS TEXT), '$.data.to') IN ('approved', 'instalment_approved'))
    - (SELECT count(*) FROM events WHERE type = 'hand_over_cancelled'
        AND json_extract(CAST(body AS TEXT), '$.data.delivery') NOT IN (SELECT id FROM taken)) AS count";

/// The name of that one.
pub(crate) const EXACTLY_ONCE: &str = "approved claims reach the insurer exactly once by its own count";

/// What breaks the invariants that hold at any moment, at a moment in microseconds since 1970, with or without those that
/// are asked of whole histories: name and what.
pub(crate) fn broken(probe: &mut Probe, now: i64, histories: bool) -> Vec<(&'static str, String)> {
    let mut told = Vec::new();
    for it in ALWAYS.iter().filter(|it| histories || !it.histories) {
        let day = 86_400 * 1_000_000_i64;
        let asked = it.broken.replace(":now", &now.to_string()).replace(":day", &day.to_string());
        let asked = asked.replace(":silent", &SILENT_DAYS.to_string());
        told.extend(probe.texts(&asked).into_iter().map(|text| (it.name, text)));
    }
    told
}

/// The history of a claim, to be read by whoever looks for the cause.
pub(crate) fn history(probe: &mut Probe, number: &str) -> Vec<String> {
    let number = number.replace('\'', "");
    let mut lines = probe.texts(&format!(
        "SELECT datetime(e.at / 1000000, 'unixepoch', '+7 hours') || ' ' || e.seq || ' ' || e.actor || ' ' ||
            substr(CAST(e.body AS TEXT), 1, 300) AS text
        FROM events e JOIN claims c ON c.id = e.claim_id WHERE c.number = '{number}' ORDER BY e.seq"
    ));
    lines.extend(probe.texts(&format!(
        "SELECT 'deadline ' || d.name || ' (' || d.state || ') from ' || datetime(d.started_at / 1000000, 'unixepoch', '+7 hours')
            || ' to ' || coalesce(datetime(d.due_at / 1000000, 'unixepoch', '+7 hours'), 'never')
            || ' fired ' || coalesce(datetime(d.fired_at / 1000000, 'unixepoch', '+7 hours'), '-')
            || ' met ' || coalesce(datetime(d.met_at / 1000000, 'unixepoch', '+7 hours'), '-')
            || ' cancelled ' || coalesce(datetime(d.cancelled_at / 1000000, 'unixepoch', '+7 hours'), '-')
            || ' still ' || coalesce(datetime(d.stands_still_since / 1000000, 'unixepoch', '+7 hours'), '-')
            || ' ' || d.rungs AS text
        FROM deadlines d JOIN claims c ON c.id = d.claim_id WHERE c.number = '{number}' ORDER BY d.started_at"
    )));
    lines.extend(probe.texts(&format!(
        "SELECT 'letter ' || l.kind || ' ' || l.channel || ' to ' || l.name || ' written ' ||
            datetime(l.created_at / 1000000, 'unixepoch', '+7 hours') || ' ' || coalesce(o.state, '-') || ' tried ' ||
            coalesce(o.attempts, 0) || ' ' || coalesce(o.last_error, '') AS text
        FROM letters l JOIN claims c ON c.id = l.claim_id LEFT JOIN outbox o ON o.id = l.id
        WHERE c.number = '{number}' ORDER BY l.created_at"
    )));
    lines
}
