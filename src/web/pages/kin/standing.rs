//! What the law says of one person: in, waiting or out, by which rule, what is missing, and what would help.

use crate::claim::{Person, VerificationStatus};
use crate::desk::Case;
use crate::law::Confidence;
use crate::law::heirs::{PersonStanding, Standing as ByOrder};
use crate::words::Words;

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Is entitled.
    In,
    /// Would be, and something has to be had or settled first.
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
    /// The rule in words; what would let them in; that the insurer has to confirm it.
    pub(super) because: Vec<String>,
    /// The article.
    pub(super) law: String,
    /// Kinds of the proofs that are there.
    pub(super) present: Vec<String>,
    /// Kinds of the proofs that are missing.
    pub(super) missing: Vec<String>,
}

/// Where a person of the claim stands.
pub(super) fn standing(case: &Case, person: &Person, words: Words) -> Standing {
    let bare =
        |place, because| Standing { place, because, law: String::new(), present: Vec::new(), missing: Vec::new() };
    if person.verification.status == VerificationStatus::Refused {
        return bare(Place::Out, vec![words.t("kin-refused")]);
    }
    let Ok(answer) = &case.heirs else { return bare(Place::Unknown, Vec::new()) };
    let id = person.id.to_string();
    if let Some(found) = answer.people.iter().find(|one| one.id == id) {
        return by_order(found, words);
    }
    // Of a worker who lives and of a child at school the law names one person, and asks nobody else.
    let entitled = answer.heirs.iter().any(|heir| heir.id == id);
    match (entitled, case.died) {
        (true, _) => Standing { law: answer.law.clone(), ..bare(Place::In, Vec::new()) },
        (false, true) => bare(Place::Unknown, Vec::new()),
        (false, false) => bare(Place::Out, vec![words.t("kin-not-this-claim")]),
    }
}

fn by_order(found: &PersonStanding, words: Words) -> Standing {
    let remedy = found.remedy.as_ref().map(|remedy| words.of_text(remedy));
    let doubt = (found.confidence != Confidence::High).then(|| words.t("kin-doubt"));
    Standing {
        place: match found.standing {
            ByOrder::In => Place::In,
            ByOrder::Waits => Place::Waits,
            ByOrder::Out => Place::Out,
        },
        because: std::iter::once(words.of_text(&found.because)).chain(remedy).chain(doubt).collect(),
        law: found.law.clone(),
        present: found.proofs_present.clone(),
        missing: found.proofs_missing.clone(),
    }
}
