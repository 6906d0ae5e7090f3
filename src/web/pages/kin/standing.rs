//! What the law says of one person: in, waiting or out, by which rule, and what is missing.

use crate::claim::{Person, VerificationStatus};
use crate::desk::Case;
use crate::law::heirs::{Determination, Heir, Need};

use super::super::words::Words;

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Is entitled.
    In,
    /// Would be, and something has to be had first.
    Waits,
    /// Is not.
    Out,
    /// Cannot be said yet.
    Unknown,
}

/// Where somebody stands, and why.
pub(super) struct Standing {
    /// Where.
    pub(super) place: Place,
    /// The rule in words.
    pub(super) because: Vec<String>,
    /// The article.
    pub(super) law: String,
    /// Kinds of the proofs that are missing.
    pub(super) missing: Vec<String>,
}

/// Where a person of the claim stands.
pub(super) fn standing(case: &Case, person: &Person, words: Words) -> Standing {
    let unknown = Standing { place: Place::Unknown, because: Vec::new(), law: String::new(), missing: Vec::new() };
    if person.verification.status == VerificationStatus::Refused {
        return Standing { place: Place::Out, because: vec![words.t("kin-refused")], ..unknown };
    }
    let Ok(answer) = &case.heirs else { return unknown };
    let id = person.id.to_string();
    if let Some(heir) = answer.heirs.iter().find(|heir| heir.id == id) {
        return entitled(answer, heir, words);
    }
    let excluded = answer.excluded.iter().find(|one| one.id == id);
    excluded.map_or(unknown, |one| Standing {
        place: Place::Out,
        because: vec![words.of_text(&one.because)],
        law: one.law.clone(),
        missing: Vec::new(),
    })
}

fn entitled(answer: &Determination, heir: &Heir, words: Words) -> Standing {
    let own = |need: &&Need| need.person.as_deref() == Some(heir.id.as_str());
    let because: Vec<String> = answer.needs.iter().filter(own).map(|need| words.of_text(&need.message)).collect();
    let settled = because.is_empty() && heir.proofs_missing.is_empty();
    Standing {
        place: if settled { Place::In } else { Place::Waits },
        because,
        law: answer.law.clone(),
        missing: heir.proofs_missing.clone(),
    }
}
