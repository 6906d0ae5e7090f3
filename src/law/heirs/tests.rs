mod cases;
mod properties;
mod splits;

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::{Determination, HeirRequest, NeedCode, Payable, PayeeBasis, ShareBasis, determine};
use crate::law::{FieldError, LawBook, Share};

static BOOK: LazyLock<LawBook> = LazyLock::new(|| LawBook::embedded().unwrap());

fn request(relatives: &Value) -> HeirRequest {
    let request = json!({
        "program": "jkm", "event_date": "2025-08-20",
        "deceased": {"name": "Yusuf", "birth_date": "1980-01-01", "sex": "male"}, "relatives": relatives,
    });
    serde_json::from_value(request).unwrap()
}

fn answer(relatives: &Value) -> Determination {
    determine(&BOOK, &request(relatives)).unwrap()
}

fn errors(relatives: &Value) -> Vec<FieldError> {
    determine(&BOOK, &request(relatives)).unwrap_err()
}

/// A relative with the proofs of their relation, changed by `more`.
fn person(id: &str, relation: &str, more: Value) -> Value {
    let proofs = match relation {
        "spouse" => json!(["buku_nikah"]),
        "parent_in_law" => json!(["buku_nikah", "kk", "akta_kematian"]),
        "testamentary" => json!(["wasiat"]),
        "funeral_payer" => json!(["bukti_pemakaman"]),
        "other" => json!(["penetapan_ahli_waris"]),
        _ => json!(["akta_lahir"]),
    };
    let mut person = json!({"id": id, "name": format!("Nama {id}"), "relation": relation, "proofs": proofs});
    person["birth_date"] = json!("1985-01-01");
    let Value::Object(more) = more else { panic!("changes are an object") };
    for (field, value) in more {
        person[field] = value;
    }
    person
}

fn plain(id: &str, relation: &str) -> Value {
    person(id, relation, json!({}))
}

/// Rank, ids of heirs, ids of the excluded, codes and people of the needs.
#[track_caller]
fn check(
    relatives: &Value,
    rank: Option<u8>,
    heirs: &[&str],
    excluded: &[&str],
    needs: &[(NeedCode, &str)],
) -> Determination {
    let answer = answer(relatives);
    let found: Vec<_> = answer.heirs.iter().map(|heir| heir.id.as_str()).collect();
    assert_eq!((answer.rank, found.as_slice()), (rank, heirs), "heirs of {relatives}");
    let out: Vec<_> = answer.excluded.iter().map(|excluded| excluded.id.as_str()).collect();
    assert_eq!(out, excluded, "excluded of {relatives}");
    let open: Vec<_> = answer.needs.iter().map(|need| (need.code, need.person.as_deref().unwrap_or(""))).collect();
    assert_eq!(open, needs, "needs of {relatives}");
    let payable = match rank {
        None => Payable::Nothing,
        Some(6) => Payable::FuneralOnly,
        Some(_) => Payable::Full,
    };
    assert_eq!(answer.payable, payable);
    answer
}

#[track_caller]
fn because(relatives: &Value, id: &str, words: &str) {
    let answer = answer(relatives);
    let excluded = answer.excluded.iter().find(|excluded| excluded.id == id).unwrap();
    assert!(excluded.because.en.contains(words) && !excluded.law.is_empty(), "{excluded:?}");
    assert!(excluded.because.id.contains(&format!("Nama {id}")), "{excluded:?}");
}

fn payee(answer: &Determination) -> Option<(&str, PayeeBasis)> {
    answer.payee.as_ref().map(|payee| (payee.id.as_str(), payee.basis))
}

#[track_caller]
fn warned(answer: &Determination, words: &str) {
    assert!(answer.warnings.iter().any(|warning| warning.en.contains(words)), "{:?}", answer.warnings);
}

#[test]
fn a_widow_alone_has_everything() {
    let answer = check(&json!([plain("w", "spouse")]), Some(1), &["w"], &[], &[]);
    assert_eq!((answer.heirs[0].share, answer.heirs[0].share_basis), (Some(Share::WHOLE), ShareBasis::Sole));
    assert_eq!(payee(&answer), Some(("w", PayeeBasis::Sole)));
    assert!(answer.warnings.is_empty() && answer.law.contains("huruf a"), "{answer:?}");
}

