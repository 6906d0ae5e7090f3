//! The family: who is recorded, who inherits by the law, and who is to be paid.

use crate::claim::{Payee, PayeeBasis, Person, PersonId, VerificationStatus, payee_amounts};
use crate::desk::Case;

use super::super::super::shown;
use super::super::super::words::Words;

/// The family.
pub(super) struct FamilyView {
    /// Everybody recorded.
    pub(super) people: Vec<PersonView>,
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

/// A person.
pub(super) struct PersonView {
    /// Their page.
    pub(super) href: String,
    /// Name.
    pub(super) name: String,
    /// Relation.
    pub(super) relation: String,
    /// What they inherit, and through whom.
    pub(super) heir: Option<String>,
    /// Why they do not.
    pub(super) excluded: Option<String>,
    /// Verification in words.
    pub(super) verification: String,
    /// Its class.
    pub(super) class: &'static str,
    /// Telephone, and the same as a link.
    pub(super) phone: Option<(String, String)>,
    /// Account, masked.
    pub(super) account: Option<String>,
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
    let people = case.claim.people.iter().map(|person| person_view(case, person, words)).collect();
    let mut view = FamilyView {
        people,
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

fn person_view(case: &Case, person: &Person, words: Words) -> PersonView {
    let (details, id) = (&person.details, person.id.to_string());
    let answer = case.heirs.as_ref().ok();
    let heir = answer.and_then(|answer| answer.heirs.iter().find(|heir| heir.id == id));
    let excluded = answer.and_then(|answer| answer.excluded.iter().find(|one| one.id == id));
    let (class, key) = match person.verification.status {
        VerificationStatus::Open => ("soon", "person-open"),
        VerificationStatus::Confirmed => ("done", "person-confirmed"),
        VerificationStatus::Refused => ("refused", "person-refused"),
    };
    PersonView {
        href: format!("/desk/claims/{}/people/{id}", case.claim.number),
        name: details.name.clone(),
        relation: words.t(&format!("relation-{}", details.relation.as_str())),
        heir: heir.map(|heir| {
            let share = match heir.share.map(|share| share.to_string()) {
                None => words.t("share-open"),
                Some(whole) if whole == "1" => words.t("share-whole"),
                Some(part) => part,
            };
            let guardian = if heir.guardian_required { words.t("heir-by-guardian") } else { String::new() };
            format!("{} {share}{guardian}", words.t("heir-share"))
        }),
        excluded: excluded.map(|one| format!("{} ({})", words.of_text(&one.because), one.law)),
        verification: words.t(key),
        class,
        phone: details.phone.as_ref().map(|phone| (shown::phone(phone), shown::phone_link(phone))),
        account: details
            .account
            .as_ref()
            .map(|account| format!("{} {}", account.bank, shown::masked_account(&account.number))),
    }
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
