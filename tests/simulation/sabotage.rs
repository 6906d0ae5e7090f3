//! An invariant that cannot fail says nothing. Each is broken here on purpose, in an office that has lived for some
//! months, and must be told by its own name.

use santun::claim::Actor;

use crate::coverage::{self, Lived};
use crate::invariants::{self, ALWAYS, APPROVED, rungs_lost};
use crate::office::Office;
use crate::year::live_for;

/// Long enough for hand-overs, payments and letters of most kinds.
const DAYS: i64 = 150;

/// What breaks each of those that hold at any moment, in their order.
const BREAKS: &[(&str, &str)] = &[
    (
        "every state that waits has a live deadline",
        "UPDATE deadlines SET cancelled_at = started_at WHERE claim_id = (SELECT id FROM claims WHERE ended = 0 LIMIT 1)",
    ),
    (
        "no claim that waits is forgotten",
        "CREATE TEMP TABLE forgotten AS SELECT id FROM claims WHERE ended = 0 AND waiting_on IS NOT NULL LIMIT 1;
         UPDATE claims SET opened_at = 0 WHERE id IN (SELECT id FROM forgotten);
         UPDATE deadlines SET fired_at = started_at, due_at = started_at, rungs = '[]'
            WHERE claim_id IN (SELECT id FROM forgotten);
         UPDATE letters SET created_at = 0 WHERE claim_id IN (SELECT id FROM forgotten) OR kind = 'digest';
         UPDATE call_tasks SET created_at = 0 WHERE claim_id IN (SELECT id FROM forgotten);
         UPDATE alerts SET raised_at = 0 WHERE claim_id IN (SELECT id FROM forgotten)",
    ),
    (
        "what is owed ends, or somebody hears of it",
        "UPDATE outbox SET state = 'pending', created_at = 0 WHERE id = (
            SELECT id FROM outbox WHERE kind = 'hand_over' AND state = 'delivered' LIMIT 1)",
    ),
    (
        "a clock that runs ends some day",
        "UPDATE deadlines SET due_at = 253402300799000000 WHERE id = (
            SELECT d.id FROM deadlines d JOIN claims c ON c.id = d.claim_id AND c.state = d.state
            WHERE d.cancelled_at IS NULL AND d.met_at IS NULL AND d.fired_at IS NULL AND d.stands_still_since IS NULL
            LIMIT 1)",
    ),
    (
        "a rung fires at most once",
        "UPDATE events SET type = 'rung_fired', body = (
                SELECT p.body FROM events p WHERE p.claim_id = events.claim_id AND p.seq = events.seq - 1)
            WHERE type <> 'action_taken' AND (claim_id, seq) IN (
                SELECT claim_id, seq + 1 FROM events WHERE type = 'rung_fired')",
    ),
    (
        "a rung that was collapsed names one that fired",
        "INSERT INTO deadline_rungs SELECT deadline_id, 'made_up', claim_id, planned_at, fired_at, 'nothing'
            FROM deadline_rungs LIMIT 1",
    ),
    (
        "no reminder, digest or escalation leaves outside working hours",
        "INSERT INTO accepted SELECT 0, '2020-01-01', id, address, 0 FROM letters WHERE kind = 'escalation' LIMIT 1",
    ),
    (
        "no letter is taken under two ids for one cause and recipient",
        "CREATE TEMP TABLE twin AS SELECT * FROM letters WHERE cause_seq IS NOT NULL AND address IS NOT NULL LIMIT 1;
         INSERT INTO accepted SELECT 0, '2020-01-01', id, address, 1 FROM twin;
         UPDATE twin SET id = x'0123456789abcdef0123456789abcdef';
         INSERT INTO letters SELECT * FROM twin;
         INSERT INTO accepted SELECT 0, '2020-01-01', id, address, 1 FROM twin",
    ),
    (
        "every letter that was taken is one that was written",
        "INSERT INTO accepted VALUES (0, '2020-01-01', x'0123456789abcdef0123456789abcdef', 'a@example.com', 1)",
    ),
    (
        "nobody has two digests in one day",
        "INSERT INTO accepted SELECT 0, '2020-01-01', id, address, 1 FROM letters WHERE kind = 'digest' AND account_id =
            (SELECT account_id FROM letters WHERE kind = 'digest' LIMIT 1) LIMIT 2",
    ),
    (
        "a dead letter has its alert and its call",
        "UPDATE outbox SET state = 'dead' WHERE id = (
            SELECT o.id FROM outbox o JOIN letters l ON l.id = o.id WHERE o.state = 'delivered' LIMIT 1)",
    ),
    (
        "a hand-over that was given up has its alert",
        "UPDATE outbox SET state = 'dead', last_error = 'down' WHERE id = (
            SELECT id FROM outbox WHERE kind = 'hand_over' AND state = 'delivered' LIMIT 1)",
    ),
    (
        "every approval is one hand-over",
        "UPDATE events SET type = 'note_added' WHERE (claim_id, seq) IN (
            SELECT claim_id, seq FROM events WHERE type = 'hand_over_queued' LIMIT 1)",
    ),
    (
        "what was handed over is on its way or with the insurer, and nothing else is",
        "DELETE FROM taken WHERE id = (SELECT id FROM taken LIMIT 1)",
    ),
    (
        "every hand-over that arrived is with the insurer, once",
        "INSERT INTO taken SELECT 'another', claim, attempt FROM taken LIMIT 1",
    ),
    ("money is conserved", "INSERT INTO insurer_paid VALUES ('another', 'JKM-2026-000001', 5)"),
];

