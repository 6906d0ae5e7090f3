//! The link that lets one person of a family in. Looking at it tells nothing and uses nothing up: programs that preview
//! messages look too.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

use crate::claim::FamilyLinkKind;
use crate::desk::{DeskError, FamilyLinkState};
use crate::words::shown;

use super::super::super::app::App;
use super::super::entry::device;
use super::super::form::Sent;
use super::super::page::{Face, Frame, PageResult, go_to, page_as};
use super::super::visit::{Visit, begin_session};
use super::own::holder;

const HOME: &str = "/keluarga";
/// Since when a new link is on its way, in seconds of 1970: an address stays in the browser longer than that link is good.
const ASKED: &str = "diminta";

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
    /// Where a new link is asked for, if this one was good once.
    renewal: Option<String>,
    /// That a new one was asked for just now, or why it is not sent again yet.
    renewed: Option<String>,
    /// Staff who try a link would use it up; they are told instead.
    for_staff: bool,
}

/// Shows what a link is worth.
pub(in super::super) async fn letter_box(app: Data<App>, path: Path<String>, visit: Visit) -> PageResult {
    let state = app.desk.family_link(&path).await?;
    show(&app, &visit, &path, &state, None).await
}

/// Asks for a new link with an old one. What is answered is the same whether an address is known or not.
pub(in super::super) async fn ask_again(app: Data<App>, path: Path<String>, visit: Visit, _sent: Sent) -> PageResult {
    if visit.is_staff() {
        return Ok(go_to(&format!("/m/{path}")));
    }
    match app.desk.send_new_link(&path).await {
        Ok(()) => Ok(go_to(&format!("/m/{path}?{ASKED}={}", app.desk.now().timestamp()))),
        Err(DeskError::LinkGone(state)) => show(&app, &visit, &path, &state, None).await,
        Err(DeskError::Locked { until, .. }) => {
            let words = visit.words();
            let at = shown::time(shown::jakarta_time(until), words.language());
            let state = app.desk.family_link(&path).await?;
            show(&app, &visit, &path, &state, Some(words.t1("new-link-locked", "at", at))).await
        }
        Err(other) => Err(other.into()),
    }
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
        return show(&app, &visit, &path, &state, None).await;
    }
    match app.desk.open_family_link(&path, &device(&request)).await {
        Ok(opened) => {
            let mut response = go_to(HOME);
            begin_session(&request, &mut response, &opened);
            Ok(response)
        }
        Err(DeskError::LinkGone(state)) => show(&app, &visit, &path, &state, None).await,
        Err(other) => Err(other.into()),
    }
}

/// Whether a link that was asked for then could still let somebody in.
fn is_on_its_way(asked: &str, now: DateTime<Utc>) -> bool {
    let asked = asked.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    asked.is_some_and(|asked| asked <= now && now < asked + FamilyLinkKind::Renewed.good_for())
}

/// `locked` says until when no new link is sent.
async fn show(app: &App, visit: &Visit, token: &str, state: &FamilyLinkState, locked: Option<String>) -> PageResult {
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
    let status = if locked.is_some() { StatusCode::TOO_MANY_REQUESTS } else { status };
    let once_good = matches!(state, FamilyLinkState::Used | FamilyLinkState::Expired);
    let offered = once_good && !visit.is_staff() && app.desk.offers_new_link(token).await?;
    let asked = offered && visit.asked(ASKED).is_some_and(|at| is_on_its_way(at, app.desk.now()));
    let renewed = locked.or_else(|| asked.then(|| words.t("new-link-asked")));
    let renewal = (offered && renewed.is_none()).then(|| format!("/m/{token}/baru"));
    let f = Frame::new(visit, Face::Family, title);
    page_as(status, &LetterBoxPage { f, good, what, how, renewal, renewed, for_staff })
}
