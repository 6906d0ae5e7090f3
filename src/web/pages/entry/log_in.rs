//! Logging in and out.

use actix_web::http::StatusCode;
use actix_web::http::header::USER_AGENT;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::desk::{DeskError, LogIn};

use super::super::super::app::App;
use super::super::field::FieldView;
use super::super::form::Sent;
use super::super::page::{Face, Frame, PageResult, go_to, go_to_done, page_as};
use super::super::problems::Wrong;
use super::super::shown;
use super::super::visit::{Visit, begin_session, forget_session, home_of};

#[derive(Template)]
#[template(path = "entry/log_in.html")]
struct LogInPage {
    f: Frame,
    fields: Vec<FieldView>,
    next: String,
    first_steps: bool,
}

/// Shows the form.
pub(in super::super) async fn log_in_form(app: Data<App>, visit: Visit) -> PageResult {
    if visit.is_staff() {
        return Ok(go_to(visit.home()));
    }
    let next = visit.asked("next").unwrap_or_default().to_owned();
    show(&app, &visit, StatusCode::OK, "", &next, Vec::new()).await
}

async fn show(app: &App, visit: &Visit, status: StatusCode, email: &str, next: &str, wrong: Vec<Wrong>) -> PageResult {
    let words = visit.words();
    let password =
        FieldView::line("password", words.t("log-in-password"), "").typed("password", "text", "current-password");
    let fields = vec![
        FieldView::line("email", words.t("log-in-email"), email).typed("email", "email", "username").required(),
        password.required(),
    ];
    let template = LogInPage {
        f: Frame::new(visit, Face::Desk, words.t("log-in-title")).with_wrong(wrong),
        fields,
        next: next.to_owned(),
        first_steps: !app.desk.has_users().await?,
    };
    page_as(status, &template)
}

/// Lets somebody in. A wrong address and a wrong password are told alike.
pub(in super::super) async fn log_in(app: Data<App>, request: HttpRequest, visit: Visit, sent: Sent) -> PageResult {
    let email = sent.filled("email").unwrap_or_default().to_owned();
    let next = sent.get("next").unwrap_or_default().to_owned();
    let wish = LogIn {
        email: email.clone(),
        password: sent.get("password").unwrap_or_default().to_owned(),
        device: device(&request),
        peer: request.peer_addr().map(|peer| peer.ip().to_string()),
    };
    match app.desk.log_in(&wish).await {
        Ok(opened) => {
            let home = home_of(opened.session.caller.actor.role);
            Ok(entered(&request, &opened.token, local(&next).unwrap_or(home)))
        }
        Err(DeskError::WrongPassword) => {
            let words = visit.words();
            let wrong = Wrong { field: Some("email".to_owned()), words: words.t("log-in-wrong") };
            show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, &email, &next, vec![wrong]).await
        }
        Err(DeskError::Locked { until, .. }) => {
            let words = visit.words();
            let at = shown::time(shown::jakarta_time(until), words.language());
            let wrong = Wrong { field: None, words: words.t1("log-in-locked", "at", at) };
            show(&app, &visit, StatusCode::TOO_MANY_REQUESTS, &email, &next, vec![wrong]).await
        }
        Err(other) => Err(other.into()),
    }
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

/// What the browser says it is, so that a list of sessions can be read.
pub(in super::super) fn device(request: &HttpRequest) -> String {
    let said = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok());
    said.unwrap_or_default().to_owned()
}

/// An address of this desk, and of nobody else: what follows a log-in must not lead away.
fn local(address: &str) -> Option<&str> {
    let path = address.strip_prefix('/')?;
    let leads_away = path.starts_with(['/', '\\']) || address.chars().any(|c| c.is_control() || c == '\\');
    (!leads_away && !address.starts_with("/masuk")).then_some(address)
}

/// A page after which somebody is logged in.
pub(super) fn entered(request: &HttpRequest, token: &str, home: &str) -> HttpResponse {
    let mut response = go_to(home);
    begin_session(request, &mut response, token);
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
