//! Fewer letters: the link at the end of a letter. Looking changes nothing; one press, or the one click of a mail program,
//! does. It needs no session: whoever holds the letter holds the link.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Path};
use askama::Template;

use crate::desk::DeskError;

use super::super::super::app::App;
use super::super::page::{Face, Frame, PageResult, go_to, page_as};
use super::super::visit::Visit;

/// What a mail program sends (RFC 8058).
const ONE_CLICK: &[u8] = b"One-Click";

#[derive(Template)]
#[template(path = "family/fewer.html")]
struct FewerPage {
    f: Frame,
    standing: Standing,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It can be chosen.
    Asked,
    /// It was chosen just now.
    Chosen,
    /// There is no such link, or its time is over.
    Gone,
}

impl Standing {
    fn is_asked(self) -> bool {
        self == Self::Asked
    }

    fn is_chosen(self) -> bool {
        self == Self::Chosen
    }
}

/// Shows what the link is for, or that it was done.
pub(in super::super) async fn fewer_letters(app: Data<App>, token: Path<String>, visit: Visit) -> PageResult {
    let good = app.desk.is_fewer_letters_link(&token).await?;
    let standing = match (good, visit.asked("sudah").is_some()) {
        (false, _) => Standing::Gone,
        (true, true) => Standing::Chosen,
        (true, false) => Standing::Asked,
    };
    show(&visit, standing)
}

/// Chooses it. A mail program is answered at once, for it follows no way on.
pub(in super::super) async fn want_fewer(app: Data<App>, token: Path<String>, visit: Visit, body: Bytes) -> PageResult {
    match app.desk.want_fewer_letters(&token).await {
        Ok(()) if body.windows(ONE_CLICK.len()).any(|part| part == ONE_CLICK) => show(&visit, Standing::Chosen),
        Ok(()) => Ok(go_to(&format!("/surat/berhenti/{token}?sudah=1"))),
        Err(DeskError::NotFound(_)) => show(&visit, Standing::Gone),
        Err(other) => Err(other.into()),
    }
}

fn show(visit: &Visit, standing: Standing) -> Result<HttpResponse, super::super::super::problem::WebError> {
    let words = visit.words();
    let (status, title) = match standing {
        Standing::Asked => (StatusCode::OK, "fewer-title"),
        Standing::Chosen => (StatusCode::OK, "fewer-chosen-title"),
        Standing::Gone => (StatusCode::NOT_FOUND, "fam-gone-title"),
    };
    page_as(status, &FewerPage { f: Frame::new(visit, Face::Family, words.t(title)), standing })
}
