//! Calls whose words a newer letter makes untrue: a family without a mailbox is reminded again and again, and who calls
//! them reads out only what holds now.

use crate::letters::LetterKind;
use crate::store::ledger::{MadeCall, NewCall};
use crate::store::queries::OpenCall;

use super::calls_made::CallOutcome;
use super::recipients::{Recipient, Way};
use super::write::Written;

/// How a call ended that nobody needs to make: a newer letter stands in the place of its own.
pub(super) const SUPERSEDED: &str = "superseded";

/// Ends the open calls that a letter replaces, which was just written; `calls` is how many were asked for before it.
pub(super) fn replace(open: &[OpenCall], kind: LetterKind, recipient: &Recipient, calls: usize, written: &mut Written) {
    // One letter to several people ends the call to who reported the event once.
    let waits = |call: &&OpenCall| written.superseded.iter().all(|known| known.id != call.call.id);
    let replaced: Vec<&OpenCall> =
        open.iter().filter(|call| is_replaced(call, kind, recipient)).filter(waits).collect();
    if let Some(call) = written.calls.get_mut(calls) {
        hand_on(&replaced, call);
    }
    written.superseded.extend(replaced.into_iter().map(end));
}

/// Whether a letter makes the words of a call untrue: one to the same person, or to who reported the event, for they were
/// reminded only while nobody else was recorded.
fn is_replaced(call: &OpenCall, kind: LetterKind, recipient: &Recipient) -> bool {
    let person = recipient.person.map(|person| person.0);
    recipient.way != Way::Declined
        && (call.person.is_none() || call.person == person)
        && LetterKind::parse(&call.kind).is_some_and(|earlier| kind.replaces(earlier))
}

/// Hands what is known of the calls that are replaced to the one in their place: by when the first had to be made, unless
/// an alert tells of it already, and that a number is somebody else's.
fn hand_on(replaced: &[&OpenCall], call: &mut NewCall) {
    let earlier = replaced.iter().map(|open| &open.call);
    let untold = earlier.clone().filter(|it| it.alarmed_at.is_none()).map(|it| it.due_at);
    call.due_at = untold.fold(call.due_at, Ord::min);
    let wrong = CallOutcome::WrongNumber.as_str();
    let mut known = earlier.filter(|it| it.phone == call.phone).filter_map(|it| it.outcome.as_deref());
    call.tried = known.find(|outcome| *outcome == wrong).map(str::to_owned);
}

/// The end of a call that is replaced.
fn end(replaced: &OpenCall) -> MadeCall {
    let call = &replaced.call;
    MadeCall { id: call.id, by: None, outcome: SUPERSEDED.to_owned(), phone: call.phone.clone(), ends: true }
}
