//! Whether the money may go where the recorded payees send it: whose accounts, and who of the heirs is left out.

use crate::law::heirs::{Determination, Heir};

use super::entitled::heirs;
use super::ids::PersonId;
use super::lawful;
use super::parts::{DocumentStatus, Payee, PayeeBasis, VerificationStatus};
use super::situation::Situation;
use super::state::Claim;

/// The paper by which one person receives for another.
const POWER_OF_ATTORNEY: &str = "surat_kuasa";
/// The court's decree on who inherits.
const HEIR_DECREE: &str = "penetapan_ahli_waris";

/// Payees are heirs, have accounts that may receive for them, leave no heir out without a paper, and add up to what is
/// payable.
pub(super) fn settled(situation: &Situation<'_>, claim: &Claim) -> bool {
    let Ok(benefit) = lawful::benefit(situation, claim) else { return false };
    let Ok(determination) = heirs(situation, claim) else { return false };
    let has_account = |payee: &Payee| {
        claim.person(payee.account_of).is_some_and(|person| {
            person.details.account.is_some() && person.verification.status == VerificationStatus::Confirmed
        })
    };
    let right = |payee: &Payee| {
        find(&determination, payee.person).is_some() && has_account(payee) && may_receive(claim, &determination, payee)
    };
    !claim.payees.is_empty()
        && claim.payees.iter().all(right)
        && determination.heirs.iter().all(|heir| provided_for(claim, &determination, heir))
        && super::decide::payee_amounts(benefit.total, &claim.payees).is_ok()
}

fn find(determination: &Determination, person: PersonId) -> Option<&Heir> {
    determination.heirs.iter().find(|heir| heir.id == person.to_string())
}

/// Into one's own account; into another's only as the guardian whom law or record names, or by a power of attorney
/// (surat kuasa) that was accepted. All as the only heir is for the only heir.
fn may_receive(claim: &Claim, determination: &Determination, payee: &Payee) -> bool {
    let own = payee.account_of == payee.person;
    match payee.basis {
        PayeeBasis::Sole => own && determination.heirs.len() == 1,
        PayeeBasis::Agreement => own,
        PayeeBasis::Guardian => {
            own || find(determination, payee.person).is_some_and(|heir| is_guardian(claim, heir, payee.account_of))
        }
        PayeeBasis::PowerOfAttorney => {
            let paper = payee.document.and_then(|id| claim.document(id)).map(|document| document.status);
            paper == Some(DocumentStatus::Accepted) || claim.accepted(&POWER_OF_ATTORNEY.into(), None).is_some()
        }
    }
}

fn is_guardian(claim: &Claim, heir: &Heir, person: PersonId) -> bool {
    let by_law = heir.guardian.as_ref().and_then(|guardian| guardian.id.clone());
    let recorded = claim.people.iter().find(|person| person.id.to_string() == heir.id);
    by_law == Some(person.to_string()) || recorded.and_then(|heir| heir.details.guardian) == Some(person)
}

/// An heir is paid; or the surviving spouse, whom practice pays, receives all; or a minor's guardian receives; or an
/// accepted paper lets others receive for this heir. The law itself gives no heir the part of another.
fn provided_for(claim: &Claim, determination: &Determination, heir: &Heir) -> bool {
    let is = |person: PersonId| person.to_string() == heir.id;
    let receives = |payee: &Payee| {
        let acts = heir.guardian_required && is_guardian(claim, heir, payee.account_of);
        is(payee.person) || (payee.basis == PayeeBasis::Guardian && is(payee.account_of)) || acts
    };
    let proposed = determination
        .payee
        .as_ref()
        .is_some_and(|proposed| claim.payees.iter().all(|payee| payee.account_of.to_string() == proposed.id));
    claim.payees.iter().any(receives) || proposed || lets_others_receive(claim, heir)
}

/// A power of attorney of the claim, of a payee or of this heir, or a court's decree.
fn lets_others_receive(claim: &Claim, heir: &Heir) -> bool {
    claim.documents.iter().filter(|document| document.status == DocumentStatus::Accepted).any(|document| {
        let concerns = document.person.is_none_or(|person| {
            person.to_string() == heir.id
                || claim.payees.iter().any(|payee| payee.person == person || payee.account_of == person)
        });
        document.kind.as_str() == HEIR_DECREE || (document.kind.as_str() == POWER_OF_ATTORNEY && concerns)
    })
}
