//! One's own page: where one is logged in, one's password, one's letters and absence.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use uuid::Uuid;

use crate::desk::{DeskError, Session};
use crate::law::Text;
use crate::words::shown;

use super::super::super::app::App;
use super::super::super::problem::WebError;
use super::super::field::{FieldView, told};
use super::super::form::Sent;
use super::super::page::{Face, Frame, PageResult, go_to, go_to_done, page_as};
use super::super::problems::Problems;
use super::super::visit::{Visit, forget_session};
use super::device::device_words;
use super::my_letters;

const PAGE: &str = "/desk/me";

#[derive(Template)]
#[template(path = "entry/me.html")]
struct MePage {
    f: Frame,
    role: String,
    sessions: Vec<SessionView>,
    fields: Vec<FieldView>,
    letters: Vec<FieldView>,
    /// That the reader is away now, until when, and who stands in.
    away: Option<String>,
}

struct SessionView {
    id: Uuid,
    device: String,
    begun: String,
    seen: String,
    this_one: bool,
}

/// Shows one's sessions and the form of a new password.
pub(in super::super) async fn me(app: Data<App>, visit: Visit) -> PageResult {
    show(&app, &visit, StatusCode::OK, &Sent::default(), &Problems::default()).await
}

pub(super) async fn show(app: &App, visit: &Visit, status: StatusCode, sent: &Sent, problems: &Problems) -> PageResult {
    let (words, session) = (visit.words(), session(visit)?);
    let language = words.language();
    let sessions = app.desk.sessions_of(&session.caller.actor).await?;
    let sessions = sessions.into_iter().map(|item| SessionView {
        this_one: item.id == session.id,
        id: item.id,
        device: device_words(&item.device).unwrap_or_else(|| words.t("me-unknown-device")),
        begun: shown::moment(item.created_at, language),
        seen: shown::moment(item.last_seen_at, language),
    });
    let secret = |name: &str, label: String, fill: &'static str| {
        FieldView::line(name, label, "").typed("password", "text", fill).required()
    };
    let fields = vec![
        secret("old", words.t("me-old-password"), "current-password"),
        secret("password", words.t("me-new-password"), "new-password").help(words.t("invitation-password-help")),
    ];
    let names: Vec<&str> = ["old", "password"].into_iter().chain(my_letters::BOXES).collect();
    let (today, role) = (my_letters::today(app), session.caller.actor.role);
    let choice = app.desk.letter_choice(my_letters::user(visit)?).await?;
    // Who works for all offices gets no work list in the morning.
    let reads_digest = role.is_staff() && session.caller.actor.office.is_some();
    let letters = my_letters::fields(&choice, sent, reads_digest, today, words);
    page_as(
        status,
        &MePage {
            f: Frame::new(visit, Face::Desk, words.t("me-title")).with_wrong(problems.summary(words, &names)),
            role: words.t(&format!("role-{role}")),
            sessions: sessions.collect(),
            fields: told(fields, problems, words),
            letters: told(letters, problems, words),
            away: my_letters::away(&choice, today, words),
        },
    )
}

/// Changes the password; one's other sessions end.
pub(in super::super) async fn change_password(app: Data<App>, visit: Visit, sent: Sent) -> PageResult {
    let old = sent.get("old").unwrap_or_default();
    let new = sent.get("password").unwrap_or_default();
    let problems = match app.desk.change_password(session(&visit)?, old, new).await {
        Ok(()) => return Ok(go_to_done(PAGE, "password-changed")),
        Err(DeskError::WrongPassword) => {
            let message = Text::new("Kata sandi sekarang salah.", "The present password is wrong.");
            Problems::field("old", "wrong_password", message)
        }
        Err(other) => Problems::of(other)?,
    };
    show(&app, &visit, problems.status(), &Sent::default(), &problems).await
}

/// Ends one of one's sessions.
pub(in super::super) async fn end_session(
    app: Data<App>,
    path: Path<Uuid>,
    request: HttpRequest,
    visit: Visit,
    _sent: Sent,
) -> PageResult {
    let session = session(&visit)?;
    app.desk.end_session(*path, &session.caller.actor).await?;
    if *path != session.id {
        return Ok(go_to_done(PAGE, "session-ended"));
    }
    let mut response = go_to("/masuk");
    forget_session(&request, &mut response);
    Ok(response)
}

/// Ends all of one's sessions but this.
pub(in super::super) async fn end_others(app: Data<App>, visit: Visit, _sent: Sent) -> PageResult {
    app.desk.end_other_sessions(session(&visit)?).await?;
    Ok(go_to_done(PAGE, "session-ended"))
}

fn session(visit: &Visit) -> Result<&Session, WebError> {
    visit.session.as_ref().ok_or_else(WebError::unauthorized)
}