#[test]
fn widow_and_minor_child_share_a_rank_without_split() {
    let family = json!([
        plain("w", "spouse"),
        person("c", "child", json!({"birth_date": "2015-02-01", "parents": ["w", "deceased"]}))
    ]);
    let answer = check(&family, Some(1), &["w", "c"], &[], &[]);
    assert!(answer.heirs.iter().all(|heir| heir.share.is_none() && heir.share_basis == ShareBasis::Open));
    assert!(answer.heirs[1].guardian_required && !answer.heirs[0].guardian_required);
    let guardian = serde_json::to_value(&answer.heirs[1].guardian).unwrap();
    assert_eq!(guardian, json!({"id": "w", "basis": "surviving_parent"}));
    assert_eq!(payee(&answer), Some(("w", PayeeBasis::SurvivingSpouse)));
    warned(&answer, "medium confidence");
}

#[test]
fn eighteen_on_the_day_is_of_age() {
    let guardian_required = |birth: &str| {
        let family =
            json!([plain("w", "spouse"), person("c", "child", json!({"birth_date": birth, "parents": ["w"]}))]);
        answer(&family).heirs[1].guardian_required
    };
    assert!(!guardian_required("2007-08-20"));
    assert!(guardian_required("2007-08-21"));
}

#[test]
fn an_unregistered_marriage_is_a_need_and_no_exclusion() {
    let family = json!([person("w", "spouse", json!({"proofs": []}))]);
    let answer = check(&family, Some(1), &["w"], &[], &[(NeedCode::ProofMissing, "w")]);
    assert_eq!(answer.heirs[0].proofs_missing, ["buku_nikah"]);
    assert!(answer.needs[0].message.id.contains("isbat nikah"), "{:?}", answer.needs);
}

#[test]
fn a_divorced_wife_is_out_and_guards_her_child() {
    let family = json!([
        person("x", "spouse", json!({"divorced": true, "proofs": ["akta_cerai"]})),
        person("c", "child", json!({"birth_date": "2015-02-01", "parents": ["x"]})),
    ]);
    let answer = check(&family, Some(1), &["c"], &["x"], &[]);
    assert_eq!(answer.heirs[0].guardian.as_ref().unwrap().id.as_deref(), Some("x"));
    assert_eq!(payee(&answer), Some(("c", PayeeBasis::Sole)));
    assert!(answer.warnings.is_empty(), "{:?}", answer.warnings);
    because(&family, "x", "divorced");
    let unproven = json!([person("x", "spouse", json!({"divorced": true, "proofs": []})), plain("c", "child")]);
    warned(&self::answer(&unproven), "divorce certificate");
}

#[test]
fn an_orphan_needs_a_decree_of_guardianship() {
    let orphan = |proofs: Value| {
        json!([
            person("w", "spouse", json!({"alive": false})),
            person("c", "child", json!({"birth_date": "2015-02-01", "parents": ["w"], "proofs": proofs})),
        ])
    };
    let answer = check(&orphan(json!(["akta_lahir"])), Some(1), &["c"], &["w"], &[(NeedCode::GuardianDecree, "c")]);
    assert_eq!(serde_json::to_value(&answer.heirs[0].guardian).unwrap(), json!({"basis": "decree_needed"}));
    check(&orphan(json!(["akta_lahir", "perwalian"])), Some(1), &["c"], &["w"], &[]);
    because(&orphan(json!([])), "w", "dead");
    let minor = person("c", "child", json!({"birth_date": "2015-02-01", "parents": ["w"]}));
    let lost = json!([person("w", "spouse", json!({"missing": true})), minor]);
    check(&lost, Some(1), &["w", "c"], &[], &[(NeedCode::MissingPerson, "w"), (NeedCode::GuardianDecree, "c")]);
}

#[test]
fn unrecorded_parents_are_taken_from_the_only_spouse_with_a_warning() {
    let child = person("c", "child", json!({"birth_date": "2015-02-01"}));
    let answer = check(&json!([plain("w", "spouse"), child]), Some(1), &["w", "c"], &[], &[]);
    assert_eq!(answer.heirs[1].guardian.as_ref().unwrap().id.as_deref(), Some("w"));
    warned(&answer, "parents of Nama c are not recorded");
    let two = json!([plain("w", "spouse"), person("x", "spouse", json!({"divorced": true})), child]);
    check(&two, Some(1), &["w", "c"], &["x"], &[(NeedCode::GuardianDecree, "c")]);
}

