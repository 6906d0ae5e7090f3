use super::{ChainEnd, ChainFault, verify};
use crate::store::ledger::hash::{Hashed, NO_HASH, event_hash};
use crate::store::queries::StoredEvent;
use chrono::TimeDelta;
use uuid::Uuid;

const CLAIM: Uuid = Uuid::from_u128(7);

/// A good history of four events.
fn history() -> Vec<StoredEvent> {
    let mut previous = NO_HASH.to_vec();
    (1..=4_i64)
        .map(|seq| {
            let at = "2026-03-01T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap() + TimeDelta::days(seq);
            let body = format!("{{\"seq\":{seq}}}").into_bytes();
            let hashed = Hashed { claim: CLAIM, seq, at, kind: "noted", actor: "system", body: &body };
            let hash = event_hash(&previous, &hashed).to_vec();
            let previous_hash = std::mem::replace(&mut previous, hash.clone());
            StoredEvent {
                claim_id: CLAIM,
                seq,
                at,
                actor: "system".into(),
                kind: "noted".into(),
                body,
                previous_hash,
                hash,
            }
        })
        .collect()
}

/// Spoils a good history and its row, and compares what is found.
fn check(spoil: impl FnOnce(&mut Vec<StoredEvent>, &mut i64, &mut Vec<u8>), expected: &[(i64, ChainFault)]) {
    let mut events = history();
    let (mut version, mut last_hash) = (4, events[3].hash.clone());
    spoil(&mut events, &mut version, &mut last_hash);
    let found = verify(&events, ChainEnd { claim: CLAIM, version, last_hash: &last_hash });
    let found: Vec<_> = found.into_iter().map(|problem| (problem.seq, problem.reason)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_good_history_has_no_problem() {
    check(|_, _, _| {}, &[]);
}

#[test]
fn every_altered_field_is_found() {
    check(|events, _, _| events[1].body.push(b' '), &[(2, ChainFault::Altered)]);
    check(|events, _, _| events[1].actor = "nobody".into(), &[(2, ChainFault::Altered)]);
    check(|events, _, _| events[1].kind = "paid".into(), &[(2, ChainFault::Altered)]);
    check(|events, _, _| events[1].at += TimeDelta::microseconds(1), &[(2, ChainFault::Altered)]);
}

#[test]
fn a_forged_hash_is_found_at_the_next_event() {
    let forge = |events: &mut Vec<StoredEvent>| {
        events[1].body = b"{}".to_vec();
        let event = &events[1];
        let hashed = Hashed {
            claim: CLAIM,
            seq: event.seq,
            at: event.at,
            kind: &event.kind,
            actor: &event.actor,
            body: &event.body,
        };
        events[1].hash = event_hash(&events[0].hash, &hashed).to_vec();
    };
    check(|events, _, _| forge(events), &[(3, ChainFault::WrongPredecessor)]);
}

#[test]
fn a_deleted_event_is_found() {
    check(
        |events, _, _| {
            events.remove(1);
        },
        &[(2, ChainFault::Missing)],
    );
    check(
        |events, _, _| {
            events.remove(0);
        },
        &[(1, ChainFault::Missing)],
    );
}

#[test]
fn swapped_bodies_are_found() {
    let swap = |events: &mut Vec<StoredEvent>| {
        let body = events[1].body.clone();
        events[1].body = std::mem::replace(&mut events[2].body, body);
    };
    check(|events, _, _| swap(events), &[(2, ChainFault::Altered), (3, ChainFault::Altered)]);
}

#[test]
fn a_missing_newest_event_is_found_by_the_version() {
    check(
        |events, _, _| {
            events.pop();
        },
        &[(4, ChainFault::NewestMissing)],
    );
    check(|events, _, _| events.clear(), &[(1, ChainFault::NewestMissing)]);
}

#[test]
fn a_row_that_differs_is_found() {
    check(|_, version, _| *version = 3, &[(4, ChainFault::BeyondVersion)]);
    check(|_, _, last_hash| last_hash[0] ^= 1, &[(4, ChainFault::LastHashDiffers)]);
}
