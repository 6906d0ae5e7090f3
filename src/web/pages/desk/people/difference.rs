//! What a change of a person changes, line by line, before it is saved.

use crate::claim::{Account, Claim, PersonDetails, PersonId};
use crate::words::{Words, shown};

use super::details::language_name;

/// One thing that changes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ChangeLine {
    /// What.
    pub(super) label: String,
    /// From what.
    pub(super) was: String,
    /// To what.
    pub(super) becomes: String,
}

/// What is recorded about a person, as lines of label and value; what is not recorded is empty.
pub(super) fn lines(claim: &Claim, details: &PersonDetails, words: Words) -> Vec<(String, String)> {
    let flag = |value: Option<bool>, on: bool| if value == Some(on) { words.t("person-yes") } else { String::new() };
    let name = |id: &PersonId| claim.person(*id).map(|person| person.details.name.clone()).unwrap_or_default();
    let account = details.account.as_ref().map(|account| account_words(account, words)).unwrap_or_default();
    let parents: Vec<String> = details.parents.iter().map(name).collect();
    let adopted = details.adopted.map(|how| match how {
        crate::law::heirs::Adoption::Decree => words.t("person-adopted-decree"),
        crate::law::heirs::Adoption::WithoutDecree => words.t("person-adopted-without"),
    });
    let sex = details.sex.map(|sex| match sex {
        crate::law::Sex::Male => words.t("person-male"),
        crate::law::Sex::Female => words.t("person-female"),
    });
    let birth_date = details.birth_date.map(|date| shown::long_date(date, words.language()));
    let lines = [
        ("person-name", details.name.clone()),
        ("person-relation", words.t(&format!("relation-{}", details.relation.as_str()))),
        ("person-nik", details.nik.as_deref().map(shown::masked_nik).unwrap_or_default()),
        ("person-birth-date", birth_date.unwrap_or_default()),
        ("person-sex", sex.unwrap_or_default()),
        ("person-flag-dead", flag(details.alive, false)),
        ("person-flag-died-after", flag(details.died_after, true)),
        ("person-flag-suspected", flag(details.suspected, true)),
        ("person-flag-missing", flag(details.missing, true)),
        ("person-flag-unborn", flag(details.unborn, true)),
        ("person-flag-divorced", flag(details.divorced, true)),
        ("person-flag-step-child", flag(details.step, true)),
        ("person-flag-scholarship", flag(details.scholarship, true)),
        ("person-flag-half", flag(details.full_blood, false)),
        ("person-adopted", adopted.unwrap_or_default()),
        ("person-parents", parents.join(", ")),
        ("person-guardian", details.guardian.as_ref().map(name).unwrap_or_default()),
        ("person-phone", details.phone.clone().unwrap_or_default()),
        ("person-email", details.email.clone().unwrap_or_default()),
        ("person-language", details.language.map(|it| language_name(it).to_owned()).unwrap_or_default()),
        ("person-account", account),
    ];
    lines.into_iter().map(|(key, value)| (words.t(key), value)).collect()
}

/// `BRI ****1234, atas nama Siti Aminah`.
pub(in super::super) fn account_words(account: &Account, words: Words) -> String {
    let number = shown::masked_account(&account.number);
    words.with("person-account-of", &[("bank", &account.bank), ("number", &number), ("holder", &account.holder)])
}

/// Everything that becomes something else.
pub(super) fn changes(claim: &Claim, old: &PersonDetails, new: &PersonDetails, words: Words) -> Vec<ChangeLine> {
    let empty = |value: String| if value.is_empty() { words.t("person-empty") } else { value };
    let pairs = lines(claim, old, words).into_iter().zip(lines(claim, new, words));
    let mut found: Vec<ChangeLine> = pairs
        .filter(|((_, was), (_, becomes))| was != becomes)
        .map(|((label, was), (_, becomes))| ChangeLine { label, was: empty(was), becomes: empty(becomes) })
        .collect();
    // A number may change where it is not shown.
    let number = |details: &PersonDetails| details.account.as_ref().map(|account| account.number.clone());
    let hidden = [(words.t("person-nik"), old.nik != new.nik), (words.t("person-account"), number(old) != number(new))];
    for (label, changed) in hidden {
        if changed && found.iter().all(|line| line.label != label) {
            let other = words.t("person-other-digits");
            found.push(ChangeLine { label, was: words.t("person-hidden-digits"), becomes: other });
        }
    }
    found
}
