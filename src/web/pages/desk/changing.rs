//! How the pages of the desk change a claim: the same wish as the interface for machines, on the version that the page
//! showed, under the mark by which a second press is known.

use crate::claim::{Command, Refused};
use crate::desk::{Case, DeskError};
use crate::words::Words;
use crate::workflow::Role;

use super::super::super::app::App;
use super::super::super::problem::WebError;
use super::super::form::Sent;
use super::super::problems::{Problems, law_words};
use super::super::visit::Visit;

/// Where a page belongs: the claim, as a link back to it.
pub(super) struct Home {
    /// The claim's number.
    pub(super) number: String,
    /// `Klaim JKM-…, Dedi Bambang`: what the link back says.
    pub(super) back: String,
    /// The version that the page shows.
    pub(super) version: i64,
}

impl Home {
    /// The place of a case.
    pub(super) fn of(case: &Case, words: Words) -> Self {
        let number = case.claim.number.to_string();
        Self {
            back: words.with("paper-back", &[("number", &number), ("name", &case.participant.name)]),
            version: case.claim.version,
            number,
        }
    }
}

/// Carries out what a form asks for. `Ok(Err(..))` is what the sender can put right in the form.
///
/// # Errors
/// When no form helps.
pub(super) async fn change(
    app: &App,
    visit: &Visit,
    number: &str,
    sent: &Sent,
    command: &Command,
) -> Result<Result<(), Problems>, WebError> {
    match app.desk.act(visit.asks(number, sent)?, command).await {
        Ok(_) => Ok(Ok(())),
        Err(error) => Ok(Err(Problems::of(error)?)),
    }
}

/// What a command would do, or why it would not be done: shown before anybody presses a button.
///
/// # Errors
/// When neither can be said.
pub(super) async fn refusal(
    app: &App,
    visit: &Visit,
    number: &str,
    command: &Command,
) -> Result<Option<String>, WebError> {
    let words = visit.words();
    match app.desk.rehearse(number, visit.actor()?, command).await {
        // A field that is empty so far is no reason against asking for it.
        Ok(_) | Err(DeskError::Refused(Refused::Invalid(_))) => Ok(None),
        Err(DeskError::Refused(Refused::Rules(refusals))) => {
            let told = refusals.iter().map(|refusal| {
                let (message, remedy) = (words.of_text(&refusal.message), words.of_text(&refusal.remedy));
                format!("{message} ({}) {remedy}", law_words(&refusal.law, words))
            });
            Ok(Some(told.collect::<Vec<_>>().join(" ")))
        }
        Err(DeskError::Refused(Refused::NotAllowed(why))) => Ok(Some(words.of_text(&why))),
        Err(other) => Err(other.into()),
    }
}

/// Whether whoever reads the page may change anything; auditors only read.
pub(super) fn acts(visit: &Visit) -> bool {
    visit.role().is_some_and(Role::is_staff)
}

/// Two values as one mark, by which a page knows that what it showed is what was sent.
pub(super) fn mark(values: &[(&str, &str)]) -> String {
    let pairs = values.iter().map(|(name, value)| ((*name).to_owned(), value.trim().to_owned()));
    Sent::new(pairs.collect()).fingerprint()
}
