//! The list of calls, and one of them alone.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use uuid::Uuid;

use crate::desk::{CallItem, DeskError};
use crate::workflow::Role;

use super::super::super::super::app::App;
use super::super::super::super::problem::WebError;
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to_done, page, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::{Visit, form_urlencoded};
use super::super::changing::acts;
use super::card::{CallCard, Desk, cards, field};

/// Calls on a page: each has a form of its own.
const PAGE_CALLS: i64 = 15;

#[derive(Template)]
#[template(path = "desk/calls.html")]
struct CallsPage {
    f: Frame,
    /// The two views: their address, words, and whether it is the one that is shown.
    views: Vec<(&'static str, String, bool)>,
    cards: Vec<CallCard>,
    empty: String,
    next: Option<String>,
    first: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "desk/call.html")]
struct CallPage {
    f: Frame,
    cards: Vec<CallCard>,
}

/// Shows the calls that wait: one's own, or all of the office.
pub(in super::super::super) async fn calls(app: Data<App>, visit: Visit) -> PageResult {
    let (words, actor) = (visit.words(), visit.actor()?);
    let mine = match visit.asked("view") {
        Some("mine") => acts(&visit),
        Some(_) => false,
        // Who supervises looks at the office first, and who only reads has no calls.
        None => visit.role() == Some(Role::Caseworker),
    };
    let found = app.desk.calls(actor, mine, PAGE_CALLS, visit.asked("cursor")).await?;
    let (sent, problems) = (Sent::default(), Problems::default());
    let cards = made(&app, &visit, &found.items, &sent, &problems).await?;
    let (here, key) = if mine { ("mine", "call-none-mine") } else { ("all", "call-none") };
    let next = found.next_cursor.map(|cursor| {
        let query = [("view".to_owned(), here.to_owned()), ("cursor".to_owned(), cursor)];
        format!("/desk/calls?{}", form_urlencoded(query.iter()))
    });
    let own = acts(&visit).then(|| ("/desk/calls?view=mine", words.t("call-mine"), mine));
    let all = ("/desk/calls?view=all", words.t("call-all"), !mine);
    let first = if mine { "/desk/calls?view=mine" } else { "/desk/calls?view=all" };
    page(&CallsPage {
        f: Frame::new(&visit, Face::Desk, words.t("calls-title")),
        views: own.into_iter().chain([all]).collect(),
        cards,
        empty: words.t(key),
        next,
        first: visit.asked("cursor").map(|_| first),
    })
}

/// Shows one call, with the others to the same person about the same claim.
pub(in super::super::super) async fn call(app: Data<App>, id: Path<Uuid>, visit: Visit) -> PageResult {
    show(&app, &visit, *id, &Sent::default(), &Problems::default(), StatusCode::OK).await
}

/// One call, with what was typed and what is wrong with it.
pub(super) async fn show(
    app: &App,
    visit: &Visit,
    id: Uuid,
    sent: &Sent,
    problems: &Problems,
    status: StatusCode,
) -> PageResult {
    let mut items = match app.desk.call(id, visit.actor()?).await {
        Ok(items) => items,
        Err(DeskError::AlreadyDone) => return Ok(go_to_done("/desk/calls", "call-already")),
        Err(other) => return Err(other.into()),
    };
    // The one that was asked for names the fields.
    items.sort_by_key(|item| (item.id != id, item.since));
    let cards = made(app, visit, &items, sent, problems).await?;
    let name = items.first().map(|item| item.name.clone()).unwrap_or_default();
    let key = id.to_string();
    let fields = ["outcome", "note", "to"].map(|name| field(name, &key));
    let names: Vec<&str> = fields.iter().map(String::as_str).collect();
    let words = visit.words();
    let title = words.t1("call-title", "name", name);
    page_as(
        status,
        &CallPage { f: Frame::new(visit, Face::Desk, title).with_wrong(problems.summary(words, &names)), cards },
    )
}

async fn made(
    app: &App,
    visit: &Visit,
    calls: &[CallItem],
    sent: &Sent,
    problems: &Problems,
) -> Result<Vec<CallCard>, WebError> {
    let acts = acts(visit);
    let callers = if acts && !calls.is_empty() { app.desk.callers(visit.actor()?).await? } else { Vec::new() };
    Ok(cards(calls, &Desk { acts, callers: &callers, sent, problems, words: visit.words() }))
}
