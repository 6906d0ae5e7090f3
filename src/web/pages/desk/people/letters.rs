//! Which letters a person wants, as they told the office.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use uuid::Uuid;

use crate::claim::{Command, PersonId};

use super::super::super::super::app::App;
use super::super::super::form::Sent;
use super::super::super::page::{PageResult, go_to_done};
use super::super::super::visit::Visit;
use super::super::changing::change;
use super::show::show;

/// Switches a person's letters: all of them, or only those that must be.
pub(in super::super::super) async fn choose_person_letters(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let (number, id) = path.into_inner();
    let fewer = sent.get("fewer") == Some("true");
    let command = Command::ChooseLetters { person: PersonId(id), fewer };
    match change(&app, &visit, &number, &sent, &command).await? {
        Ok(()) => Ok(go_to_done(&format!("/desk/claims/{number}/people/{id}"), "person-letters")),
        Err(problems) => show(&app, &visit, (&number, id), &sent, &problems, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}
