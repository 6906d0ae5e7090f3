use std::collections::BTreeSet;

use super::ask::{Family, PROOFS, family};
use super::form::{groups, proof_words, room};
use super::result::view;
use crate::law::heirs::{Relation, determine};
use crate::law::{FieldError, Language, LawBook, is_document_kind};
use crate::web::pages::form::Sent;
use crate::words::Words;

fn sent(pairs: &str) -> Sent {
    let pair = |pair: &str| pair.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    Sent::new(pairs.split_whitespace().filter_map(pair).collect())
}

const DEATH: &str = "event_date.d=20 event_date.m=8 event_date.y=2025 scheme=jkk_jkm";

fn asked(more: &str) -> Result<Family, Vec<String>> {
    let fields =
        |errors: Vec<FieldError>| errors.into_iter().map(|error| format!("{} {}", error.field, error.code)).collect();
    family(&sent(&format!("{DEATH} {more}")), Words::of(Language::En)).map_err(fields)
}

#[test]
fn a_form_becomes_the_family() {
    let more = "person1.relation=spouse person1.facts=divorced person3.relation=child person3.age=17 person3.state=missing \
        person3.adopted=decree person3.proofs=kk person3.proofs=akta_lahir person3.proofs=ijazah person4.state=alive";
    let request = asked(more).unwrap().request;
    let [spouse, child] = &request.relatives[..] else { panic!("{:?}", request.relatives) };
    assert_eq!(
        (spouse.name.as_str(), spouse.divorced, spouse.alive, spouse.birth_date),
        ("Person 1", true, true, None)
    );
    assert_eq!((child.id.as_str(), child.missing, child.full_blood), ("3", true, true));
    assert_eq!(child.birth_date, "2008-08-20".parse().ok());
    assert_eq!(child.proofs, ["akta_lahir", "kk"]);
}

#[test]
fn what_is_wrong_is_told_beside_its_box() {
    let check = |more: &str, expected: &[&str]| assert_eq!(asked(more).map(|_| ()).unwrap_err(), expected, "{more}");
    check("", &["person1.relation required"]);
    check("person2.age=4", &["person2.relation required"]);
    check("person2.relation=participant", &["person2.relation required"]);
    check("person1.relation=child person1.age=131", &["person1.age age_out_of_range"]);
    check("person1.relation=child person1.state=asleep", &["person1.state choice_unknown"]);
    let both =
        "person1.relation=child person1.age=3 person1.birth_date.d=1 person1.birth_date.m=1 person1.birth_date.y=2020";
    check(both, &["person1.age age_beside_birth_date"]);
    let unborn = asked("person4.relation=parent person4.state=unborn").unwrap();
    let found = determine(&LawBook::embedded().unwrap(), &unborn.request).unwrap_err();
    assert_eq!(unborn.named(found)[0].field, "person4.state");
}

#[test]
fn the_form_has_room_for_who_is_filled_in() {
    let check = |pairs: &str, expected: usize| {
        let sent = sent(pairs);
        assert_eq!(room(&sent), expected, "{pairs}");
        assert_eq!(groups(&sent, Words::of(Language::Id)).len(), expected + 1, "{pairs}");
    };
    check("", 3);
    check("orang=5", 5);
    check("orang=99", 10);
    check("orang=0", 1);
    check("orang=x", 3);
    check("orang=2 person7.relation=child", 7);
    check("person11.relation=child", 3);
}

/// Every relation without any paper: whatever the law then asks for can be ticked, and is said in words.
#[test]
fn every_proof_that_is_asked_for_can_be_ticked() {
    let book = LawBook::embedded().unwrap();
    let mut wanted = BTreeSet::new();
    for scheme in ["jkk_jkm", "jasa_raharja"] {
        for relation in Relation::ALL {
            for more in [
                "",
                " person1.facts=divorced",
                " person1.adopted=decree",
                " person1.adopted=without_decree",
                " person1.age=5",
            ] {
                let pairs =
                    format!("{} person1.relation={}{more}", DEATH.replace("jkk_jkm", scheme), relation.as_str());
                let family = family(&sent(&pairs), Words::of(Language::Id)).unwrap();
                let found = determine(&book, &family.request).unwrap();
                wanted.extend(found.people.iter().flat_map(|person| person.proofs_missing.clone()));
                assert!(view(&found, &family.request, Words::of(Language::Id)).people.len() == 1);
            }
        }
    }
    assert!(wanted.len() > 5, "{wanted:?}");
    assert!(wanted.iter().all(|kind| PROOFS.contains(&kind.as_str())), "{wanted:?}");
    for kind in PROOFS {
        assert!(is_document_kind(kind), "{kind}");
        assert!(proof_words(kind, Words::of(Language::Id)).chars().next().is_some_and(char::is_uppercase), "{kind}");
    }
}