#[test]
fn a_child_without_birth_date_may_be_a_minor() {
    let family = json!([plain("w", "spouse"), person("c", "child", json!({"birth_date": null}))]);
    check(&family, Some(1), &["w", "c"], &[], &[(NeedCode::BirthDateMissing, "c")]);
}

#[test]
fn several_wives_must_agree() {
    let wives = |first: Value, second: Value| {
        json!([person("a", "spouse", json!({"proofs": first})), person("b", "spouse", json!({"proofs": second}))])
    };
    let open = check(
        &wives(json!(["buku_nikah"]), json!(["buku_nikah"])),
        Some(1),
        &["a", "b"],
        &[],
        &[(NeedCode::SeveralSpouses, "")],
    );
    assert_eq!(payee(&open), None);
    check(&wives(json!(["buku_nikah"]), json!(["buku_nikah", "surat_kuasa"])), Some(1), &["a", "b"], &[], &[]);
    check(&wives(json!(["buku_nikah", "penetapan_ahli_waris"]), json!(["buku_nikah"])), Some(1), &["a", "b"], &[], &[]);
}

#[test]
fn children_by_adoption_and_marriage() {
    let family = json!([
        person("d", "child", json!({"adopted": "decree", "proofs": ["penetapan_adopsi"]})),
        person("e", "child", json!({"adopted": "without_decree"})),
        person("s", "child", json!({"step": true})),
    ]);
    check(&family, Some(1), &["d"], &["e", "s"], &[]);
    because(&family, "e", "without a decree");
    because(&family, "s", "step relative");
    let unproven = json!([person("d", "child", json!({"adopted": "decree"}))]);
    let answer = check(&unproven, Some(1), &["d"], &[], &[(NeedCode::ProofMissing, "d")]);
    assert_eq!(answer.heirs[0].proofs_missing, ["penetapan_adopsi"]);
}

#[test]
fn an_unborn_child_keeps_its_place_and_waits() {
    let unborn = person("u", "child", json!({"unborn": true, "birth_date": null, "parents": ["w"]}));
    let family = json!([plain("w", "spouse"), unborn]);
    let answer = check(&family, Some(1), &["w", "u"], &[], &[(NeedCode::WaitForBirth, "u")]);
    assert_eq!(serde_json::to_value(answer.needs[0].confidence).unwrap(), "open");
    assert!(answer.heirs[1].guardian_required);
    let alone = json!([person("u", "child", json!({"unborn": true, "birth_date": null})), plain("p", "parent")]);
    let answer = self::answer(&alone);
    assert_eq!((answer.rank, payee(&answer)), (Some(1), None));
}

#[test]
fn a_missing_wife_keeps_the_rank_and_needs_a_court() {
    let family = json!([person("w", "spouse", json!({"missing": true})), plain("p", "parent")]);
    let answer = check(&family, Some(1), &["w"], &["p"], &[(NeedCode::MissingPerson, "w")]);
    assert_eq!(payee(&answer), None);
    because(&family, "p", "comes before");
}

#[test]
fn a_child_born_after_the_death_is_taken_with_a_warning() {
    let born =
        |date: &str| json!([plain("w", "spouse"), person("c", "child", json!({"birth_date": date, "parents": ["w"]}))]);
    let answer = check(&born("2026-01-15"), Some(1), &["w", "c"], &[], &[]);
    warned(&answer, "born after the event");
    warned(&self::answer(&born("2026-06-16")), "born after the event");
    assert_eq!(errors(&born("2026-06-17"))[0].code, "birth_date_after_event");
}

#[test]
fn blood_of_the_direct_line_is_the_second_rank() {
    let family = json!([
        person("w", "spouse", json!({"alive": false})),
        person("k", "child", json!({"alive": false})),
        plain("p", "parent"),
        plain("g", "grandparent"),
        person("h", "grandchild", json!({"parents": ["k"]})),
        plain("s", "sibling"),
    ]);
    let answer = check(&family, Some(2), &["p", "g", "h"], &["w", "k", "s"], &[]);
    assert_eq!(payee(&answer), None);
    warned(&answer, "nobody comes before");
}

#[test]
fn the_direct_line_ends_with_the_second_degree() {
    let far = json!([
        person("k", "child", json!({"alive": false})),
        person("h", "grandchild", json!({"alive": false, "parents": ["k"]})),
        person("i", "grandchild", json!({"parents": ["h"]})),
        person("g", "grandparent", json!({"alive": false, "parents": ["q"]})),
        plain("q", "grandparent"),
        plain("s", "sibling"),
    ]);
    check(&far, Some(3), &["s"], &["k", "h", "i", "g", "q"], &[]);
    because(&far, "i", "second degree");
    because(&far, "q", "second degree");
}

