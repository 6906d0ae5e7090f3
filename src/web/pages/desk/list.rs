//! The work list: what is the reader's to do, late first. Filters stand in the address, so that a view can be kept
//! and sent to a colleague.

use actix_web::web::Data;
use askama::Template;

use crate::desk::{COUNTED_MAX, WorkCounts, WorkList, WorkRow, turn_of_caseworker};
use crate::law::clock::jakarta_date;
use crate::words::{Words, shown};
use crate::workflow::Role;

use super::super::super::app::App;
use super::super::field::FieldView;
use super::super::page::{Face, Frame, PageResult, page};
use super::super::visit::{Visit, form_urlencoded};
use super::task::task_view;

/// Claims on a page.
const PAGE_CLAIMS: i64 = 50;

#[derive(Template)]
#[template(path = "desk/list.html")]
struct ListPage {
    f: Frame,
    counters: Vec<Counter>,
    filters: Vec<FieldView>,
    view: String,
    rows: Vec<RowView>,
    empty: String,
    next: Option<String>,
    first: Option<String>,
}

struct Counter {
    href: &'static str,
    label: String,
    count: String,
    current: bool,
}

struct RowView {
    href: String,
    number: String,
    participant: String,
    kelurahan: String,
    does: String,
    because: Option<String>,
    state: String,
    waiting: Option<String>,
    due: String,
    due_class: &'static str,
    assignee: Option<String>,
    alerts: usize,
}

/// What the address asks for.
struct Asked {
    /// `mine`, `overdue`, `unassigned`, `open`, `all`.
    view: &'static str,
    wanted: WorkList,
}

/// Shows the list.
pub(in super::super) async fn list(app: Data<App>, visit: Visit) -> PageResult {
    let words = visit.words();
    let (actor, role) = (visit.actor()?, visit.role().unwrap_or(Role::Auditor));
    let asked = asked(&visit, role);
    let counts = app.desk.work_counts(actor, turn_of(role)).await?;
    let work = app.desk.work(actor, &asked.wanted).await?;
    let states = states(&app, words);
    let now = app.desk.now();
    let rows: Vec<RowView> = work.items.iter().map(|row| row_view(row, words, jakarta_date(now))).collect();
    let mut frame = Frame::new(&visit, Face::Desk, words.t("list-title"));
    frame.done = frame.done.or_else(|| visit.asked("moved").map(|number| words.t1("done-moved", "number", number)));
    page(&ListPage {
        f: frame,
        counters: counters(&counts, asked.view, role, words),
        filters: filters(&visit, procedures(&app, words), states, words),
        empty: if asked.view == "mine" && counts.unassigned > 0 {
            words.t1("list-empty-mine", "count", counts.unassigned)
        } else {
            words.t("list-empty")
        },
        view: asked.view.to_owned(),
        rows,
        next: work.next_cursor.map(|cursor| with_cursor(&visit, Some(&cursor))),
        first: visit.asked("cursor").map(|_| with_cursor(&visit, None)),
    })
}

/// Whose turn is the reader's own; an auditor has none.
fn turn_of(role: Role) -> Option<Role> {
    role.is_staff().then_some(role)
}

fn asked(visit: &Visit, role: Role) -> Asked {
    let searched = visit.asked("q").is_some();
    let view = match visit.asked("view") {
        Some("overdue") => "overdue",
        Some("unassigned") => "unassigned",
        Some("all") => "all",
        Some("open") => "open",
        Some("mine") => "mine",
        // Whoever searches looks in all claims, and an auditor has no turn.
        _ if searched => "all",
        _ if visit.asked("state").or(visit.asked("workflow")).is_some() || turn_of(role).is_none() => "open",
        _ => "mine",
    };
    let mut wanted = WorkList {
        state: visit.asked("state").map(str::to_owned),
        workflow: visit.asked("workflow").map(str::to_owned),
        q: visit.asked("q").map(str::to_owned),
        limit: PAGE_CLAIMS,
        cursor: visit.asked("cursor").map(str::to_owned),
        ended: (view != "all").then_some(false),
        ..WorkList::default()
    };
    match view {
        "mine" => {
            wanted.turn_of = turn_of(role);
            wanted.mine_or_nobodys = visit.actor().ok().and_then(|actor| turn_of_caseworker(actor, wanted.turn_of));
        }
        "overdue" => wanted.overdue = Some(true),
        "unassigned" => wanted.assignee = Some(None),
        _ => {}
    }
    Asked { view, wanted }
}