/// Breaks something, looks, and puts it right again.
fn with(office: &mut Office, sabotage: &str, look: impl FnOnce(&mut Office)) {
    office.probe.execute("SAVEPOINT whole");
    office.probe.execute(sabotage);
    look(office);
    office.probe.execute("ROLLBACK TO whole; RELEASE whole");
}

#[test]
fn every_invariant_is_told_when_it_is_broken() {
    let (_, mut office) = live_for(1, DAYS).unwrap_or_else(|broken| panic!("{broken}"));
    let at = office.now().timestamp_micros();
    assert_eq!(invariants::broken(&mut office.probe, at, true), [], "the office is whole before");
    let names: Vec<&str> = ALWAYS.iter().map(|it| it.name).collect();
    assert_eq!(BREAKS.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names, "each is tried");
    for (name, sabotage) in BREAKS {
        with(&mut office, sabotage, |office| {
            let told = invariants::broken(&mut office.probe, at, true);
            assert!(told.iter().any(|(of, _)| of == name), "{name}: not told, but {told:?}");
        });
    }
    let now = office.now().timestamp();
    let planned = r#"UPDATE deadlines SET rungs = '[{"name":"made_up","kind":"reminder","at":"2026-01-01T00:00:00Z"}]'
        WHERE cancelled_at IS NULL AND met_at IS NULL AND stands_still_since IS NULL"#;
    let before = office.probe.texts(&rungs_lost(now)).len();
    with(&mut office, planned, |office| {
        assert!(office.probe.texts(&rungs_lost(now)).len() > before, "a rung that never came is told");
    });
    assert_eq!(office.probe.count(APPROVED), i64::try_from(office.insurer.count()).unwrap());
    let approved =
        "UPDATE events SET body = CAST(replace(CAST(body AS TEXT), '\"to\":\"heirs\"', '\"to\":\"approved\"') AS BLOB)
        WHERE type = 'action_taken'";
    with(&mut office, approved, |office| {
        assert_ne!(
            office.probe.count(APPROVED),
            i64::try_from(office.insurer.count()).unwrap(),
            "one too many is told"
        );
    });
    asked_of_the_desk(&mut office);
}

#[test]
fn years_in_which_nothing_happens_are_told() {
    let (dull, years) = (Lived::default(), 20);
    let missing = coverage::missing(&vec![&dull; years]);
    for what in ["claims: 0", "payments: 0", "hand-overs: 0", "nobody was in jkm lapsed", "the kind reminder: false"] {
        assert!(missing.iter().any(|it| it.contains(what)), "{what} is not told, but {missing:?}");
    }
    assert_eq!(coverage::missing(&[&dull]), [] as [String; 0], "of one year nothing is expected");
}

/// The two that the desk itself answers; what breaks them must be committed for it to see.
fn asked_of_the_desk(office: &mut Office) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let faults = |office: &Office| runtime.block_on(office.desk(0).audit(None)).unwrap().faults.len();
    let neglected = |office: &Office| runtime.block_on(office.desk(0).neglected(&Actor::system())).unwrap().len();
    let (owed, broken) = (neglected(office), faults(office));
    assert_eq!(broken, 0);
    office.probe.execute(
        "UPDATE deadlines SET due_at = started_at, fired_at = NULL WHERE id = (
            SELECT d.id FROM deadlines d JOIN claims c ON c.id = d.claim_id AND c.state = d.state
            WHERE c.ended = 0 AND d.cancelled_at IS NULL AND d.met_at IS NULL LIMIT 1)",
    );
    assert!(neglected(office) > owed, "a deadline that nobody fired is told");
    office.probe.execute("UPDATE claims SET state = 'nowhere' WHERE id = (SELECT id FROM claims LIMIT 1)");
    assert!(faults(office) > broken, "a claim that is not the fold of its history is told");
}

#[test]
fn a_seed_replays() {
    let log = |seed: u64| {
        let (summary, office) = live_for(seed, 60).unwrap_or_else(|broken| panic!("{broken}"));
        (summary, office.log.lines)
    };
    let (first, again) = (log(2), log(2));
    let differs = first.1.iter().zip(&again.1).find(|(a, b)| a != b);
    assert_eq!(differs, None, "the first line that differs");
    assert_eq!(first.0, again.0);
    assert_ne!(first.0.log, log(3).0.log, "another seed is another year");
}
