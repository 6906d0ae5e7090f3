//! The front page: where a family and where staff go on. In a demo it lists the log-ins.

use actix_web::web::Data;
use askama::Template;

use crate::workflow::Role;

use super::super::super::app::App;
use super::super::page::{Face, Frame, PageResult, go_to, page};
use super::super::visit::Visit;

/// A log-in that anybody may see, because its office is invented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoLogIn {
    /// Who it is.
    pub role: Role,
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: String,
    /// Office; none: all of them.
    pub office: Option<String>,
}

#[derive(Template)]
#[template(path = "entry/front.html")]
struct FrontPage {
    f: Frame,
    log_ins: Vec<LogInView>,
    /// Nobody has an account yet: how the first one is made.
    first_steps: bool,
}

struct LogInView {
    role: String,
    email: String,
    password: String,
    office: String,
}

/// Shows the front page; whoever is logged in goes on to their own.
pub(in super::super) async fn front(app: Data<App>, visit: Visit) -> PageResult {
    if visit.session.is_some() {
        return Ok(go_to(visit.home()));
    }
    let words = visit.words();
    let view = |log_in: &DemoLogIn| LogInView {
        role: words.t(&format!("role-{}", log_in.role)),
        email: log_in.email.clone(),
        password: log_in.password.clone(),
        office: log_in.office.clone().unwrap_or_else(|| words.t("office-all")),
    };
    page(&FrontPage {
        f: Frame::new(&visit, Face::Family, words.t("front-title")),
        log_ins: app.demo.iter().map(view).collect(),
        first_steps: !app.desk.has_users().await?,
    })
}
