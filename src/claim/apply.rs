//! `apply`: an event happens to a claim. Total: history is fact, so nothing here can fail or refuse. An event about
//! something that the claim does not have changes nothing but the version.

use crate::law::clock::{Extension, Suspension};

use super::event::{ActionTaken, ClaimOpened, DocumentReceived, Event, OutcomeChange, Recorded};
use super::ids::{ClaimId, DocumentId, PersonId};
use super::parts::{
    Alert, CarriedOver, ClockLedger, Document, DocumentStatus, HandOver, Note, Person, PersonDetails, Receipt, Review,
    ReviewVerdict, Settlement, Verification, VerificationStatus,
};
use super::state::Claim;

/// The claim after the event.
#[must_use]
pub fn apply(mut claim: Claim, recorded: &Recorded) -> Claim {
    match &recorded.event {
        Event::ClaimOpened(opened) => open(&mut claim, opened, recorded),
        Event::ActionTaken(taken) => take(&mut claim, taken, recorded),
        Event::DocumentReceived(_)
        | Event::DocumentReviewed { .. }
        | Event::DocumentWithdrawn { .. }
        | Event::DocumentsSetAside { .. }
        | Event::DocumentsWaived { .. } => papers(&mut claim, recorded),
        Event::PersonAdded { .. }
        | Event::PersonChanged { .. }
        | Event::PersonVerified { .. }
        | Event::LettersChosen { .. }
        | Event::ConsentRecorded { .. } => {
            people(&mut claim, recorded);
        }
        Event::PayeesSet { .. }
        | Event::BenefitAssessed { .. }
        | Event::HandOverQueued { .. }
        | Event::HandOverCancelled { .. }
        | Event::HandOverReceived { .. }
        | Event::HandOverEnded { .. }
        | Event::PartPaid { .. }
        | Event::PaymentsRecorded { .. } => money(&mut claim, &recorded.event),
        Event::ReceiptSaid { person, arrived, note } => {
            claim.receipts.retain(|receipt| receipt.person != *person);
            let (person, arrived, note) = (*person, *arrived, note.clone());
            claim.receipts.push(Receipt { person, arrived, note, at: recorded.at });
        }
        Event::CarriedOver(carried) => carry(&mut claim, carried),
        Event::ClockSuspended { .. } | Event::ClockResumed { .. } | Event::DeadlineExtended { .. } => {
            clock(&mut claim.clock, recorded);
        }
        other => rest(&mut claim, other, recorded),
    }
    claim.version = recorded.seq;
    claim.updated_at = recorded.at;
    claim
}

/// The claim that a history makes.
#[must_use]
pub fn fold<'a>(id: ClaimId, history: impl IntoIterator<Item = &'a Recorded>) -> Claim {
    history.into_iter().fold(Claim::unopened(id), apply)
}

fn open(claim: &mut Claim, opened: &ClaimOpened, recorded: &Recorded) {
    claim.number = opened.number.clone();
    claim.workflow = opened.workflow.clone();
    claim.workflow_version = opened.workflow_version;
    claim.office = opened.office;
    claim.participant = opened.participant;
    claim.event = opened.event.clone();
    claim.reporter = opened.reporter.clone();
    claim.state = opened.state.clone();
    claim.waiting_on = opened.waiting_on;
    claim.origin.clone_from(&opened.origin);
    claim.beneficiary = opened.beneficiary;
    claim.entered_at = recorded.at;
    claim.opened_at = recorded.at;
}

fn take(claim: &mut Claim, taken: &ActionTaken, recorded: &Recorded) {
    if taken.from != taken.to {
        claim.entered_at = recorded.at;
        claim.clock = ClockLedger::default();
    }
    claim.state = taken.to.clone();
    claim.waiting_on = taken.waiting_on;
    claim.ended = taken.ended;
    match taken.outcome {
        Some(OutcomeChange::Set(outcome)) => claim.outcome = Some(outcome),
        Some(OutcomeChange::Cleared) => claim.outcome = None,
        None => {}
    }
    claim.steps_taken.insert(taken.action.clone());
    if let Some(user) = taken.user {
        claim.last_taken_by.insert(taken.action.clone(), user);
    }
}

