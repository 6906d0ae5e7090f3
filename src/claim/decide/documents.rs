//! Documents: a new version, its review with what was read off the paper, its withdrawal.

use std::collections::BTreeMap;

use serde_json::json;

use crate::law::Text;
use crate::workflow::{Per, ReadKind};

use super::super::actor::Actor;
use super::super::command::IncomingDocument;
use super::super::compare::{self, Comparison};
use super::super::event::{DocumentReceived, Event};
use super::super::ids::DocumentId;
use super::super::parts::{Document, DocumentStatus, ReviewVerdict, Severity};
use super::super::refusal::Refused;
use super::super::situation::Situation;
use super::super::state::Claim;
use super::findings;
use super::inputs::words;

/// A document arrived: the next version of its kind and person.
pub(super) fn receive(
    situation: &Situation<'_>,
    claim: &Claim,
    actor: &Actor,
    incoming: &IncomingDocument,
) -> Result<Vec<Event>, Refused> {
    let spec = situation.procedure.documents.get(&incoming.kind).ok_or_else(|| unknown_kind(situation))?;
    if !spec.from.iter().any(|role| actor.role.covers(*role)) {
        return Err(Refused::NotAllowed(Text::new(
            "Surat ini tidak dikirim oleh Anda; petugas yang mencarinya.",
            "This paper is not yours to send; the office fetches it.",
        )));
    }
    if spec.per == Per::Person && incoming.person.is_none() {
        return Err(Refused::field(
            "person",
            "required",
            Text::new("Surat ini milik seseorang: isi person.", "This paper belongs to somebody: give person."),
        ));
    }
    if incoming.person.is_some_and(|person| claim.person(person).is_none()) {
        return Err(Refused::Unknown { what: "person" });
    }
    let earlier = claim.documents.iter().filter(|known| known.kind == incoming.kind && known.person == incoming.person);
    let version = earlier.map(|known| known.version).max().unwrap_or(0) + 1;
    let seq = claim.version + 1;
    let mut events = vec![Event::DocumentReceived(DocumentReceived {
        document: DocumentId(claim.id.derive("document", seq)),
        kind: incoming.kind.clone(),
        person: incoming.person,
        version,
        file_name: incoming.file_name.clone(),
        media_type: incoming.media_type.clone(),
        size: incoming.size,
        sha256: incoming.sha256.clone(),
    })];
    let mut found = Vec::new();
    if !incoming.twins.is_empty() {
        let evidence = json!({ "sha256": incoming.sha256, "claims": incoming.twins, "kind": incoming.kind });
        found.push(("twin_document", evidence));
    }
    // The accepted version still stands: whoever approves must know that a newer one waits for a reviewer.
    if let Some(accepted) = claim.accepted(&incoming.kind, incoming.person) {
        found.push(("newer_version", json!({ "kind": incoming.kind, "accepted": accepted.id, "version": version })));
    }
    for (seq, (kind, evidence)) in (seq + 1..).zip(found) {
        events.push(findings::alert(claim.id, seq, kind, Severity::Warning, evidence));
    }
    Ok(events)
}

fn unknown_kind(situation: &Situation<'_>) -> Refused {
    let known = situation.procedure.documents.keys().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    Refused::field(
        "kind",
        "unknown_kind",
        Text::new(
            format!("Jenis surat tidak dikenal. Yang ada: {known}."),
            format!("No such kind of document. There are: {known}."),
        ),
    )
}

/// A reviewer's verdict. What was read off the paper is compared with what is known; differences become alerts.
pub(super) fn review(
    situation: &Situation<'_>,
    claim: &Claim,
    id: DocumentId,
    verdict: ReviewVerdict,
    reason: Option<&str>,
    note: Option<&str>,
    read: &BTreeMap<String, String>,
) -> Result<Vec<Event>, Refused> {
    let document = claim.document(id).ok_or(Refused::Unknown { what: "document" })?;
    current(document)?;
    let reason = match (verdict, reason) {
        (ReviewVerdict::Rejected, reason) => Some(words("reason", reason.unwrap_or_default(), 2000)?),
        (ReviewVerdict::Accepted, reason) => reason.map(str::to_owned),
    };
    check_read(situation, document, read)?;
    let lost = if verdict == ReviewVerdict::Rejected { accepted_paper_lost(claim, document)? } else { None };
    let mut events = vec![Event::DocumentReviewed {
        document: id,
        verdict,
        reason,
        note: note.map(str::to_owned),
        read: read.clone(),
    }];
    if verdict == ReviewVerdict::Accepted {
        let mut seq = claim.version + 1;
        for (kind, severity, evidence) in compare::differences(situation, claim, document, read) {
            let known = claim.open_alerts().any(|alert| alert.kind == kind && alert.evidence == evidence);
            if !known {
                seq += 1;
                events.push(findings::alert(claim.id, seq, kind, severity, evidence));
            }
        }
    }
    events.extend(lost);
    Ok(events)
}

