//! Whether the money has arrived: asked of whoever it was sent to. Yes and no weigh the same on the page.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::claim::{Claim, Command, PersonId};
use crate::desk::Case;
use crate::words::Words;

use super::super::super::app::App;
use super::super::form::Sent;
use super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::problems::Problems;
use super::super::visit::Visit;
use super::money::payments_to;
use super::own::own;

#[derive(Template)]
#[template(path = "family/arrived.html")]
struct ArrivedPage {
    f: Frame,
    back: String,
    /// What was sent to the reader's account; empty where nothing was.
    payments: Vec<String>,
    /// What the reader said so far, and whether it is good news.
    said: Option<(&'static str, String)>,
}

/// Where whoever was paid says whether it arrived.
pub(super) fn address(claim: &Claim) -> String {
    format!("/keluarga/{}/uang", claim.number)
}

/// Whether the reader is asked now: money went into their account, and they have not said that it arrived.
pub(super) fn is_asked(claim: &Claim, reader: PersonId) -> bool {
    claim.is_paid_into(reader) && !claim.receipt(reader).is_some_and(|said| said.arrived)
}

/// What the reader said of it.
pub(super) fn said(claim: &Claim, reader: PersonId, words: Words) -> Option<(&'static str, String)> {
    let (class, key) = match claim.receipt(reader)?.arrived {
        true => ("done", "fam-arrived-yes"),
        false => ("late", "fam-arrived-no"),
    };
    Some((class, words.t(key)))
}

/// Shows what was sent, and asks.
pub(in super::super) async fn arrived(app: Data<App>, path: Path<String>, visit: Visit) -> PageResult {
    let (_, reader) = own(&visit, &path)?;
    let case = app.desk.case(&path, visit.actor()?).await?;
    show(&visit, &case, reader, StatusCode::OK, &Problems::default())
}

fn show(visit: &Visit, case: &Case, reader: PersonId, status: StatusCode, problems: &Problems) -> PageResult {
    let words = visit.words();
    page_as(
        status,
        &ArrivedPage {
            f: Frame::new(visit, Face::Family, words.t("fam-arrived-title")).with_wrong(problems.summary(words, &[])),
            back: format!("/keluarga/{}", case.claim.number),
            payments: payments_to(case, reader, words),
            said: said(&case.claim, reader, words),
        },
    )
}

/// Records what the reader says. It holds whatever else happened to the claim meanwhile.
pub(in super::super) async fn say_arrived(app: Data<App>, path: Path<String>, visit: Visit, sent: Sent) -> PageResult {
    let (_, person) = own(&visit, &path)?;
    let arrived = sent.filled("arrived") == Some("yes");
    let command = Command::SayReceipt { person, arrived, note: None };
    match app.desk.act(visit.asks(&path, &sent)?, &command).await {
        Ok(_) => Ok(go_to_done(&format!("/keluarga/{path}/uang"), if arrived { "arrived" } else { "not-arrived" })),
        Err(error) => {
            let problems = Problems::of(error)?;
            let case = app.desk.case(&path, visit.actor()?).await?;
            show(&visit, &case, person, problems.status(), &problems)
        }
    }
}
