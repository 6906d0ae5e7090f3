//! The letters to staff: one line says what is wrong, the next what to do.

use chrono::{DateTime, Utc};

use crate::law::{Rupiah, Text};
use crate::words::{Words, shown};

use super::body::{Body, Item, one_line, sentence};
use super::facts::DigestItem;
use super::kind::LetterKind;

/// Claims that a message names; the rest is in the list behind the link.
const NAMED_MAX: usize = 5;

/// A caseworker's list of the day.
pub(super) fn digest(yours: u32, late: u32, items: &[DigestItem], more: bool, words: Words) -> Body {
    let late = late.to_string();
    let subject = words.counted("letter-digest-subject", yours, &[("late", &late)]);
    let numbers: Vec<&str> =
        items.iter().map(|item| item.number.as_str()).filter(|it| !it.is_empty()).take(NAMED_MAX).collect();
    let about = shown::sentence(&subject);
    Body {
        short: vec![if numbers.is_empty() { about.clone() } else { format!("{about} {}.", numbers.join(", ")) }],
        subject,
        says: vec![about],
        items: items.iter().map(|item| row(item, words)).collect(),
        then: more.then(|| words.t("letter-digest-more")).into_iter().collect(),
    }
}

fn row(item: &DigestItem, words: Words) -> Item {
    let what = sentence(&item.what, words);
    let due = item.due.map(|at| shown::deadline(at, words.language()));
    let notes = match due {
        Some(due) if item.days_late > 0 => {
            format!("{what} {}", words.counted("letter-digest-late", item.days_late, &[("until", &due)]))
        }
        Some(due) => format!("{what} {}", words.t1("letter-until", "until", due)),
        None if item.stands_still => format!("{what} {}", words.t("letter-digest-still")),
        None => what,
    };
    if item.number.is_empty() {
        return Item { title: notes, notes: String::new() };
    }
    Item { title: format!("{}:", item.number), notes }
}

/// A claim does not move.
pub(super) fn escalation(
    number: &str,
    days: u32,
    step: &Text,
    cause: &Text,
    officer: Option<&str>,
    words: Words,
) -> Body {
    let step = one_line(step.get(words.language()));
    let subject = words.counted("letter-escalation-subject", days, &[("number", number), ("step", &step)]);
    let who = match officer {
        Some(name) => words.t1("letter-escalation-officer", "name", name),
        None => words.t("letter-escalation-nobody"),
    };
    let cause = words.t1("letter-escalation-cause", "cause", sentence(cause, words));
    Body::plain(subject.clone(), vec![shown::sentence(&subject), cause, who])
}

/// The insurer has not paid in time.
pub(super) fn insurer_overdue(
    number: &str,
    days: u32,
    percent_per_day: u32,
    penalty: Rupiah,
    at_risk: Rupiah,
    words: Words,
) -> Body {
    let subject = words.counted("letter-insurer-subject", days, &[("number", number)]);
    let values = [percent_per_day.to_string(), penalty.to_string(), at_risk.to_string()];
    let [percent, penalty, at_risk] = &values;
    let penalty = words.with("letter-insurer-penalty", &[("percent", percent), ("penalty", penalty), ("sum", at_risk)]);
    Body::plain(subject.clone(), vec![shown::sentence(&subject), penalty, words.t("letter-insurer-do")])
}

/// A letter did not arrive.
pub(super) fn undelivered(number: &str, person: &str, letter: LetterKind, words: Words) -> Body {
    let subject = words.t1("letter-undelivered-subject", "number", number);
    let which =
        words.with("letter-undelivered-which", &[("letter", &letter.title(words.language())), ("number", number)]);
    Body::plain(subject, vec![which, words.t1("letter-undelivered-call", "name", person)])
}

/// A new user chooses a password.
pub(super) fn invitation(hours: u32, words: Words) -> Body {
    let says = vec![words.counted("letter-invitation-about", hours, &[]), words.t("letter-invitation-not-you")];
    Body::plain(words.t("letter-invitation-subject"), says)
}

/// The holidays of a year are not known.
pub(super) fn calendar_missing(year: i32, words: Words) -> Body {
    let year = year.to_string();
    let says = vec![
        words.t1("letter-calendar-about", "year", year.as_str()),
        words.t1("letter-calendar-do", "year", year.as_str()),
    ];
    Body::plain(words.t1("letter-calendar-subject", "year", year.as_str()), says)
}

/// The mail server takes no letters.
pub(super) fn mail_trouble(answer: &str, since: DateTime<Utc>, waiting: u32, words: Words) -> Body {
    let since = shown::long_moment(since, words.language());
    let says = vec![
        words.t1("letter-mail-about", "since", since),
        words.t1("letter-mail-answer", "answer", shown::sentence(&one_line(answer))),
        words.counted("letter-mail-waiting", waiting, &[]),
        words.t("letter-mail-do"),
    ];
    Body::plain(words.t("letter-mail-subject"), says)
}
