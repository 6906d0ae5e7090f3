//! What became of a letter, in words.

use chrono::{DateTime, Utc};

use crate::desk::LetterItem;
use crate::words::{Words, shown};

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// As a class.
    pub(super) class: &'static str,
    /// In words.
    pub(super) words: String,
    /// What a mail server answered, in its own words.
    pub(super) answer: Option<String>,
}

/// What became of a letter by a moment.
pub(super) fn standing(letter: &LetterItem, now: DateTime<Utc>, words: Words) -> Standing {
    let moment = |at: Option<DateTime<Utc>>| at.map(|at| shown::moment(at, words.language())).unwrap_or_default();
    let tries = letter.attempts.to_string();
    let (class, said) = match letter.state.as_str() {
        "pending" if letter.attempts > 0 => {
            let values = [("n", tries.as_str()), ("at", &moment(letter.next_attempt_at))];
            ("soon", words.with("message-tried", &values))
        }
        "pending" if letter.next_attempt_at.is_some_and(|at| at > now) => {
            ("else", words.t1("message-waits-until", "at", moment(letter.next_attempt_at)))
        }
        "pending" => ("else", words.t("message-on-its-way")),
        "delivered" => ("done", words.t1("message-sent", "at", moment(letter.done_at))),
        "dead" => ("late", words.t1("message-given-up", "n", tries)),
        "bounced" => ("late", words.t("message-came-back")),
        "waiting" => ("soon", words.t("message-call-waits")),
        "cancelled" => ("idle", words.t(overtaken(letter.error.as_deref()))),
        "made" => ("done", words.t1("message-call-made", "at", moment(letter.done_at))),
        "superseded" => ("idle", words.t("message-call-superseded")),
        _ => ("idle", words.t("message-declined")),
    };
    let failed = matches!(class, "soon" | "late");
    Standing { class, words: said, answer: letter.error.clone().filter(|_| failed) }
}

/// The sentence for why a letter was not sent any more.
fn overtaken(why: Option<&str>) -> &'static str {
    match why {
        Some("moved_on") => "message-overtaken-moved-on",
        Some("nothing_missing") => "message-overtaken-nothing-missing",
        Some("fewer_letters") => "message-declined",
        _ => "message-overtaken",
    }
}

/// By which way it goes.
pub(super) fn way(channel: &str, address: Option<&str>, words: Words) -> String {
    match (channel, address) {
        ("mail", Some(address)) => words.t1("message-by-mail", "address", address),
        ("mail", None) => words.t("message-by-mail-alone"),
        ("call", _) => words.t("message-by-call"),
        _ => words.t("message-by-nothing"),
    }
}
