//! The bytes of a paper: shown where the browser can, else to be kept.

use actix_web::web::{Data, Path};
use uuid::Uuid;

use crate::claim::DocumentId;

use super::super::super::super::app::App;
use super::super::super::super::paper;
use super::super::super::page::PageResult;
use super::super::super::visit::Visit;

/// Answers with a paper; with `?download=1` always to be kept.
pub(in super::super::super) async fn paper_file(
    app: Data<App>,
    path: Path<(String, Uuid)>,
    visit: Visit,
) -> PageResult {
    let (number, id) = path.into_inner();
    let found = app.desk.document_content(&number, DocumentId(id), visit.actor()?).await?;
    Ok(if visit.asked("download").is_some() { paper::download(found) } else { paper::show(found) })
}
