//! The receipt of a paper: what came, when, under which number, and what is next.

use actix_web::web::{Data, Path};
use askama::Template;
use uuid::Uuid;

use crate::claim::DocumentId;
use crate::words::shown;

use super::super::super::app::App;
use super::super::super::problem::WebError;
use super::super::page::{Face, Frame, PageResult, page};
use super::super::visit::Visit;
use super::own::own;
use super::papers;

/// Letters of the hash that are a receipt's number: enough to tell any two papers apart, and to be read out.
const NUMBER_LETTERS: usize = 12;

#[derive(Template)]
#[template(path = "family/receipt.html")]
struct ReceiptPage {
    f: Frame,
    title: String,
    of: String,
    at: String,
    size: String,
    number: String,
    claim: String,
    back: String,
    /// The next paper that is wanted: where it is sent, and what it is.
    next: Option<(String, String)>,
}

/// Shows the receipt of a paper of the reader's claim.
pub(in super::super) async fn receipt(app: Data<App>, path: Path<(String, Uuid)>, visit: Visit) -> PageResult {
    let (number, document) = &*path;
    own(&visit, number)?;
    let case = app.desk.case(number, visit.actor()?).await?;
    let words = visit.words();
    let document = case.claim.document(DocumentId(*document)).ok_or_else(WebError::path_unknown)?;
    let title = |kind| {
        let spec = case.procedure.documents.get(kind);
        spec.map(|spec| words.of_text(&spec.title)).unwrap_or_default()
    };
    let wanted = papers::wanted(&case);
    let next = wanted.first().filter(|_| !case.claim.ended).map(|paper| {
        let of = papers::owner(&case, &paper.kind, paper.person);
        let named = if of.is_empty() { title(&paper.kind) } else { format!("{} ({of})", title(&paper.kind)) };
        (papers::address(&case, &paper.kind, paper.person), named)
    });
    page(&ReceiptPage {
        f: Frame::new(&visit, Face::Family, words.t("fam-receipt-title")),
        title: title(&document.kind),
        of: papers::owner(&case, &document.kind, document.person),
        at: shown::long_moment(document.received_at, words.language()),
        size: shown::size(document.size, words.language()),
        number: document.sha256.chars().take(NUMBER_LETTERS).collect(),
        claim: number.clone(),
        back: format!("/keluarga/{number}"),
        next,
    })
}
