//! Payees: who is paid how much, into whose account. The sum is the benefit.

use crate::law::{FieldError, Rupiah, Share, Text};

use super::super::entitled::heirs;
use super::super::event::Event;
use super::super::lawful;
use super::super::parts::{Payee, PayeeBasis};
use super::super::refusal::Refused;
use super::super::situation::Situation;
use super::super::state::Claim;

/// Records the payees, all of them at once.
pub(super) fn set(situation: &Situation<'_>, claim: &Claim, wanted: &[Payee]) -> Result<Vec<Event>, Refused> {
    super::people::not_while_with_insurer(claim)?;
    if claim.payees == wanted {
        return Ok(Vec::new());
    }
    let mut errors = Vec::new();
    for (index, payee) in wanted.iter().enumerate() {
        check_one(claim, index, payee, &mut errors);
    }
    sole_is_alone(situation, claim, wanted, &mut errors);
    if !errors.is_empty() {
        return Err(Refused::Invalid(errors));
    }
    if !wanted.is_empty() {
        let total = lawful::benefit(situation, claim).map_err(|refusal| Refused::Rules(vec![*refusal]))?.total;
        amounts(total, wanted).map_err(|message| {
            Refused::rule(
                "payees_sum",
                message,
                "office",
                Text::new(
                    format!("Bagi {total} sampai habis, dengan jumlah atau bagian."),
                    format!("Divide {total} to the last rupiah, by amounts or by shares."),
                ),
            )
        })?;
    }
    Ok(vec![Event::PayeesSet { payees: wanted.to_vec() }])
}

fn check_one(claim: &Claim, index: usize, payee: &Payee, errors: &mut Vec<FieldError>) {
    let mut wrong = |field: &str, code: &str, id: &str, en: &str| {
        errors.push(FieldError::new(format!("[{index}].{field}"), code, Text::new(id, en)));
    };
    if claim.person(payee.person).is_none() {
        wrong("person", "unknown_person", "Orang itu tidak ada di klaim ini.", "That person is not in this claim.");
    }
    if claim.person(payee.account_of).is_none() {
        wrong("account_of", "unknown_person", "Orang itu tidak ada di klaim ini.", "That person is not in this claim.");
    }
    let for_another = matches!(payee.basis, PayeeBasis::Guardian | PayeeBasis::PowerOfAttorney);
    if payee.account_of != payee.person && !for_another {
        wrong(
            "account_of",
            "not_own_account",
            "Rekening orang lain hanya dengan dasar guardian atau power_of_attorney.",
            "Another person's account needs the basis guardian or power_of_attorney.",
        );
    }
    if payee.amount.is_some() == payee.share.is_some() {
        wrong("amount", "one_of", "Isi amount atau share, salah satu.", "Give either amount or share.");
    }
    if payee.amount.is_some_and(|amount| amount.0 <= 0) || payee.share == Some(Share::NONE) {
        wrong("amount", "not_positive", "Harus lebih dari nol.", "Must be more than zero.");
    }
    if payee.document.is_some_and(|document| claim.document(document).is_none()) {
        wrong(
            "document",
            "unknown_document",
            "Surat itu tidak ada di klaim ini.",
            "That document is not in this claim.",
        );
    }
}

/// `sole` says that there is one heir only. Whether that is so is told by the recorded family, as far as it is known.
fn sole_is_alone(situation: &Situation<'_>, claim: &Claim, wanted: &[Payee], errors: &mut Vec<FieldError>) {
    let heirs = heirs(situation, claim).map_or(0, |determination| determination.heirs.len());
    if heirs < 2 {
        return;
    }
    for (index, _) in wanted.iter().enumerate().filter(|(_, payee)| payee.basis == PayeeBasis::Sole) {
        let message = Text::new(
            format!("Ada {heirs} ahli waris; dasar sole hanya untuk ahli waris tunggal. Pakai agreement."),
            format!("There are {heirs} heirs; the basis sole is for an only heir. Use agreement."),
        );
        errors.push(FieldError::new(format!("[{index}].basis"), "not_sole_heir", message));
    }
}

/// What each payee gets of a total; in amounts or in shares, never mixed, and to the last rupiah.
pub fn amounts(total: Rupiah, payees: &[Payee]) -> Result<Vec<Rupiah>, Text> {
    let given: Vec<Rupiah> = payees.iter().filter_map(|payee| payee.amount).collect();
    let shares: Vec<Share> = payees.iter().filter_map(|payee| payee.share).collect();
    if !given.is_empty() && !shares.is_empty() {
        return Err(Text::new("Jumlah dan bagian tidak boleh dicampur.", "Amounts and shares may not be mixed."));
    }
    if !shares.is_empty() {
        return Share::divide(total, &shares).ok_or_else(|| {
            Text::new("Bagian-bagian tidak menjadi satu utuh.", "The shares do not make up the whole.")
        });
    }
    let sum = Rupiah::checked_sum(given.iter().copied());
    if sum == Some(total) {
        return Ok(given);
    }
    let sum = sum.map_or_else(|| "?".to_owned(), |sum| sum.to_string());
    Err(Text::new(
        format!("Jumlah penerima {sum}, santunan {total}."),
        format!("The payees add up to {sum}, the benefit is {total}."),
    ))
}