#[test]
fn a_grandchild_descends_by_blood() {
    let of = |child: Value| json!([person("k", "child", child), person("h", "grandchild", json!({"parents": ["k"]}))]);
    check(&of(json!({"alive": false, "step": true})), None, &[], &["k", "h"], &[]);
    because(&of(json!({"alive": false, "step": true})), "h", "by blood");
    let adopted = check(&of(json!({"alive": false, "adopted": "decree"})), Some(2), &["h"], &["k"], &[]);
    warned(&adopted, "adopted child");
    let nephew = json!([plain("s", "sibling"), person("h", "grandchild", json!({"parents": ["s"]}))]);
    check(&nephew, Some(3), &["s"], &["h"], &[]);
}

#[test]
fn a_minor_grandchild_is_guarded_by_the_living_parent() {
    let family = json!([
        person("k", "child", json!({"alive": false})),
        plain("d", "other"),
        person("h", "grandchild", json!({"birth_date": "2018-01-01", "parents": ["k", "d"]})),
    ]);
    let answer = check(&family, Some(2), &["h"], &["k", "d"], &[]);
    assert_eq!(answer.heirs[0].guardian.as_ref().unwrap().id.as_deref(), Some("d"));
}

#[test]
fn siblings_must_be_of_full_blood() {
    let family = json!([
        plain("f", "sibling"),
        person("h", "sibling", json!({"full_blood": false})),
        plain("m", "parent_in_law")
    ]);
    check(&family, Some(3), &["f"], &["h", "m"], &[]);
    because(&family, "h", "no full sibling");
    let half = json!([person("h", "sibling", json!({"full_blood": false})), plain("m", "parent_in_law")]);
    check(&half, Some(4), &["m"], &["h"], &[]);
}

#[test]
fn either_of_two_documents_may_prove_a_parent() {
    check(&json!([person("p", "parent", json!({"proofs": ["kk"]}))]), Some(2), &["p"], &[], &[]);
    let family = json!([person("p", "parent", json!({"proofs": ["ktp"]}))]);
    let answer = check(&family, Some(2), &["p"], &[], &[(NeedCode::ProofMissing, "p")]);
    assert_eq!(answer.heirs[0].proofs_missing, ["akta_lahir"]);
}

#[test]
fn parents_in_law_prove_the_marriage_and_its_end() {
    let family = json!([person("m", "parent_in_law", json!({"proofs": []}))]);
    let missing = (NeedCode::ProofMissing, "m");
    let answer = check(&family, Some(4), &["m"], &[], &[missing, missing, missing]);
    assert_eq!(answer.heirs[0].proofs_missing, ["buku_nikah", "akta_lahir", "akta_kematian"]);
}

#[test]
fn a_will_comes_before_a_decree_and_both_after_the_family() {
    let family = json!([plain("o", "other"), plain("t", "testamentary"), plain("f", "funeral_payer")]);
    check(&family, Some(5), &["t"], &["o", "f"], &[]);
    because(&family, "f", "funeral cost");
    check(&json!([plain("o", "other"), plain("f", "funeral_payer")]), Some(5), &["o"], &["f"], &[]);
    let undecreed = json!([person("o", "other", json!({"proofs": []})), plain("f", "funeral_payer")]);
    let answer = check(&undecreed, Some(6), &["f"], &["o"], &[]);
    warned(&answer, "court's decree");
    let standing = serde_json::to_value(&answer.people[0]).unwrap();
    assert_eq!(
        (&standing["standing"], &standing["rule"], &standing["rank"]),
        (&json!("out"), &json!("no_decree"), &json!(5))
    );
    assert_eq!(standing["proofs_missing"], json!(["penetapan_ahli_waris"]));
    assert!(standing["remedy"]["id"].as_str().unwrap().contains("mintakan penetapan ahli waris"), "{standing}");
    assert!(answer.may_inherit("o") && answer.may_inherit("f"));
}

#[test]
fn papers_are_asked_of_whom_they_would_put_first() {
    let undecreed = person("o", "other", json!({"proofs": []}));
    let named = person("t", "testamentary", json!({"proofs": []}));
    let all = answer(&json!([undecreed, named, plain("f", "funeral_payer")]));
    assert!(all.may_inherit("o") && all.may_inherit("t"));
    warned(&all, "ask for the notarial deed");
    let behind = answer(&json!([undecreed, named, plain("s", "sibling")]));
    assert!(!behind.may_inherit("o") && !behind.may_inherit("t") && behind.may_inherit("s"));
    assert!(!behind.may_inherit("nobody"));
}

