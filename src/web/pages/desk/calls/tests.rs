use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::card::{CallCard, Desk, cards};
use crate::claim::{AccountId, PersonId};
use crate::desk::{CallItem, CallOutcome};
use crate::law::Language;
use crate::letters::LetterKind;
use crate::words::Words;

use super::super::super::form::Sent;
use super::super::super::problems::Problems;

fn call(number: u128, name: &str, letter: LetterKind) -> CallItem {
    let since: DateTime<Utc> = "2026-12-04T03:00:00Z".parse().unwrap_or_default();
    CallItem {
        id: Uuid::from_u128(number),
        claim: "JKM-2026-000001-1".to_owned(),
        name: name.to_owned(),
        person: Some(PersonId(Uuid::from_u128(7))),
        phone: Some("081234567890".to_owned()),
        tried: None,
        phone_before: Some("081234567890".to_owned()),
        to_former: false,
        letter,
        letter_id: Uuid::from_u128(100 + number),
        reason: "no_address".to_owned(),
        message: "Yth. Bapak/Ibu Siti".to_owned(),
        language: Language::Id,
        officer: Some(AccountId(Uuid::from_u128(1))),
        officer_name: Some("Wati".to_owned()),
        since,
        due_at: since + TimeDelta::days(i64::try_from(10 - number).unwrap_or(0)),
        overdue: number == 2,
    }
}

fn shown(calls: &[CallItem], acts: bool) -> Vec<CallCard> {
    let callers =
        [(AccountId(Uuid::from_u128(1)), "Wati".to_owned()), (AccountId(Uuid::from_u128(2)), "Budi".to_owned())];
    let (sent, problems) = (Sent::default(), Problems::default());
    let words = Words::of(Language::En);
    cards(calls, &Desk { acts, callers: &callers, sent: &sent, problems: &problems, words })
}

#[test]
fn one_person_and_one_claim_are_one_card() {
    let elsewhere = CallItem { claim: "JKM-2026-000002-9".to_owned(), ..call(4, "Siti Aminah", LetterKind::Reminder) };
    let calls = [
        // Then nobody of the family was recorded yet.
        CallItem { person: None, ..call(1, "Siti Aminah", LetterKind::Registered) },
        CallItem { person: Some(PersonId(Uuid::from_u128(8))), ..call(3, "Siti Aminah", LetterKind::Registered) },
        call(2, "Siti Aminah", LetterKind::DocumentsWanted),
        elsewhere,
    ];
    let cards = shown(&calls, true);
    let about: Vec<(&str, usize, bool)> =
        cards.iter().map(|card| (card.name.as_str(), card.texts.len(), card.late)).collect();
    // Of two heirs of one name nobody knows which one has reported the event.
    let all =
        [("Siti Aminah", 1, false), ("Siti Aminah", 1, false), ("Siti Aminah", 1, true), ("Siti Aminah", 1, false)];
    assert_eq!(about, all);
    let calls = [&calls[..1], &calls[2..]].concat();
    let cards = shown(&calls, true);
    let about: Vec<(usize, bool)> = cards.iter().map(|card| (card.texts.len(), card.late)).collect();
    assert_eq!(about, [(2, true), (1, false)]);
    // The first of its calls names it; the nearest end counts, which is the second's.
    assert_eq!(cards[0].id, Uuid::from_u128(1).to_string());
    assert_eq!(cards[0].until, "Saturday 12 December 2026, 10:00 WIB");
}

#[test]
fn the_newest_letter_is_said_first_and_a_wrong_number_is_not_called() {
    let wrong =
        CallItem { tried: Some(CallOutcome::WrongNumber), ..call(1, "Siti Aminah", LetterKind::DocumentsWanted) };
    let newer = call(2, "Siti Aminah", LetterKind::Overdue);
    let newer = CallItem { since: wrong.since + TimeDelta::days(30), ..newer };
    let cards = shown(&[wrong.clone(), newer.clone()], true);
    let titles: Vec<&str> = cards[0].texts.iter().map(|text| text.title.as_str()).collect();
    assert_eq!(titles, [newer.letter.title(Language::En), wrong.letter.title(Language::En)]);
    let person = "/desk/claims/JKM-2026-000001-1/people/00000000-0000-0000-0000-000000000007";
    assert_eq!((cards[0].wrong, cards[0].right.as_deref()), (true, Some(person)));
    assert!(cards[0].about.contains(&("Last try".to_owned(), "Wrong number".to_owned())), "{:?}", cards[0].about);
    let missed = CallItem { tried: Some(CallOutcome::NotReached), ..newer };
    let cards = shown(&[missed], true);
    assert_eq!((cards[0].wrong, cards[0].right.as_deref()), (false, None));
    assert!(cards[0].about.contains(&("Last try".to_owned(), "Nobody answered".to_owned())), "{:?}", cards[0].about);
}

#[test]
fn who_makes_calls_has_forms_and_names_the_colleagues_who_do_not_have_it() {
    let cards = shown(&[call(1, "Siti Aminah", LetterKind::Registered)], true);
    let card = &cards[0];
    assert_eq!(card.outcome[0].as_choice().map(<[_]>::len), Some(5));
    let colleagues = card.give[0].as_select().map(|options| options.iter().map(|it| it.label.as_str()).collect());
    assert_eq!(colleagues, Some(vec!["Choose a colleague", "Budi"]));
    assert_eq!(card.phone, Some(("0812-3456-7890".to_owned(), "tel:+6281234567890".to_owned())));
    let only_reads = shown(&[call(1, "Siti Aminah", LetterKind::Registered)], false);
    assert!(only_reads[0].outcome.is_empty() && only_reads[0].give.is_empty());
}
