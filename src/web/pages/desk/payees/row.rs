//! The rows of the form, one for every heir, and what was typed into them.

use crate::claim::{DocumentId, DocumentStatus, Payee, PayeeBasis, Person, PersonId};
use crate::desk::Case;
use crate::law::heirs::{Determination, Heir, PayeeBasis as Proposed};
use crate::law::{FieldError, Rupiah, Share, Text};

use super::super::super::form::Sent;
use super::super::super::paths;
use super::super::super::problems::Problems;

/// Bases as people choose them.
pub(super) const BASES: [(PayeeBasis, &str); 4] = [
    (PayeeBasis::Sole, "sole"),
    (PayeeBasis::Agreement, "agreement"),
    (PayeeBasis::PowerOfAttorney, "power-of-attorney"),
    (PayeeBasis::Guardian, "guardian"),
];

/// The word of a basis.
pub(super) fn basis_word(basis: PayeeBasis) -> &'static str {
    BASES.iter().find(|(known, _)| *known == basis).map_or("", |(_, word)| word)
}

/// The name of a box of a row.
pub(super) fn box_name(what: &str, person: PersonId) -> String {
    format!("{what}-{person}")
}

/// The heirs, as recorded people.
pub(super) fn heirs<'a>(case: &'a Case, determination: &'a Determination) -> Vec<(&'a Person, &'a Heir)> {
    let person = |heir: &'a Heir| {
        let person = case.claim.people.iter().find(|person| person.id.to_string() == heir.id)?;
        Some((person, heir))
    };
    determination.heirs.iter().filter_map(person).collect()
}

/// Accepted papers that a payee may stand on.
pub(super) fn papers(case: &Case) -> Vec<&crate::claim::Document> {
    let accepted = case.claim.documents.iter().filter(|document| document.status == DocumentStatus::Accepted);
    accepted.filter(|document| paths::payee_papers().contains(&document.kind)).collect()
}

/// What the form holds at first: who is to be paid as recorded, else what is proposed. The second value says whether
/// it is a proposal by practice.
pub(super) fn first(case: &Case, determination: &Determination) -> (Sent, bool) {
    let heirs = heirs(case, determination);
    let mut pairs = Vec::new();
    let mut practice = false;
    for (person, heir) in &heirs {
        let recorded = case.claim.payees.iter().find(|payee| payee.person == person.id);
        let mut put = |what: &str, value: String| pairs.push((box_name(what, person.id), value));
        if let Some(payee) = recorded {
            put("part", part_words(payee));
            put("account_of", payee.account_of.to_string());
            put("basis", basis_word(payee.basis).to_owned());
            put("document", payee.document.map(|id| id.to_string()).unwrap_or_default());
            continue;
        }
        let guardian = heir.guardian.as_ref().and_then(|guardian| guardian.id.clone());
        let basis = match (heirs.len(), heir.guardian_required) {
            (_, true) => PayeeBasis::Guardian,
            (1, false) => PayeeBasis::Sole,
            _ => PayeeBasis::Agreement,
        };
        put("account_of", guardian.unwrap_or_else(|| heir.id.clone()));
        put("basis", basis_word(basis).to_owned());
        if case.claim.payees.is_empty() {
            let (part, by_practice) = proposed(determination, heir, heirs.len());
            practice |= by_practice;
            put("part", part);
        }
    }
    (Sent::new(pairs), practice)
}

/// The part that is proposed for an heir, and whether that is by practice only.
fn proposed(determination: &Determination, heir: &Heir, heirs: usize) -> (String, bool) {
    let settled = determination.heirs.iter().all(|heir| heir.share.is_some());
    match (&determination.payee, heir.share) {
        (_, Some(share)) if settled => (share.to_string(), false),
        (Some(payee), _) if payee.id == heir.id => {
            (Share::WHOLE.to_string(), heirs > 1 && payee.basis == Proposed::SurvivingSpouse)
        }
        _ => (String::new(), false),
    }
}

/// `21.000.000` or `1/2`.
fn part_words(payee: &Payee) -> String {
    match (payee.amount, payee.share) {
        (Some(amount), _) => amount.to_string().replace("Rp", ""),
        (None, Some(share)) => share.to_string(),
        (None, None) => String::new(),
    }
}

/// A part as people write it: a sum or a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Sum(Rupiah),
    Of(Share),
}

