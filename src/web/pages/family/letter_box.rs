//! The link that lets one person of a family in. Looking at it tells nothing and uses nothing up: programs that preview
//! messages look too.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::desk::{DeskError, FamilyLinkState};

use super::super::super::app::App;
use super::super::entry::device;
use super::super::form::Sent;
use super::super::page::{Face, Frame, PageResult, go_to, page_as};
use super::super::visit::{Visit, begin_session};
use super::own::holder;

const HOME: &str = "/keluarga";

#[derive(Template)]
#[template(path = "family/letter_box.html")]
struct LetterBoxPage {
    f: Frame,
    /// Whether the link lets somebody in.
    good: bool,
    /// What happened to it, when it does not.
    what: String,
    /// What helps.
    how: String,
    /// Staff who try a link would use it up; they are told instead.
    for_staff: bool,
}

/// Shows what a link is worth.
pub(in super::super) async fn letter_box(app: Data<App>, path: Path<String>, visit: Visit) -> PageResult {
    let state = app.desk.family_link(&path).await?;
    show(&visit, &state)
}

/// Lets the person of the link in, and takes the token out of the address.
pub(in super::super) async fn come_in(
    app: Data<App>,
    path: Path<String>,
    request: HttpRequest,
    visit: Visit,
    _sent: Sent,
) -> PageResult {
    if visit.is_staff() {
        let state = app.desk.family_link(&path).await?;
        return show(&visit, &state);
    }
    match app.desk.open_family_link(&path, &device(&request)).await {
        Ok(opened) => {
            let mut response = go_to(HOME);
            begin_session(&request, &mut response, &opened);
            Ok(response)
        }
        Err(DeskError::LinkGone(state)) => show(&visit, &state),
        Err(other) => Err(other.into()),
    }
}

fn show(visit: &Visit, state: &FamilyLinkState) -> PageResult {
    let good = matches!(state, FamilyLinkState::Good { .. });
    // Whoever came in by this link before is still in: the letter is simply opened again.
    if *state == FamilyLinkState::Used && holder(visit).is_ok() {
        return Ok(go_to(HOME));
    }
    let words = visit.words();
    let (status, what, how) = match state {
        FamilyLinkState::Good { .. } => (StatusCode::OK, String::new(), String::new()),
        FamilyLinkState::Used => (StatusCode::GONE, words.t("fam-gone-used"), words.t("fam-gone-used-how")),
        FamilyLinkState::Expired => (StatusCode::GONE, words.t("fam-gone-expired"), words.t("fam-gone-how")),
        FamilyLinkState::Revoked => (StatusCode::GONE, words.t("fam-gone-revoked"), words.t("fam-gone-revoked-how")),
        FamilyLinkState::Unknown => {
            (StatusCode::NOT_FOUND, words.t("fam-gone-unknown"), words.t("fam-gone-unknown-how"))
        }
    };
    let title = if good { words.t("fam-letter-title") } else { words.t("fam-gone-title") };
    let for_staff = good && visit.is_staff();
    page_as(status, &LetterBoxPage { f: Frame::new(visit, Face::Family, title), good, what, how, for_staff })
}