/// What a reviewer read off a paper against what is known, before they say anything of it. The same comparison raises
/// the alerts of [`review`].
///
/// # Errors
/// When the paper is not in the claim, or something was read that the procedure does not read off it.
pub fn comparisons(
    situation: &Situation<'_>,
    claim: &Claim,
    id: DocumentId,
    read: &BTreeMap<String, String>,
) -> Result<Vec<Comparison>, Refused> {
    let document = claim.document(id).ok_or(Refused::Unknown { what: "document" })?;
    check_read(situation, document, read)?;
    Ok(compare::compared(situation, claim, document, read))
}

/// An accepted paper is about to be refused or taken back. While its claim waits to be delivered that is refused: what
/// was approved is what is sent. Once the insurer has the claim, a person must decide what it means.
fn accepted_paper_lost(claim: &Claim, document: &Document) -> Result<Option<Event>, Refused> {
    if document.status != DocumentStatus::Accepted || !claim.hand_over.with_insurer {
        return Ok(None);
    }
    if claim.hand_over.queued.is_some() {
        super::people::not_while_with_insurer(claim)?;
    }
    let evidence = json!({ "document": document.id, "kind": document.kind, "person": document.person });
    Ok(Some(findings::alert(claim.id, claim.version + 2, "paper_changed_late", Severity::Blocking, evidence)))
}

fn check_read(situation: &Situation<'_>, document: &Document, read: &BTreeMap<String, String>) -> Result<(), Refused> {
    let spec = situation.procedure.documents.get(&document.kind);
    let known = spec.map(|spec| spec.read.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let date = |name: &str| {
        let kind = spec.and_then(|spec| spec.read.get(name)).map(|field| field.kind);
        matches!(kind, Some(ReadKind::Date | ReadKind::BirthDate | ReadKind::EventDate))
    };
    if let Some((name, _)) = read.iter().find(|(name, text)| date(name) && compare::date(text).is_none()) {
        return Err(Refused::field(
            format!("read.{name}"),
            "wrong_value",
            Text::new("Isi tanggal TTTT-BB-HH.", "Give a date YYYY-MM-DD."),
        ));
    }
    match read.keys().find(|name| !known.contains(name)) {
        None => Ok(()),
        Some(name) => Err(Refused::field(
            format!("read.{name}"),
            "unknown_field",
            Text::new(
                format!("Tidak dibaca dari surat ini. Yang ada: {}.", known.join(", ")),
                format!("Not read off this paper. There are: {}.", known.join(", ")),
            ),
        )),
    }
}

/// Takes a document back; it stays in history.
pub(super) fn withdraw(claim: &Claim, id: DocumentId, reason: &str) -> Result<Vec<Event>, Refused> {
    let document = claim.document(id).ok_or(Refused::Unknown { what: "document" })?;
    current(document)?;
    let reason = words("reason", reason, 2000)?;
    let lost = accepted_paper_lost(claim, document)?;
    let mut events = vec![Event::DocumentWithdrawn { document: id, reason }];
    events.extend(lost);
    Ok(events)
}

fn current(document: &Document) -> Result<(), Refused> {
    if !matches!(document.status, DocumentStatus::Replaced | DocumentStatus::Withdrawn) {
        return Ok(());
    }
    Err(Refused::rule(
        "document_not_current",
        Text::new("Surat ini sudah diganti atau ditarik.", "This document was replaced or withdrawn."),
        "office",
        Text::new("Periksa versi terbarunya.", "Look at its newest version."),
    ))
}
