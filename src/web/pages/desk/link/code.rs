//! What lets a person in from paper: the code, and the address for who has to type it.

use crate::desk::FamilyLink;
use crate::law::Language;
use crate::words::shown;

use super::qr::{Qr, qr};

/// Letters of an address that stand together, so that it can be typed by hand.
const GROUP: usize = 4;

/// A link on paper.
pub(in super::super) struct LinkCode {
    /// The picture.
    pub(in super::super) code: Option<Qr>,
    /// The whole address.
    pub(in super::super) address: String,
    /// The address before its token.
    pub(in super::super) host: String,
    /// Its token in groups.
    pub(in super::super) groups: Vec<String>,
    /// Until when it is good.
    pub(in super::super) until: String,
}

impl LinkCode {
    /// A link that was just made, for a reader of a language.
    pub(in super::super) fn of(link: &FamilyLink, public_url: &str, language: Language) -> Self {
        let address = format!("{public_url}{}", link.path);
        let shown_host = public_url.split_once("://").map_or(public_url, |(_, host)| host);
        Self {
            code: qr(&address),
            host: format!("{shown_host}/m/"),
            groups: groups(&link.token),
            until: shown::long_moment(link.expires_at, language),
            address,
        }
    }
}

fn groups(token: &str) -> Vec<String> {
    let letters: Vec<char> = token.chars().collect();
    letters.chunks(GROUP).map(|group| group.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn a_token_stands_in_groups() {
        assert_eq!(groups("AAAABBBBCC"), ["AAAA", "BBBB", "CC"]);
        assert!(groups("").is_empty());
    }
}
