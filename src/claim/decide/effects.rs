//! What a permitted step does: the events of the step and of its consequences, in order.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::law::{LineCode, Rupiah, Text};
use crate::workflow::{Action, ActionName, Consequence, Outcome, Role, StateName};

use super::super::evaluate::{Attempt, holds};
use super::super::event::{ActionTaken, Event, OutcomeChange};
use super::super::ids::DeliveryId;
use super::super::lawful;
use super::super::parts::{Consent, Document, DocumentStatus, Link, PaidPart, Severity};
use super::super::refusal::Refused;
use super::super::school;
use super::super::state::Claim;
use super::findings;

/// The events of a step whose conditions hold.
pub(super) fn of(
    attempt: Attempt<'_>,
    name: &ActionName,
    action: &Action,
    by_hand: bool,
    note: Option<&str>,
) -> Result<Vec<Event>, Refused> {
    let payments = action.then.contains(&Consequence::MatchPayments).then(|| matched(attempt));
    if let Some(Matched::Neither(evidence)) = &payments {
        return Ok(super::alerts::raise(attempt.claim, "amount_differs", Severity::Blocking, evidence));
    }
    let to = target(attempt, action);
    let mut events = vec![Event::ActionTaken(taken(attempt, name, action, to, by_hand, note))];
    let claim = attempt.claim;
    if !attempt.inputs.waivers.is_empty() {
        events.push(Event::DocumentsWaived { waivers: attempt.inputs.waivers.clone() });
    }
    if !attempt.inputs.payments.is_empty() {
        events.push(Event::PaymentsRecorded { payments: attempt.inputs.payments.clone() });
    }
    let leaves_insurer = *to != claim.state && claim.hand_over.with_insurer;
    for consequence in &action.then {
        follow(attempt, consequence, &mut events)?;
    }
    if let Some(received) = received(attempt, action) {
        events.push(received);
    } else if leaves_insurer && ends_hand_over(attempt, action, to) {
        events.push(Event::HandOverEnded { attempt: claim.hand_over.attempt });
    }
    if let Some(Matched::Alternative(evidence)) = payments {
        let seq = next_seq(claim, &events);
        events.push(findings::alert(claim.id, seq, "paid_alternative", Severity::Info, evidence));
    }
    Ok(events)
}

/// Where a step leads now: the first branch whose check holds, else its usual state.
pub(super) fn target<'a>(attempt: Attempt<'_>, action: &'a Action) -> &'a StateName {
    let branch = action.instead.iter().find(|branch| holds(attempt, &branch.when));
    branch.map_or(&action.to, |branch| &branch.to)
}

fn taken(
    attempt: Attempt<'_>,
    name: &ActionName,
    action: &Action,
    to: &StateName,
    by_hand: bool,
    note: Option<&str>,
) -> ActionTaken {
    let target = attempt.situation.procedure.state(to);
    let outcome = action.then.iter().find_map(|consequence| match consequence {
        Consequence::Outcome(Some(outcome)) => Some(OutcomeChange::Set(*outcome)),
        Consequence::Outcome(None) => Some(OutcomeChange::Cleared),
        _ => None,
    });
    ActionTaken {
        action: name.clone(),
        from: attempt.claim.state.clone(),
        to: to.clone(),
        waiting_on: target.and_then(|state| state.waiting_on),
        ended: target.is_some_and(|state| state.end),
        outcome,
        inputs: attempt.inputs.given.clone(),
        note: note.map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned),
        by_hand,
        user: attempt.actor.user,
    }
}

/// The place of the event that comes behind these.
fn next_seq(claim: &Claim, events: &[Event]) -> i64 {
    claim.version + 1 + i64::try_from(events.len()).unwrap_or(i64::MAX)
}

fn follow(attempt: Attempt<'_>, consequence: &Consequence, events: &mut Vec<Event>) -> Result<(), Refused> {
    let claim = attempt.claim;
    let seq = next_seq(claim, events);
    match consequence {
        Consequence::ComputeBenefit => {
            let benefit =
                lawful::benefit(attempt.situation, claim).map_err(|refusal| Refused::Rules(vec![*refusal]))?;
            check_payees(attempt, benefit.total)?;
            events.push(Event::BenefitAssessed { benefit });
        }
        Consequence::HandOver => events.push(Event::HandOverQueued {
            attempt: claim.hand_over.attempt + 1,
            delivery: DeliveryId(claim.id.derive("hand_over", seq)),
        }),
        // The worker's own report of a delivery does not take that delivery back.
        Consequence::CancelHandOver if attempt.actor.role == Role::System => {}
        Consequence::CancelHandOver => {
            if let Some(delivery) = claim.hand_over.queued {
                events.push(Event::HandOverCancelled { attempt: claim.hand_over.attempt, delivery });
            }
        }
        Consequence::OpenClaim(workflow) => {
            let id = claim.id.follow_up(workflow, claim.participant.0);
            let follow_up = Link { claim: id, workflow: workflow.clone(), person: None };
            events.push(Event::FollowUpWanted { follow_up });
        }
        Consequence::OpenScholarships => scholarships(attempt, events),
        Consequence::OpenScholarshipOf(input) => {
            if let Some(child) = attempt.inputs.person(input) {
                events.push(Event::FollowUpWanted { follow_up: school::link(claim, child) });
            }
        }
        Consequence::SettlePart => events.extend(part_paid(claim)),
        Consequence::RenewDocuments(kinds) => {
            let old = |document: &&Document| {
                kinds.contains(&document.kind)
                    && matches!(document.status, DocumentStatus::Accepted | DocumentStatus::Pending)
            };
            let documents = claim.documents.iter().filter(old).map(|document| document.id).collect();
            events.push(Event::DocumentsSetAside { kinds: kinds.clone(), documents });
        }
        Consequence::AskAgain(names) => {
            let facts: BTreeMap<_, _> =
                names.iter().filter(|name| claim.facts.contains_key(*name)).map(|name| (name.clone(), None)).collect();
            if !facts.is_empty() {
                events.push(Event::FactsChanged { facts, affects_benefit: false });
            }
        }
        Consequence::RecordObjection => {
            if let Some((_, person)) = attempt.actor.heir.filter(|(_, person)| claim.person(*person).is_some()) {
                events.push(Event::ConsentRecorded { person, consent: Consent::Objected, note: None });
            }
        }
        Consequence::Outcome(_) | Consequence::MatchPayments => {}
    }
    Ok(())
}

