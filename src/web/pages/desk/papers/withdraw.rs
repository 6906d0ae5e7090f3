//! A paper is taken back: with its reason, after a look at what is lost.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use uuid::Uuid;

use crate::claim::{Command, DocumentId};
use crate::desk::DeskError;
use crate::law::{FieldError, Text};

use super::super::super::super::app::App;
use super::super::super::field::{FieldView, told};
use super::super::super::form::Sent;
use super::super::super::page::{Face, Frame, PageResult, go_to_done, page_as};
use super::super::super::problems::Problems;
use super::super::super::visit::Visit;
use super::super::changing::{Home, change, refusal};
use super::paper_view::{self, PaperView, address};

const REASON_CHARACTERS_MAX: u32 = 1000;

#[derive(Template)]
#[template(path = "desk/papers/withdraw.html")]
struct WithdrawPage {
    f: Frame,
    home: Home,
    paper: PaperView,
    back: String,
    fields: Vec<FieldView>,
    /// Why it cannot be taken back.
    refusal: Option<String>,
}

/// Shows what is about to be taken back, and asks why.
pub(in super::super::super) async fn withdraw_paper_form(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    visit: Visit,
) -> PageResult {
    show(&app, &visit, path.into_inner(), "", &Problems::default(), StatusCode::OK).await
}

async fn show(
    app: &App,
    visit: &Visit,
    (number, id): (String, Uuid),
    reason: &str,
    problems: &Problems,
    status: StatusCode,
) -> PageResult {
    let words = visit.words();
    let case = app.desk.case(&number, visit.actor()?).await?;
    let document = case.claim.document(DocumentId(id)).ok_or(DeskError::NotFound("document"))?;
    let field = FieldView::area("reason", words.t("paper-withdraw-reason"), reason, REASON_CHARACTERS_MAX).required();
    let title = words.t1("paper-withdraw-title", "paper", words.of_text(&paper_view::title(&case, document)));
    let command = Command::WithdrawDocument { document: document.id, reason: "-".to_owned() };
    page_as(
        status,
        &WithdrawPage {
            f: Frame::new(visit, Face::Desk, title).with_wrong(problems.summary(words, &["reason"])),
            home: Home::of(&case, words),
            paper: paper_view::view(&case, document, words),
            back: address(&case.claim, document.id),
            fields: told(vec![field], problems, words),
            refusal: refusal(app, visit, &number, &command).await?,
        },
    )
}

/// Takes it back.
pub(in super::super::super) async fn withdraw_paper(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    visit: Visit,
    sent: Sent,
) -> PageResult {
    let (number, id) = path.into_inner();
    let reason = sent.filled("reason").unwrap_or_default();
    let done = if reason.is_empty() {
        let message = Text::new("Tulis mengapa surat ini ditarik.", "Write why this paper is taken back.");
        Err(Problems { fields: vec![FieldError::new("reason", "required", message)], ..Problems::default() })
    } else {
        let command = Command::WithdrawDocument { document: DocumentId(id), reason: reason.to_owned() };
        change(&app, &visit, &number, &sent, &command).await?
    };
    match done {
        Ok(()) => Ok(go_to_done(&format!("/desk/claims/{number}#papers"), "paper-withdrawn")),
        Err(problems) => show(&app, &visit, (number, id), reason, &problems, problems.status()).await,
    }
}
