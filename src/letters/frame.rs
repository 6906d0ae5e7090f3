//! What stands around every letter: to whom, about which claim, the link, and whom to ask.

use chrono::{DateTime, Utc};

use crate::words::OfficeContact;

/// Letters of a name that a letter greets with.
const NAME_MAX: usize = 40;
/// Titles that are written without a full stop as often as with one.
const TITLES: [&str; 10] = ["h", "hj", "kh", "dr", "drs", "dra", "drg", "ir", "prof", "tgk"];

/// The frame of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// How the office is reached.
    pub office: OfficeContact,
    /// Whom the letter greets. A whole name is cut to its first, by [`first_name`].
    pub first_name: String,
    /// The claim's number.
    pub number: Option<String>,
    /// The link.
    pub link: Option<LinkLine>,
    /// The caseworker whom the reader may ask for.
    pub officer: Option<String>,
}

/// The link of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkLine {
    /// Where it leads; [`LINK_PLACEHOLDER`](super::LINK_PLACEHOLDER) in what is kept.
    pub url: String,
    /// Until when it opens, once; `None` for a page of the desk that asks to log in.
    pub until: Option<DateTime<Utc>>,
}

/// The first name of a name as the identity card (KTP) writes it, with the titles before it: `Siti` of `Siti Aminah`,
/// `H. Ahmad` of `H. Ahmad Fauzi`, the whole of a name that is one word.
///
/// Anybody may report under any name, for any address. What no name holds is left out and a full stop ends a word, so
/// that nobody makes the office greet a stranger with a link.
pub fn first_name(name: &str) -> String {
    let is_of_names = |letter: char| letter.is_alphabetic() || ".,-'’`".contains(letter);
    let name: String = name.chars().map(|letter| if is_of_names(letter) { letter } else { ' ' }).collect();
    let name = name.replace('.', ". ");
    let mut kept: Vec<&str> = Vec::new();
    for word in name.split_whitespace() {
        kept.push(word);
        if !is_title(word) {
            break;
        }
    }
    kept.join(" ").trim_end_matches(',').chars().take(NAME_MAX).collect()
}

/// Whether a word stands before a name: a title, or a name that is only a letter, as `M.`
fn is_title(word: &str) -> bool {
    word.ends_with('.') || TITLES.contains(&word.to_lowercase().as_str())
}
