//! A paper is looked at and reviewed: first what stands on it, then the comparison with what is known, then the verdict,
//! and before a refusal what the family will read.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use uuid::Uuid;

use crate::claim::{Command, Document, DocumentId, DocumentStatus, ReviewVerdict};
use crate::desk::{Case, DeskError};
use crate::law::Text;

use super::super::super::super::app::App;
use super::super::super::super::problem::WebError;
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::super::changing::{Home, acts, change, refusal};
use super::super::letters::before;
use super::alerts::{AlertView, alerts};
use super::paper_view::{self, PaperView, address, next_waiting, waiting};
use super::reading;
use super::review_form::{self, ReviewForm};

#[derive(Template)]
#[template(path = "desk/papers/review.html")]
struct ReviewPage {
    f: Frame,
    home: Home,
    paper: PaperView,
    alerts: Vec<AlertView>,
    /// Whether the reader may do anything about it.
    acts: bool,
    /// Where the form is sent.
    action: String,
    form: Option<ReviewForm>,
    /// Where the form is opened for a paper that was reviewed.
    again: Option<String>,
    /// Why there is no form.
    refusal: Option<String>,
    /// Where it is taken back.
    withdraw: Option<String>,
    /// `Surat 2 dari 5 yang menunggu`.
    queue: Option<String>,
    /// The next paper that waits.
    next: Option<String>,
}

/// A paper of a claim, as a request finds it.
struct Found {
    case: Case,
    document: Document,
}

async fn find(app: &App, visit: &Visit, number: &str, id: Uuid) -> Result<Found, WebError> {
    let case = app.desk.case(number, visit.actor()?).await?;
    let document = case.claim.document(DocumentId(id)).cloned().ok_or(DeskError::NotFound("document"))?;
    Ok(Found { case, document })
}

/// What of a review is shown beside the paper.
struct Shown {
    form: Option<ReviewForm>,
    again: Option<String>,
    refusal: Option<String>,
}

/// Shows a paper; with `?again=1` the form for one that was reviewed before.
pub(in super::super::super) async fn paper(app: Data<App>, path: Path<(String, Uuid)>, visit: Visit) -> PageResult {
    let (number, id) = path.into_inner();
    let found = find(&app, &visit, &number, id).await?;
    let shown = beside(&app, &visit, &found).await?;
    show(&visit, &found, shown, &Problems::default(), StatusCode::OK)
}

async fn beside(app: &App, visit: &Visit, found: &Found) -> Result<Shown, WebError> {
    let nothing = Shown { form: None, again: None, refusal: None };
    if !acts(visit) {
        return Ok(nothing);
    }
    let number = found.case.claim.number.as_str();
    let refusal =
        refusal(app, visit, number, &command(found.document.id, true, &Sent::default(), BTreeMap::new())).await?;
    if refusal.is_some() {
        return Ok(Shown { refusal, ..nothing });
    }
    if found.document.status == DocumentStatus::Pending || visit.asked("again").is_some() {
        let sent = Sent::default();
        let form = review_form::blank(&found.case, &found.document, &sent, &Problems::default(), visit.words());
        return Ok(Shown { form: Some(form), ..nothing });
    }
    let again = Some(format!("{}?again=1", address(&found.case.claim, found.document.id)));
    Ok(Shown { again, ..nothing })
}

fn show(visit: &Visit, found: &Found, shown: Shown, problems: &Problems, status: StatusCode) -> PageResult {
    let (words, Found { case, document }) = (visit.words(), found);
    let boxes = case.procedure.documents.get(&document.kind).map(|spec| spec.read.keys());
    let boxes: Vec<String> = boxes.into_iter().flatten().map(|name| reading::box_name(name)).collect();
    let mut names: Vec<&str> = boxes.iter().map(String::as_str).collect();
    if shown.form.as_ref().is_some_and(|form| !form.verdict.is_empty()) {
        names.extend(["verdict", "reason", "note"]);
    }
    let queue = waiting(&case.claim);
    let place = queue.iter().position(|id| *id == document.id).map(|place| (place + 1).to_string());
    let place = place.map(|n| words.with("paper-queue", &[("n", &n), ("of", &queue.len().to_string())]));
    let current = !matches!(document.status, DocumentStatus::Replaced | DocumentStatus::Withdrawn);
    let title = words.of_text(&paper_view::title(case, document));
    let page = ReviewPage {
        f: Frame::new(visit, Face::Desk, title).with_wrong(problems.summary(words, &names)),
        home: Home::of(case, words),
        paper: paper_view::view(case, document, words),
        alerts: alerts(&case.claim, document, words),
        acts: acts(visit),
        action: address(&case.claim, document.id),
        form: shown.form,
        again: shown.again,
        refusal: shown.refusal,
        withdraw: (acts(visit) && current && !case.claim.ended)
            .then(|| format!("{}/withdraw", address(&case.claim, document.id))),
        queue: place,
        next: next_waiting(&case.claim, document.id).map(|id| address(&case.claim, id)),
    };
    page_as(status, &page)
}

