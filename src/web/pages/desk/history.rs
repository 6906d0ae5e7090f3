//! The whole history of a claim, page by page, with the start of each event's hash.

use actix_web::web::{Data, Path};
use askama::Template;

use super::super::super::app::App;
use super::super::page::{Face, Frame, NavItem, PageResult, page};
use super::super::visit::{Visit, form_urlencoded};
use super::claim::{LineView, line_view};
use super::tabs::tabs;

/// Events on a page.
const PAGE_EVENTS: i64 = 50;

#[derive(Template)]
#[template(path = "desk/history.html")]
struct HistoryPage {
    f: Frame,
    number: String,
    participant: String,
    tabs: Vec<NavItem>,
    lines: Vec<LineView>,
    next: Option<String>,
}

/// Shows the history, oldest first.
pub(in super::super) async fn history(app: Data<App>, number: Path<String>, visit: Visit) -> PageResult {
    let (words, actor) = (visit.words(), visit.actor()?);
    let case = app.desk.case(&number, actor).await?;
    let events = app.desk.history(&number, actor, visit.asked("cursor"), PAGE_EVENTS).await?;
    let next = events.next_cursor.map(|cursor| {
        let query = [("cursor".to_owned(), cursor)];
        format!("/desk/claims/{}/history?{}", case.claim.number, form_urlencoded(query.iter()))
    });
    page(&HistoryPage {
        f: Frame::new(&visit, Face::Desk, words.t("claim-history")),
        number: case.claim.number.to_string(),
        tabs: tabs(case.claim.number.as_str(), "/history", words),
        participant: case.participant.name.clone(),
        lines: events.items.iter().map(|item| line_view(item, &case, words)).collect(),
        next,
    })
}
