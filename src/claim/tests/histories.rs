//! Random histories: whatever anybody asks in whatever order, these things hold.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use super::desk::{Desk, jkm};
use super::player::{Throw, play};
use crate::claim::{Claim, Effect, Event, Payee, Refused, decide, fold};
use crate::workflow::StateName;

/// Histories, and throws in each. Together long enough to reach every state.
const HISTORIES: u32 = 300;
const THROWS: usize = 110;

/// What a run came through: how many histories saw each state, and how often a command was carried out or refused.
#[derive(Default)]
struct Seen {
    states: BTreeMap<String, u32>,
    carried_out: u32,
    refused: u32,
}

fn throws() -> impl Strategy<Value = Vec<Throw>> {
    let one = (0_u8..100, any::<u8>(), any::<u16>()).prop_map(|(kind, who, pick)| Throw { kind, who, pick });
    prop::collection::vec(one, THROWS)
}

#[test]
fn what_always_holds() {
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[42; 32]);
    let config = Config { cases: HISTORIES, failure_persistence: None, ..Config::default() };
    let seen = RefCell::new(Seen::default());
    let mut runner = TestRunner::new_with_rng(config, seed);
    runner.run(&throws(), |throws| history(&throws, &mut seen.borrow_mut())).unwrap_or_else(|error| panic!("{error}"));
    let seen = seen.into_inner();
    for (state, histories) in &seen.states {
        println!("{state}: {}%", histories * 100 / HISTORIES);
    }
    println!("carried out: {}, refused: {}", seen.carried_out, seen.refused);
    let procedure = jkm();
    let missed: Vec<&str> =
        procedure.states.keys().map(StateName::as_str).filter(|state| !seen.states.contains_key(*state)).collect();
    assert_eq!(missed, Vec::<&str>::new(), "states that no history reached");
    let often = |state: &str| seen.states[state] * 4 >= HISTORIES;
    assert!(often("paid") && often("closed"), "a quarter of the histories is paid and closed");
    assert!(seen.refused * 10 >= seen.carried_out, "refusals are tried too");
}

fn history(throws: &[Throw], seen: &mut Seen) -> Result<(), TestCaseError> {
    let mut desk = Desk::opened();
    let mut states = vec![desk.claim.state.to_string()];
    for throw in throws {
        let (actor, command) = play(&mut desk, *throw);
        let before = desk.claim.clone();
        let first = decide(&desk.situation(), &desk.claim, &command, &actor);
        let second = decide(&desk.situation(), &desk.claim, &command, &actor);
        prop_assert_eq!(&first, &second, "the same question has one answer");
        desk.effects.clear();
        match desk.act(&actor, &command) {
            Err(refused) => {
                prop_assert_eq!(&before, &desk.claim, "a refusal changes nothing");
                let empty = matches!(&refused, Refused::Rules(rules) if rules.is_empty());
                prop_assert!(!empty, "a refusal has a reason");
                seen.refused += 1;
            }
            Ok(events) => {
                step(&before, &desk, &events)?;
                seen.carried_out += 1;
            }
        }
        states.push(desk.claim.state.to_string());
    }
    whole(&desk)?;
    states.sort_unstable();
    states.dedup();
    for state in states {
        *seen.states.entry(state).or_default() += 1;
    }
    Ok(())
}

/// What holds between one claim and the next.
fn step(before: &Claim, desk: &Desk, events: &[Event]) -> Result<(), TestCaseError> {
    let after = &desk.claim;
    prop_assert_eq!(after.version, i64::try_from(desk.history.len()).unwrap_or_default(), "one version per event");
    if before.ended {
        let words = |event: &Event| {
            matches!(
                event,
                Event::NoteAdded { .. }
                    | Event::AlertRaised { .. }
                    | Event::AlertSettled { .. }
                    | Event::FamilyLinkOpened { .. }
            )
        };
        prop_assert!(events.iter().all(words), "only words after the end: {events:?}");
        prop_assert_eq!((&before.state, before.outcome), (&after.state, after.outcome), "closed is final");
    }
    if before.hand_over.with_insurer && after.hand_over.with_insurer {
        prop_assert_eq!(content(before), content(after), "nothing changes behind the insurer's back");
    }
    clocks(before, desk)?;
    for event in events {
        if let Event::ActionTaken(taken) = event {
            money(before, after, taken.action.as_str(), taken.user)?;
        }
    }
    Ok(())
}

