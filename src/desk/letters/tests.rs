//! What every letter must keep, and the words of each.

mod links;
mod paid;
mod promises;
mod written;

use std::collections::BTreeSet;

use super::samples::letter_samples;
use crate::law::Text;
use crate::letters::LetterKind;
use crate::words::OfficeContact;

/// The office of the tests.
fn office() -> OfficeContact {
    OfficeContact {
        name: "Kantor Santun Kota Jambi".to_owned(),
        phone: Some("0741-123-456".to_owned()),
        hours: Text::new("Senin-Jumat 08.00-16.00 WIB", "Monday to Friday 08:00-16:00 WIB"),
    }
}

#[test]
fn there_is_a_sample_of_every_kind_named_after_it() {
    let mut kinds = BTreeSet::new();
    let mut names = BTreeSet::new();
    for sample in letter_samples(&office(), "https://santun.example") {
        let kind = sample.letter.kind();
        let rest = sample.name.strip_prefix(kind.as_str()).unwrap_or("-");
        assert!(rest.is_empty() || rest.starts_with('-'), "{} is a {kind:?}", sample.name);
        assert!(names.insert(sample.name), "{} stands twice", sample.name);
        kinds.insert(kind);
    }
    assert_eq!(kinds, LetterKind::ALL.into_iter().collect());
}
