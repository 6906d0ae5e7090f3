//! The one-time link by which a user chooses a password: the first administrator, whoever is new, and whoever forgot.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::desk::{DeskError, InvitedUser};

use super::super::super::app::App;
use super::super::super::problem::WebError;
use super::super::field::{FieldView, told};
use super::super::form::Sent;
use super::super::page::{Face, Frame, PageResult, page_as};
use super::super::problems::Problems;
use super::super::visit::{Visit, home_of};
use super::log_in::{device, entered};

#[derive(Template)]
#[template(path = "entry/invitation.html")]
struct InvitationPage {
    f: Frame,
    welcome: String,
    fields: Vec<FieldView>,
    email: String,
}

/// Shows who is invited. Looking uses nothing up.
pub(in super::super) async fn invitation(app: Data<App>, path: Path<String>, visit: Visit) -> PageResult {
    let invited = app.desk.invitation(&path).await?.ok_or_else(gone)?;
    show(&visit, StatusCode::OK, &invited, &Problems::default())
}

fn show(visit: &Visit, status: StatusCode, invited: &InvitedUser, problems: &Problems) -> PageResult {
    let words = visit.words();
    let password = FieldView::line("password", words.t("invitation-password"), "")
        .typed("password", "text", "new-password")
        .help(words.t("invitation-password-help"))
        .required();
    page_as(
        status,
        &InvitationPage {
            f: Frame::new(visit, Face::Desk, words.t("invitation-title"))
                .with_wrong(problems.summary(words, &["password"])),
            welcome: words.t1("invitation-welcome", "name", invited.name.as_str()),
            fields: told(vec![password], problems, words),
            email: invited.email.clone(),
        },
    )
}

/// Sets the password and lets its user in.
pub(in super::super) async fn accept_invitation(
    app: Data<App>,
    path: Path<String>,
    request: HttpRequest,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let password = sent.get("password").unwrap_or_default();
    match app.desk.accept_invitation(&path, password, &device(&request)).await {
        Ok(opened) => Ok(entered(&request, &opened, home_of(opened.session.caller.actor.role))),
        Err(DeskError::LinkGone(_)) => Err(gone()),
        Err(error) => {
            let problems = Problems::of(error)?;
            let invited = app.desk.invitation(&path).await?.ok_or_else(gone)?;
            show(&visit, problems.status(), &invited, &problems)
        }
    }
}

/// A link that lets nobody in any more.
fn gone() -> WebError {
    let detail = crate::law::Text::new(
        "Tautan ini sudah dipakai atau sudah lewat waktunya. Minta yang baru kepada pengelola kantor.",
        "This link was used, or its time is over. Ask the office's administrator for a new one.",
    );
    WebError::new(StatusCode::GONE, "link_gone", detail)
}
