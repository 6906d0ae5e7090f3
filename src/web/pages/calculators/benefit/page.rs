//! The page: first the amounts and what happened, then the form for it, then the answer above the form.

use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use crate::law::benefit::estimate;
use crate::law::clock::jakarta_date;
use crate::law::{FieldError, LawBook, Text};
use crate::words::Words;

use super::super::super::super::app::App;
use super::super::super::field::FieldView;
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::{Visit, form_urlencoded};
use super::super::boxes;
use super::super::group::Group;
use super::amounts::{AmountView, SchoolsView, amounts, schools};
use super::ask::question;
use super::form::groups;
use super::result::{ResultView, view};
use super::what::What;

#[derive(Template)]
#[template(path = "calculators/benefit.html")]
struct BenefitPage {
    f: Frame,
    /// The language that the address names, to be kept in the next.
    lang: Option<String>,
    /// What happened: the word of the address, and in words.
    what: Option<(&'static str, String)>,
    /// The choice of what happened.
    choice: FieldView,
    amounts: Vec<AmountView>,
    schools: Option<SchoolsView>,
    groups: Vec<Group>,
    result: Option<ResultView>,
}

/// Shows the amounts of today, or what one's own case would be worth.
pub(in super::super::super) async fn benefit(app: Data<App>, visit: Visit) -> PageResult {
    let sent = boxes::sent(visit.query());
    if let Some(filled) = boxes::without_empty(&sent) {
        return Ok(go_to(&format!("/santunan?{}", form_urlencoded(filled.iter()))));
    }
    let (words, book, today) = (visit.words(), app.desk.law(), jakarta_date(app.desk.now()));
    let what = sent.filled("what").and_then(What::of);
    let answer = what.filter(|_| sent.has("hitung")).map(|what| answer(book, &sent, what, words));
    let (result, mut problems) = match answer {
        Some(Ok(result)) => (Some(result), Problems::default()),
        Some(Err(fields)) => (None, Problems { fields, ..Problems::default() }),
        None => (None, Problems::default()),
    };
    if what.is_none() && (sent.has("what") || sent.has("lanjut")) {
        problems = Problems::field("what", "required", Text::new("Pilih apa yang terjadi.", "Choose what happened."));
    }
    let groups = what.map(|what| groups(book, today, &sent, what, words)).unwrap_or_default();
    let groups: Vec<Group> = groups.into_iter().map(|group| group.told(&problems, words)).collect();
    let shown: Vec<&str> = groups.iter().flat_map(Group::names).chain(["what"]).collect();
    let wrong = problems.summary(words, &shown);
    let status = if wrong.is_empty() { StatusCode::OK } else { problems.status() };
    let first = what.is_none();
    let title = words.t(if first { "calc-title" } else { "calc-own-title" });
    page_as(
        status,
        &BenefitPage {
            f: Frame::new(&visit, Face::Family, title).with_wrong(wrong),
            lang: visit.asked("lang").map(str::to_owned),
            what: what.map(|what| (what.as_str(), what_words(what, words))),
            choice: choice(words).told(&problems, words),
            amounts: if first { amounts(book, today, words) } else { Vec::new() },
            schools: schools(book, today, words).filter(|_| first),
            groups,
            result,
        },
    )
}

fn what_words(what: What, words: Words) -> String {
    words.t(&format!("calc-what-{}", what.as_str()))
}

fn choice(words: Words) -> FieldView {
    let options = What::ALL.map(|what| (what.as_str().to_owned(), what_words(what, words)));
    FieldView::choice("what", words.t("calc-what"), options, "").required()
}

/// The answer of the law to what the form asks.
fn answer(book: &LawBook, sent: &Sent, what: What, words: Words) -> Result<ResultView, Vec<FieldError>> {
    let question = question(sent, what, words)?;
    let estimate = estimate(book, &question.request).map_err(|errors| question.named(errors))?;
    Ok(view(&estimate, words))
}
