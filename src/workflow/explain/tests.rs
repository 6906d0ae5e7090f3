//! The page says what the definition says, in both languages, and nothing breaks out of it.

use std::collections::BTreeMap;

use super::{explain, explain_all};
use crate::law::{Language, Text};
use crate::workflow::{Catalogue, Procedure};

/// The page in the documents, in English like them.
const DOCUMENTED: &str = include_str!("../../../docs/PROCEDURES.md");

/// The newest version of every shipped procedure.
fn newest() -> Vec<Procedure> {
    let catalogue = Catalogue::shipped().unwrap();
    let by_name: BTreeMap<_, _> = catalogue.procedures().map(|one| (one.name.clone(), one.as_ref().clone())).collect();
    by_name.into_values().collect()
}

#[test]
fn the_documents_explain_the_procedures_as_they_are() {
    let page = explain_all(&newest(), Language::En);
    assert!(
        page == DOCUMENTED,
        "docs/PROCEDURES.md is out of date; renew it: cargo run -- workflow explain --lang en > docs/PROCEDURES.md"
    );
}

#[test]
fn every_state_step_paper_and_law_is_told_in_both_languages() {
    for procedure in newest() {
        for language in [Language::Id, Language::En] {
            let page = explain(&procedure, language);
            let says = |words: &str| {
                let words = super::markdown::plain(words);
                assert!(page.contains(&words), "{}: {words}", procedure.name);
            };
            for (name, state) in &procedure.states {
                says(state.title.get(language));
                says(state.explain.get(language));
                assert!(page.contains(&format!("`{name}`")), "{name}");
                for (name, action) in &state.actions {
                    assert!(page.contains(&format!("{} `{name}`", super::markdown::plain(action.title.get(language)))));
                    for rule in action.when.iter().filter(|rule| !rule.message.en.contains('{')) {
                        says(rule.message.get(language));
                    }
                    action.inputs.values().for_each(|input| says(input.title.get(language)));
                }
            }
            for document in procedure.documents.values() {
                says(document.title.get(language));
            }
            let actions = procedure.states.values().flat_map(|state| state.actions.values());
            let rules = actions.flat_map(|action| action.when.iter().map(|rule| &rule.law));
            let clocks = procedure.states.values().filter_map(|state| Some(&state.deadline.as_ref()?.law));
            rules.chain(clocks).filter(|law| *law != "office").for_each(|law| says(law));
        }
    }
}

/// What one row of the death procedure's page says.
fn check(language: Language, begins: &str, expected: &str) {
    let jkm = newest().into_iter().find(|procedure| procedure.name.as_str() == "jkm").unwrap();
    let page = explain(&jkm, language);
    let row = page.lines().find(|line| line.starts_with(begins)).unwrap_or_default();
    assert!(row.contains(expected), "{begins}: {row}");
}

#[test]
fn rows_say_who_until_when_why_not_and_what_follows() {
    let en = Language::En;
    check(
        en,
        "| 1 | **Reported**",
        "| caseworker | 2 working days<br>(the office's own rule)<br>reminded 1 working day before<br>then told: supervisor |",
    );
    check(en, "| 1 | **Reported**", "Letter to the family: `registered` |");
    check(
        en,
        "| 3 | **Papers**",
        "reminded 14 calendar days, 7 calendar days, 2 calendar days before<br>and 7 calendar days,",
    );
    check(en, "| 8 | **With the insurer**", "<br>penalty a day 1 %<br>then told: supervisor |");
    check(en, "| 1 | **Reported**", "Accept the report \u{2192} 2");
    check(
        en,
        "| 8 | **With the insurer**",
        "3 working days from \u{201c}Received by the insurer on\u{201d}<br>(Permenaker 5/2021",
    );
    check(en, "| 9 | **Paid**", "then by itself: Close the claim");
    check(en, "| Papers complete", "| 3 | 4 | caseworker | Papers are missing: \u{2026}. (Permenaker 1/2025 ps. 79");
    check(en, "| Approve", "You worked it out; somebody else must approve it. (the office's own rule)<br>");
    check(en, "| Approve", "| the hand-over to the insurer is queued |");
    check(en, "| Withdraw the claim", "| 1\u{2013}6 |");
    check(en, "| Withdraw the claim", "| caseworker, family |  | Reason (required) | outcome: withdrawn |");
    check(en, "| Ask for the papers", "Why it stays a JKM claim (only supervisor)");
    check(
        en,
        "| ID card",
        "| always<br>of everybody who is an heir and not under 18 | Dukcapil; free | family, caseworker |",
    );
    check(en, "| Divorce certificate", "| of everybody who is a spouse and divorced |");
    check(
        Language::Id,
        "| Setujui",
        "| pengawas | Anda yang menghitung; harus orang lain yang menyetujui. (aturan kantor)",
    );
}

#[test]
fn words_of_a_definition_stay_in_their_cells() {
    let mut procedure = newest().remove(0);
    procedure.title = Text::new("a | b\n# c <script>", "");
    for state in procedure.states.values_mut() {
        state.title = Text::new("x | y", "");
        state.explain = Text::new("[z](javascript:1) `q` {open", "");
    }
    let page = explain(&procedure, Language::Id);
    let title = page.lines().next().unwrap();
    assert_eq!(title, "# a \\| b \\# c \\<script\\>");
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    let states: Vec<&str> = page.lines().filter(|line| line.contains("x \\| y")).collect();
    assert_eq!(states.len(), procedure.states.len());
    assert!(states.iter().all(|line| columns(line) == 6), "{states:?}");
    assert!(page.contains("\\[z\\](javascript:1) \\`q\\` {open"));
}
