//! Relatives and heirs: recording, changing, verifying.

use serde_json::{Value, json};

use crate::law::{FieldError, Nik, Relation, Text};
use crate::workflow::DocumentKind;

use super::super::compare;
use super::super::event::Event;
use super::super::ids::PersonId;
use super::super::parts::{Consent, PersonDetails, Severity, VerificationStatus};
use super::super::refusal::Refused;
use super::super::situation::Situation;
use super::super::state::Claim;
use super::findings;

/// More people than this are a mistake, and would make every page and every determination slow.
const MOST_PEOPLE: usize = 200;
/// Characters of how the office was told what somebody says to the list of heirs.
const CONSENT_NOTE_MAX: usize = 1000;

/// Records a person.
pub(super) fn add(situation: &Situation<'_>, claim: &Claim, details: &PersonDetails) -> Result<Vec<Event>, Refused> {
    not_while_with_insurer(claim)?;
    if claim.people.len() >= MOST_PEOPLE {
        return Err(Refused::field("name", "too_many", Text::new("Terlalu banyak orang.", "Too many people.")));
    }
    check(situation, claim, None, details)?;
    let person = PersonId(claim.id.derive("person", claim.version + 1));
    let details = tidy(details);
    let found = account_findings(claim, person, None, &details);
    let mut events = vec![Event::PersonAdded { person, details }];
    events.extend(raised(claim, found));
    Ok(events)
}

/// Changes what is recorded. A changed account, name, relation or birth date undoes the verification.
pub(super) fn change(
    situation: &Situation<'_>,
    claim: &Claim,
    id: PersonId,
    details: &PersonDetails,
) -> Result<Vec<Event>, Refused> {
    let person = claim.person(id).ok_or(Refused::Unknown { what: "person" })?;
    let (old, new) = (&person.details, tidy(details));
    if *old == new {
        return Ok(Vec::new());
    }
    check(situation, claim, Some(id), &new)?;
    let contact_only = PersonDetails { phone: None, email: None, consent: Consent::Open, ..old.clone() }
        == PersonDetails { phone: None, email: None, consent: Consent::Open, ..new.clone() };
    if !contact_only {
        not_while_with_insurer(claim)?;
    }
    let undone = !contact_only && person.verification.status != VerificationStatus::Open;
    let found = account_findings(claim, id, Some(old), &new);
    let mut events = vec![Event::PersonChanged {
        person: id,
        details: new,
        verification_undone: undone,
        affects_benefit: !contact_only,
    }];
    events.extend(raised(claim, found));
    Ok(events)
}

/// What is wrong with a recorded account: its holder is somebody else than the person, or it is another one than the
/// accepted bank book shows.
fn account_findings(
    claim: &Claim,
    id: PersonId,
    old: Option<&PersonDetails>,
    new: &PersonDetails,
) -> Vec<(&'static str, Severity, Value)> {
    let before = old.and_then(|old| old.account.as_ref());
    let Some(account) = new.account.as_ref().filter(|account| before != Some(*account)) else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(severity) = compare::holder_gravity(&new.name, &account.holder) {
        let evidence = json!({ "person": id, "name": new.name, "holder": account.holder });
        found.push(("account_holder_differs", severity, evidence));
    }
    if let (Some(before), Some(book)) = (before, claim.accepted(&"rekening".into(), Some(id))) {
        let evidence = json!({ "person": id, "document": book.id, "was": before.number, "is": account.number });
        found.push(("account_changed", Severity::Blocking, evidence));
    }
    found
}

