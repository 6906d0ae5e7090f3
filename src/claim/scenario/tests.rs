//! The stories of the real procedures come out as they say, and a story that says something else is caught.

use super::{Failure, run, run_all};
use crate::law::{LawBook, Segment};
use crate::workflow::{Catalogue, Given, Scenario};

mod untold;

fn law() -> LawBook {
    LawBook::embedded().unwrap()
}

#[test]
fn every_story_of_every_procedure_comes_out_as_it_says() {
    let (law, catalogue) = (law(), Catalogue::embedded().unwrap());
    for procedure in catalogue.procedures() {
        let stories = run_all(procedure, &law);
        assert!(!stories.is_empty(), "{} has no story", procedure.name);
        let failed: Vec<String> =
            stories.iter().filter_map(|(_, came)| came.as_ref().err()).map(Failure::to_string).collect();
        assert_eq!(failed, Vec::<String>::new(), "{}", procedure.name);
    }
}

/// A story of the widow and her child with these steps and this end, and where it goes wrong.
fn check(steps: &str, then: &str, expect: &str) {
    let source = format!(
        "title: T
given: {{event_date: 2025-11-03, member_from: '2025-05', paid_through: '2025-11', income: 1000000, people: [
  {{name: budi, relation: child, birth_date: 2014-06-30, parents: [siti]}},
  {{name: siti, relation: spouse}}]}}
when: [{steps}]
then: {then}"
    );
    let scenario: Scenario = serde_saphyr::from_str(&source).unwrap();
    let (law, catalogue) = (law(), Catalogue::embedded().unwrap());
    let jkm = catalogue.newest_for("jkm", "2026-01-01".parse().unwrap()).unwrap();
    let came = run(jkm, &law, &scenario).map_or_else(|failure| failure.to_string(), |_| "ok".to_owned());
    assert_eq!(came, expect, "{steps} {then}");
}

#[test]
fn a_story_that_says_something_else_is_caught_at_its_place() {
    let accept = "{do: {action: {name: accept}}}";
    let reported = "{state: reported}";
    check("", reported, "ok");
    check(accept, "{state: intake, waiting_on: caseworker}", "ok");
    check("", "{state: intake}", "`T`, then: expected state intake, but it is reported");
    check("", "{state: reported, outcome: paid}", "`T`, then: expected outcome paid, but it is none");
    check("", "{state: reported, total: 5}", "`T`, then: expected total 5, but it is none");
    check("", "{state: reported, alerts: [x]}", "`T`, then: expected open alerts x, but it is none");
    check("", "{state: reported, waiting_on: heir}", "`T`, then: expected waiting on heir, but it is caseworker");
    check(
        "{do: {action: {name: accept}}, refused: [four_eyes]}",
        reported,
        "`T`, step 1: expected a refusal by four_eyes, but nothing refused it",
    );
    let request = "{do: {action: {name: request_documents}}";
    check(&format!("{accept}, {request}, refused: [died_at_work_answered]}}"), "{state: intake}", "ok");
    let spoke = "it was refused by died_at_work_answered (Whether the death was work-related has not been answered.)";
    check(
        &format!("{accept}, {request}}}"),
        "{state: intake}",
        &format!("`T`, step 2: expected the step to succeed, but {spoke}"),
    );
    check(
        &format!("{accept}, {request}, refused: [not_covered, died_at_work_answered]}}"),
        "{state: intake}",
        &format!("`T`, step 2: expected a refusal by not_covered, died_at_work_answered, but {spoke}"),
    );
    check("{as: auditor, do: {facts: {died_at_work: \"no\"}}, refused: [role]}", reported, "ok");
    check("{do: {action: {name: approve}}, refused: [wrong_state]}", reported, "ok");
    check("{do: {facts: {died_at_work: 7}}, refused: [invalid]}", reported, "ok");
    check("{do: {verify: [joko]}, refused: [unknown]}", reported, "ok");
    check("{as: joko, do: settle_alerts, refused: [invalid]}", reported, "ok");
    check("{do: delivery_begins, refused: [invalid]}", reported, "ok");
    check("{as: heir, do: {accept: [ktp]}}", reported, "ok");
    check("{do: {take_back: [ktp]}, refused: [unknown]}", reported, "ok");
    check(
        "{do: {accept: [ktp]}}, {do: {take_back: [ktp]}}, {do: {take_back: [ktp]}, refused: [unknown]}",
        reported,
        "ok",
    );
    check("{do: {refuse_people: [siti]}}", reported, "ok");
    check("{as: heir, do: {refuse_people: [siti]}, refused: [role]}", reported, "ok");
}

#[test]
fn a_refused_step_leaves_nothing_of_itself_behind() {
    // The first paper would have been taken; the second is unknown, so neither is there for the third step.
    let papers = "{do: {accept: [surat_penanggung, resep]}, refused: [invalid]}";
    let goal = "{do: {action: {name: documents_complete}}, refused: [wrong_state]}";
    check(&format!("{papers}, {goal}"), "{state: reported}", "ok");
}

#[test]
fn a_participant_works_as_the_story_says() {
    let check = |more: &str, expected: Segment| {
        let given =
            format!("{{event_date: 2025-11-03, member_from: '2025-05', paid_through: '2025-11', income: 5{more}}}");
        let given: Given = serde_saphyr::from_str(&given).unwrap();
        assert_eq!(super::cast::subject(&given).unwrap().segment, expected, "{more}");
    };
    check("", Segment::Bpu);
    check(", segment: bpu", Segment::Bpu);
    check(", segment: pu", Segment::Pu);
}

#[test]
fn months_that_were_not_paid_count_in_a_story() {
    let given = "{event_date: 2025-11-03, member_from: '2025-05', paid_through: '2025-11', gaps: ['2025-07', '2025-08'], income: 5}";
    let given: Given = serde_saphyr::from_str(given).unwrap();
    let membership = super::cast::subject(&given).unwrap().membership;
    assert_eq!(membership.paid_months("2025-11".parse().unwrap()), 5);
}
