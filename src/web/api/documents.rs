//! Papers: received, fetched, reviewed, taken back.

use std::collections::BTreeMap;

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::claim::{Claim, Command, DocumentId, PersonId, ReviewVerdict};
use crate::desk::{self, Changed, DeskError, Inspected, Upload, inspect};

use super::super::app::App;
use super::super::paper;
use super::super::problem::WebError;
use super::super::reply::{Answer, Reply};
use super::asking::Asking;
use super::body::{Body, fingerprint};
use super::change::{self, change};
use super::upload::Form;

/// A reviewer's word.
#[derive(Deserialize)]
pub(super) struct NewReview {
    verdict: ReviewVerdict,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    read: BTreeMap<String, String>,
}

/// Why a paper is taken back.
#[derive(Deserialize)]
pub(super) struct Withdrawal {
    reason: String,
}

/// Receives a paper.
pub(super) async fn receive(app: Data<App>, path: Path<String>, asking: Asking, form: Form) -> Answer {
    let inspected = inspected(&form).await?;
    let key = asking.key(&fingerprint(&form.with_file(&inspected.sha256)));
    let upload = Upload {
        claim: &path,
        kind: form.fields.get("kind").map(String::as_str).unwrap_or_default().into(),
        person: form.fields.get("person").and_then(|person| person.parse().ok()).map(PersonId),
        file_name: form.file_name(),
        inspected,
        source: form.file.file.path(),
    };
    Ok(Reply::from(app.desk.receive_document(asking.actor(), &upload, asking.expected, key).await?))
}

async fn inspected(form: &Form) -> Result<Inspected, WebError> {
    let path = form.file.file.path().to_owned();
    let inspected = web::block(move || inspect(&path)).await;
    Ok(inspected.map_err(|error| WebError::internal(error.to_string()))?.map_err(DeskError::from)?)
}

/// The bytes of a paper.
pub(super) async fn content(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    asking: Asking,
) -> Result<HttpResponse, WebError> {
    let (number, id) = path.into_inner();
    Ok(paper::download(app.desk.document_content(&number, DocumentId(id), asking.actor()).await?))
}

/// Reviews a paper.
pub(super) async fn review(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    asking: Asking,
    body: Body<NewReview>,
) -> Answer {
    let (number, id) = path.into_inner();
    let command = |_: &Claim| {
        Ok(Command::ReviewDocument {
            document: DocumentId(id),
            verdict: body.verdict,
            reason: body.reason.clone(),
            note: body.note.clone(),
            read: body.read.clone(),
        })
    };
    change(&app, &number, &asking, &body.fingerprint, &command, &the_document(id)).await
}

/// Takes a paper back.
pub(super) async fn withdraw(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    asking: Asking,
    body: Body<Withdrawal>,
) -> Answer {
    let (number, id) = path.into_inner();
    let command = |_: &Claim| Ok(Command::WithdrawDocument { document: DocumentId(id), reason: body.reason.clone() });
    change(&app, &number, &asking, &body.fingerprint, &command, &the_document(id)).await
}

fn the_document(id: Uuid) -> impl Fn(&Changed<'_>) -> desk::Answer + Send + Sync {
    move |changed| change::answer(200, changed, json!(changed.after.document(DocumentId(id))))
}