/// The alerts of findings, behind the first event of a command.
fn raised(claim: &Claim, found: Vec<(&'static str, Severity, Value)>) -> impl Iterator<Item = Event> {
    let id = claim.id;
    (claim.version + 2..)
        .zip(found)
        .map(move |(seq, (kind, severity, evidence))| findings::alert(id, seq, kind, severity, evidence))
}

/// A caseworker confirms or refuses a person.
pub(super) fn verify(
    claim: &Claim,
    id: PersonId,
    verdict: VerificationStatus,
    reason: Option<&str>,
    note: Option<&str>,
) -> Result<Vec<Event>, Refused> {
    let person = claim.person(id).ok_or(Refused::Unknown { what: "person" })?;
    if verdict == VerificationStatus::Open {
        return Err(Refused::field(
            "verdict",
            "wrong_value",
            Text::new("Pilih confirmed atau refused.", "Choose confirmed or refused."),
        ));
    }
    let reason = match verdict {
        VerificationStatus::Refused => Some(super::inputs::words("reason", reason.unwrap_or_default(), 2000)?),
        _ => reason.map(str::to_owned),
    };
    if person.verification.status != verdict {
        not_while_with_insurer(claim)?;
    }
    Ok(vec![Event::PersonVerified { person: id, verdict, reason, note: note.map(str::to_owned) }])
}

/// A person agrees with the list of heirs, or does not, until the sum is approved. An objection that stops the claim is
/// a step of the procedure.
pub(super) fn consent(
    claim: &Claim,
    id: PersonId,
    consent: Consent,
    note: Option<&str>,
) -> Result<Vec<Event>, Refused> {
    let person = claim.person(id).ok_or(Refused::Unknown { what: "person" })?;
    if person.details.consent == consent {
        return Ok(Vec::new());
    }
    not_while_with_insurer(claim)?;
    let note = note.map(|note| super::inputs::words("note", note, CONSENT_NOTE_MAX)).transpose()?;
    Ok(vec![Event::ConsentRecorded { person: id, consent, note }])
}

/// The worker as a person of the claim: who is paid when they live.
pub(super) fn participant(situation: &Situation<'_>) -> PersonDetails {
    let subject = situation.subject;
    PersonDetails {
        nik: Some(subject.nik.as_str().to_owned()),
        birth_date: Some(subject.birth_date),
        sex: Some(subject.sex),
        ..PersonDetails::new(&subject.name, Relation::Participant)
    }
}

/// What was approved and sent may not change behind the insurer's back.
pub(super) fn not_while_with_insurer(claim: &Claim) -> Result<(), Refused> {
    if !claim.hand_over.with_insurer {
        return Ok(());
    }
    Err(Refused::rule(
        "with_insurer",
        Text::new(
            "Klaim sudah dikirim ke penanggung; isinya tidak boleh berubah.",
            "The claim is with the insurer; its content may not change.",
        ),
        "office",
        Text::new(
            "Tarik dulu (kembalikan), atau tunggu jawaban penanggung.",
            "Send it back first, or wait for the insurer's answer.",
        ),
    ))
}

fn tidy(details: &PersonDetails) -> PersonDetails {
    let mut details = details.clone();
    details.name = details.name.split_whitespace().collect::<Vec<_>>().join(" ");
    details
}

fn check(
    situation: &Situation<'_>,
    claim: &Claim,
    own: Option<PersonId>,
    details: &PersonDetails,
) -> Result<(), Refused> {
    let mut errors = Vec::new();
    let mut wrong =
        |field: &str, code: &str, id: &str, en: &str| errors.push(FieldError::new(field, code, Text::new(id, en)));
    if details.name.trim().is_empty() {
        wrong("name", "required", "Isi nama seperti di KTP.", "Give the name as on the KTP.");
    } else if details.name.chars().count() > 200 {
        wrong("name", "too_long", "Paling banyak 200 huruf.", "At most 200 characters.");
    }
    if details.birth_date.is_some_and(|date| date > situation.today()) {
        wrong("birth_date", "in_future", "Tanggal ini belum terjadi.", "This date is in the future.");
    }
    if let Some(account) = &details.account {
        let digits = account.number.chars().filter(char::is_ascii_digit).count();
        let only = account.number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.'));
        if !only || !(6..=20).contains(&digits) {
            wrong(
                "account.number",
                "wrong_value",
                "Nomor rekening 6 sampai 20 angka.",
                "An account number has 6 to 20 digits.",
            );
        }
        if account.bank.trim().is_empty() || account.holder.trim().is_empty() {
            wrong("account", "required", "Isi bank dan nama pemilik.", "Give bank and holder.");
        }
    }
    let parents = details.parents.iter().map(|parent| ("parents", *parent));
    for (field, other) in parents.chain(details.guardian.map(|guardian| ("guardian", guardian))) {
        if claim.person(other).is_none() || own == Some(other) {
            wrong(field, "unknown_person", "Orang itu tidak ada di klaim ini.", "That person is not in this claim.");
        }
    }
    if let Some(Err(error)) = details.nik.as_deref().map(str::parse::<Nik>) {
        errors.push(FieldError::new("nik", error.code(), error.text()));
    }
    if errors.is_empty() { Ok(()) } else { Err(Refused::Invalid(errors)) }
}

/// Papers of a person that prove who they are: used where the determination asks for proofs.
pub(in super::super) fn proofs(claim: &Claim, person: PersonId) -> Vec<&DocumentKind> {
    use super::super::parts::DocumentStatus::Accepted;
    let own = |owner: Option<PersonId>| owner.is_none() || owner == Some(person);
    let accepted = claim.documents.iter().filter(|document| document.status == Accepted && own(document.person));
    accepted.map(|document| &document.kind).collect()
}
