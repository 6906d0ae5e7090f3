//! The letters of a claim, newest first, with the calls that wait and the reminder that comes next.

use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{DateTime, Utc};

use crate::desk::{CallItem, ComingLetter, LetterItem};
use crate::law::clock::{RungKind, jakarta_date};
use crate::words::{Words, shown};

use super::super::super::super::app::App;
use super::super::super::page::{Face, Frame, NavItem, PageResult, page};
use super::super::super::visit::{Visit, form_urlencoded};
use super::super::tabs::tabs;
use super::preview::{LetterPreview, previews};
use super::standing::{Standing, standing, way};

/// Letters on a page.
const PAGE_LETTERS: i64 = 20;

#[derive(Template)]
#[template(path = "desk/messages.html")]
struct MessagesPage {
    f: Frame,
    number: String,
    participant: String,
    tabs: Vec<NavItem>,
    /// Calls that wait, on the first page.
    calls: Vec<WaitingCall>,
    /// What comes next by itself, on the first page.
    coming: Option<Coming>,
    letters: Vec<LetterView>,
    next: Option<String>,
    first: Option<String>,
}

struct WaitingCall {
    href: String,
    name: String,
    title: String,
    until: String,
    late: bool,
    officer: Option<String>,
}

struct Coming {
    title: String,
    letters: Vec<LetterPreview>,
}

struct LetterView {
    href: String,
    kind: String,
    name: String,
    way: String,
    at: String,
    standing: Standing,
}

/// Shows the letters of a claim.
pub(in super::super::super) async fn messages(app: Data<App>, number: Path<String>, visit: Visit) -> PageResult {
    let (words, actor, cursor) = (visit.words(), visit.actor()?, visit.asked("cursor"));
    let case = app.desk.case(&number, actor).await?;
    let found = app.desk.letters(&number, actor, PAGE_LETTERS, cursor).await?;
    let (calls, coming) = match cursor {
        Some(_) => (Vec::new(), None),
        None => (app.desk.calls_of_claim(&number, actor).await?, app.desk.coming_letter(&number, actor).await?),
    };
    let (number, now) = (case.claim.number.to_string(), app.desk.now());
    let next = found.next_cursor.map(|cursor| {
        let query = [("cursor".to_owned(), cursor)];
        format!("/desk/claims/{number}/messages?{}", form_urlencoded(query.iter()))
    });
    page(&MessagesPage {
        f: Frame::new(&visit, Face::Desk, words.t("messages-title")),
        participant: case.participant.name.clone(),
        tabs: tabs(&number, "/messages", words),
        calls: calls.iter().map(|call| waiting_call(call, words)).collect(),
        coming: coming.map(|coming| coming_view(&coming, words)),
        letters: found.items.iter().map(|letter| letter_view(letter, now, words)).collect(),
        next,
        first: cursor.map(|_| format!("/desk/claims/{number}/messages")),
        number,
    })
}

fn waiting_call(call: &CallItem, words: Words) -> WaitingCall {
    WaitingCall {
        href: format!("/desk/calls/{}", call.id),
        name: call.name.clone(),
        title: call.letter.title(words.language()),
        until: shown::deadline(call.due_at, words.language()),
        late: call.overdue,
        officer: call.officer_name.clone(),
    }
}

fn coming_view(coming: &ComingLetter, words: Words) -> Coming {
    let kind = coming.letters.first().map(|letter| letter.kind.title(words.language())).unwrap_or_default();
    let day = shown::long_date(jakarta_date(coming.at), words.language());
    let key = if coming.kind == RungKind::Reminder { "message-coming-reminder" } else { "message-coming-other" };
    Coming { title: words.with(key, &[("kind", &kind), ("day", &day)]), letters: previews(&coming.letters, words) }
}

fn letter_view(letter: &LetterItem, now: DateTime<Utc>, words: Words) -> LetterView {
    LetterView {
        href: format!("/desk/letters/{}", letter.id),
        kind: letter.kind.title(words.language()),
        name: letter.name.clone(),
        way: way(&letter.channel, letter.address.as_deref(), words),
        at: shown::moment(letter.written_at, words.language()),
        standing: standing(letter, now, words),
    }
}