fn papers(claim: &mut Claim, recorded: &Recorded) {
    match &recorded.event {
        Event::DocumentReceived(received) => receive(claim, received, recorded),
        Event::DocumentReviewed { document, verdict, reason, note, read } => {
            if *verdict == ReviewVerdict::Accepted {
                replace_accepted(claim, *document);
            }
            let Some(found) = claim.documents.iter_mut().find(|known| known.id == *document) else { return };
            found.status = match verdict {
                ReviewVerdict::Accepted => DocumentStatus::Accepted,
                ReviewVerdict::Rejected => DocumentStatus::Rejected,
            };
            found.review = Some(Review {
                verdict: *verdict,
                reason: reason.clone(),
                note: note.clone(),
                read: read.clone(),
                by: recorded.actor.clone(),
                at: recorded.at,
            });
        }
        Event::DocumentWithdrawn { document, .. } => {
            if let Some(found) = claim.documents.iter_mut().find(|known| known.id == *document) {
                found.status = DocumentStatus::Withdrawn;
            }
        }
        Event::DocumentsSetAside { kinds, documents } => {
            claim.waivers.retain(|waiver| !kinds.contains(&waiver.kind));
            for known in claim.documents.iter_mut().filter(|known| documents.contains(&known.id)) {
                known.status = DocumentStatus::Replaced;
            }
        }
        Event::DocumentsWaived { waivers } => {
            for waiver in waivers {
                claim.waivers.retain(|known| known.kind != waiver.kind || known.person != waiver.person);
                claim.waivers.push(waiver.clone());
            }
        }
        _ => {}
    }
}

/// An accepted version takes the place of the accepted one before it.
fn replace_accepted(claim: &mut Claim, accepted: DocumentId) {
    let Some(document) = claim.document(accepted) else { return };
    let (kind, person) = (document.kind.clone(), document.person);
    for known in &mut claim.documents {
        let same = known.kind == kind && known.person == person && known.id != accepted;
        if same && known.status == DocumentStatus::Accepted {
            known.status = DocumentStatus::Replaced;
        }
    }
}

/// A new version replaces what waited for review or was refused. An accepted paper stands until the new one is
/// accepted by a reviewer, so that nobody can undo a check by sending a second picture; then it is replaced too.
fn receive(claim: &mut Claim, received: &DocumentReceived, recorded: &Recorded) {
    for known in &mut claim.documents {
        let same = known.kind == received.kind && known.person == received.person;
        if same && matches!(known.status, DocumentStatus::Pending | DocumentStatus::Rejected) {
            known.status = DocumentStatus::Replaced;
        }
    }
    claim.documents.push(Document {
        id: received.document,
        kind: received.kind.clone(),
        person: received.person,
        version: received.version,
        status: DocumentStatus::Pending,
        file_name: received.file_name.clone(),
        media_type: received.media_type.clone(),
        size: received.size,
        sha256: received.sha256.clone(),
        received_at: recorded.at,
        received_from: recorded.actor.clone(),
        review: None,
    });
}

fn people(claim: &mut Claim, recorded: &Recorded) {
    match &recorded.event {
        Event::PersonAdded { person, details } => {
            claim.benefit_stale |= claim.benefit.is_some();
            claim.people.push(Person {
                id: *person,
                details: details.clone(),
                verification: Verification::default(),
                fewer_letters: false,
            });
        }
        Event::PersonChanged { person, details, verification_undone, affects_benefit } => {
            claim.benefit_stale |= *affects_benefit && claim.benefit.is_some();
            change(claim, *person, details, *verification_undone);
        }
        Event::PersonVerified { person, verdict, reason, note } => {
            if let Some(found) = claim.people.iter_mut().find(|known| known.id == *person) {
                // A refused person counts for nothing: refusing one, or taking that back, changes who inherits.
                let refused = |status| status == VerificationStatus::Refused;
                let counts_otherwise = refused(found.verification.status) != refused(*verdict);
                claim.benefit_stale |= claim.benefit.is_some() && counts_otherwise;
                found.verification = Verification {
                    status: *verdict,
                    by: Some(recorded.actor.clone()),
                    at: Some(recorded.at),
                    reason: reason.clone(),
                    note: note.clone(),
                };
            }
        }
        Event::ConsentRecorded { person, consent, .. } => {
            if let Some(found) = claim.people.iter_mut().find(|known| known.id == *person) {
                found.details.consent = *consent;
            }
        }
        Event::LettersChosen { person, fewer } => {
            if let Some(found) = claim.people.iter_mut().find(|known| known.id == *person) {
                found.fewer_letters = *fewer;
            }
        }
        _ => {}
    }
}

