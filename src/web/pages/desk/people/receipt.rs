//! Whether the money has arrived, as a person told the office.

use actix_web::web::{Data, Path};
use uuid::Uuid;

use crate::claim::{Claim, Command, PersonId};
use crate::words::Words;

use super::super::super::super::app::App;
use super::super::super::field::FieldView;
use super::super::super::form::Sent;
use super::super::super::page::{PageResult, go_to_done};
use super::super::super::visit::Visit;
use super::super::changing::change;
use super::show::show;
use super::told::{self, TOLD_CHARACTERS_MAX};

const ANSWERS: [(bool, &str); 2] = [(true, "yes"), (false, "no")];

/// What a person says of the money that went into their account; none where none did.
pub(super) fn words_of(claim: &Claim, person: PersonId, words: Words) -> Option<String> {
    let said = claim.receipt(person).map(|receipt| receipt.arrived);
    let key = match said {
        None => "person-receipt-open",
        Some(true) => "person-receipt-yes",
        Some(false) => "person-receipt-no",
    };
    claim.is_paid_into(person).then(|| words.t(key))
}

/// The boxes of the form.
pub(super) fn fields(sent: &Sent, words: Words) -> Vec<FieldView> {
    let answers = ANSWERS.map(|(_, word)| (word.to_owned(), words.t(&format!("person-receipt-{word}"))));
    let get = |name: &str| sent.get(name).unwrap_or_default();
    vec![
        FieldView::choice("arrived", words.t("person-receipt-ask"), answers, get("arrived")).required(),
        FieldView::area("receipt-told", words.t("person-told"), get("receipt-told"), TOLD_CHARACTERS_MAX)
            .help(words.t("person-receipt-told-help"))
            .required(),
    ]
}

/// Records what a person told the office.
pub(in super::super::super) async fn record_receipt(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let (number, id) = path.into_inner();
    let done = match told::read(&sent, ("arrived", &ANSWERS), "receipt-told") {
        Ok((arrived, note)) => {
            let command = Command::SayReceipt { person: PersonId(id), arrived, note: Some(note) };
            change(&app, &visit, &number, &sent, &command).await?
        }
        Err(problems) => Err(problems),
    };
    match done {
        Ok(()) => Ok(go_to_done(&format!("/desk/claims/{number}/people/{id}"), "consent")),
        Err(problems) => show(&app, &visit, (&number, id), &sent, &problems, problems.status()).await,
    }
}
