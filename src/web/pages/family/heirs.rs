//! Who inherits, in plain words. Of everybody but the reader only name and relation are told, and of accounts the end.

use crate::claim::{Claim, Person, PersonId};
use crate::desk::Case;
use crate::law::Share;
use crate::law::heirs::{Heir, Payable};
use crate::words::{Words, shown};

use super::super::paths::path_of;
use super::confirm;
use super::money::masked;

/// The people of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HeirsView {
    /// What the list is of.
    pub(super) title: String,
    /// What leads to the page with everybody.
    pub(super) more: String,
    /// What is to be known of the list.
    pub(super) lead: String,
    /// Who inherits; before anybody is recorded, nobody.
    pub(super) heirs: Vec<HeirView>,
    /// Who receives money, into which account.
    pub(super) payees: Vec<String>,
    /// The article that says so.
    pub(super) law: String,
}

/// Somebody who inherits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HeirView {
    /// Name.
    pub(super) name: String,
    /// Relation, and whether it is the reader.
    pub(super) relation: String,
    /// Their part.
    pub(super) share: String,
    /// Who acts for them.
    pub(super) guardian: String,
    /// What only the person themselves reads.
    pub(super) own: String,
}

/// The heirs of a claim as the reader may see them.
pub(super) fn heirs(case: &Case, reader: PersonId, words: Words) -> HeirsView {
    let claim = &case.claim;
    let (title, more) = match (case.died, confirm::may(case, reader)) {
        (false, _) => ("fam-claim-receivers", "fam-heirs-everybody"),
        (true, false) => ("fam-claim-heirs", "fam-heirs-everybody"),
        (true, true) => ("fam-claim-heirs", "fam-heirs-look"),
    };
    let (title, more) = (words.t(title), words.t(more));
    let Ok(determination) = &case.heirs else {
        return HeirsView {
            title,
            more,
            lead: words.t("fam-heirs-being-checked"),
            heirs: Vec::new(),
            payees: Vec::new(),
            law: String::new(),
        };
    };
    let settled_by = path_of(&claim.workflow).and_then(|path| path.settled_by.as_ref());
    let settled = settled_by.is_some_and(|step| claim.steps_taken.contains(step));
    let lead = match (determination.payable, settled) {
        _ if determination.heirs.is_empty() => "fam-heirs-nobody",
        _ if claim.beneficiary.is_some() => "fam-receivers-child",
        _ if !case.died => "fam-receivers-worker",
        (Payable::FuneralOnly, _) => "fam-heirs-funeral-only",
        (_, true) => "fam-heirs-settled",
        (_, false) => "fam-heirs-so-far",
    };
    HeirsView {
        title,
        more,
        lead: words.t(lead),
        heirs: determination.heirs.iter().filter_map(|heir| view(claim, heir, reader, words)).collect(),
        payees: payees(claim, words),
        law: if determination.heirs.is_empty() {
            String::new()
        } else {
            super::plain::article(&determination.law, words)
        },
    }
}

fn named<'a>(claim: &'a Claim, id: &str) -> Option<&'a Person> {
    claim.people.iter().find(|person| person.id.to_string() == id)
}

fn view(claim: &Claim, heir: &Heir, reader: PersonId, words: Words) -> Option<HeirView> {
    let person = named(claim, &heir.id)?;
    let relation = words.t(&format!("relation-{}", person.details.relation.as_str())).to_lowercase();
    let you = person.id == reader;
    let guardian = heir.guardian.as_ref().and_then(|guardian| guardian.id.as_deref()).and_then(|id| named(claim, id));
    let through = match (heir.guardian_required, guardian) {
        (false, _) => String::new(),
        (true, Some(guardian)) => words.t1("fam-heirs-through", "name", guardian.details.name.as_str()),
        (true, None) => words.t("fam-heirs-guardian-wanted"),
    };
    Some(HeirView {
        name: person.details.name.clone(),
        relation: if you { words.t1("fam-heirs-you", "relation", relation) } else { relation },
        share: share(heir.share, words),
        guardian: through,
        own: if you { own(person, words) } else { String::new() },
    })
}

fn share(share: Option<Share>, words: Words) -> String {
    match share {
        Some(Share::WHOLE) => words.t("fam-heirs-all"),
        Some(part) => words.t1("fam-heirs-part", "part", part.to_string()),
        None => words.t("fam-heirs-by-agreement"),
    }
}

/// What is recorded of the reader, so that they see whether it is right.
fn own(person: &Person, words: Words) -> String {
    let nik = person.details.nik.as_deref().map(shown::masked_nik).map(|nik| words.t1("fam-heirs-own-nik", "nik", nik));
    let account = person.details.account.as_ref().map(masked);
    let account = account.map(|account| words.t1("fam-heirs-own-account", "account", account));
    nik.into_iter().chain(account).collect::<Vec<_>>().join(" ")
}

fn payees(claim: &Claim, words: Words) -> Vec<String> {
    let line = |payee: &crate::claim::Payee| {
        let person = claim.person(payee.account_of)?;
        let account = person.details.account.as_ref().map_or_else(|| words.t("fam-heirs-no-account"), masked);
        let part = match (payee.amount, payee.share) {
            (Some(amount), _) => amount.to_string(),
            (None, given) => share(given, words),
        };
        let name = person.details.name.as_str();
        Some(words.with("fam-heirs-payee", &[("part", &part), ("name", name), ("account", &account)]))
    };
    claim.payees.iter().filter_map(line).collect()
}
