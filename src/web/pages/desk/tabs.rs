//! The pages of one claim, as links above each of them.

use crate::words::Words;

use super::super::page::NavItem;

/// The pages of a claim that have an address of their own, behind the claim itself.
const PAGES: [(&str, &str); 4] =
    [("", "tab-claim"), ("/deadlines", "tab-deadlines"), ("/messages", "tab-messages"), ("/history", "claim-history")];

/// The links of a claim's pages; `current` is the end of the address of the one that is shown.
pub(super) fn tabs(number: &str, current: &str, words: Words) -> Vec<NavItem> {
    let item = |(end, key): (&str, &str)| NavItem {
        href: format!("/desk/claims/{number}{end}"),
        label: words.t(key),
        current: end == current,
    };
    PAGES.into_iter().map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::tabs;
    use crate::law::Language;
    use crate::words::Words;

    #[test]
    fn one_of_the_pages_is_the_one_that_is_shown() {
        let shown = tabs("JKM-2026-000001-1", "/messages", Words::of(Language::Id));
        let current: Vec<&str> = shown.iter().filter(|tab| tab.current).map(|tab| tab.label.as_str()).collect();
        assert_eq!(current, ["Pesan"]);
        assert_eq!(shown[1].href, "/desk/claims/JKM-2026-000001-1/deadlines");
    }
}
