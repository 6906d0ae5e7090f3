//! Papers: a file, then its event.

use std::collections::BTreeSet;
use std::path::Path;

use crate::claim::{Actor, Claim, Command, DocumentId, DocumentStatus, Event, IncomingDocument, PersonId};
use crate::store::ledger::NewFile;
use crate::store::queries;
use crate::workflow::{DocumentKind, Role};

use super::answers::{Answer, Answered, IdempotencyKey};
use super::claims::{Changed, Extra, Wanted, Wish};
use super::context::Desk;
use super::error::DeskError;
use super::files::{FileStream, Inspected};

/// A file that somebody sent for a claim, in a temporary place.
pub struct Upload<'a> {
    /// The claim's number.
    pub claim: &'a str,
    /// What it is said to be.
    pub kind: DocumentKind,
    /// Whose, for a paper of a person.
    pub person: Option<PersonId>,
    /// The sender's name of the file.
    pub file_name: String,
    /// What it is by its content.
    pub inspected: Inspected,
    /// Where its bytes are.
    pub source: &'a Path,
}

/// A kept paper, to be read.
pub struct Paper {
    /// The sender's name of the file.
    pub file_name: String,
    /// Its type.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// The bytes.
    pub bytes: FileStream,
}

impl Desk {
    /// Receives a document: its bytes become durable, then its event, then it is acknowledged.
    pub async fn receive_document(
        &self,
        actor: &Actor,
        upload: &Upload<'_>,
        expected: Option<i64>,
        key: Option<IdempotencyKey>,
    ) -> Result<Answered, DeskError> {
        let loaded = self.load(&Wanted::Number(upload.claim.to_owned()), actor).await?;
        if let Some(answered) = self.replay(key.as_ref()).await? {
            return Ok(answered);
        }
        let claim = loaded.claim.id;
        let twins = self.twins(claim.0, &upload.inspected.sha256).await?;
        self.files().keep(claim, &upload.inspected, upload.source).await?;
        crate::store::halt::at("file.kept");
        let incoming = IncomingDocument {
            kind: upload.kind.clone(),
            person: upload.person,
            file_name: upload.file_name.clone(),
            media_type: upload.inspected.media_type.clone(),
            size: upload.inspected.size,
            sha256: upload.inspected.sha256.clone(),
            twins,
        };
        let file = NewFile {
            id: uuid::Uuid::nil(),
            sha256: incoming.sha256.clone(),
            size: i64::try_from(incoming.size).unwrap_or(i64::MAX),
            media_type: incoming.media_type.clone(),
            file_name: incoming.file_name.clone(),
            received_at: self.now(),
        };
        let wish = Wish {
            claim: upload.claim,
            actor,
            expected,
            lenient: false,
            command: &|_: &Claim| Ok(Command::ReceiveDocument(incoming.clone())),
            key,
            extra: Extra { file: Some(file), ..Extra::default() },
        };
        let answered = self.change(&wish, &receipt).await?;
        // The sweep of orphans may have met these bytes as an old orphan just before the event stood. Nothing is
        // acknowledged without its file.
        self.files().keep(claim, &upload.inspected, upload.source).await?;
        Ok(answered)
    }

    /// Other claims that hold the same bytes.
    async fn twins(&self, claim: uuid::Uuid, sha256: &str) -> Result<Vec<String>, DeskError> {
        let sha256 = sha256.to_owned();
        let found = self.store().read(move |db| queries::same_file_elsewhere(db, &sha256, claim)).await?;
        let numbers: BTreeSet<String> = found.into_iter().map(|(_, number)| number).collect();
        Ok(numbers.into_iter().collect())
    }

    /// The bytes of a document. The insurer's machine gets what was handed over to it, and nothing else.
    pub async fn document_content(&self, number: &str, id: DocumentId, actor: &Actor) -> Result<Paper, DeskError> {
        let loaded = self.load(&Wanted::Number(number.to_owned()), actor).await?;
        let document = loaded.claim.document(id).ok_or(DeskError::NotFound("document"))?;
        let handed_over = loaded.claim.hand_over.attempt > 0 && document.status == DocumentStatus::Accepted;
        if actor.role == Role::Insurer && !handed_over {
            return Err(DeskError::NotFound("document"));
        }
        let bytes = self.files().open(loaded.claim.id, &document.sha256).await?;
        Ok(Paper {
            file_name: document.file_name.clone(),
            media_type: document.media_type.clone(),
            size: document.size,
            sha256: document.sha256.clone(),
            bytes,
        })
    }
}

/// The receipt of a document: the document as it stands in the claim.
fn receipt(changed: &Changed<'_>) -> Result<Answer, DeskError> {
    let id = changed.events.iter().find_map(|recorded| match &recorded.event {
        Event::DocumentReceived(received) => Some(received.document),
        _ => None,
    });
    let document = id.and_then(|id| changed.after.document(id));
    let location = id.map(|id| format!("/api/v1/claims/{}/documents/{id}/content", changed.after.number));
    Ok(Answer { status: 201, version: Some(changed.after.version), location, body: serde_json::to_value(document)? })
}