/// What was approved and sent.
fn content(claim: &Claim) -> (Option<i64>, &[Payee], Vec<String>) {
    let total = claim.benefit.as_ref().map(|benefit| benefit.total.0);
    let account = |person: &crate::claim::Person| {
        format!("{} {:?} {:?}", person.details.name, person.details.account, person.verification.status)
    };
    (total, &claim.payees, claim.people.iter().map(account).collect())
}

/// A move stops the old clocks and starts one new clock, unless the claim has ended; nothing else touches clocks.
fn clocks(before: &Claim, desk: &Desk) -> Result<(), TestCaseError> {
    let started: Vec<&str> = desk
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::StartClock(clock) => Some(clock.state.as_str()),
            _ => None,
        })
        .collect();
    let stopped = desk.effects.iter().filter(|effect| **effect == Effect::StopClocks).count();
    let moved = before.state != desk.claim.state;
    prop_assert_eq!(stopped, usize::from(moved));
    let expected: Vec<&str> = if moved && !desk.claim.ended { vec![desk.claim.state.as_str()] } else { Vec::new() };
    prop_assert_eq!(started, expected, "from {} to {}", before.state, desk.claim.state);
    prop_assert_eq!(desk.claim.ended, desk.claim.waiting_on.is_none(), "an open claim waits for somebody");
    Ok(())
}

/// Money moves only after two people, for confirmed heirs, and to the last rupiah.
fn money(
    before: &Claim,
    after: &Claim,
    action: &str,
    user: Option<crate::claim::AccountId>,
) -> Result<(), TestCaseError> {
    if action == "approve" {
        prop_assert!(user.is_some() && user.as_ref() != before.last_taken_by.get("assess"), "four eyes");
    }
    if ["approve", "resubmit"].contains(&action) {
        prop_assert!(!before.benefit_stale && before.benefit.is_some(), "{action} with an old benefit");
        let confirmed = |payee: &Payee| {
            let person = before.person(payee.account_of);
            person.is_some_and(|person| {
                person.details.account.is_some()
                    && person.verification.status == crate::claim::VerificationStatus::Confirmed
            })
        };
        prop_assert!(
            !before.payees.is_empty() && before.payees.iter().all(confirmed),
            "{action} to an unknown account"
        );
    }
    if action == "paid" {
        let paid: i64 = after.payments.iter().map(|payment| payment.amount.0).sum();
        prop_assert_eq!(Some(paid), after.benefit.as_ref().map(|benefit| benefit.total.0), "paid what was owed");
    }
    Ok(())
}

/// What holds for a whole history.
fn whole(desk: &Desk) -> Result<(), TestCaseError> {
    prop_assert_eq!(&fold(desk.claim.id, &desk.history), &desk.claim, "the fold is the state");
    let mut read_back = desk.history.clone();
    for recorded in &mut read_back {
        let bytes = recorded.event.encode().map_err(|error| TestCaseError::fail(error.to_string()))?;
        recorded.event = Event::decode(&bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
    }
    prop_assert_eq!(&fold(desk.claim.id, &read_back), &desk.claim, "also of a history that was stored");
    let mut queued = Vec::new();
    for recorded in &desk.history {
        match &recorded.event {
            Event::HandOverQueued { delivery, .. } => queued.push(*delivery),
            Event::HandOverCancelled { delivery, .. } => queued.retain(|known| known != delivery),
            Event::HandOverReceived { .. } => queued.clear(),
            _ => {}
        }
        prop_assert!(queued.len() <= 1, "one delivery at a time");
    }
    prop_assert_eq!(desk.claim.hand_over.queued, queued.first().copied());
    prop_assert_eq!(
        queued.len() == 1,
        desk.claim.state.as_str() == "approved",
        "who waits for the system has one queued"
    );
    Ok(())
}
