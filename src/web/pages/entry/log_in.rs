//! Logging in and out.

use actix_web::http::StatusCode;
use actix_web::http::header::USER_AGENT;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::desk::{DeskError, LogIn, OpenedSession};
use crate::words::shown;

use super::super::super::app::App;
use super::super::field::FieldView;
use super::super::form::Sent;
use super::super::page::{Face, Frame, PageResult, go_to, go_to_done, page_as};
use super::super::problems::Wrong;
use super::super::visit::{Visit, begin_session, forget_session, home_of};
use super::kept::{Kept, show as show_kept};

#[derive(Template)]
#[template(path = "entry/log_in.html")]
struct LogInPage {
    f: Frame,
    fields: Vec<FieldView>,
    next: String,
    /// What was sent after the session had ended, to be carried along.
    kept: Option<Kept>,
    first_steps: bool,
}

/// What the log-in shows beside its fields.
#[derive(Default)]
struct Around<'a> {
    email: &'a str,
    next: &'a str,
    kept: Option<Kept>,
    wrong: Vec<Wrong>,
}

/// Shows the form.
pub(in super::super) async fn log_in_form(app: Data<App>, visit: Visit) -> PageResult {
    if visit.is_staff() {
        return Ok(go_to(visit.home()));
    }
    let next = visit.asked("next").unwrap_or_default().to_owned();
    show(&app, &visit, StatusCode::OK, Around { next: &next, ..Around::default() }).await
}

/// Shows the form to whoever sent something after their session had ended.
pub(in super::super) async fn log_in_again(app: &App, visit: &Visit, kept: Kept) -> PageResult {
    show(app, visit, StatusCode::UNAUTHORIZED, Around { kept: Some(kept), ..Around::default() }).await
}

async fn show(app: &App, visit: &Visit, status: StatusCode, around: Around<'_>) -> PageResult {
    let words = visit.words();
    let password = FieldView::line("password", words.t("log-in-password"), "");
    let fields = vec![
        FieldView::line("email", words.t("log-in-email"), around.email).typed("email", "email", "username").required(),
        password.typed("password", "text", "current-password").required(),
    ];
    let template = LogInPage {
        f: Frame::new(visit, Face::Desk, words.t("log-in-title")).with_wrong(around.wrong),
        fields,
        next: around.next.to_owned(),
        kept: around.kept,
        first_steps: !app.desk.has_users().await?,
    };
    page_as(status, &template)
}

/// Lets somebody in. A wrong address and a wrong password are told alike.
pub(in super::super) async fn log_in(app: Data<App>, request: HttpRequest, visit: Visit, sent: Sent) -> PageResult {
    let email = sent.filled("email").unwrap_or_default().to_owned();
    let next = sent.get("next").unwrap_or_default().to_owned();
    let kept = Kept::carried(&sent);
    let wish = LogIn {
        email: email.clone(),
        password: sent.get("password").unwrap_or_default().to_owned(),
        device: device(&request),
        peer: peer(&request),
    };
    match app.desk.log_in(&wish).await {
        Ok(opened) => enter(&request, visit, &opened, &next, kept),
        Err(DeskError::WrongPassword) => {
            let words = visit.words();
            let wrong = Wrong { field: Some("email".to_owned()), words: words.t("log-in-wrong") };
            let around = Around { email: &email, next: &next, kept, wrong: vec![wrong] };
            show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, around).await
        }
        Err(DeskError::Locked { until, .. }) => {
            let words = visit.words();
            let at = shown::time(shown::jakarta_time(until), words.language());
            let wrong = Wrong { field: None, words: words.t1("log-in-locked", "at", at) };
            let around = Around { email: &email, next: &next, kept, wrong: vec![wrong] };
            show(&app, &visit, StatusCode::TOO_MANY_REQUESTS, around).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Where somebody goes who has just come in: to what they had written, to what they had wanted, or home.
fn enter(request: &HttpRequest, visit: Visit, opened: &OpenedSession, next: &str, kept: Option<Kept>) -> PageResult {
    let home = home_of(opened.session.caller.actor.role);
    let Some(kept) = kept else {
        return Ok(entered(request, opened, local(next).unwrap_or(home)));
    };
    let inside = visit.inside(opened.session.clone());
    let mut response = show_kept(&inside, &kept)?;
    begin_session(request, &mut response, opened);
    Ok(response)
}

/// Ends the session.
pub(in super::super) async fn log_out(app: Data<App>, request: HttpRequest, visit: Visit, _sent: Sent) -> PageResult {
    if let Some(session) = &visit.session {
        app.desk.end_session(session.id, &session.caller.actor).await?;
    }
    let mut response = go_to_done("/", "logged-out");
    forget_session(&request, &mut response);
    Ok(response)
}

/// From where in the network somebody comes. A proxy on this machine is nobody: counted together, one who guesses
/// would lock everybody out.
fn peer(request: &HttpRequest) -> Option<String> {
    let address = request.peer_addr()?.ip();
    (!address.is_loopback()).then(|| address.to_string())
}

/// What the browser says it is, so that a list of sessions can be read.
pub(in super::super) fn device(request: &HttpRequest) -> String {
    let said = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok());
    said.unwrap_or_default().to_owned()
}

/// An address of this desk, and of nobody else: what follows a log-in must not lead away.
pub(super) fn local(address: &str) -> Option<&str> {
    let path = address.strip_prefix('/')?;
    let leads_away = path.starts_with(['/', '\\']) || address.chars().any(|c| c.is_control() || c == '\\');
    (!leads_away && !address.starts_with("/masuk")).then_some(address)
}

/// A page after which somebody is logged in.
pub(super) fn entered(request: &HttpRequest, opened: &OpenedSession, home: &str) -> HttpResponse {
    let mut response = go_to(home);
    begin_session(request, &mut response, opened);
    response
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn a_log_in_leads_nowhere_else() {
        let check = |address: &str, expected: bool| assert_eq!(local(address).is_some(), expected, "{address}");
        check("/desk", true);
        check("/desk/claims/JKM-2026-000001-1?x=1", true);
        check("", false);
        check("//evil.example", false);
        check("/\\evil.example", false);
        check("/a\nb", false);
        check("https://evil.example", false);
        check("/masuk?next=/masuk", false);
    }
}
