//! What holds of every family, under both schemes.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{BOOK, person, request};
use crate::law::Share;
use crate::law::heirs::{
    Determination, GivenShare, HeirRequest, HeirScheme, Relation, ShareBasis, Standing, StandingRule, determine,
};

/// Relations of which both orders know several.
const SEVERAL: [Relation; 4] = [Relation::Spouse, Relation::Child, Relation::Parent, Relation::FuneralPayer];

prop_compose! {
    fn relative()(
        relation in prop::sample::select(Relation::ALL.to_vec()), alive in any::<bool>(), missing in any::<bool>(),
        divorced in any::<bool>(), step in any::<bool>(), full_blood in any::<bool>(), year in 1940..2025,
        proven in any::<bool>(), entrusts in any::<bool>(), died_after in any::<bool>(), suspected in any::<bool>(),
    ) -> Value {
        let more = json!({"alive": alive, "missing": missing, "divorced": divorced, "step": step,
            "full_blood": full_blood, "birth_date": format!("{year}-06-01"), "suspected": suspected,
            "died_after": alive && died_after});
        let mut relative = person("?", relation.as_str(), more);
        let proofs = relative["proofs"].as_array_mut().unwrap();
        if !proven {
            proofs.clear();
        }
        if entrusts {
            proofs.push(json!("surat_kuasa"));
        }
        relative
    }
}

fn family() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(relative(), 0..7)
}

fn scheme() -> impl Strategy<Value = HeirScheme> {
    prop::sample::select(HeirScheme::ALL.to_vec())
}

/// The question about a family; ids are given in its order.
fn asked(scheme: HeirScheme, mut family: Vec<Value>) -> HeirRequest {
    for (index, person) in family.iter_mut().enumerate() {
        person["id"] = json!(format!("p{index}"));
    }
    HeirRequest { scheme, ..request(&Value::Array(family)) }
}

fn answer(request: &HeirRequest) -> Determination {
    determine(&BOOK, request).unwrap()
}

fn heirs(answer: &Determination) -> Vec<&str> {
    answer.heirs.iter().map(|heir| heir.id.as_str()).collect()
}

/// The rank of a relation in an order; none when it does not name it.
fn rank(scheme: HeirScheme, relation: Relation) -> Option<u8> {
    let date = request(&json!([])).event_date;
    let rules = &BOOK.heirs[scheme.table()].in_force(date).unwrap().rules;
    rules.levels.iter().find(|level| level.relations.contains(&relation)).map(|level| level.rank)
}

