use chrono::{DateTime, TimeDelta, Utc};

use super::standing::{standing, way};
use crate::desk::LetterItem;
use crate::law::Language;
use crate::letters::LetterKind;
use crate::words::Words;

fn now() -> DateTime<Utc> {
    "2026-12-04T03:00:00Z".parse().unwrap_or_default()
}

fn letter(state: &str, attempts: i32) -> LetterItem {
    LetterItem {
        id: uuid::Uuid::nil(),
        kind: LetterKind::Reminder,
        name: "Siti Aminah".to_owned(),
        address: None,
        channel: "mail".to_owned(),
        subject: "Pengingat".to_owned(),
        written_at: now(),
        state: state.to_owned(),
        next_attempt_at: (state == "pending").then(|| now() + TimeDelta::hours(1)),
        attempts,
        error: Some("451 try later".to_owned()),
        done_at: Some(now()),
    }
}

#[test]
fn what_became_of_a_letter_is_said_in_words() {
    let check = |state: &str, attempts: i32, class: &str, says: &str, answer: bool| {
        let shown = standing(&letter(state, attempts), now(), Words::of(Language::En));
        assert_eq!((shown.class, shown.words.as_str(), shown.answer.is_some()), (class, says, answer), "{state}");
    };
    check("pending", 0, "else", "Waits until 4 Dec 2026 11:00 WIB", false);
    check("pending", 2, "soon", "Tried 2 times, again 4 Dec 2026 11:00 WIB", true);
    check("superseded", 0, "idle", "Not told: a newer letter stands in its place", false);
    check("delivered", 1, "done", "Sent 4 Dec 2026 10:00 WIB", false);
    check("dead", 9, "late", "Not sent after 9 tries", true);
    check("bounced", 1, "late", "Came back: the address takes nothing", true);
    check("waiting", 0, "soon", "Waits for a call", true);
    check("made", 0, "done", "Told 4 Dec 2026 10:00 WIB", false);
    check("cancelled", 1, "idle", "Not sent: no longer true", false);
    check("declined", 0, "idle", "Not sent: they asked for fewer letters", false);
}

#[test]
fn a_letter_whose_moment_has_come_is_on_its_way() {
    let due = LetterItem { next_attempt_at: Some(now()), ..letter("pending", 0) };
    assert_eq!(standing(&due, now(), Words::of(Language::Id)).words, "Sedang dikirim");
}

#[test]
fn the_way_names_the_address_where_there_is_one() {
    let words = Words::of(Language::Id);
    assert_eq!(way("mail", Some("siti@rumah.test"), words), "e-mail ke siti@rumah.test");
    assert_eq!(way("call", None, words), "lewat telepon");
    assert_eq!(way("declined", None, words), "tidak dikirim");
}

#[test]
fn what_overtook_a_letter_is_said() {
    let check = |why: &str, says: &str| {
        let item = LetterItem { error: Some(why.to_owned()), ..letter("cancelled", 0) };
        assert_eq!(standing(&item, now(), Words::of(Language::En)).words, says, "{why}");
    };
    check("moved_on", "Not sent: the claim had moved on");
    check("nothing_missing", "Not sent: no paper was missing any more");
    check("fewer_letters", "Not sent: they asked for fewer letters");
    check("link_taken", "Not sent: no longer true");
}