fn counters(counts: &WorkCounts, view: &str, role: Role, words: Words) -> Vec<Counter> {
    let counted = |count: i64| if count >= COUNTED_MAX { format!("{}+", COUNTED_MAX - 1) } else { count.to_string() };
    let counter = |name: &'static str, href: &'static str, count: String| Counter {
        href,
        label: words.t(&format!("list-{name}")),
        count,
        current: view == name,
    };
    let mine = turn_of(role).map(|_| counter("mine", "/desk?view=mine", counted(counts.my_turn)));
    let others = [
        counter("overdue", "/desk?view=overdue", counted(counts.overdue)),
        counter("unassigned", "/desk?view=unassigned", counted(counts.unassigned)),
        counter("open", "/desk?view=open", counted(counts.open)),
        counter("all", "/desk?view=all", String::new()),
    ];
    mine.into_iter().chain(others).collect()
}

/// The states of the procedures, by name; a name that two procedures share is listed once.
fn states(app: &App, words: Words) -> Vec<(String, String)> {
    let mut states = vec![(String::new(), words.t("list-any-state"))];
    for procedure in app.desk.catalogue().procedures() {
        for (name, state) in &procedure.states {
            if states.iter().all(|(known, _)| known != name.as_str()) {
                states.push((name.to_string(), words.of_text(&state.title)));
            }
        }
    }
    states[1..].sort_by(|a, b| a.1.cmp(&b.1));
    states
}

/// The procedures, by name.
fn procedures(app: &App, words: Words) -> Vec<(String, String)> {
    let mut procedures = vec![(String::new(), words.t("list-any-procedure"))];
    for procedure in app.desk.catalogue().procedures() {
        if procedures.iter().all(|(known, _)| known != procedure.name.as_str()) {
            procedures.push((procedure.name.to_string(), words.of_text(&procedure.title)));
        }
    }
    procedures
}

fn filters(
    visit: &Visit,
    procedures: Vec<(String, String)>,
    states: Vec<(String, String)>,
    words: Words,
) -> Vec<FieldView> {
    let chosen = visit.asked("state").unwrap_or_default();
    vec![
        FieldView::line("q", words.t("list-search"), visit.asked("q").unwrap_or_default())
            .typed("search", "text", "off")
            .required(),
        FieldView::select(
            "workflow",
            words.t("list-procedure"),
            procedures,
            visit.asked("workflow").unwrap_or_default(),
        )
        .required(),
        FieldView::select("state", words.t("list-state"), states, chosen).required(),
    ]
}

fn with_cursor(visit: &Visit, cursor: Option<&str>) -> String {
    let kept = visit.query().iter().filter(|(name, _)| !matches!(name.as_str(), "cursor" | "done" | "moved" | "lang"));
    let mut query: Vec<(String, String)> = kept.cloned().collect();
    query.extend(cursor.map(|cursor| ("cursor".to_owned(), cursor.to_owned())));
    format!("/desk?{}", form_urlencoded(query.iter()))
}

fn row_view(row: &WorkRow, words: Words, today: chrono::NaiveDate) -> RowView {
    let task = task_view(&row.task, words);
    let item = &row.item;
    let waiting = item.waiting_on.as_ref().map(|party| words.t(&format!("waiting-{party}")));
    let outcome = item.outcome.as_ref().map(|outcome| words.t(&format!("outcome-{outcome}")));
    let (due, due_class) = match item.due_at {
        _ if item.waiting_on.is_none() => (outcome.unwrap_or_default(), "idle"),
        Some(at) if item.overdue => {
            let days = (today - jakarta_date(at)).num_days().max(1);
            (words.t1("due-late", "days", days), "late")
        }
        Some(at) if jakarta_date(at) == today => {
            (words.t1("due-today", "at", shown::time(shown::jakarta_time(at), words.language())), "soon")
        }
        Some(at) => (shown::short_date(jakarta_date(at), words.language()), "else"),
        None => (words.t("due-none"), "idle"),
    };
    RowView {
        href: format!("/desk/claims/{}", item.number),
        number: item.number.clone(),
        participant: item.participant.clone(),
        kelurahan: row.kelurahan.clone(),
        does: task.does,
        because: task.because,
        state: words.of_text(&row.state),
        waiting,
        due,
        due_class,
        assignee: row.assignee.clone(),
        alerts: row.open_alerts,
    }
}
