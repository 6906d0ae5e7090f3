//! What must leave the house and has not: first what was given up, then what waits. What was given up can be tried again.

use actix_web::web::Data;
use askama::Template;
use uuid::Uuid;

use crate::desk::{DeliveryItem, DeskError};
use crate::words::{Words, shown};
use crate::workflow::Role;

use super::super::super::super::app::App;
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to_done, page};
use super::super::super::visit::Visit;
use super::lists::{ClaimRef, at, delivery_words};

const PAGE: &str = "/desk/admin/outbox";
/// Deliveries on a page, of each part.
const PAGE_DELIVERIES: i64 = 50;
/// The parts of the list, in the order of the page.
const STATES: [&str; 4] = ["dead", "pending", "delivered", "cancelled"];

#[derive(Template)]
#[template(path = "desk/admin/outbox.html")]
struct OutboxPage {
    f: Frame,
    views: Vec<View>,
    parts: Vec<Part>,
    /// Which part alone is shown; empty for the whole.
    only: String,
    /// Whether nothing waits and nothing was given up.
    all_sent: bool,
    /// Whether the reader may try again; auditors only read.
    acts: bool,
    first: Option<String>,
}

struct View {
    href: String,
    label: String,
    current: bool,
}

struct Part {
    title: String,
    /// Whether these were given up.
    dead: bool,
    rows: Vec<Row>,
    next: Option<String>,
}

struct Row {
    id: Uuid,
    kind: String,
    claim: Option<ClaimRef>,
    state: String,
    class: &'static str,
    since: String,
    tried: String,
    next: Option<String>,
    error: Option<String>,
}

/// Shows the deliveries.
pub(in super::super::super) async fn outbox(app: Data<App>, visit: Visit) -> PageResult {
    let words = visit.words();
    let asked = visit.asked("state").and_then(|asked| STATES.into_iter().find(|state| *state == asked));
    let cursor = visit.asked("cursor").filter(|_| asked.is_some());
    let shown = asked.map_or_else(|| vec!["dead", "pending"], |state| vec![state]);
    let mut parts = Vec::new();
    for state in shown {
        let found = app.desk.deliveries(visit.actor()?, Some(state.to_owned()), cursor, PAGE_DELIVERIES).await?;
        parts.push(Part {
            title: words.t(&format!("delivery-state-{state}")),
            dead: state == "dead",
            rows: found.items.into_iter().map(|item| row(item, &visit, words)).collect(),
            next: found.next_cursor.map(|cursor| at(PAGE, Some(state), Some(&cursor))),
        });
    }
    let view = |state: Option<&'static str>| View {
        href: at(PAGE, state, None),
        label: words.t(&format!("delivery-state-{}", state.unwrap_or("open"))),
        current: asked == state,
    };
    page(&OutboxPage {
        f: Frame::new(&visit, Face::Desk, words.t("nav-outbox")),
        views: [None].into_iter().chain(STATES.map(Some)).map(view).collect(),
        only: asked.unwrap_or_default().to_owned(),
        all_sent: asked.is_none() && parts.iter().all(|part| part.rows.is_empty()),
        acts: visit.role().is_some_and(|role| matches!(role, Role::Supervisor | Role::Admin)),
        first: cursor.map(|_| at(PAGE, asked, None)),
        parts: parts.into_iter().filter(|part| asked.is_some() || !part.rows.is_empty()).collect(),
    })
}

fn row(item: DeliveryItem, visit: &Visit, words: Words) -> Row {
    let language = words.language();
    let class = match item.state.as_str() {
        "dead" => "late",
        "pending" => "else",
        "delivered" => "done",
        _ => "out",
    };
    Row {
        id: item.id,
        kind: delivery_words(&item.kind, words),
        claim: item.claim.map(|number| ClaimRef::of(number, visit)),
        state: words.t(&format!("delivery-state-{}", item.state)),
        class,
        since: shown::moment(item.created_at, language),
        tried: words.counted("delivery-tried", u32::try_from(item.attempts).unwrap_or_default(), &[]),
        next: (item.state == "pending").then(|| shown::moment(item.next_attempt_at, language)),
        // A mail server's answer names the address that it refuses.
        error: item.last_error.as_deref().map(shown::without_addresses).filter(|error| !error.is_empty()),
    }
}

/// Tries deliveries again that were given up: one, or all of a page. What was tried again meanwhile stays as it is.
pub(in super::super::super) async fn retry(app: Data<App>, visit: Visit, sent: Sent) -> PageResult {
    let ids = sent.pairs().iter().filter(|(name, _)| name == "id").filter_map(|(_, id)| id.parse::<Uuid>().ok());
    for id in ids {
        match app.desk.retry_delivery(visit.actor()?, id).await {
            Ok(()) | Err(DeskError::Taken(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    let state = sent.filled("state").and_then(|asked| STATES.into_iter().find(|state| *state == asked));
    Ok(go_to_done(&at(PAGE, state, None), "retried"))
}