/// What was collected before stands here as it stood there.
fn carry(claim: &mut Claim, carried: &CarriedOver) {
    claim.facts.extend(carried.facts.clone());
    claim.people.extend(carried.people.iter().cloned());
    claim.documents.extend(carried.documents.iter().cloned());
}

fn change(claim: &mut Claim, person: PersonId, details: &PersonDetails, undone: bool) {
    if let Some(found) = claim.people.iter_mut().find(|known| known.id == person) {
        found.details = details.clone();
        if undone {
            found.verification = Verification::default();
        }
    }
}

fn clock(ledger: &mut ClockLedger, recorded: &Recorded) {
    match &recorded.event {
        Event::ClockSuspended { reason } => {
            ledger.suspensions.push(Suspension { from: recorded.at, until: None, reason: reason.clone() });
        }
        Event::ClockResumed { .. } => {
            for open in ledger.suspensions.iter_mut().filter(|suspension| suspension.until.is_none()) {
                open.until = Some(recorded.at);
            }
        }
        Event::DeadlineExtended { span, reason } => {
            ledger.extensions.push(Extension { span: *span, reason: reason.clone(), granted_at: recorded.at });
        }
        _ => {}
    }
}

fn money(claim: &mut Claim, event: &Event) {
    match event {
        Event::PayeesSet { payees } => {
            claim.benefit_stale |= claim.benefit.is_some() && claim.payees != *payees;
            claim.payees.clone_from(payees);
        }
        Event::BenefitAssessed { benefit } => {
            claim.benefit = Some(benefit.clone());
            claim.benefit_stale = false;
        }
        Event::HandOverQueued { attempt, delivery } => {
            // Nothing is known of the new attempt yet, also when an earlier one was received.
            claim.hand_over = HandOver {
                attempt: *attempt,
                queued: Some(*delivery),
                with_insurer: true,
                received_on: None,
                channel: None,
                receipt_number: None,
            };
        }
        Event::HandOverCancelled { .. } => {
            claim.hand_over.queued = None;
            claim.hand_over.with_insurer = false;
        }
        Event::HandOverReceived { channel, received_on, receipt_number, .. } => {
            claim.hand_over.queued = None;
            claim.hand_over.with_insurer = true;
            claim.hand_over.channel = Some(channel.clone());
            claim.hand_over.received_on = Some(*received_on);
            claim.hand_over.receipt_number.clone_from(receipt_number);
        }
        Event::HandOverEnded { .. } => claim.hand_over.with_insurer = false,
        Event::PartPaid { part } => {
            claim.parts_paid.push(part.clone());
            claim.benefit = None;
            claim.benefit_stale = false;
        }
        Event::PaymentsRecorded { payments } => {
            claim.payments.extend(payments.iter().cloned());
            // What was said is about money that came before.
            claim.receipts.clear();
        }
        _ => {}
    }
}

fn rest(claim: &mut Claim, event: &Event, recorded: &Recorded) {
    match event {
        Event::FactsChanged { facts, affects_benefit } => {
            claim.benefit_stale |= *affects_benefit && claim.benefit.is_some();
            for (name, value) in facts {
                match value {
                    Some(value) => claim.facts.insert(name.clone(), value.clone()),
                    None => claim.facts.remove(name),
                };
            }
        }
        Event::NoteAdded { text, contact } => claim.notes.push(Note {
            text: text.clone(),
            contact: contact.clone(),
            by: recorded.actor.clone(),
            at: recorded.at,
        }),
        Event::Assigned { user } => claim.assignee = *user,
        Event::OfficeChanged { office, .. } => claim.office = *office,
        Event::AlertRaised { alert, kind, severity, evidence } => claim.alerts.push(Alert {
            id: *alert,
            kind: kind.clone(),
            severity: *severity,
            evidence: evidence.clone(),
            raised_at: recorded.at,
            settled: None,
        }),
        Event::AlertSettled { alert, outcome, note } => {
            if let Some(found) = claim.alerts.iter_mut().find(|known| known.id == *alert) {
                found.settled = Some(Settlement {
                    outcome: *outcome,
                    note: note.clone(),
                    by: recorded.actor.clone(),
                    at: recorded.at,
                });
            }
        }
        Event::FollowUpWanted { follow_up } => claim.follow_ups.push(follow_up.clone()),
        _ => {}
    }
}
