//! What a letter says, before the frame is put around it.

use chrono::{DateTime, Utc};

use crate::law::Text;
use crate::words::{Words, shown};

use super::facts::Letter;
use super::frame::Frame;
use super::{family, papers, staff};

/// The words of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Body {
    /// One line.
    pub(super) subject: String,
    /// What is said, a paragraph each.
    pub(super) says: Vec<String>,
    /// A list below it.
    pub(super) items: Vec<Item>,
    /// What is said below the list.
    pub(super) then: Vec<String>,
    /// The same for a message, the fullest first; where that is too long the next is taken.
    pub(super) short: Vec<String>,
}

/// A line of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// A paper, a part of a sum, a claim; with the mark behind it where something is said of it.
    pub(super) title: String,
    /// What is said of it.
    pub(super) notes: String,
}

impl Item {
    /// The same on one line.
    pub(super) fn line(&self) -> String {
        if self.notes.is_empty() { self.title.clone() } else { format!("{} {}", self.title, self.notes) }
    }
}

impl Body {
    /// A letter without a list: a message says the same.
    pub(super) fn plain(subject: String, says: Vec<String>) -> Self {
        let short = vec![says.join(" ")];
        Self { subject, says, short, ..Self::default() }
    }

    /// The same with everything on one line where it stands on one: a name or a remark with a line break cannot make a
    /// heading of the mail, nor a line that looks like the letter's own.
    pub(super) fn in_lines(self) -> Self {
        let all =
            |lines: Vec<String>| lines.iter().map(|line| one_line(line)).filter(|line| !line.is_empty()).collect();
        let item = |item: Item| Item { title: one_line(&item.title), notes: one_line(&item.notes) };
        Self {
            subject: one_line(&self.subject),
            says: all(self.says),
            items: self.items.into_iter().map(item).collect(),
            then: all(self.then),
            short: all(self.short),
        }
    }
}

/// The words of a letter.
pub(super) fn body(letter: &Letter, frame: &Frame, words: Words) -> Body {
    let has_link = frame.link.is_some();
    let body = match letter {
        Letter::Registered { wish, call_by } => family::registered(*wish, *call_by, frame.officer.as_deref(), words),
        Letter::DocumentsWanted { papers, until } => papers::wanted(papers, *until, words),
        Letter::DocumentRefused { paper, until } => papers::refused(paper, *until, words),
        Letter::Reminder { papers, until, days_left } => papers::reminder(papers, *until, *days_left, words),
        Letter::Overdue { papers, until } => papers::overdue(papers, *until, words),
        Letter::HeirsConfirm { until } => family::heirs_confirm(*until, has_link, words),
        Letter::PeopleChanged { what } => family::people_changed(*what, words),
        Letter::Approved { amount, lines } => family::approved(*amount, lines, words),
        Letter::HandedOver { since, pay_by } => family::handed_over(*since, *pay_by, words),
        Letter::MoreWanted { papers, reason, until } => papers::more_wanted(papers, reason.as_ref(), *until, words),
        Letter::Paid { amount, to, on } => family::paid(*amount, to.as_ref(), *on, words),
        Letter::NotWorkAccident { reason, remedy, died } => {
            family::not_work_accident(reason.as_ref(), remedy.as_ref(), *died, words)
        }
        Letter::Refused { reason, article, remedy } => {
            family::refused(reason, article.as_deref(), remedy.as_ref(), words)
        }
        Letter::LoginLink { minutes } => family::login_link(*minutes, frame.link.is_some(), words),
        Letter::Code { code, minutes } => family::code(code, *minutes, words),
        Letter::Digest { yours, late, items, more } => staff::digest(*yours, *late, items, *more, words),
        Letter::Escalation { number, days, step, cause, officer } => {
            staff::escalation(number, *days, step, cause, officer.as_deref(), words)
        }
        Letter::InsurerOverdue { number, days, percent_per_day, penalty, at_risk } => {
            staff::insurer_overdue(number, *days, *percent_per_day, *penalty, *at_risk, words)
        }
        Letter::Undelivered { number, person, letter } => staff::undelivered(number, person, *letter, words),
        Letter::Invitation { hours } => staff::invitation(*hours, words),
        Letter::CalendarMissing { year } => staff::calendar_missing(*year, words),
        Letter::MailTrouble { answer, since, waiting } => staff::mail_trouble(answer, *since, *waiting, words),
    };
    body.in_lines()
}

/// `Paling lambat {t}.`, or nothing where no date is known.
pub(super) fn until_words(until: Option<DateTime<Utc>>, words: Words) -> Option<String> {
    until.map(|at| words.t1("letter-until", "until", shown::deadline(at, words.language())))
}

/// A phrase or a sentence of data as a sentence.
pub(super) fn sentence(text: &Text, words: Words) -> String {
    shown::sentence(&one_line(text.get(words.language())))
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
