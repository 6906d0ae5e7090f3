//! Makes a link and shows it, once: the letter to print, or the message to copy.

use actix_web::web::{Data, Path};

use crate::claim::{FamilyLinkKind, PersonId};
use crate::desk::{Asked, DeskError};
use crate::law::Text;

use super::super::super::super::app::App;
use super::super::super::form::Sent;
use super::super::super::page::PageResult;
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::choose::show;
use super::letter::letter;

/// Makes the link. The answer is the letter itself: its token is told once and kept nowhere, so there is no address
/// that could show it again.
pub(in super::super::super) async fn make(app: Data<App>, path: Path<String>, visit: Visit, sent: Sent) -> PageResult {
    let case = app.desk.case(&path, visit.actor()?).await?;
    let (person, kind) = match chosen(&sent) {
        Ok(chosen) => chosen,
        Err(problems) => return show(&app, &visit, &case, &sent, &problems).await,
    };
    // Another change of the claim is no reason to make no link.
    let asked = Asked { expected: None, ..visit.asks(&path, &sent)? };
    match app.desk.make_family_link(asked, person, kind).await {
        Ok(link) => letter(&visit, &case, &link, person, kind, app.desk.public_url()),
        Err(error @ DeskError::Refused(_)) => show(&app, &visit, &case, &sent, &Problems::of(error)?).await,
        Err(other) => Err(other.into()),
    }
}

fn chosen(sent: &Sent) -> Result<(PersonId, FamilyLinkKind), Problems> {
    let Some(person) = sent.filled("person").and_then(|person| person.parse().ok()) else {
        let message = Text::new("Pilih untuk siapa tautan ini.", "Choose whom this link is for.");
        return Err(Problems::field("person", "required", message));
    };
    match sent.get("kind") {
        Some("printed") => Ok((PersonId(person), FamilyLinkKind::Printed)),
        Some("sent") => Ok((PersonId(person), FamilyLinkKind::Sent)),
        _ => {
            let message = Text::new("Pilih dicetak atau dikirim.", "Choose printed or sent.");
            Err(Problems::field("kind", "required", message))
        }
    }
}
