//! One person of the tree.

use crate::claim::{Consent, Document, DocumentStatus, Person, VerificationStatus};
use crate::desk::Case;
use crate::law::heirs::Relation;
use crate::words::{Words, shown};
use crate::workflow::DocumentKind;

use super::super::family::article;
use super::super::problems::law_words;
use super::standing::{Place, standing};
use super::tree::Eyes;

/// A person as the tree shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct CardView {
    /// Name.
    pub(in super::super) name: String,
    /// What they are to the insured person; of the reader themselves it is said.
    pub(in super::super) relation: String,
    /// Class of the card: `in`, `waits`, `out`, `unknown`; of the one who died, nothing.
    pub(in super::super) class: &'static str,
    /// Class of the mark.
    pub(in super::super) mark: &'static str,
    /// Where they stand, in a word.
    pub(in super::super) standing: String,
    /// Their part, and through whom.
    pub(in super::super) share: String,
    /// Why.
    pub(in super::super) because: Vec<String>,
    /// The article.
    pub(in super::super) law: String,
    /// Proofs that are there.
    pub(in super::super) present: Vec<String>,
    /// Proofs that are missing.
    pub(in super::super) missing: Vec<String>,
    /// What only staff see.
    pub(in super::super) desk: Option<DeskView>,
    /// The children of this person, where the tree goes on below them.
    pub(in super::super) below: Vec<CardView>,
}

/// What only staff see of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct DeskView {
    /// Their page.
    pub(in super::super) href: String,
    /// Whether a caseworker verified them: class of the mark, and words.
    pub(in super::super) verification: (&'static str, String),
    /// What they say to the list: class of the mark, and words. Only heirs are asked.
    pub(in super::super) consent: Option<(&'static str, String)>,
    /// Telephone, and the same as a link.
    pub(in super::super) phone: Option<(String, String)>,
    /// Account, of which the end is told.
    pub(in super::super) account: Option<String>,
}

/// A person of the claim.
pub(super) fn card(case: &Case, person: &Person, eyes: Eyes, words: Words) -> CardView {
    let found = standing(case, person, words);
    let (class, mark, key) = match found.place {
        Place::In => ("in", "done", "kin-in"),
        Place::Waits => ("waits", "else", "kin-waits"),
        Place::Out => ("out", "out", "kin-out"),
        Place::Unknown => ("unknown", "idle", "kin-unknown"),
    };
    let relation = words.t(&format!("relation-{}", person.details.relation.as_str()));
    let entitled = matches!(found.place, Place::In | Place::Waits);
    let share = if entitled { share(case, person, words) } else { String::new() };
    CardView {
        name: person.details.name.clone(),
        relation: if eyes == Eyes::Family(person.id) { words.t1("kin-you", "relation", relation) } else { relation },
        class,
        mark,
        standing: words.t(key),
        share,
        because: found.because,
        law: match eyes {
            Eyes::Desk => law_words(&found.law, words),
            Eyes::Family(_) => article(&found.law, words),
        },
        present: if found.present.is_empty() {
            own_papers(case, person, words)
        } else {
            titles(case, &found.present, words)
        },
        missing: titles(case, &found.missing, words),
        desk: (eyes == Eyes::Desk).then(|| desk(case, person, entitled && case.died, words)),
        below: Vec::new(),
    }
}

/// Their part of it, and the guardian who acts.
fn share(case: &Case, person: &Person, words: Words) -> String {
    let id = person.id.to_string();
    let heirs = case.heirs.as_ref().map(|answer| answer.heirs.as_slice()).unwrap_or_default();
    let Some(heir) = heirs.iter().find(|heir| heir.id == id) else { return String::new() };
    let part = match heir.share.map(|share| share.to_string()) {
        None => words.t("share-open"),
        Some(whole) if whole == "1" => words.t("share-whole"),
        Some(part) => part,
    };
    let part = words.t1("kin-share", "part", part);
    if !heir.guardian_required {
        return part;
    }
    let guardian = heir.guardian.as_ref().and_then(|guardian| guardian.id.as_deref());
    let guardian = guardian.and_then(|id| case.claim.people.iter().find(|one| one.id.to_string() == id));
    let through = match guardian {
        Some(guardian) => words.t1("kin-guardian", "name", guardian.details.name.as_str()),
        None => words.t("kin-guardian-wanted"),
    };
    format!("{part}, {through}")
}

fn titles(case: &Case, kinds: &[String], words: Words) -> Vec<String> {
    kinds.iter().filter_map(|kind| title(case, &kind.as_str().into(), words)).collect()
}

fn title(case: &Case, kind: &DocumentKind, words: Words) -> Option<String> {
    case.procedure.documents.get(kind).map(|spec| words.of_text(&spec.title))
}

/// The person's own papers that were accepted.
fn own_papers(case: &Case, person: &Person, words: Words) -> Vec<String> {
    let own = |document: &&Document| document.person == Some(person.id) && document.status == DocumentStatus::Accepted;
    case.claim.documents.iter().filter(own).filter_map(|document| title(case, &document.kind, words)).collect()
}

fn desk(case: &Case, person: &Person, asked: bool, words: Words) -> DeskView {
    let details = &person.details;
    let verification = match person.verification.status {
        VerificationStatus::Open => ("soon", "person-open"),
        VerificationStatus::Confirmed => ("done", "person-confirmed"),
        VerificationStatus::Refused => ("refused", "person-refused"),
    };
    let consent = match details.consent {
        Consent::Open => ("idle", "kin-consent-open"),
        Consent::Given => ("done", "kin-consent-given"),
        Consent::Objected => ("late", "kin-consent-objected"),
    };
    let said = |(class, key): (&'static str, &str)| (class, words.t(key));
    let account = details.account.as_ref();
    DeskView {
        href: format!("/desk/claims/{}/people/{}", case.claim.number, person.id),
        verification: said(verification),
        consent: (asked || details.consent != Consent::Open).then(|| said(consent)),
        phone: details.phone.as_ref().map(|phone| (shown::phone(phone), shown::phone_link(phone))),
        account: account.map(|account| format!("{} {}", account.bank, shown::masked_account(&account.number))),
    }
}

/// The insured person in the middle. One who died stands nowhere in the order; one who lives is paid themselves.
pub(super) fn insured(case: &Case, own: Option<&Person>, eyes: Eyes, words: Words) -> CardView {
    match own {
        Some(person) if !case.died => card(case, person, eyes, words),
        _ => {
            let key = if case.died { "kin-late" } else { "relation-participant" };
            let desk = own.filter(|_| eyes == Eyes::Desk).map(|person| desk(case, person, false, words));
            let name = case.participant.name.clone();
            CardView { name, relation: words.t(key), class: "centre", desk, ..CardView::default() }
        }
    }
}

/// Whether the tree shows somebody in the middle.
pub(super) fn is_insured(person: &Person) -> bool {
    person.details.relation == Relation::Participant
}
