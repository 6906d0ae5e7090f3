//! A letter on paper with a code that lets its person in: what stands for a mail with a link where no mail arrives.

use actix_web::web::{Data, Path};
use askama::Template;
use uuid::Uuid;

use crate::claim::FamilyLinkKind;
use crate::desk::{Asked, DeskError};
use crate::words::Words;

use super::super::super::super::app::App;
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to, page};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::super::link::LinkCode;
use super::letter::show;

#[derive(Template)]
#[template(path = "desk/letter_printed.html")]
struct PrintedPage {
    f: Frame,
    /// The words of the letter.
    l: Words,
    lang: &'static str,
    subject: String,
    text: String,
    link: LinkCode,
    back: String,
}

/// Makes a link for the letter's person and shows the letter with it, once: its token is kept nowhere, so that there is no
/// address that could show it again.
pub(in super::super::super) async fn print_letter(
    app: Data<App>,
    id: Path<Uuid>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let letter = app.desk.letter(*id, visit.actor()?).await?;
    let back = format!("/desk/letters/{id}");
    let (Some(number), Some(person)) = (letter.claim.as_deref(), letter.opens_for) else { return Ok(go_to(&back)) };
    // Another change of the claim is no reason to make no link.
    let asked = Asked { expected: None, ..visit.asks(number, &sent)? };
    let link = match app.desk.make_family_link(asked, person, FamilyLinkKind::Printed).await {
        Ok(link) => link,
        Err(error @ DeskError::Refused(_)) => return show(&app, &visit, *id, &letter, &Problems::of(error)?),
        Err(other) => return Err(other.into()),
    };
    page(&PrintedPage {
        f: Frame::new(&visit, Face::Desk, visit.words().t1("link-made-title", "name", link.name.as_str())),
        l: Words::of(letter.language),
        lang: letter.language.code(),
        subject: letter.words.subject.clone(),
        text: letter.words.text.trim().to_owned(),
        link: LinkCode::of(&link, app.desk.public_url(), letter.language),
        back,
    })
}
