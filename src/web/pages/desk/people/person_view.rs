//! A person of a claim as their page shows them: what is recorded, whether they inherit, what a caseworker said.

use crate::claim::{Consent, Document, Person, VerificationStatus};
use crate::desk::Case;
use crate::words::{Words, shown};

use super::difference::lines;

/// A person.
pub(super) struct PersonView {
    /// What is recorded.
    pub(super) lines: Vec<(String, String)>,
    /// Class of the verification's tag.
    pub(super) class: &'static str,
    /// Where the verification stands.
    pub(super) verification: String,
    /// Who said so, why.
    pub(super) said: Option<String>,
    /// What the person says to the list of heirs.
    pub(super) consent: String,
    /// Whether they inherit, and by what; or why not.
    pub(super) standing: Vec<String>,
    /// Their papers: where, and what.
    pub(super) papers: Vec<(String, String)>,
}

/// A person as their page shows them.
pub(super) fn view(case: &Case, person: &Person, words: Words) -> PersonView {
    let verification = &person.verification;
    let (class, key) = match verification.status {
        VerificationStatus::Open => ("soon", "person-open"),
        VerificationStatus::Confirmed => ("done", "person-confirmed"),
        VerificationStatus::Refused => ("refused", "person-refused"),
    };
    let by = verification.by.as_ref().and_then(|by| case.name_of(by));
    let by = verification.at.zip(by).map(|(at, name)| {
        words.with("paper-reviewed-by", &[("name", name), ("at", &shown::moment(at, words.language()))])
    });
    let said = [by, verification.reason.clone(), verification.note.clone()];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join(". ");
    let lines = lines(&case.claim, &person.details, words);
    PersonView {
        lines: lines.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        class,
        verification: words.t(key),
        said: (!said.is_empty()).then_some(said),
        consent: words.t(match person.details.consent {
            Consent::Open => "person-consent-open",
            Consent::Given => "person-consent-given",
            Consent::Objected => "person-consent-objected",
        }),
        standing: standing(case, person, words),
        papers: case
            .claim
            .documents
            .iter()
            .filter(|document| document.person == Some(person.id))
            .map(|document| paper(case, document, words))
            .collect(),
    }
}

fn paper(case: &Case, document: &Document, words: Words) -> (String, String) {
    let spec = case.procedure.documents.get(&document.kind);
    let title = spec.map(|spec| words.of_text(&spec.title)).unwrap_or_default();
    let version = words.t1("person-paper-version", "n", document.version);
    (format!("/desk/claims/{}/documents/{}", case.claim.number, document.id), format!("{title}, {version}"))
}

fn standing(case: &Case, person: &Person, words: Words) -> Vec<String> {
    let id = person.id.to_string();
    let Ok(determination) = &case.heirs else { return vec![words.t("person-heirs-unclear")] };
    if determination.heirs.iter().any(|heir| heir.id == id) {
        let needs = determination.needs.iter().filter(|need| need.person.as_deref() == Some(id.as_str()));
        let key = if case.died { "person-is-heir" } else { "person-is-entitled" };
        let first = words.t1(key, "law", determination.law.as_str());
        return std::iter::once(first).chain(needs.map(|need| words.of_text(&need.message))).collect();
    }
    let excluded = determination.excluded.iter().find(|one| one.id == id);
    match excluded {
        Some(one) => vec![words.with("person-no-heir", &[("why", &words.of_text(&one.because)), ("law", &one.law)])],
        None if !case.died => vec![words.t("kin-not-this-claim")],
        None => vec![words.t("person-heirs-unclear")],
    }
}