#[test]
fn without_heirs_the_funeral_is_paid() {
    let answer = check(&json!([plain("f", "funeral_payer")]), Some(6), &["f"], &[], &[]);
    assert_eq!(payee(&answer), Some(("f", PayeeBasis::Sole)));
    let two = json!([plain("f", "funeral_payer"), plain("g", "funeral_payer")]);
    check(&two, Some(6), &["f", "g"], &[], &[(NeedCode::SeveralFuneralPayers, "")]);
}

#[test]
fn nobody_gets_nothing() {
    let answer = check(&json!([]), None, &[], &[], &[]);
    assert_eq!((payee(&answer), answer.rank), (None, None));
    warned(&answer, "Social Security Fund");
    check(&json!([person("w", "spouse", json!({"alive": false}))]), None, &[], &["w"], &[]);
}

#[test]
fn an_unknown_proof_is_a_warning() {
    let family = json!([person("w", "spouse", json!({"proofs": ["buku_nikah", "foto_nikah"]}))]);
    let answer = check(&family, Some(1), &["w"], &[], &[]);
    warned(&answer, "foto_nikah");
}

#[test]
fn every_fault_of_a_record_is_named() {
    let family = json!([
        plain("a", "spouse"),
        plain("a", "child"),
        person("b", "child", json!({"parents": ["z", "b"]})),
        person("c", "parent", json!({"birth_date": "2026-01-01", "unborn": true})),
        plain(" ", "sibling"),
        plain("deceased", "sibling"),
    ]);
    let found: Vec<_> = errors(&family).into_iter().map(|error| (error.field, error.code)).collect();
    let expect = [
        ("relatives[1].id", "duplicate_id"),
        ("relatives[2].parents[0]", "unknown_parent"),
        ("relatives[2].parents[1]", "own_parent"),
        ("relatives[3].unborn", "unborn_relation"),
        ("relatives[3].birth_date", "birth_date_after_event"),
        ("relatives[4].id", "id_missing"),
        ("relatives[5].id", "duplicate_id"),
    ];
    assert_eq!(found, expect.map(|(field, code)| (field.to_owned(), code.to_owned())));
    let mut old = request(&json!([]));
    old.event_date = "2015-06-30".parse().unwrap();
    let error = determine(&BOOK, &old).unwrap_err();
    assert_eq!((error.len(), error[0].code.as_str()), (1, "law_table_missing"));
}

#[test]
fn reads_as_the_interface_promises() {
    let json =
        serde_json::to_value(answer(&json!([person("w", "spouse", json!({"proofs": []})), plain("p", "parent")])))
            .unwrap();
    assert_eq!(json["payable"], "full");
    assert_eq!(json["rank"], 1);
    let heir = json!({"id": "w", "share": "1", "share_basis": "sole", "proofs_missing": ["buku_nikah"],
        "guardian_required": false, "guardian": null});
    assert_eq!(json["heirs"][0], heir);
    assert_eq!(json["payee"], json!({"id": "w", "basis": "sole"}));
    assert_eq!(json["excluded"][0]["id"], "p");
    assert_eq!(json["needs"][0]["code"], "proof_missing");
    assert_eq!(json["needs"][0]["person"], "w");
    assert_eq!(json["law"], "PP 44/2015 Pasal 37 ayat (5) huruf a");
    let unproven = &json["people"][0];
    let expect = json!({"id": "w", "standing": "waits", "rule": "proof_missing", "rank": 1, "confidence": "high",
        "because": unproven["because"], "law": unproven["law"], "proofs_present": [], "proofs_missing": ["buku_nikah"],
        "remedy": json["needs"][0]["message"]});
    assert_eq!(*unproven, expect);
    let behind = json!({"id": "p", "standing": "waits", "rule": "lower_rank", "rank": 2, "confidence": "high",
        "because": json["excluded"][0]["because"], "law": json["excluded"][0]["law"], "proofs_present": ["akta_lahir"],
        "proofs_missing": [], "remedy": null});
    assert_eq!(json["people"][1], behind);
    let again: Determination = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(again).unwrap(), json);
    assert!(serde_json::from_value::<HeirRequest>(json!({"program": "jkm"})).is_err());
}
