//! The same random life on both databases: every outcome, every history and every row must be equal.

use santun::ids::Ids as _;
use santun::store::ledger::{
    Access, Change, DeadDelivery, FiredRung, MadeCall, MovedDeadline, NO_DEADLINE, NewCall, NewDeadline, NewDelivery,
    NewLetter,
};
use santun::store::queries::{self, DeliveryFilter, FAMILY, SessionOwner, StoredLink, StoredSession};
use uuid::Uuid;

use super::fixture::{Desk, Read, after_hours, answer, event, now};
use crate::support::database::TestDatabase;

/// Changes of one life.
const STEPS: i64 = 500;

/// Small numbers from the desk's own ids, which are the same on both databases.
struct Dice<'a>(&'a Desk);

impl Dice<'_> {
    fn roll(&self, sides: u128) -> usize {
        let id = self.0.ids.next(now());
        usize::try_from((id.as_u128() >> 2) % sides).unwrap()
    }
}

/// Lives a life of random changes, many of which must be refused, and tells all that can be seen of it.
fn life(database: &TestDatabase) -> Vec<String> {
    let desk = Desk::new(database);
    let dice = Dice(&desk);
    let claims: Vec<Uuid> = (0..4).map(|_| desk.id()).collect();
    let (mut told, mut links) = (Vec::new(), Vec::new());
    for step in 0..STEPS {
        let change = random_change(&desk, &dice, &claims, &links, step);
        let appended = desk.store.append_now(&change);
        if appended.is_ok() {
            links.extend(change.links.iter().cloned());
            if let Some(Access::Made(link)) = &change.access {
                links.push(link.clone());
            }
        }
        told.push(format!("{step}: {appended:?}"));
        if dice.roll(4) == 0 {
            let minutes = chrono::TimeDelta::minutes(3);
            let at = now() + chrono::TimeDelta::minutes(step);
            let leased = desk.store.write_now(|db| queries::lease(db, "mail", at, minutes, "w", 2)).unwrap();
            told.push(format!("{leased:?}"));
        }
    }
    told.extend(all_rows(&desk, &claims, &links));
    told
}

fn random_change(desk: &Desk, dice: &Dice<'_>, claims: &[Uuid], links: &[StoredLink], step: i64) -> Change {
    let claim = claims[dice.roll(4)];
    let current =
        desk.store.read_now(|db| queries::claim_version(db, claim)).unwrap().map_or(0, |(version, _)| version);
    let version = if dice.roll(8) == 0 { (current - 1).max(0) } else { current };
    let number = format!("JKM-{}", if dice.roll(9) == 0 { claims[0] } else { claim });
    let mut change = desk.next(claim, &number, version);
    change.events.extend((0..dice.roll(3)).map(|_| event("fact_recorded")));
    change.row.state = ["reported", "intake", "documents"][dice.roll(3)].into();
    change.row.outcome = (dice.roll(2) == 0).then(|| "paid".into());
    change.row.next_deadline = if dice.roll(3) == 0 { NO_DEADLINE } else { after_hours(step) };
    change.row.active_key = (dice.roll(3) == 0).then(|| format!("jkm:{}", dice.roll(3)));
    change.answer = (dice.roll(3) == 0).then(|| answer(&format!("key {}", dice.roll(200))));
    change.enqueue = (0..dice.roll(2)).map(|_| desk.delivery(&format!("mail:{}", dice.roll(300)))).collect();
    if dice.roll(3) == 0 {
        change.arm.push(NewDeadline {
            id: desk.id(),
            name: ["first", "second"][dice.roll(2)].into(),
            state: change.row.state.clone(),
            waiting_on: "heir".into(),
            started_at: now(),
            due_at: after_hours(step),
            calendar_missing: dice.roll(2) == 0,
            rungs: "[]".to_owned(),
            next_rung_at: NO_DEADLINE,
            stands_still_since: None,
        });
    }
    change.cancel_deadlines = dice.roll(4) == 0;
    let filter = DeliveryFilter { claim: Some(claim), ..DeliveryFilter::default() };
    let deliveries = desk.store.read_now(|db| queries::list_deliveries(db, &filter, None, 50)).unwrap();
    if let Some((delivery, _)) = deliveries.first().filter(|_| dice.roll(4) == 0) {
        change.cancel_deliveries.push(delivery.id);
    } else if let Some((delivery, _)) = deliveries.last().filter(|_| dice.roll(4) == 0) {
        change.finish_deliveries.push(delivery.id);
    }
    if let Some((held, _)) = deliveries.iter().find(|(it, _)| it.leased_by.is_some()).filter(|_| dice.roll(3) == 0) {
        let owner = ["w", "another"][dice.roll(2)].to_owned();
        change.dead_deliveries.push(DeadDelivery { id: held.id, owner, error: "550 no such user".into() });
    }
    move_clocks(desk, dice, &mut change, step);
    write_letters(desk, dice, &mut change, step);
    let_in(desk, dice, &mut change, links);
    change
}

