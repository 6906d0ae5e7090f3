//! What all changes of a claim share: the wish as the desk takes it, and the usual answers.

use crate::claim::{Claim, Command};
use crate::desk::{self, Changed, DeskError, Extra, Wish};

use super::super::app::App;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;

/// How a command is made from the claim as it stands.
pub(super) type Make<'a> = dyn Fn(&Claim) -> Result<Command, DeskError> + Send + Sync + 'a;

/// How the answer to a change is made.
pub(super) type Show<'a> = dyn Fn(&Changed<'_>) -> desk::Answer + Send + Sync + 'a;

/// Asks the desk to change a claim.
pub(super) async fn change(
    app: &App,
    number: &str,
    asking: &Asking,
    fingerprint: &str,
    command: &Make<'_>,
    show: &Show<'_>,
) -> Answer {
    let wish = Wish {
        claim: number,
        actor: asking.actor(),
        expected: asking.expected,
        lenient: false,
        command,
        key: asking.key(fingerprint),
        extra: Extra::default(),
    };
    Ok(Reply::from(app.desk.change(&wish, &|changed: &Changed<'_>| Ok(show(changed))).await?))
}

/// 200 with the claim as it stands now.
pub(super) fn the_claim(changed: &Changed<'_>) -> desk::Answer {
    answer(200, changed, changed.view.clone())
}

/// An answer with the claim's new version.
pub(super) fn answer(status: u16, changed: &Changed<'_>, body: serde_json::Value) -> desk::Answer {
    desk::Answer { status, version: Some(changed.after.version), location: None, body }
}
