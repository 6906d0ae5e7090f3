//! The one-time link: what is kept of a letter never holds it.

use chrono::{DateTime, Utc};

use crate::law::Language;
use crate::words::{Words, shown};

use super::compose::Composed;

/// What stands where the link will stand. No letter of it changes in HTML.
pub const LINK_PLACEHOLDER: &str = "%%SANTUN-LINK%%";

/// The letter with its link, as it goes out.
pub fn with_link(composed: &Composed, url: &str) -> Composed {
    let plain = |text: &str| text.replace(LINK_PLACEHOLDER, url);
    Composed {
        subject: composed.subject.clone(),
        text: plain(&composed.text),
        html: composed.html.replace(LINK_PLACEHOLDER, &escaped(url)),
        message: plain(&composed.message),
    }
}

/// The letter with a link that is good until another moment than the one it was written with.
pub fn with_end(composed: &Composed, language: Language, written: DateTime<Utc>, end: DateTime<Utc>) -> Composed {
    let terms = |until| Words::of(language).t1("letter-link-terms", "until", shown::deadline(until, language));
    let (written, end) = (terms(written), terms(end));
    let plain = |text: &str| text.replace(&written, &end);
    Composed {
        subject: composed.subject.clone(),
        text: plain(&composed.text),
        html: composed.html.replace(&escaped(&written), &escaped(&end)),
        message: plain(&composed.message),
    }
}

/// The letter as staff read it: without the link, which is the family's alone.
pub fn without_link(composed: &Composed, language: Language) -> Composed {
    let shown = Words::of(language).t("letter-link-private");
    let plain = |text: &str| text.replace(LINK_PLACEHOLDER, &shown);
    // A button that leads nowhere is none.
    let html = composed.html.replace(&format!(" href=\"{LINK_PLACEHOLDER}\""), "");
    Composed {
        subject: composed.subject.clone(),
        text: plain(&composed.text),
        html: html.replace(LINK_PLACEHOLDER, &escaped(&shown)),
        message: plain(&composed.message),
    }
}

/// The message of a letter to be read out, or sent by hand: without the sentence of the link, which is told only once and
/// not to who reads it here.
pub fn message_by_hand(message: &str, language: Language) -> String {
    let lead = format!(" {} {LINK_PLACEHOLDER}", Words::of(language).t("letter-see"));
    let Some((before, after)) = message.split_once(&lead) else { return message.to_owned() };
    // The terms of the link stand in brackets and may hold full stops themselves.
    let end = if after.starts_with(" (") { ")." } else { "." };
    let rest = after.split_once(end).map_or("", |(_, rest)| rest);
    format!("{before}{rest}")
}

/// A text in which HTML finds nothing to read, also between quotation marks.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