fn command(document: DocumentId, accepted: bool, sent: &Sent, read: BTreeMap<String, String>) -> Command {
    let verdict = if accepted { ReviewVerdict::Accepted } else { ReviewVerdict::Rejected };
    let text = |name: &str| sent.filled(name).map(str::to_owned);
    let reason = if accepted { None } else { text("reason") };
    Command::ReviewDocument { document, verdict, reason, note: text("note"), read }
}

/// Takes a step of the review: compares, shows what the family will read, saves.
pub(in super::super::super) async fn review_paper(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let (number, id) = path.into_inner();
    let found = find(&app, &visit, &number, id).await?;
    let words = visit.words();
    let spec = found.case.procedure.documents.get(&found.document.kind);
    let read = match spec.map(|spec| reading::typed(spec, &sent)).transpose() {
        Ok(read) => read.unwrap_or_default(),
        Err(problems) => {
            let form = review_form::blank(&found.case, &found.document, &sent, &problems, words);
            return with_form(&visit, &found, form, &problems, problems.status());
        }
    };
    let compared = app.desk.comparisons(&number, visit.actor()?, found.document.id, &read).await?;
    let form = |problems: &Problems| {
        review_form::with_verdict(&found.case, &found.document, &sent, &compared, problems, words)
    };
    let none = Problems::default();
    if !matches!(sent.get("step"), Some("save" | "look")) {
        return with_form(&visit, &found, form(&none), &none, StatusCode::OK);
    }
    if sent.get("compared") != Some(reading::mark(&read).as_str()) {
        // What was not compared is not saved.
        let problems = Problems { general: vec![changed_reading()], ..Problems::default() };
        return with_form(&visit, &found, form(&problems), &problems, problems.status());
    }
    let verdict = match review_form::verdict(&sent) {
        Ok(verdict) => verdict,
        Err(problems) => return with_form(&visit, &found, form(&problems), &problems, problems.status()),
    };
    let seen = review_form::letter_mark(&verdict);
    let letter = review_form::letter(&found.case, &found.document, &verdict, words);
    let look = sent.get("step") == Some("look");
    let command = command(found.document.id, verdict.accepted, &sent, read);
    let letters = if verdict.accepted { Vec::new() } else { before(&app, &visit, &number, &command).await? };
    let with_letter = |problems: &Problems| ReviewForm {
        letter: letter.clone(),
        letters: letters.clone(),
        no_letter: look && verdict.accepted,
        seen: seen.clone(),
        ..form(problems)
    };
    if look || (!verdict.accepted && sent.get("seen") != Some(seen.as_str())) {
        return with_form(&visit, &found, with_letter(&none), &none, StatusCode::OK);
    }
    match change(&app, &visit, &number, &sent, &command).await? {
        Ok(()) => Ok(go_on(&found, verdict.accepted)),
        Err(problems) => {
            // Somebody may have changed what is known: the page is made from the claim as it is now.
            let found = find(&app, &visit, &number, id).await?;
            with_form(&visit, &found, with_letter(&problems), &problems, problems.status())
        }
    }
}

/// To the next paper that waits, or back to the claim.
fn go_on(found: &Found, accepted: bool) -> actix_web::HttpResponse {
    let claim = &found.case.claim;
    let next = next_waiting(claim, found.document.id).map(|id| address(claim, id));
    let address = next.unwrap_or_else(|| format!("/desk/claims/{}#papers", claim.number));
    go_to_done(&address, if accepted { "paper-accepted" } else { "paper-refused" })
}

fn with_form(visit: &Visit, found: &Found, form: ReviewForm, problems: &Problems, status: StatusCode) -> PageResult {
    show(visit, found, Shown { form: Some(form), again: None, refusal: None }, problems, status)
}

fn changed_reading() -> Text {
    Text::new(
        "Bacaan Anda berubah sejak dibandingkan. Lihat perbandingan yang baru, lalu simpan.",
        "What you typed has changed since it was compared. Look at the new comparison, then save.",
    )
}
