//! Which letters follow from what happened: a description for the shell, which knows addresses and words.

use crate::law::clock::RungKind;
use crate::workflow::{DocumentSpec, Role, WaitingOn};

use super::event::{Event, Recorded};
use super::ids::{DocumentId, PersonId};
use super::parts::{DocumentStatus, PersonDetails, ReviewVerdict};
use super::situation::Situation;
use super::state::Claim;

/// A letter that is to be written because of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterWish {
    /// Its key, one of the procedure's `texts` or a letter to staff.
    pub letter: String,
    /// The event that caused it.
    pub cause: i64,
    /// Whom it is for.
    pub to: Audience,
    /// The paper that was refused, where the letter is about one.
    pub refused: Option<DocumentId>,
}

/// Whom a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Who reported the event: they alone know of it yet.
    Reporter,
    /// The main correspondent of the family.
    Family,
    /// All correspondents of the family.
    AllOfFamily,
    /// One of the correspondents of the family.
    OneOfFamily(PersonId),
    /// Who of the desk works on the claim.
    Caseworker,
    /// Everybody of the claim's office in a role.
    Office(Role),
}

/// The letters that follow from events; `before` is the claim before all of them, `after` the claim after all.
pub fn written(situation: &Situation<'_>, before: &Claim, after: &Claim, events: &[Recorded]) -> Vec<LetterWish> {
    let wishes = events.iter().filter_map(|recorded| {
        let (letter, to) = wish(situation, before, after, &recorded.event)?;
        Some(LetterWish { letter, cause: recorded.seq, to, refused: refused(&recorded.event) })
    });
    wishes.collect()
}

fn refused(event: &Event) -> Option<DocumentId> {
    match event {
        Event::DocumentReviewed { document, verdict: ReviewVerdict::Rejected, .. } => Some(*document),
        _ => None,
    }
}

fn wish(situation: &Situation<'_>, before: &Claim, after: &Claim, event: &Event) -> Option<(String, Audience)> {
    match event {
        Event::ClaimOpened(opened) => {
            // A claim that follows from another is told by that one's family already.
            let to = if opened.origin.is_some() { Audience::Family } else { Audience::Reporter };
            of_state(situation, after, to)
        }
        Event::ActionTaken(taken) if taken.from != taken.to => of_state(situation, after, Audience::AllOfFamily),
        Event::DocumentReviewed { document, verdict: ReviewVerdict::Rejected, .. } => {
            // A better version that waits for review makes the letter pointless, and what only the desk can bring is
            // not asked of the family.
            let document = after.document(*document)?;
            let theirs = situation.procedure.documents.get(&document.kind).is_some_and(DocumentSpec::is_of_family);
            let newer = after.documents.iter().any(|other| {
                other.kind == document.kind
                    && other.person == document.person
                    && other.version > document.version
                    && other.status == DocumentStatus::Pending
            });
            family(situation, "document_refused", Audience::Family).filter(|_| theirs && !newer)
        }
        Event::PersonChanged { person, details, .. } => {
            let to = match () {
                () if account_changed(before, *person, details) => Audience::AllOfFamily,
                () if contact_changed(before, *person, details) => Audience::OneOfFamily(*person),
                () => return None,
            };
            family(situation, "people_changed", to)
        }
        Event::PayeesSet { payees } => {
            let changed = !before.payees.is_empty() && before.payees != *payees;
            family(situation, "people_changed", Audience::AllOfFamily).filter(|_| changed)
        }
        Event::RungFired { kind, .. } => of_rung(situation, after, *kind),
        _ => None,
    }
}

/// An account that was recorded and is another one now: whoever did not ask for that must hear of it.
pub fn account_changed(before: &Claim, person: PersonId, details: &PersonDetails) -> bool {
    let known = before.person(person).and_then(|known| known.details.account.as_ref());
    known.is_some_and(|known| details.account.as_ref() != Some(known))
}

/// An address or a telephone that was recorded and is another one now, or none: letters and links no longer go there.
fn contact_changed(before: &Claim, person: PersonId, details: &PersonDetails) -> bool {
    let lost = |known: &Option<String>, now: &Option<String>| known.is_some() && known != now;
    let known = before.person(person).map(|known| &known.details);
    known.is_some_and(|known| lost(&known.email, &details.email) || lost(&known.phone, &details.phone))
}

fn of_state(situation: &Situation<'_>, after: &Claim, to: Audience) -> Option<(String, Audience)> {
    let letter = situation.procedure.state(&after.state)?.letter.as_deref()?;
    family(situation, letter, to)
}

/// A letter to the family, if the procedure uses it.
fn family(situation: &Situation<'_>, letter: &str, to: Audience) -> Option<(String, Audience)> {
    let used = situation.procedure.texts.iter().any(|text| text == letter);
    used.then(|| (letter.to_owned(), to))
}

/// Whom a rung speaks to depends on whose turn it is. Staff read of their own turns in the morning's digest, so that
/// no rung writes to them; what has passed escalates.
fn of_rung(situation: &Situation<'_>, after: &Claim, kind: RungKind) -> Option<(String, Audience)> {
    let state = situation.procedure.state(&after.state)?;
    match (kind, state.waiting_on?) {
        (RungKind::Reminder, WaitingOn::Heir) => family(situation, "reminder", Audience::Family),
        // Where the desk goes on by itself at the end, nobody is told that they are late.
        (RungKind::Overdue | RungKind::OverdueReminder, WaitingOn::Heir) if state.deadline.as_ref()?.then.is_none() => {
            family(situation, "overdue", Audience::Family)
        }
        (RungKind::Overdue | RungKind::OverdueReminder, WaitingOn::Insurer) => {
            Some(("insurer_overdue".to_owned(), Audience::Caseworker))
        }
        // Whether a clock shall still stand is not asked of who stopped it.
        (RungKind::Escalation, _) if after.clock.stands_still() => {
            Some(("escalation".to_owned(), Audience::Office(Role::Supervisor)))
        }
        (RungKind::Escalation, _) => {
            let role = state.deadline.as_ref()?.escalate_to;
            let to = if role == Role::Caseworker { Audience::Caseworker } else { Audience::Office(role) };
            Some(("escalation".to_owned(), to))
        }
        _ => None,
    }
}
