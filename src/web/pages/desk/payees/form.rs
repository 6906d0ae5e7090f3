//! The form of the payees: a row of boxes for every heir.

use crate::claim::Person;
use crate::desk::Case;
use crate::law::heirs::Heir;
use crate::words::{Words, shown};

use super::super::super::field::{FieldView, told};
use super::super::super::form::Sent;
use super::super::super::problems::Problems;
use super::row::{BASES, box_name, papers};

/// A row.
pub(super) struct RowView {
    /// The heir.
    pub(super) name: String,
    /// What they are to the participant.
    pub(super) relation: String,
    /// Part, account, basis, paper.
    pub(super) fields: Vec<FieldView>,
}

/// What the boxes of a row are called.
pub(super) const BOXES: [&str; 4] = ["part", "account_of", "basis", "document"];

/// The rows, with what was typed.
pub(super) fn rows(
    case: &Case,
    heirs: &[(&Person, &Heir)],
    sent: &Sent,
    problems: &Problems,
    words: Words,
) -> Vec<RowView> {
    let row = |(person, _): &(&Person, &Heir)| RowView {
        name: person.details.name.clone(),
        relation: words.t(&format!("relation-{}", person.details.relation.as_str())),
        fields: told(boxes(case, person, sent, words), problems, words),
    };
    heirs.iter().map(row).collect()
}

fn boxes(case: &Case, person: &Person, sent: &Sent, words: Words) -> Vec<FieldView> {
    let at = |what: &str| box_name(what, person.id);
    let get = |what: &str| sent.get(&at(what)).unwrap_or_default();
    let living = case.claim.people.iter().filter(|one| one.details.lives());
    let accounts = living.map(|one| {
        let account = one.details.account.as_ref().map_or_else(
            || words.t("account-missing"),
            |account| format!("{} {}", account.bank, shown::masked_account(&account.number)),
        );
        (one.id.to_string(), format!("{} ({account})", one.details.name))
    });
    let choose = || std::iter::once((String::new(), words.t("payee-choose")));
    let bases = BASES.map(|(_, word)| (word.to_owned(), words.t(&format!("basis-{word}"))));
    let titles = papers(case).into_iter().map(|document| {
        let title = case.procedure.documents.get(&document.kind).map(|spec| words.of_text(&spec.title));
        (document.id.to_string(), title.unwrap_or_default())
    });
    let nothing = std::iter::once((String::new(), words.t("payee-no-document")));
    vec![
        FieldView::line(&at("part"), words.t("payee-part"), get("part")).help(words.t("payee-part-help")).required(),
        FieldView::select(&at("account_of"), words.t("payee-account-of"), choose().chain(accounts), get("account_of"))
            .required(),
        FieldView::select(&at("basis"), words.t("payee-basis"), choose().chain(bases), get("basis")).required(),
        FieldView::select(&at("document"), words.t("payee-document"), nothing.chain(titles), get("document"))
            .required(),
    ]
}