/// Clocks that fire, move, or come to a rung.
fn move_clocks(desk: &Desk, dice: &Dice<'_>, change: &mut Change, step: i64) {
    let claim = change.claim;
    let known = desk.store.read_now(|db| queries::deadlines_of(db, claim)).unwrap();
    if known.is_empty() {
        return;
    }
    // Mostly one of the newest, so that some are open.
    let one = &known[known.len() - 1 - dice.roll(2).min(known.len() - 1)];
    let next_rung_at = if dice.roll(2) == 0 { NO_DEADLINE } else { after_hours(step + 1) };
    match dice.roll(6) {
        0 => change.fire_deadlines.push(one.id),
        1 => change.move_deadlines.push(MovedDeadline {
            id: one.id,
            due_at: after_hours(2 * step),
            calendar_missing: dice.roll(2) == 0,
            rungs: r#"[{"name":"first"}]"#.into(),
            next_rung_at,
            stands_still_since: (dice.roll(2) == 0).then(now),
        }),
        2 => change.counted_by = Some(("calendar_stamp".into(), (dice.roll(3) == 0).then(|| "1".into()))),
        3 | 4 => change.fire_rungs.push(FiredRung {
            deadline: one.id,
            rung: ["first", "second"][dice.roll(2)].into(),
            planned_at: after_hours(step),
            collapsed_into: (dice.roll(2) == 0).then(|| "second".into()),
            read_next_at: if dice.roll(4) == 0 { now() } else { one.next_rung_at },
            next_rung_at,
        }),
        _ => {}
    }
}

/// Letters that go out or stand for a call, and calls that are made.
fn write_letters(desk: &Desk, dice: &Dice<'_>, change: &mut Change, step: i64) {
    let claim = change.claim;
    if dice.roll(3) == 0 {
        let by_mail = dice.roll(2) == 0;
        let letter = NewLetter {
            id: desk.id(),
            kind: "reminder".into(),
            language: "id".into(),
            person_id: (dice.roll(2) == 0).then(|| desk.id()),
            account_id: None,
            name: "Siti".into(),
            address: by_mail.then(|| "siti@warga.example".into()),
            channel: if by_mail { "mail" } else { "call" }.into(),
            subject: "Surat \u{201c}kurang\u{201d}".into(),
            body: "Kirim surat.".into(),
            html: "<p>Kirim surat.</p>".into(),
            message: "Kirim surat.".into(),
            cause_seq: Some(change.expected_version + 1),
            created_at: after_hours(step),
        };
        if by_mail {
            let key = format!("letter:{}", dice.roll(300));
            change.enqueue.push(NewDelivery { id: letter.id, ..desk.delivery(&key) });
        } else {
            change.calls.push(NewCall {
                id: desk.id(),
                letter: letter.id,
                office: desk.office,
                account: None,
                name: "Siti".into(),
                phone: (dice.roll(2) == 0).then(|| "+628117000000".into()),
                reason: "no_address".into(),
                due_at: after_hours(step + 24),
                tried: None,
            });
        }
        change.letters.push(letter);
    }
    let calls = desk.store.read_now(|db| queries::calls_of(db, claim)).unwrap();
    if let Some(call) = calls.last().filter(|_| dice.roll(3) == 0) {
        let ends = dice.roll(2) == 0;
        let outcome = if ends { "reached" } else { "not_reached" }.to_owned();
        change.calls_made.push(MadeCall { id: call.id, by: None, outcome, phone: call.phone.clone(), ends });
    }
}

