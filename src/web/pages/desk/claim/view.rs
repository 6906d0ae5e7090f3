//! The page of a claim.

use actix_web::web::{Data, Path};
use askama::Template;
use chrono::NaiveDate;

use crate::desk::{Case, LinkedClaim};
use crate::words::{Words, shown};
use crate::workflow::{PathStep, Standing, WaitingOn, path, states_entered};

use super::super::super::super::app::App;
use super::super::super::field::FieldView;
use super::super::super::kin::{Eyes, TreeView, tree};
use super::super::super::page::{Face, Frame, NavItem, PageResult, page};
use super::super::super::problems::law_words;
use super::super::super::visit::Visit;
use super::super::tabs::tabs;
use super::family::{FamilyView, family_view};
use super::money::{MoneyView, money_view};
use super::papers::{PapersView, papers_view};
use super::side::{AlertView, SideView, alert_views, side_view};
use super::steps::{StepView, step_views};
use super::story::{LineView, line_view};

/// Events that the claim page shows; the others have a page of their own.
const LATEST_EVENTS: i64 = 10;

#[derive(Template)]
#[template(path = "desk/claim.html")]
struct ClaimPage {
    f: Frame,
    number: String,
    tabs: Vec<NavItem>,
    version: i64,
    head: HeadView,
    path: Vec<PathView>,
    acts: bool,
    steps: Vec<StepView>,
    papers: PapersView,
    family: FamilyView,
    tree: TreeView,
    money: MoneyView,
    alerts: Vec<AlertView>,
    side: SideView,
    links: Vec<LinkView>,
    latest: Vec<LineView>,
    note: Vec<FieldView>,
    ended: bool,
}

struct HeadView {
    procedure: String,
    state: String,
    turn: String,
    turn_class: &'static str,
    due: Option<DueView>,
    outcome: Option<String>,
}

struct DueView {
    at: String,
    since: String,
    class: &'static str,
    law: String,
    calendar_missing: bool,
}

/// A claim that belongs to this one.
struct LinkView {
    /// Its page, once it is open.
    href: Option<String>,
    /// Its number, or what it is.
    label: String,
    /// What it is to this one, and of whom.
    about: String,
}

struct PathView {
    title: String,
    class: &'static str,
    standing: String,
    current: bool,
}

/// Shows a claim.
pub(in super::super::super) async fn claim(app: Data<App>, number: Path<String>, visit: Visit) -> PageResult {
    let actor = visit.actor()?;
    let case = app.desk.case(&number, actor).await?;
    let latest = app.desk.latest_events(&case.claim, LATEST_EVENTS).await?;
    let words = visit.words();
    let claim = &case.claim;
    let acts = actor.role.is_staff();
    page(&ClaimPage {
        f: Frame::new(&visit, Face::Desk, format!("{} {}", claim.number, case.participant.name)),
        number: claim.number.to_string(),
        tabs: tabs(claim.number.as_str(), "", words),
        version: claim.version,
        head: head_view(&case, words),
        path: path_views(&case, words),
        acts,
        steps: step_views(&case, words, actor.role),
        papers: papers_view(&case, words),
        family: family_view(&case, words),
        tree: tree(&case, Eyes::Desk, words),
        money: money_view(&case, words),
        alerts: alert_views(&case, words),
        side: side_view(&case, words),
        links: case.links.iter().map(|link| link_view(link, words)).collect(),
        latest: latest.iter().map(|item| line_view(item, &case, words)).collect(),
        note: note_fields(words),
        ended: claim.ended,
    })
}

/// That a clock stands still, and until when nobody asks why.
fn stands_still(review_on: Option<NaiveDate>, words: Words) -> String {
    let day = review_on.map(|day| shown::short_date(day, words.language()));
    words.t1("claim-clock-stands-still", "on", day.unwrap_or_default())
}

fn head_view(case: &Case, words: Words) -> HeadView {
    let (claim, language) = (&case.claim, words.language());
    let state = case.procedure.state(&claim.state);
    let law = state.and_then(|state| state.deadline.as_ref()).map(|deadline| deadline.law.clone());
    let due = case.clock.as_ref().map(|clock| DueView {
        at: clock
            .due_at
            .map_or_else(|| stands_still(clock.review_on, words), |due_at| shown::long_moment(due_at, language)),
        since: shown::moment(clock.started_at, language),
        class: match clock.due_at {
            None => "soon",
            Some(_) if clock.overdue => "late",
            Some(_) => "idle",
        },
        law: law_words(&law.unwrap_or_default(), words),
        calendar_missing: clock.calendar_missing,
    });
    let turn_class = match claim.waiting_on {
        Some(WaitingOn::Caseworker | WaitingOn::Supervisor) => "soon",
        Some(_) => "else",
        None => "idle",
    };
    let party = |party: WaitingOn| words.t(&format!("waiting-{}", party.as_str()));
    HeadView {
        procedure: words.of_text(&case.procedure.title),
        state: state.map(|state| words.of_text(&state.title)).unwrap_or_default(),
        turn: claim.waiting_on.map_or_else(|| words.t("claim-ended"), party),
        turn_class,
        due,
        outcome: claim.outcome.map(|outcome| words.t(&format!("outcome-{}", outcome.as_str()))),
    }
}

fn path_views(case: &Case, words: Words) -> Vec<PathView> {
    let visited = states_entered(&case.procedure, &case.claim.steps_taken);
    let steps = path(&case.procedure, &case.claim.state, &visited);
    let view = |step: PathStep| {
        let (class, standing) = match step.standing {
            Standing::Done => ("done", "standing-done"),
            Standing::Current => ("current", "standing-current"),
            Standing::Ahead => ("ahead", "standing-ahead"),
        };
        PathView {
            title: words.of_text(&step.title),
            class: if step.aside { "current side" } else { class },
            standing: words.t(standing),
            current: step.standing == Standing::Current,
        }
    };
    steps.into_iter().map(view).collect()
}

fn link_view(link: &LinkedClaim, words: Words) -> LinkView {
    let title = words.of_text(&link.title);
    let key = if link.is_origin { "claim-link-origin" } else { "claim-link-follows" };
    let person = link.person.as_ref().map(|name| format!(" {name}.")).unwrap_or_default();
    LinkView {
        href: link.number.as_ref().map(|number| format!("/desk/claims/{number}")),
        label: link.number.clone().unwrap_or_else(|| title.clone()),
        about: format!("{title}.{person} {}", words.t(key)),
    }
}

/// The form of a note, with the contact that it may log.
fn note_fields(words: Words) -> Vec<FieldView> {
    let channels = ["phone", "whatsapp", "visit", "letter"];
    let options = std::iter::once((String::new(), words.t("note-no-contact")))
        .chain(channels.map(|channel| (channel.to_owned(), words.t(&format!("channel-{channel}")))));
    vec![
        FieldView::area("text", words.t("note-text"), "", 2000).required(),
        FieldView::select("channel", words.t("note-channel"), options, ""),
        FieldView::line("with", words.t("note-with"), ""),
    ]
}
