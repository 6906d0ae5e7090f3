//! The page: the form, and above it the answer.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use crate::law::heirs::determine;
use crate::law::{FieldError, LawBook};
use crate::words::Words;

use super::super::super::super::app::App;
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::{Visit, form_urlencoded};
use super::super::boxes;
use super::super::group::Group;
use super::ask::{PEOPLE, family};
use super::form::{groups, room};
use super::result::{ResultView, view};

#[derive(Template)]
#[template(path = "calculators/heirs.html")]
struct HeirsPage {
    f: Frame,
    /// The language that the address names, to be kept in the next.
    lang: Option<String>,
    groups: Vec<Group>,
    /// Room for how many people, when one more is asked for.
    more: Option<usize>,
    result: Option<ResultView>,
}

/// Shows who inherits.
pub(in super::super::super) async fn heirs(app: Data<App>, visit: Visit) -> PageResult {
    let sent = boxes::sent(visit.query());
    if let Some(filled) = boxes::without_empty(&sent) {
        return Ok(go_to(&format!("/ahli-waris?{}", form_urlencoded(filled.iter()))));
    }
    let words = visit.words();
    let (result, problems) = match sent.has("hitung").then(|| answer(app.desk.law(), &sent, words)) {
        Some(Ok(result)) => (Some(result), Problems::default()),
        Some(Err(fields)) => (None, Problems { fields, ..Problems::default() }),
        None => (None, Problems::default()),
    };
    let groups: Vec<Group> = groups(&sent, words).into_iter().map(|group| group.told(&problems, words)).collect();
    let shown: Vec<&str> = groups.iter().flat_map(Group::names).collect();
    let wrong = problems.summary(words, &shown);
    let status = if wrong.is_empty() { StatusCode::OK } else { problems.status() };
    let rows = room(&sent);
    page_as(
        status,
        &HeirsPage {
            f: Frame::new(&visit, Face::Family, words.t("calc-heirs-title")).with_wrong(wrong),
            lang: visit.asked("lang").map(str::to_owned),
            groups,
            more: (rows < PEOPLE).then_some(rows + 1),
            result,
        },
    )
}

/// The answer of the law to what the form asks.
fn answer(book: &LawBook, sent: &Sent, words: Words) -> Result<ResultView, Vec<FieldError>> {
    let family = family(sent, words)?;
    let found = determine(book, &family.request).map_err(|errors| family.named(errors))?;
    Ok(view(&found, &family.request, words))
}
