//! What a person says to the list of heirs, as they told the office.

use actix_web::web::{Data, Path};
use uuid::Uuid;

use crate::claim::{Command, Consent, Person, PersonId};
use crate::words::Words;

use super::super::super::super::app::App;
use super::super::super::field::FieldView;
use super::super::super::form::Sent;
use super::super::super::page::{PageResult, go_to_done};
use super::super::super::visit::Visit;
use super::super::changing::change;
use super::show::show;
use super::told::{self, TOLD_CHARACTERS_MAX};

const ANSWERS: [(Consent, &str); 3] =
    [(Consent::Given, "given"), (Consent::Objected, "objected"), (Consent::Open, "open")];

/// Something else than is recorded: to ask whether anything may be recorded at all.
pub(super) fn other(person: &Person) -> Command {
    let consent = if person.details.consent == Consent::Given { Consent::Open } else { Consent::Given };
    Command::RecordConsent { person: person.id, consent, note: None }
}

/// The boxes of the form.
pub(super) fn fields(person: &Person, sent: &Sent, words: Words) -> Vec<FieldView> {
    let known = ANSWERS.iter().find(|(consent, _)| *consent == person.details.consent).map_or("", |(_, word)| word);
    let answers = ANSWERS.map(|(_, word)| (word.to_owned(), words.t(&format!("person-consent-{word}"))));
    vec![
        FieldView::choice("consent", words.t("person-consent-ask"), answers, sent.get("consent").unwrap_or(known))
            .required(),
        FieldView::area("told", words.t("person-told"), sent.get("told").unwrap_or_default(), TOLD_CHARACTERS_MAX)
            .help(words.t("person-told-help"))
            .required(),
    ]
}

/// Records what a person told the office.
pub(in super::super::super) async fn record_consent(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let (number, id) = path.into_inner();
    let done = match told::read(&sent, ("consent", &ANSWERS), "told") {
        Ok((consent, note)) => {
            let command = Command::RecordConsent { person: PersonId(id), consent, note: Some(note) };
            change(&app, &visit, &number, &sent, &command).await?
        }
        Err(problems) => Err(problems),
    };
    match done {
        Ok(()) => Ok(go_to_done(&format!("/desk/claims/{number}/people/{id}"), "consent")),
        Err(problems) => show(&app, &visit, (&number, id), &sent, &problems, problems.status()).await,
    }
}
