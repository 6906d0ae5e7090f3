//! Plain words for what the law and the procedure say to the desk: articles, waiting for the insurer's word.

use crate::law::Confidence;
use crate::words::Words;

/// What the tables put behind an article where it is not sure that it is meant for members without wages.
const NOT_SURE: &str = " (untuk BPU: M)";

/// A remark behind an article is longer than the number of a paragraph, as `ayat (5)`.
const REMARK_LETTERS_MIN: usize = 4;

/// An article as a family reads it: remarks behind it, which are the desk's, are left out.
pub(in super::super) fn article(law: &str, words: Words) -> String {
    if law == "office" {
        return words.t("law-office");
    }
    let remark = law.split_once(" (").filter(|(_, rest)| rest.find(')').is_some_and(|end| end >= REMARK_LETTERS_MIN));
    remark.map_or(law, |(article, _)| article).to_owned()
}

/// Whether only the insurer's word makes it certain.
pub(in super::super) fn waits_for_the_insurer(confidence: Confidence, law: &str) -> bool {
    confidence != Confidence::High || law.contains(NOT_SURE)
}

#[cfg(test)]
mod tests {
    use super::{article, waits_for_the_insurer};
    use crate::law::{Confidence, Language};
    use crate::words::Words;

    #[test]
    fn articles_read_plainly() {
        let words = Words::of(Language::Id);
        assert_eq!(article("Permenaker 1/2025 ps. 79 (untuk BPU: M)", words), "Permenaker 1/2025 ps. 79");
        assert_eq!(article("PP 82/2019 Pasal 34 (biaya pemakaman)", words), "PP 82/2019 Pasal 34");
        assert_eq!(article("PP 44/2015 ps. 37 ayat (5) huruf a", words), "PP 44/2015 ps. 37 ayat (5) huruf a");
        assert_eq!(article("office", words), "aturan kantor ini");
        assert!(waits_for_the_insurer(Confidence::High, "x (untuk BPU: M)"));
        assert!(waits_for_the_insurer(Confidence::Open, "x"));
        assert!(!waits_for_the_insurer(Confidence::High, "x"));
    }
}
