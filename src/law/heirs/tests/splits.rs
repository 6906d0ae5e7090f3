//! Orders that split among those of a rank, and agreements beside the split of the law.

use serde_json::{Value, json};

use super::{BOOK, person, plain, request, warned};
use crate::law::heirs::{GivenShare, HeirScheme, ShareBasis, determine};
use crate::law::{LawBook, LawFile};

/// The embedded book with a text of one order replaced.
fn book_with(file: &str, from: &str, to: &str) -> LawBook {
    let sources = BOOK.sources().iter();
    let texts: Vec<(String, String)> = sources
        .map(|source| {
            let extension = if source.name == "holidays" { "csv" } else { "yaml" };
            let changed = source.name == file;
            assert!(!changed || source.text.contains(from), "{file} does not hold {from}");
            let text = if changed { source.text.replacen(from, to, 1) } else { source.text.clone() };
            (format!("{}.{extension}", source.name), text)
        })
        .collect();
    let files: Vec<_> = texts.iter().map(|(path, text)| LawFile { path, text }).collect();
    LawBook::bind(&files).unwrap()
}

/// The shares of a family under a rank 1 of JKK and JKM that splits so.
#[track_caller]
fn check_split(rule: &str, family: &Value, expect: &[&str]) {
    let book = book_with("heirs-jkk-jkm", "      share: open", &format!("      share: {rule}"));
    let answer = determine(&book, &request(family)).unwrap();
    let found: Vec<String> =
        answer.heirs.iter().map(|heir| heir.share.map_or("open".to_owned(), |share| share.to_string())).collect();
    assert_eq!(found, expect, "{rule} of {family}");
    let basis = if answer.heirs[0].share.is_some() { ShareBasis::Law } else { ShareBasis::Open };
    assert!(answer.heirs.iter().all(|heir| heir.share_basis == basis), "{:?}", answer.heirs);
}

#[test]
fn an_order_that_splits_is_followed_while_it_is_certain_who_shares() {
    let (w, c, d) = (plain("w", "spouse"), plain("c", "child"), plain("d", "child"));
    check_split("equal", &json!([w, c, d]), &["1/3", "1/3", "1/3"]);
    for doubt in ["missing", "unborn", "suspected", "died_after"] {
        let doubtful = person("d", "child", json!({doubt: true, "birth_date": null}));
        check_split("equal", &json!([w, c, doubtful]), &["open", "open", "open"]);
    }
    let by_law = "{ by_law: [{ spouse: \"1/4\", child: \"3/4\" }, { child: \"1\" }] }";
    check_split(by_law, &json!([w, c, d]), &["1/4", "3/8", "3/8"]);
    check_split(by_law, &json!([c, d]), &["1/2", "1/2"]);
    check_split(by_law, &json!([w, plain("x", "spouse")]), &["open", "open"]);
}

#[test]
fn heirs_may_agree_beside_the_split_of_the_law_and_are_told() {
    let book = book_with(
        "heirs-jasa-raharja",
        "relations: [child]\n      pays: full\n      share: open",
        "relations: [child]\n      pays: full\n      share: equal",
    );
    let mut asked = request(&json!([plain("c", "child"), plain("d", "child")]));
    asked.scheme = HeirScheme::JasaRaharja;
    let mut warnings = |first: &str, second: &str| {
        let part = |id: &str, share: &str| GivenShare { id: id.to_owned(), share: share.parse().unwrap() };
        asked.agreement = vec![part("d", second), part("c", first)];
        let answer = determine(&book, &asked).unwrap();
        assert_eq!(answer.heirs[0].share, Some(first.parse().unwrap()));
        answer.warnings.iter().any(|warning| warning.en.contains("differs from the split of the law"))
    };
    assert!(!warnings("1/2", "1/2"));
    assert!(warnings("1/3", "2/3"));
}

#[test]
fn an_agreement_with_a_minor_asks_for_the_guardian() {
    let minor = person("c", "child", json!({"birth_date": "2015-02-01", "parents": ["w"]}));
    let mut asked = request(&json!([plain("w", "spouse"), minor]));
    let half = || "1/2".parse().unwrap();
    asked.agreement = ["w", "c"].map(|id| GivenShare { id: id.to_owned(), share: half() }).into();
    warned(&determine(&BOOK, &asked).unwrap(), "the guardian signed");
}
