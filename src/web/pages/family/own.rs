//! The one claim that a family's session is for. Every other is answered as if it did not exist.

use crate::claim::{ClaimNumber, PersonId};
use crate::desk::Holder;

use super::super::super::problem::WebError;
use super::super::visit::Visit;

/// The reader's own claim and who they are in it, if that is the claim an address names.
pub(super) fn own<'a>(visit: &'a Visit, number: &str) -> Result<(&'a ClaimNumber, PersonId), WebError> {
    let (own, person) = holder(visit)?;
    // The number is compared as it is written: an address has one spelling.
    if own.as_str() == number { Ok((own, person)) } else { Err(WebError::path_unknown()) }
}

/// The claim of the reader's session, and who they are in it.
pub(super) fn holder(visit: &Visit) -> Result<(&ClaimNumber, PersonId), WebError> {
    match visit.session.as_ref().map(|session| &session.holder) {
        Some(Holder::Family { number, person, .. }) => Ok((number, *person)),
        _ => Err(WebError::path_unknown()),
    }
}
