use serde_json::json;

use super::{choose, localised};
use crate::law::Language;

#[test]
fn the_heaviest_known_language_is_chosen() {
    let check = |query: &str, header: Option<&str>, expected: Language| {
        assert_eq!(choose(query, header), expected, "{query} {header:?}");
    };
    check("", None, Language::Id);
    check("", Some("en"), Language::En);
    check("", Some("en-GB,en;q=0.9"), Language::En);
    check("", Some("id;q=0.8, en;q=0.9"), Language::En);
    check("", Some("id, en"), Language::Id);
    check("", Some("en;q=0"), Language::Id);
    check("", Some("jv, su;q=0.9"), Language::Id);
    check("", Some("de, en;q=0.5, *;q=0.1"), Language::En);
    check("", Some("en;q=nonsense, id;q=0.1"), Language::Id);
    check("limit=3&lang=en", Some("id"), Language::En);
    check("lang=fr", Some("en"), Language::En);
}

#[test]
fn only_a_pair_of_wordings_becomes_one() {
    let body = json!({
        "title": {"id": "Diterima", "en": "Accepted"},
        "person": {"id": "p1", "en": "x", "name": "Siti"},
        "count": {"id": 1, "en": 2},
        "list": [{"id": "Ya", "en": "Yes"}],
    });
    let expected = json!({
        "title": "Accepted",
        "person": {"id": "p1", "en": "x", "name": "Siti"},
        "count": {"id": 1, "en": 2},
        "list": ["Yes"],
    });
    assert_eq!(localised(body, Language::En), expected);
}

#[test]
fn moments_have_six_digits() {
    let check = |given: &str, expected: &str| assert_eq!(localised(json!(given), Language::Id), json!(expected));
    check("2026-03-02T03:00:00Z", "2026-03-02T03:00:00.000000Z");
    check("2026-03-02T03:00:00.123Z", "2026-03-02T03:00:00.123000Z");
    check("2026-03-02T03:00:00.123456Z", "2026-03-02T03:00:00.123456Z");
    check("2026-03-02", "2026-03-02");
    check("2026-03-02T03:00:00.Z", "2026-03-02T03:00:00.Z");
    check("Z", "Z");
    check("äöüÄÖÜ-äöüÄÖÜäöZ", "äöüÄÖÜ-äöüÄÖÜäöZ");
}
