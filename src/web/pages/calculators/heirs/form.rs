//! The fields of the form: the death, and one group for every person.

use crate::law::Relation;
use crate::law::heirs::HeirScheme;
use crate::words::Words;

use super::super::super::field::FieldView;
use super::super::super::form::Sent;
use super::super::group::{Group, More};
use super::ask::{PEOPLE, PROOFS, STATES, given};

/// People that an empty form has room for.
const FIRST_ROWS: usize = 3;
/// Schemes with the words of the request.
const SCHEMES: [(HeirScheme, &str); 2] = [(HeirScheme::JkkJkm, "jkk_jkm"), (HeirScheme::JasaRaharja, "jasa_raharja")];

/// How many people the form has room for: what was asked for, and never less than are filled in.
pub(super) fn room(sent: &Sent) -> usize {
    let asked = sent.filled("orang").and_then(|rows| rows.parse().ok()).unwrap_or(FIRST_ROWS);
    asked.max(given(sent).last().copied().unwrap_or(0)).clamp(1, PEOPLE)
}

/// The groups of the form, with what was typed.
pub(super) fn groups(sent: &Sent, words: Words) -> Vec<Group> {
    let schemes =
        SCHEMES.map(|(_, word)| (word.to_owned(), words.t(&format!("calc-scheme-{}", word.replace('_', "-")))));
    let scheme = sent.filled("scheme").unwrap_or(SCHEMES[0].1);
    let death = vec![
        FieldView::date("event_date", words.t("calc-date-death"), sent).required(),
        FieldView::choice("scheme", words.t("calc-scheme"), schemes, scheme).required(),
    ];
    let death = Group::new("g-death", words.t("calc-heirs-group-death"), death);
    [death].into_iter().chain((1..=room(sent)).map(|row| person(sent, row, words))).collect()
}

fn person(sent: &Sent, row: usize, words: Words) -> Group {
    let at = |part: &str| format!("person{row}.{part}");
    let typed = |part: &str| sent.get(&at(part)).unwrap_or_default().to_owned();
    let choose = (String::new(), words.t("calc-choose"));
    let relations = Relation::ALL.map(|it| (it.as_str().to_owned(), words.t(&format!("relation-{}", it.as_str()))));
    let relations = [choose].into_iter().chain(relations);
    let states = STATES.map(|state| (state.to_owned(), words.t(&format!("calc-state-{}", state.replace('_', "-")))));
    let state = sent.filled(&at("state")).unwrap_or(STATES[0]).to_owned();
    let fields = vec![
        FieldView::select(&at("relation"), words.t("calc-person-relation"), relations, &typed("relation")).required(),
        FieldView::select(&at("state"), words.t("calc-person-state"), states, &state).required(),
        FieldView::digits(&at("age"), words.t("calc-person-age"), &typed("age")).at_most(3),
        FieldView::date(&at("birth_date"), words.t("calc-person-born"), sent),
    ];
    let adopted = ["", "decree", "without_decree"].map(|how| {
        let key = if how.is_empty() { "birth" } else { how };
        (how.to_owned(), words.t(&format!("calc-adopted-{}", key.replace('_', "-"))))
    });
    let facts = ["divorced", "step", "half_blood"]
        .map(|fact| (fact.to_owned(), words.t(&format!("calc-fact-{}", fact.replace('_', "-")))));
    let proofs = PROOFS.map(|kind| (kind.to_owned(), proof_words(kind, words)));
    let more = vec![
        FieldView::ticks(&at("proofs"), words.t("calc-person-proofs"), proofs, sent)
            .help(words.t("calc-person-proofs-help")),
        FieldView::ticks(&at("facts"), words.t("calc-person-facts"), facts, sent),
        FieldView::select(&at("adopted"), words.t("calc-person-adopted"), adopted, &typed("adopted")).required(),
    ];
    let more = More { title: words.t("calc-person-more"), open: false, fields: more };
    let title = words.t1("calc-person", "n", row.to_string());
    Group { more: Some(more), ..Group::new(format!("person{row}"), title, fields) }
}

/// A kind of document, as people call it.
pub(super) fn proof_words(kind: &str, words: Words) -> String {
    words.t(&format!("calc-proof-{}", kind.replace('_', "-")))
}
