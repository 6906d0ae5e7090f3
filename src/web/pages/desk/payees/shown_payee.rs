//! Payees as a table shows them: names and amounts in full, accounts masked.

use crate::claim::{Payee, payee_amounts};
use crate::desk::Case;
use crate::law::Rupiah;
use crate::words::Words;

use super::super::people::account_words;
use super::row::basis_word;

/// A payee in a table.
pub(super) struct PayeeView {
    /// The heir.
    pub(super) name: String,
    /// What they get; the share, where no benefit can be computed.
    pub(super) amount: String,
    /// Into whose account.
    pub(super) account: String,
    /// Why.
    pub(super) basis: String,
    /// The paper behind it.
    pub(super) document: Option<String>,
}

/// Payees as a table shows them, and their sum.
pub(super) fn table(case: &Case, payees: &[Payee], words: Words) -> (Vec<PayeeView>, Option<Rupiah>) {
    let total = case.claim.benefit.as_ref().filter(|_| !case.claim.benefit_stale).map(|benefit| benefit.total);
    let total = total.or_else(|| case.estimate.as_ref().ok().map(|benefit| benefit.total));
    let amounts = total.and_then(|total| payee_amounts(total, payees).ok());
    let sum = amounts.as_ref().and_then(|amounts| Rupiah::checked_sum(amounts.iter().copied()));
    let rows = payees.iter().enumerate().map(|(index, payee)| {
        let amount = amounts.as_ref().and_then(|amounts| amounts.get(index)).map(ToString::to_string);
        view(case, payee, amount, words)
    });
    (rows.collect(), sum)
}

fn view(case: &Case, payee: &Payee, amount: Option<String>, words: Words) -> PayeeView {
    let name = |id| case.claim.person(id).map(|person| person.details.name.clone()).unwrap_or_default();
    let holder = case.claim.person(payee.account_of);
    let account = holder.and_then(|person| person.details.account.as_ref());
    let given = payee.amount.map(|amount| amount.to_string()).or(payee.share.map(|share| share.to_string()));
    let document = payee.document.and_then(|id| case.claim.document(id));
    let title = document.and_then(|document| case.procedure.documents.get(&document.kind));
    PayeeView {
        name: name(payee.person),
        amount: amount.or(given).unwrap_or_default(),
        account: match account {
            Some(account) => account_words(account, words),
            None => format!("{}: {}", name(payee.account_of), words.t("account-missing")),
        },
        basis: words.t(&format!("basis-{}", basis_word(payee.basis))),
        document: title.map(|spec| words.of_text(&spec.title)),
    }
}