fn part(text: &str) -> Option<Part> {
    let text = text.trim();
    if text.contains('/') || text == "1" {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        return plain.parse().ok().map(Part::Of);
    }
    let plain = text.strip_prefix("Rp").or_else(|| text.strip_prefix("rp")).unwrap_or(text);
    let plain = plain.trim_end_matches(",-").trim_end_matches(",00");
    let digits: String = plain.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let only = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let sum = only.then(|| digits.parse().ok()).flatten().filter(|sum| *sum > 0);
    sum.map(|sum| Part::Sum(Rupiah(sum)))
}

/// Who is to be paid by the form, in the order of the heirs.
///
/// # Errors
/// What of the rows cannot be read.
pub(super) fn read(sent: &Sent, heirs: &[(&Person, &Heir)]) -> Result<Vec<Payee>, Problems> {
    let (mut payees, mut problems) = (Vec::new(), Problems::default());
    for (person, _) in heirs {
        let get = |what: &str| sent.filled(&box_name(what, person.id));
        let mut wrong = |what: &str, code: &str, id: &str, en: &str| {
            problems.fields.push(FieldError::new(box_name(what, person.id), code, Text::new(id, en)));
        };
        let Some(text) = get("part") else { continue };
        let Some(part) = part(text) else {
            wrong(
                "part",
                "wrong_value",
                "Tulis jumlah seperti 21.000.000 atau bagian seperti 1/2.",
                "Write an amount as 21.000.000 or a share as 1/2.",
            );
            continue;
        };
        let account_of = get("account_of").and_then(|id| id.parse().ok()).map(PersonId);
        let basis = BASES.iter().find(|(_, word)| get("basis") == Some(word)).map(|(basis, _)| *basis);
        let (Some(account_of), Some(basis)) = (account_of, basis) else {
            let what = if account_of.is_none() { "account_of" } else { "basis" };
            wrong(what, "required", "Pilih salah satu.", "Choose one.");
            continue;
        };
        let (amount, share) = match part {
            Part::Sum(amount) => (Some(amount), None),
            Part::Of(share) => (None, Some(share)),
        };
        let document = get("document").and_then(|id| id.parse().ok()).map(DocumentId);
        payees.push(Payee { person: person.id, amount, share, account_of, basis, document });
    }
    if problems.is_empty() { Ok(payees) } else { Err(problems) }
}

/// The core's words at the boxes of the form: it counts the payees, and speaks of fields as machines know them.
pub(super) fn at_boxes(mut problems: Problems, payees: &[Payee]) -> Problems {
    for error in &mut problems.fields {
        let place = error.field.strip_prefix('[').and_then(|rest| rest.split_once("]."));
        let Some((index, what)) = place else { continue };
        let Some(payee) = index.parse::<usize>().ok().and_then(|index| payees.get(index)) else { continue };
        let what = if matches!(what, "amount" | "share" | "person") { "part" } else { what };
        error.field = box_name(what, payee.person);
        if let Some(message) = plain_words(&error.code) {
            error.message = message;
        }
    }
    problems
}

fn plain_words(code: &str) -> Option<Text> {
    let (id, en) = match code {
        "not_own_account" => (
            "Rekening orang lain hanya dengan surat kuasa, atau bila orang itu wali.",
            "Another person's account needs a power of attorney, or that the person is the guardian.",
        ),
        "not_sole_heir" => (
            "Ada beberapa ahli waris. Pilih kesepakatan, surat kuasa atau wali.",
            "There are several heirs. Choose agreement, power of attorney or guardian.",
        ),
        _ => return None,
    };
    Some(Text::new(id, en))
}

#[cfg(test)]
mod tests {
    use super::{Part, part};
    use crate::law::{Rupiah, Share};

    #[test]
    fn parts_are_read_as_people_write_them() {
        let check = |text: &str, expected: Option<Part>| assert_eq!(part(text), expected, "{text:?}");
        let sum = |rupiah: i64| Some(Part::Sum(Rupiah(rupiah)));
        check("21.000.000", sum(21_000_000));
        check("Rp 21 000 000,-", sum(21_000_000));
        check("42000000", sum(42_000_000));
        check("1", Some(Part::Of(Share::WHOLE)));
        check(" 1 / 2 ", Share::new(1, 2).ok().map(Part::Of));
        check("0", None);
        check("-5", None);
        check("3/2", None);
        check("setengah", None);
        check("99999999999999999999", None);
    }
}
