//! The same random life on both databases: every outcome, every history and every row must be equal.

use santun::ids::Ids as _;
use santun::store::ledger::{Change, NO_DEADLINE, NewDeadline};
use santun::store::queries::{self, DeliveryFilter};
use uuid::Uuid;

use super::fixture::{Desk, Read, after_hours, answer, event, now};
use crate::support::database::TestDatabase;

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
    let mut told = Vec::new();
    for step in 0..250 {
        let change = random_change(&desk, &dice, &claims, step);
        told.push(format!("{step}: {:?}", desk.store.append_now(&change)));
        if dice.roll(4) == 0 {
            let minutes = chrono::TimeDelta::minutes(3);
            let at = now() + chrono::TimeDelta::minutes(step);
            let leased = desk.store.write_now(|db| queries::lease(db, "mail", at, minutes, "w", 2)).unwrap();
            told.push(format!("{leased:?}"));
        }
    }
    told.extend(all_rows(&desk, &claims));
    told
}

fn random_change(desk: &Desk, dice: &Dice<'_>, claims: &[Uuid], step: i64) -> Change {
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
    change.answer = (dice.roll(3) == 0).then(|| answer(&format!("key {}", dice.roll(40))));
    change.enqueue = (0..dice.roll(2)).map(|_| desk.delivery(&format!("mail:{}", dice.roll(60)))).collect();
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
    change
}

fn all_rows(desk: &Desk, claims: &[Uuid]) -> Vec<String> {
    desk.store
        .read_now(|db| -> Read<Vec<String>> {
            let mut rows = Vec::new();
            for claim in claims {
                rows.push(format!("{:?}", queries::claim_by_id(db, *claim)?));
                rows.push(format!("{:?}", queries::all_events_of(db, *claim)?));
                rows.push(format!("{:?}", queries::deadlines_of(db, *claim)?));
            }
            rows.push(format!("{:?}", queries::list_deliveries(db, &DeliveryFilter::default(), None, 200)?));
            for key in 0..40 {
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
    for outcome in
        ["Ok(", "VersionConflict", "NumberTaken", "ActiveKeyTaken", "KeyTaken", "DeliveryTaken", "DeliveryEnded"]
    {
        assert!(on_sqlite.iter().any(|line| line.contains(outcome)), "the life is too dull: no {outcome}");
    }
    let Some(database) = TestDatabase::postgres("both_databases_live_the_same_life") else { return };
    let on_postgres = life(&database);
    for (one, other) in on_sqlite.iter().zip(&on_postgres) {
        assert_eq!(one, other);
    }
    assert_eq!(on_sqlite.len(), on_postgres.len());
}