/// Links of letters, links of the family, and sessions that begin by one.
fn let_in(desk: &Desk, dice: &Dice<'_>, change: &mut Change, links: &[StoredLink]) {
    let link = |kind: &str| {
        let id = desk.id();
        StoredLink {
            id,
            hash: id.as_bytes().to_vec(),
            kind: kind.into(),
            account_id: None,
            claim_id: Some(change.claim),
            person_id: Some(Uuid::from_u128(7)),
            created_at: now(),
            created_by: None,
            expires_at: after_hours([-1, 72, 72][dice.roll(3)]),
            used_at: None,
            revoked_at: None,
        }
    };
    match dice.roll(6) {
        0 => change.links.push(link(FAMILY)),
        1 => change.access = Some(Access::Made(link(FAMILY))),
        2 => {
            let Some(one) = links.iter().rev().find(|link| link.claim_id == Some(change.claim)) else { return };
            let id = desk.id();
            let session = StoredSession {
                id,
                hash: id.as_bytes().to_vec(),
                account_id: None,
                claim_id: one.claim_id,
                person_id: one.person_id,
                device: "telepon".into(),
                created_at: now(),
                last_seen_at: now(),
                expires_at: after_hours(720),
                ended_at: None,
            };
            change.access = Some(Access::Opened { link: one.id, session });
        }
        _ => {}
    }
}

fn all_rows(desk: &Desk, claims: &[Uuid], links: &[StoredLink]) -> Vec<String> {
    desk.store
        .read_now(|db| -> Read<Vec<String>> {
            let mut rows = Vec::new();
            for claim in claims {
                rows.push(format!("{:?}", queries::claim_by_id(db, *claim)?));
                rows.push(format!("{:?}", queries::all_events_of(db, *claim)?));
                rows.push(format!("{:?}", queries::deadlines_of(db, *claim)?));
                rows.push(format!("{:?}", queries::fired_rungs_of(db, *claim)?));
                rows.push(format!("{:?}", queries::letters_of(db, *claim, None, 200)?));
                rows.push(format!("{:?}", queries::calls_of(db, *claim)?));
                let family = SessionOwner::Person { claim: *claim, person: Uuid::from_u128(7) };
                rows.push(format!("{:?}", queries::open_sessions(db, family, now())?));
            }
            for link in links {
                rows.push(format!("{:?}", queries::link_by_hash(db, FAMILY, &link.hash)?));
            }
            rows.push(format!("{:?}", queries::list_deliveries(db, &DeliveryFilter::default(), None, 200)?));
            for key in 0..200 {
                rows.push(format!(
                    "{:?}",
                    queries::saved_answer(db, "user:1", "POST", "/api/v1/claims", &format!("key {key}"))?
                ));
            }
            Ok(rows)
        })
        .unwrap()
}

#[test]
fn both_databases_live_the_same_life() {
    let on_sqlite = life(&TestDatabase::sqlite());
    for outcome in [
        "Ok(",
        "VersionConflict",
        "NumberTaken",
        "ActiveKeyTaken",
        "KeyTaken",
        "DeliveryTaken",
        "DeliveryUnderWay",
        "DeliveryEnded",
        "DeadlineEnded",
        "RungFired",
        "CallEnded",
        "LinkEnded",
        // And in the rows: what was given up, a rung, a call that was made, and who came in.
        r#"state: "dead""#,
        r#"collapsed_into: Some("second")"#,
        r#"outcome: Some("reached")"#,
        r#"device: "telepon""#,
    ] {
        assert!(on_sqlite.iter().any(|line| line.contains(outcome)), "the life is too dull: no {outcome}");
    }
    let Some(database) = TestDatabase::postgres("both_databases_live_the_same_life") else { return };
    let on_postgres = life(&database);
    for (one, other) in on_sqlite.iter().zip(&on_postgres) {
        assert_eq!(one, other);
    }
    assert_eq!(on_sqlite.len(), on_postgres.len());
}
