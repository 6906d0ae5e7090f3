//! Everything that was accepted and has not ended, oldest first; before it what nobody looks after, and the alarms of the
//! installation with what to do about each.

use std::collections::BTreeMap;

use actix_web::web::Data;
use askama::Template;

use crate::desk::{AlarmItem, Obligation, ObligationKind, Told};
use crate::words::{Words, shown};
use crate::workflow::Role;

use super::super::super::super::app::App;
use super::super::super::page::{Face, Frame, PageResult, page};
use super::super::super::visit::Visit;
use super::lists::{ClaimRef, at, delivery_words, known, reads_claims};

const PAGE: &str = "/desk/admin/obligations";
/// Obligations on a page.
const PAGE_OBLIGATIONS: i64 = 50;

#[derive(Template)]
#[template(path = "desk/admin/obligations.html")]
struct ObligationsPage {
    f: Frame,
    alarms: Vec<AlarmView>,
    /// Over their limit, and nobody knows: none while all works.
    neglected: Vec<Row>,
    rows: Vec<Row>,
    next: Option<String>,
    first: Option<String>,
}

struct AlarmView {
    what: String,
    /// What was found.
    detail: String,
    since: String,
    /// What to do.
    how: String,
    /// Where.
    place: Option<(&'static str, String)>,
}

struct Row {
    kind: String,
    claim: Option<ClaimRef>,
    what: String,
    waits_for: Option<String>,
    since: String,
    limit: Option<String>,
    class: &'static str,
    standing: String,
    error: Option<String>,
    told: Vec<String>,
    /// Whether an alert tells of it, where nobody got a letter.
    alarmed: bool,
}

/// Shows what is owed.
pub(in super::super::super) async fn obligations(app: Data<App>, visit: Visit) -> PageResult {
    let (words, actor) = (visit.words(), visit.actor()?);
    let cursor = visit.asked("cursor");
    let found = app.desk.obligations(actor, PAGE_OBLIGATIONS, cursor).await?;
    // What stands at the top stands there once.
    let neglected = if cursor.is_none() { app.desk.neglected(actor).await? } else { Vec::new() };
    let alarms = if cursor.is_none() { app.desk.alarms(actor).await? } else { Vec::new() };
    let titles = states(&app, words);
    let line = |item: Obligation| row(item, &titles, &visit, words);
    page(&ObligationsPage {
        f: Frame::new(&visit, Face::Desk, words.t("nav-obligations")),
        alarms: alarms.iter().map(|alarm| alarm_view(alarm, &visit, words)).collect(),
        neglected: neglected.into_iter().map(line).collect(),
        rows: found.items.into_iter().filter(|item| item.kind != ObligationKind::Alarm).map(line).collect(),
        next: found.next_cursor.map(|cursor| at(PAGE, None, Some(&cursor))),
        first: cursor.map(|_| PAGE.to_owned()),
    })
}

fn alarm_view(alarm: &AlarmItem, visit: &Visit, words: Words) -> AlarmView {
    let kind = alarm.kind.as_str();
    let what = known(&format!("alarm-{kind}"), kind, words);
    let (how, place) = remedy(alarm, visit.role());
    AlarmView {
        what: alarm.whom.as_ref().map_or_else(|| what.clone(), |whom| format!("{what}: {whom}")),
        detail: shown::without_addresses(&alarm.detail),
        since: shown::moment(alarm.raised_at, words.language()),
        how: known(&format!("alarm-{how}"), "", words),
        place: place.map(|(href, key)| (href, words.t(key))),
    }
}

/// What to do about an alarm, as the end of a key, and where; whoever may not do it is told whom to ask.
fn remedy(alarm: &AlarmItem, role: Option<Role>) -> (String, Option<(&'static str, &'static str)>) {
    let (runs, oversees) = (role == Some(Role::Admin), matches!(role, Some(Role::Admin | Role::Supervisor)));
    let how = |kind: &str| format!("{kind}-how");
    let users = ("/desk/admin/users", "nav-users");
    let dead = ("/desk/admin/outbox?state=dead", "nav-outbox");
    match alarm.kind.as_str() {
        "mail_trouble" => (how("mail_trouble"), Some(("/desk/admin/outbox?state=pending", "nav-outbox"))),
        "calendar_missing" if runs => (how("calendar_missing"), Some(("/desk/admin/holidays", "nav-holidays"))),
        "nobody_to_tell" if runs => (how("nobody_to_tell"), Some(users)),
        "staff_letter_dead" if runs && alarm.came_back => (how("staff_letter_back"), Some(users)),
        "staff_letter_dead" if oversees && !alarm.came_back => (how("staff_letter_dead"), Some(dead)),
        "delivery_dead" if oversees => (how("delivery_dead"), Some(dead)),
        _ => ("ask-admin".to_owned(), None),
    }
}

/// The titles of the states of all procedures.
fn states(app: &App, words: Words) -> BTreeMap<String, String> {
    let states = app.desk.catalogue().procedures().flat_map(|procedure| procedure.states.iter());
    states.map(|(name, state)| (name.to_string(), words.of_text(&state.title))).collect()
}

fn row(item: Obligation, titles: &BTreeMap<String, String>, visit: &Visit, words: Words) -> Row {
    let language = words.language();
    let (class, standing) = match (item.is_neglected(), item.over_limit, item.limit) {
        (true, ..) => ("late", "owed-neglected"),
        (false, true, _) => ("late", "owed-late"),
        (false, false, None) => ("idle", "owed-still"),
        (false, false, Some(_)) => ("else", "owed-in-time"),
    };
    let what = match item.kind {
        ObligationKind::Claim => titles.get(&item.what).cloned().unwrap_or_else(|| item.what.clone()),
        ObligationKind::Delivery => delivery_words(&item.what, words),
        // An administrator runs the desk and sees nobody of a family.
        ObligationKind::Call if reads_claims(visit) => words.t1("owed-call", "name", item.what.clone()),
        ObligationKind::Call => words.t("owed-call-family"),
        ObligationKind::Alarm => known(&format!("alarm-{}", item.what), &item.what, words),
    };
    let party = |party: &String| match party.as_str() {
        "admin" => words.t("owed-by-admin"),
        other => known(&format!("waiting-{other}"), other, words),
    };
    Row {
        kind: words.t(&format!("owed-kind-{}", item.kind.as_str())),
        what,
        waits_for: item.waits_for.as_ref().map(party),
        since: shown::moment(item.since, language),
        limit: item.limit.map(|limit| shown::moment(limit, language)),
        class,
        standing: words.t(standing),
        error: item.error.as_deref().map(shown::without_addresses).filter(|error| !error.is_empty()),
        alarmed: item.alarmed && item.over_limit && item.told.is_empty(),
        told: item.told.iter().map(|told| told_words(told, visit, words)).collect(),
        claim: item.claim.map(|number| ClaimRef::of(number, visit)),
    }
}

/// By which letter who was told, and when.
fn told_words(told: &Told, visit: &Visit, words: Words) -> String {
    let letter = known(&format!("letter-kind-{}", told.letter), &told.letter, words);
    let at = shown::moment(told.at, words.language());
    if reads_claims(visit) {
        words.with("owed-told", &[("letter", &letter), ("who", &told.who), ("at", &at)])
    } else {
        words.with("owed-told-somebody", &[("letter", &letter), ("at", &at)])
    }
}
