//! Why a paper comes back, as the family reads it: what is wrong with it, and what to do.

use crate::words::{Words, shown};

/// The reasons that a reviewer chooses from, in the order of the list.
pub(in crate::web) const REASONS: [&str; 17] = [
    "blur",
    "dark",
    "cut",
    "pages",
    "wrong_kind",
    "wrong_person",
    "name",
    "nik",
    "date",
    "unsigned",
    "stamp",
    "old",
    "original",
    "account",
    "witness",
    "days",
    "unreadable",
];

/// What is said of a paper that has to be sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) struct Returned {
    /// `{paper} perlu diulang`.
    pub(in crate::web) subject: String,
    /// Why, what to do, the reviewer's remark, and that the rest stands.
    pub(in crate::web) body: String,
}

/// The words of a paper's refusal. A reason that is none of [`REASONS`] was written by hand and stands as it is.
pub(in crate::web) fn returned(words: Words, paper: &str, reason: &str, remark: Option<&str>) -> Returned {
    let mut parts = vec![reason_words(words, paper, reason)];
    let how = format!("returned-{reason}-how");
    if words.has(&how) {
        parts.push(words.t1(&how, "paper", paper));
    }
    parts.extend(remark.map(shown::sentence));
    parts.push(words.t("returned-rest"));
    Returned { subject: words.t1("returned-subject", "paper", paper), body: parts.join(" ") }
}

/// The reason alone.
pub(in crate::web) fn reason_words(words: Words, paper: &str, reason: &str) -> String {
    let key = format!("returned-{reason}");
    if REASONS.contains(&reason) && words.has(&key) { words.t1(&key, "paper", paper) } else { shown::sentence(reason) }
}

#[cfg(test)]
mod tests {
    use super::{REASONS, returned};
    use crate::law::Language;
    use crate::words::Words;

    #[test]
    fn every_reason_has_words_and_a_way_out() {
        for language in [Language::Id, Language::En] {
            let words = Words::of(language);
            for reason in REASONS {
                let (why, how) = (format!("returned-{reason}"), format!("returned-{reason}-how"));
                assert!(words.has(&why) && words.has(&how), "{reason}");
            }
        }
    }

    #[test]
    fn the_words_end_with_what_still_stands() {
        let words = Words::of(Language::Id);
        let said = returned(words, "Akta kematian", "blur", Some("Bagian bawah"));
        assert_eq!(said.subject, "Akta kematian perlu diulang");
        assert!(said.body.starts_with("Foto buram."), "{}", said.body);
        assert!(said.body.ends_with("Bagian bawah. Yang lain tetap berlaku."), "{}", said.body);
        let by_hand = returned(words, "KTP", "halaman robek", None);
        assert_eq!(by_hand.body, "Halaman robek. Yang lain tetap berlaku.");
    }
}