proptest! {
    #[test]
    fn a_person_of_lower_rank_changes_nothing(
        scheme in scheme(), family in family(), other in relative(), choice in any::<prop::sample::Index>(),
    ) {
        let before = answer(&asked(scheme, family.clone()));
        let is_lower = |relation: &Relation| {
            let behind = rank(scheme, *relation).is_none_or(|rank| before.rank.is_some_and(|first| rank > first));
            before.rank.is_some() && behind
        };
        let lower: Vec<Relation> = Relation::ALL.into_iter().filter(is_lower).collect();
        if !lower.is_empty() {
            let mut other = other;
            other["relation"] = json!(choice.get(&lower).as_str());
            let after = answer(&asked(scheme, family.into_iter().chain([other]).collect()));
            prop_assert_eq!(before.heirs, after.heirs);
            prop_assert_eq!(before.payee, after.payee);
            prop_assert_eq!(before.needs, after.needs);
        }
    }

    #[test]
    fn everybody_stands_once_and_inherits_or_is_excluded(scheme in scheme(), family in family()) {
        let question = asked(scheme, family);
        let answer = answer(&question);
        let all: Vec<&str> = question.relatives.iter().map(|person| person.id.as_str()).collect();
        let people: Vec<&str> = answer.people.iter().map(|person| person.id.as_str()).collect();
        prop_assert_eq!(&people, &all);
        let excluded = answer.excluded.iter().map(|excluded| excluded.id.as_str());
        let mut both: Vec<&str> = heirs(&answer).into_iter().chain(excluded).collect();
        both.sort_unstable();
        prop_assert_eq!(both, all);
        for person in &answer.people {
            let inherits = heirs(&answer).contains(&person.id.as_str());
            prop_assert_eq!(inherits, !matches!(person.rule, StandingRule::Exclusion(_)), "{:?}", person);
            prop_assert!(!inherits || person.standing != Standing::Out, "{:?}", person);
            prop_assert!(inherits || person.standing != Standing::In, "{:?}", person);
            prop_assert!(person.standing != Standing::In || person.proofs_missing.is_empty(), "{:?}", person);
            let first_rank = !inherits || person.rank == answer.rank;
            prop_assert!(first_rank && !person.law.is_empty() && !person.because.id.is_empty(), "{:?}", person);
        }
        prop_assert!(answer.payee.as_ref().is_none_or(|payee| heirs(&answer).contains(&payee.id.as_str())));
    }

    #[test]
    fn no_share_is_given_where_the_law_is_silent(scheme in scheme(), family in family()) {
        let answer = answer(&asked(scheme, family));
        for heir in &answer.heirs {
            let expect = match answer.heirs.len() {
                1 if heir.share_basis == ShareBasis::Sole => Some(Share::WHOLE),
                _ => None,
            };
            prop_assert_eq!(heir.share, expect);
            prop_assert_eq!(heir.share.is_none(), heir.share_basis == ShareBasis::Open);
        }
    }

    #[test]
    fn an_agreement_is_kept_exactly_or_refused(
        scheme in scheme(), relation in prop::sample::select(SEVERAL.to_vec()),
        parts in prop::collection::vec(0_u32..5, 2..7), court in any::<bool>(), forget in any::<bool>(),
    ) {
        let family = parts.iter().map(|_| person("?", relation.as_str(), json!({}))).collect();
        let mut question = asked(scheme, family);
        let plain = answer(&question);
        prop_assert_eq!(plain.heirs.len(), parts.len());
        // The first has one part more, so that they are not all nothing.
        let total = parts.iter().sum::<u32>() + 1;
        let part = |(index, part): (usize, &u32)| GivenShare {
            id: format!("p{index}"),
            share: Share::new(part + u32::from(index == 0), total).unwrap(),
        };
        let mut shares: Vec<GivenShare> = parts.iter().enumerate().map(part).rev().collect();
        if forget {
            shares.pop();
        }
        let basis = if court { ShareBasis::Decree } else { ShareBasis::Agreement };
        if court { question.decree_shares = shares.clone() } else { question.agreement = shares.clone() }
        let divided = determine(&BOOK, &question);
        prop_assert_eq!(divided.is_err(), forget);
        if let Ok(divided) = divided {
            prop_assert_eq!(heirs(&divided), heirs(&plain));
            prop_assert_eq!(Share::sum(divided.heirs.iter().filter_map(|heir| heir.share)), Ok(Share::WHOLE));
            for heir in &divided.heirs {
                let agreed = shares.iter().find(|share| share.id == heir.id).map(|share| share.share);
                prop_assert_eq!((heir.share, heir.share_basis), (agreed, basis));
            }
        }
    }

    #[test]
    fn the_order_of_the_record_does_not_decide_who_inherits(scheme in scheme(), family in family()) {
        let question = asked(scheme, family);
        let mut reversed = question.clone();
        reversed.relatives.reverse();
        let (there, back) = (answer(&question), answer(&reversed));
        let mut turned = heirs(&back);
        turned.reverse();
        prop_assert_eq!(heirs(&there), turned);
        prop_assert_eq!((there.rank, there.payable, there.payee), (back.rank, back.payable, back.payee));
        let mut people = back.people;
        people.reverse();
        prop_assert_eq!(there.people, people);
    }
}
