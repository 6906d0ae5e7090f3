//! The family: who is recorded, who inherits by the law, and who is to be paid.

use crate::claim::{Payee, PayeeBasis, PersonId, payee_amounts};
use crate::desk::Case;
use crate::words::{Words, shown};

/// The family.
pub(super) struct FamilyView {
    /// Whether anybody is recorded.
    pub(super) anybody: bool,
    /// What must be had before money is paid.
    pub(super) needs: Vec<String>,
    /// What the caseworker should know.
    pub(super) warnings: Vec<String>,
    /// What contradicts itself.
    pub(super) errors: Vec<String>,
    /// The article of the rank that inherits.
    pub(super) law: Option<String>,
    /// Who is to be paid.
    pub(super) payees: Vec<PayeeView>,
}

/// A payee.
pub(in super::super) struct PayeeView {
    /// Who is entitled.
    pub(in super::super) name: String,
    /// How much.
    pub(in super::super) amount: String,
    /// Into whose account.
    pub(in super::super) account: String,
    /// Why.
    pub(in super::super) basis: String,
}

/// The family of a claim.
pub(super) fn family_view(case: &Case, words: Words) -> FamilyView {
    let mut view = FamilyView {
        anybody: !case.claim.people.is_empty(),
        needs: Vec::new(),
        warnings: Vec::new(),
        errors: Vec::new(),
        law: None,
        payees: payees(case, words),
    };
    match &case.heirs {
        Ok(answer) => {
            view.needs = answer.needs.iter().map(|need| words.of_text(&need.message)).collect();
            view.warnings = answer.warnings.iter().map(|text| words.of_text(text)).collect();
            view.law = (!answer.heirs.is_empty()).then(|| answer.law.clone());
        }
        Err(found) => view.errors = found.iter().map(|error| words.of_text(&error.message)).collect(),
    }
    view
}

/// The payees, each with the amount in full where the benefit is known.
pub(in super::super) fn payees(case: &Case, words: Words) -> Vec<PayeeView> {
    let total = case.claim.benefit.as_ref().or(case.estimate.as_ref().ok()).map(|benefit| benefit.total);
    let amounts = total.and_then(|total| payee_amounts(total, &case.claim.payees).ok()).unwrap_or_default();
    let name = |id: PersonId| case.claim.person(id).map(|person| person.details.name.clone()).unwrap_or_default();
    let of = |(at, payee): (usize, &Payee)| {
        let said = payee.share.map(|share| share.to_string()).or(payee.amount.map(|sum| sum.to_string()));
        let account = case.claim.person(payee.account_of).and_then(|person| person.details.account.as_ref());
        PayeeView {
            name: name(payee.person),
            amount: amounts.get(at).map(ToString::to_string).or(said).unwrap_or_default(),
            account: account.map_or_else(
                || words.t("account-missing"),
                |account| format!("{} {} ({})", account.bank, shown::masked_account(&account.number), account.holder),
            ),
            basis: words.t(basis_key(payee.basis)),
        }
    };
    case.claim.payees.iter().enumerate().map(of).collect()
}

fn basis_key(basis: PayeeBasis) -> &'static str {
    match basis {
        PayeeBasis::Sole => "basis-sole",
        PayeeBasis::Agreement => "basis-agreement",
        PayeeBasis::PowerOfAttorney => "basis-power-of-attorney",
        PayeeBasis::Guardian => "basis-guardian",
    }
}
