//! What a reviewer read off a paper against what is known. A difference is a finding for a person to settle.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::law::heirs::Relation;
use crate::workflow::ReadKind;

use super::parts::{Document, Person, Severity};
use super::situation::Situation;
use super::state::Claim;

/// Names whose spelling differs by at most this many letters are likely one name written twice.
const CLOSE_SPELLING_LETTERS: usize = 2;

/// A field that was read off a paper, held against what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The field, by the name that the procedure gives it.
    pub field: String,
    /// What the field is.
    pub kind: ReadKind,
    /// What was read off the paper.
    pub read: String,
    /// What is known; none: nothing that it could be held against.
    pub known: Option<String>,
    /// How the two differ; none: they say the same, or nothing is known.
    pub difference: Option<Difference>,
}

/// How what was read differs from what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// How grave it is.
    pub severity: Severity,
    /// By how many letters or digits; none for dates.
    pub letters: Option<usize>,
}

/// Everything that was read off a paper, field by field, against what is known.
pub(super) fn compared(
    situation: &Situation<'_>,
    claim: &Claim,
    document: &Document,
    read: &BTreeMap<String, String>,
) -> Vec<Comparison> {
    let Some(spec) = situation.procedure.documents.get(&document.kind) else { return Vec::new() };
    let subject = speaks_of(claim, document);
    let mut all = Vec::new();
    for (field, text) in read {
        let Some(kind) = spec.read.get(field).map(|spec| spec.kind) else { continue };
        let known = match subject {
            Subject::Participant => known(situation, claim, None, kind),
            Subject::Person(person) => known(situation, claim, Some(person), kind),
            Subject::Another => None,
        };
        let difference = known.as_ref().filter(|known| !same(kind, known, text)).map(|known| Difference {
            severity: gravity(kind, known, text),
            letters: letters_apart(kind, known, text),
        });
        all.push(Comparison { field: field.clone(), kind, read: text.clone(), known, difference });
    }
    all
}

/// The differences, each as kind, gravity and evidence.
pub(super) fn differences(
    situation: &Situation<'_>,
    claim: &Claim,
    document: &Document,
    read: &BTreeMap<String, String>,
) -> Vec<(&'static str, Severity, Value)> {
    let finding = |one: Comparison| {
        let evidence = json!({
            "document": document.id, "kind": document.kind, "field": one.field, "read": one.read, "known": one.known?,
        });
        Some((alert_kind(one.kind), one.difference?.severity, evidence))
    };
    compared(situation, claim, document, read).into_iter().filter_map(finding).collect()
}

/// Whom a paper speaks of.
enum Subject<'a> {
    /// The participant.
    Participant,
    /// The person whom it was sent for.
    Person(&'a Person),
    /// Somebody who is not recorded, and so not compared.
    Another,
}

/// A paper is of the person it was sent for, but for those that prove the relation of the elders: a parent's is the
/// birth certificate of the participant, a parent-in-law's are the papers of the participant's spouse.
fn speaks_of<'a>(claim: &'a Claim, document: &Document) -> Subject<'a> {
    let Some(person) = document.person.and_then(|id| claim.person(id)) else { return Subject::Participant };
    match (document.kind.as_str(), person.details.relation) {
        ("akta_lahir", Relation::Parent | Relation::Grandparent) => Subject::Participant,
        ("akta_lahir" | "buku_nikah", Relation::ParentInLaw) | ("akta_kematian", _) => Subject::Another,
        _ => Subject::Person(person),
    }
}

fn known(situation: &Situation<'_>, claim: &Claim, person: Option<&Person>, kind: ReadKind) -> Option<String> {
    let subject = situation.subject;
    let details = person.map(|person| &person.details);
    match kind {
        ReadKind::Text | ReadKind::Date => None,
        ReadKind::Name => Some(details.map_or_else(|| subject.name.clone(), |details| details.name.clone())),
        ReadKind::Nik => details.map_or_else(|| Some(subject.nik.as_str().to_owned()), |details| details.nik.clone()),
        ReadKind::BirthDate => {
            details.map_or(Some(subject.birth_date), |details| details.birth_date).map(|date| date.to_string())
        }
        ReadKind::EventDate => Some(claim.event.date.to_string()),
        ReadKind::AccountNumber => details?.account.as_ref().map(|account| account.number.clone()),
        ReadKind::AccountHolder => details.map(|details| details.name.clone()),
    }
}

fn same(kind: ReadKind, known: &str, read: &str) -> bool {
    match kind {
        ReadKind::Nik | ReadKind::AccountNumber => digits(known) == digits(read),
        ReadKind::BirthDate | ReadKind::EventDate => date(known) == date(read),
        _ => folded(known) == folded(read),
    }
}

fn names_apart(known: &str, read: &str) -> usize {
    strsim::damerau_levenshtein(&folded(known), &folded(read))
}

fn letters_apart(kind: ReadKind, known: &str, read: &str) -> Option<usize> {
    match kind {
        ReadKind::BirthDate | ReadKind::EventDate | ReadKind::Date => None,
        ReadKind::Nik | ReadKind::AccountNumber => Some(strsim::damerau_levenshtein(&digits(known), &digits(read))),
        ReadKind::Name | ReadKind::AccountHolder | ReadKind::Text => Some(names_apart(known, read)),
    }
}

/// A wrong NIK or day of the event may be another person's paper: it blocks. A name spelt a little differently does not.
fn gravity(kind: ReadKind, known: &str, read: &str) -> Severity {
    match kind {
        ReadKind::Nik | ReadKind::EventDate | ReadKind::AccountNumber => Severity::Blocking,
        ReadKind::Name | ReadKind::AccountHolder => {
            let apart = names_apart(known, read);
            if apart <= CLOSE_SPELLING_LETTERS { Severity::Info } else { Severity::Warning }
        }
        ReadKind::Text | ReadKind::Date | ReadKind::BirthDate => Severity::Warning,
    }
}

fn alert_kind(kind: ReadKind) -> &'static str {
    match kind {
        ReadKind::Nik => "nik_differs",
        ReadKind::EventDate => "event_date_differs",
        ReadKind::BirthDate | ReadKind::Date => "birth_date_differs",
        ReadKind::AccountNumber => "account_differs",
        ReadKind::AccountHolder => "account_holder_differs",
        ReadKind::Name | ReadKind::Text => "name_differs",
    }
}

/// A date as people write it off a paper: `2025-11-03`, `03-11-2025`, `03/11/2025` or `3.11.2025`.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim().replace(['/', '.'], "-");
    ["%Y-%m-%d", "%d-%m-%Y"].into_iter().find_map(|format| NaiveDate::parse_from_str(&text, format).ok())
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Letters and digits in upper case, one space between words: how names are compared.
pub fn folded(text: &str) -> String {
    let upper = text.to_uppercase();
    let words = upper.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// How grave it is that an account is held under another name than the person's; `None` when it is the same name.
pub(super) fn holder_gravity(name: &str, holder: &str) -> Option<Severity> {
    if same(ReadKind::AccountHolder, name, holder) {
        return None;
    }
    Some(match gravity(ReadKind::AccountHolder, name, holder) {
        // A name spelt a little differently is for the reader; another name may be another person's account.
        Severity::Info => Severity::Info,
        _ => Severity::Blocking,
    })
}
