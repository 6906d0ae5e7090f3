//! The letters to families that carry a list of papers: what, where, cost, until when, and what if I cannot.

use chrono::{DateTime, Utc};

use crate::law::Text;
use crate::words::{Words, shown};

use super::body::{Body, Item, sentence, until_words};
use super::facts::PaperLine;

/// Papers are asked for.
pub(super) fn wanted(papers: &[PaperLine], until: Option<DateTime<Utc>>, words: Words) -> Body {
    let about = words.counted("letter-wanted-about", count(papers), &[]);
    let then = vec![with_until(until, words.t("letter-wanted-hard"), words)];
    listed(words.counted("letter-wanted-subject", count(papers), &[]), vec![about], papers, then, words)
}

/// A paper has to be sent again.
pub(super) fn refused(paper: &PaperLine, until: Option<DateTime<Utc>>, words: Words) -> Body {
    let again = |paper: String| words.t1("letter-again-subject", "paper", paper);
    let subject = again(words.of_text(&paper.name));
    let mut says = vec![shown::sentence(&again(titled(paper, words)))];
    says.extend(paper.reason.iter().chain(&paper.how).map(|text| sentence(text, words)));
    let says = vec![says.join(" "), with_until(until, words.t("letter-again-rest"), words)];
    Body::plain(subject, says)
}

/// Papers are still missing.
pub(super) fn reminder(papers: &[PaperLine], until: DateTime<Utc>, days_left: u32, words: Words) -> Body {
    let about = words.counted("letter-reminder-about", count(papers), &[]);
    let date = shown::deadline(until, words.language());
    let left = words.counted("letter-reminder-left", days_left, &[("until", &date)]);
    let then = vec![format!("{left} {}", words.t("letter-wanted-hard"))];
    listed(words.counted("letter-reminder-subject", count(papers), &[]), vec![about], papers, then, words)
}

/// The date has passed.
pub(super) fn overdue(papers: &[PaperLine], until: DateTime<Utc>, words: Words) -> Body {
    let date = shown::deadline(until, words.language());
    let subject = words.t1("letter-overdue-subject", "until", date);
    let mut about = format!("{} {}", shown::sentence(&subject), words.t("letter-overdue-open"));
    if !papers.is_empty() {
        about = format!("{about} {}", words.t("letter-overdue-needed"));
    }
    let then = vec![words.t("letter-overdue-help")];
    listed(subject, vec![about], papers, then, words)
}

/// The insurer asks for more.
pub(super) fn more_wanted(
    papers: &[PaperLine],
    reason: Option<&Text>,
    until: Option<DateTime<Utc>>,
    words: Words,
) -> Body {
    let wants = |what: String| words.t1("letter-more-subject", "what", what);
    let several = || match papers {
        [] => words.t("letter-more-something"),
        many => words.counted("letter-more-papers", count(many), &[]),
    };
    let (subject, about) = match papers {
        [one] => (wants(words.of_text(&one.name)), wants(titled(one, words))),
        _ => (wants(several()), wants(several())),
    };
    let mut about = shown::sentence(&about);
    if let Some(reason) = reason {
        about = format!("{about} {}", words.t1("letter-more-because", "reason", sentence(reason, words)));
    }
    let then = vec![with_until(until, words.t("letter-wanted-hard"), words)];
    listed(subject, vec![about], papers, then, words)
}

/// A letter around a list of papers. Its message names where and cost while there is room, else the names alone: it is read
/// out or sent by hand to who may have no link, so that the names are never left out, however many.
fn listed(subject: String, says: Vec<String>, papers: &[PaperLine], then: Vec<String>, words: Words) -> Body {
    let (before, after) = (says.join(" "), then.join(" "));
    let name = |paper: &PaperLine| titled(paper, words);
    let whole = |paper: &PaperLine| {
        let at: Vec<&str> =
            [&paper.place, &paper.cost].into_iter().flatten().map(|text| text.get(words.language())).collect();
        if at.is_empty() { name(paper) } else { format!("{} ({})", name(paper), at.join(", ")) }
    };
    let said = |parts: Vec<String>| format!("{before} {}. {after}", parts.join("; "));
    let short = if papers.is_empty() {
        vec![format!("{before} {after}")]
    } else {
        vec![said(papers.iter().map(whole).collect()), said(papers.iter().map(name).collect())]
    };
    Body { subject, says, items: papers.iter().map(|paper| item(paper, words)).collect(), then, short }
}

/// What a paper is called, and of whom it is.
fn titled(paper: &PaperLine, words: Words) -> String {
    let name = words.of_text(&paper.name);
    match &paper.of {
        Some(of) => format!("{name} ({of})"),
        None => name,
    }
}

fn item(paper: &PaperLine, words: Words) -> Item {
    let said = |text: &Text| text.get(words.language()).trim_end_matches('.').to_owned();
    let mut notes: Vec<String> = Vec::new();
    notes.extend(paper.reason.as_ref().map(|text| sentence(text, words)));
    notes.extend(paper.place.as_ref().map(|place| words.t1("letter-paper-place", "place", said(place))));
    notes.extend(paper.cost.as_ref().map(|cost| words.t1("letter-paper-cost", "cost", said(cost))));
    notes.extend(paper.how.as_ref().map(|text| sentence(text, words)));
    let mark = if notes.is_empty() { "" } else { "." };
    Item { title: format!("{}{mark}", titled(paper, words)), notes: notes.join(" ") }
}

fn with_until(until: Option<DateTime<Utc>>, rest: String, words: Words) -> String {
    [until_words(until, words), Some(rest)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn count(papers: &[PaperLine]) -> u32 {
    u32::try_from(papers.len()).unwrap_or(u32::MAX)
}