/// A scholarship claim for every child who has earned one; where the family has to choose, a finding says so.
fn scholarships(attempt: Attempt<'_>, events: &mut Vec<Event>) {
    let claim = attempt.claim;
    let earned = school::earned(attempt.situation, claim);
    events.extend(earned.open.iter().map(|child| Event::FollowUpWanted { follow_up: school::link(claim, *child) }));
    if !earned.choose.is_empty() {
        let evidence = json!({ "children": earned.choose, "places": earned.places });
        let seq = next_seq(claim, events);
        events.push(findings::alert(claim.id, seq, "scholarship_choice", Severity::Blocking, evidence));
    }
}

/// What the stored benefit was a payment of.
fn part_paid(claim: &Claim) -> Option<Event> {
    let benefit = claim.benefit.as_ref()?;
    let incapacity = benefit.lines.iter().filter(|line| line.code == LineCode::TemporaryIncapacity);
    let part = PaidPart {
        incapacity: Rupiah::checked_sum(incapacity.map(|line| line.amount))?,
        school_years: benefit.school_years.clone(),
        total: benefit.total,
    };
    Some(Event::PartPaid { part })
}

fn check_payees(attempt: Attempt<'_>, total: Rupiah) -> Result<(), Refused> {
    super::payees::amounts(total, &attempt.claim.payees).map(|_| ()).map_err(|message| {
        Refused::rule(
            "payees_sum",
            message,
            "office",
            Text::new(
                "Kembalikan ke ahli waris dan catat ulang penerima.",
                "Send back to heirs and record the payees again.",
            ),
        )
    })
}

/// The step that says the insurer has the claim carries when, and on paper which receipt.
fn received(attempt: Attempt<'_>, action: &Action) -> Option<Event> {
    // The step is known by its inputs, not by its name: it names the day the insurer received the claim.
    let says_when = action.inputs.contains_key("received_on");
    if !says_when || attempt.claim.hand_over.attempt == 0 {
        return None;
    }
    let inputs = attempt.inputs;
    Some(Event::HandOverReceived {
        attempt: attempt.claim.hand_over.attempt,
        channel: inputs.text("channel").unwrap_or("webhook").to_owned(),
        received_on: inputs.dates.get("received_on").copied().unwrap_or_else(|| attempt.situation.today()),
        receipt_number: inputs.text("receipt_number").map(str::to_owned),
    })
}

/// Whether the step takes the claim out of the insurer's hands: it was returned, refused, sent back or objected to.
/// A payment of all leaves it where it is: what was paid must not change any more. After a part, the claim goes on.
fn ends_hand_over(attempt: Attempt<'_>, action: &Action, to: &StateName) -> bool {
    let part = action.then.contains(&Consequence::SettlePart);
    let paid = !part && action.then.contains(&Consequence::Outcome(Some(Outcome::Paid)));
    let closes = attempt.situation.procedure.state(to).is_some_and(|state| state.end);
    let cancelled = action.then.contains(&Consequence::CancelHandOver) && attempt.claim.hand_over.queued.is_some();
    !paid && !closes && !cancelled && !action.then.contains(&Consequence::HandOver)
}

/// What payments add up to.
enum Matched {
    /// The stored benefit.
    Total,
    /// The other sum of a benefit about which the law is open, with both sums as evidence.
    Alternative(Value),
    /// Neither; with the sums as evidence.
    Neither(Value),
}

/// Payments that do not add up to the stored benefit raise an alert and move nothing. Where the law is open (exactly
/// three months paid) the insurer decides which of the two sums it owes, so that either moves the claim. Without a
/// stored benefit no payment adds up.
fn matched(attempt: Attempt<'_>) -> Matched {
    let benefit = attempt.claim.benefit.as_ref();
    let expected = benefit.map(|benefit| benefit.total);
    let alternative = benefit.and_then(|benefit| benefit.alternative_total);
    let paid = Rupiah::checked_sum(attempt.inputs.payments.iter().map(|payment| payment.amount));
    if paid.is_some() && paid == expected {
        return Matched::Total;
    }
    if paid.is_some() && paid == alternative {
        return Matched::Alternative(json!({ "expected": expected, "alternative": alternative, "paid": paid }));
    }
    let mut evidence = json!({ "expected": expected, "paid": paid, "payments": attempt.inputs.payments });
    if let Some(alternative) = alternative {
        evidence["alternative"] = json!(alternative);
    }
    Matched::Neither(evidence)
}
