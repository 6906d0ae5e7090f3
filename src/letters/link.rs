//! The one-time link: what is kept of a letter never holds it.

use crate::law::Language;
use crate::words::Words;

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
