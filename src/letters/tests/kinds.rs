use std::collections::BTreeSet;

use super::office;
use crate::law::Language;
use crate::letters::{LetterKind, samples};
use crate::words::Words;

#[test]
fn the_word_of_a_kind_is_the_one_that_serde_writes() {
    for kind in LetterKind::ALL {
        assert_eq!(serde_json::to_value(kind).ok(), Some(serde_json::Value::from(kind.as_str())));
        assert_eq!(LetterKind::parse(kind.as_str()), Some(kind));
        for language in [Language::Id, Language::En] {
            assert!(Words::of(language).has(&format!("letter-kind-{}", kind.as_str())), "{kind:?}");
        }
    }
    assert_eq!(LetterKind::parse("Registered"), None);
}

#[test]
fn there_is_a_sample_of_every_kind_named_after_it() {
    let mut kinds = BTreeSet::new();
    let mut names = BTreeSet::new();
    for sample in samples(&office(), "https://santun.example") {
        let kind = sample.letter.kind();
        let rest = sample.name.strip_prefix(kind.as_str()).unwrap_or("-");
        assert!(rest.is_empty() || rest.starts_with('-'), "{} is a {kind:?}", sample.name);
        assert!(names.insert(sample.name), "{} stands twice", sample.name);
        kinds.insert(kind);
    }
    assert_eq!(kinds, LetterKind::ALL.into_iter().collect());
}

#[test]
fn who_gets_a_letter_and_when() {
    let words = |holds: fn(LetterKind) -> bool| -> Vec<&str> {
        LetterKind::ALL.into_iter().filter(|kind| holds(*kind)).map(LetterKind::as_str).collect()
    };
    let ends_reminders = words(|kind| kind.replaces(LetterKind::Overdue));
    assert_eq!(ends_reminders, words(|kind| kind.replaces(LetterKind::Reminder)));
    for (kind, ends) in [("reminder", true), ("heirs_confirm", true), ("people_changed", false), ("digest", false)] {
        assert_eq!(ends_reminders.contains(&kind), ends, "{kind}");
    }
    assert!(words(|kind| kind.replaces(LetterKind::DocumentsWanted)).is_empty());
    assert_eq!(words(|kind| !kind.is_statutory()), ["reminder", "overdue", "handed_over", "digest"]);
    assert_eq!(words(|kind| !kind.is_for_family() && !kind.is_for_staff()), ["login_link", "code"]);
    assert_eq!(words(LetterKind::is_for_family).len(), 12);
    assert!(words(|kind| kind.is_for_family() && kind.is_for_staff()).is_empty());
    let waits = [
        "reminder",
        "overdue",
        "digest",
        "escalation",
        "insurer_overdue",
        "undelivered",
        "calendar_missing",
        "mail_trouble",
    ];
    assert_eq!(words(|kind| !kind.is_answer()), waits);
}
