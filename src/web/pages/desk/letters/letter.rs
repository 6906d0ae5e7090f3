//! One letter, as the family reads it: its text to be read, printed or copied, and its HTML as a mail program shows it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::web::{Data, Path};
use askama::Template;
use uuid::Uuid;

use crate::desk::LetterText;
use crate::words::{Words, shown};

use super::super::super::super::app::App;
use super::super::super::page::{Face, Frame, PageResult, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::super::changing::acts;
use super::standing::{Standing, standing, way};

/// A mail carries its style in itself, and nothing else: no script, no picture, no form, no address of its own.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox";

#[derive(Template)]
#[template(path = "desk/letter.html")]
struct LetterPage {
    f: Frame,
    /// Where the letters of its claim are.
    back: Option<(String, String)>,
    about: Vec<(String, String)>,
    standing: Option<Standing>,
    lang: &'static str,
    subject: String,
    text: String,
    message: String,
    html: String,
    /// Where it is printed with a code; none where nobody can be let in by one, or the reader makes no links.
    print: Option<String>,
}

/// Shows a letter.
pub(in super::super::super) async fn letter(app: Data<App>, id: Path<Uuid>, visit: Visit) -> PageResult {
    let letter = app.desk.letter(*id, visit.actor()?).await?;
    show(&app, &visit, *id, &letter, &Problems::default())
}

/// A letter, with why it was not printed with a code.
pub(super) fn show(app: &App, visit: &Visit, id: Uuid, letter: &LetterText, problems: &Problems) -> PageResult {
    let words = visit.words();
    let number = letter.claim.clone();
    let title = words.t1("message-title", "kind", letter.kind.title(words.language()));
    let status = if problems.is_empty() { StatusCode::OK } else { problems.status() };
    let content = LetterPage {
        f: Frame::new(visit, Face::Desk, title).with_wrong(problems.summary(words, &[])),
        back: number.map(|number| (format!("/desk/claims/{number}/messages"), number)),
        about: about(letter, words),
        standing: letter.item.as_ref().map(|item| standing(item, app.desk.now(), words)),
        lang: letter.language.code(),
        subject: letter.words.subject.clone(),
        text: letter.words.text.trim().to_owned(),
        message: letter.words.message.clone(),
        html: format!("/desk/letters/{id}/html"),
        print: letter.opens_for.filter(|_| acts(visit)).map(|_| format!("/desk/letters/{id}")),
    };
    page_as(status, &content)
}

/// To whom, by which way, when.
fn about(letter: &LetterText, words: Words) -> Vec<(String, String)> {
    let pair = |key: &str, value: String| (words.t(key), value);
    let mut about = vec![
        pair("message-for", letter.name.clone()),
        pair("message-way", way(&letter.channel, letter.address.as_deref(), words)),
    ];
    let written = letter.item.as_ref().map(|item| shown::moment(item.written_at, words.language()));
    about.extend(written.map(|at| pair("message-at", at)));
    about
}

/// Shows a letter as a mail program does. It is a page of its own with a policy of its own.
pub(in super::super::super) async fn letter_html(app: Data<App>, id: Path<Uuid>, visit: Visit) -> PageResult {
    let letter = app.desk.letter(*id, visit.actor()?).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((CONTENT_SECURITY_POLICY, MAIL_POLICY))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(letter.words.html))
}
