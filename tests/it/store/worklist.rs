//! The work list.

use santun::store::ledger::NO_DEADLINE;
use santun::store::queries::{self, Account, AssigneeFilter, Concern, WorklistFilter};
use uuid::Uuid;

use super::fixture::{Desk, after_hours, now};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(every_filter_narrows_the_list, pages_follow_without_gap_or_repeat);

fn numbers(desk: &Desk, filter: &WorklistFilter) -> Vec<String> {
    let found = desk.store.read_now(|db| queries::worklist(db, filter, None, 200)).unwrap();
    found.into_iter().map(|claim| claim.number).collect()
}

async fn every_filter_narrows_the_list(database: TestDatabase) {
    let desk = Desk::new(&database);
    let account = Account {
        id: desk.id(),
        name: "Rina".into(),
        email: "rina@jambi.example".into(),
        role: "caseworker".into(),
        office_id: Some(desk.office),
        password_hash: None,
        active: true,
        created_at: now(),
    };
    desk.store.write_now(|db| queries::add_account(db, &account)).unwrap();
    let mut first = desk.opening("JKM-1");
    first.row.next_deadline = after_hours(2);
    let mut second = desk.opening("JKK-2");
    second.row.workflow = "jkk".into();
    second.row.state = "treatment".into();
    second.row.waiting_on = Some("doctor".into());
    second.row.assignee_id = Some(account.id);
    second.row.next_deadline = after_hours(1);
    let mut third = desk.opening("JKM-3");
    third.row.ended = true;
    third.row.waiting_on = None;
    for change in [&first, &second, &third] {
        desk.store.append_now(change).unwrap();
    }

    let check = |filter: WorklistFilter, expected: &[&str]| assert_eq!(numbers(&desk, &filter), expected, "{filter:?}");
    let any = WorklistFilter::default;
    check(any(), &["JKK-2", "JKM-1", "JKM-3"]);
    check(WorklistFilter { state: Some("treatment".into()), ..any() }, &["JKK-2"]);
    check(WorklistFilter { workflow: Some("jkm".into()), ..any() }, &["JKM-1", "JKM-3"]);
    check(WorklistFilter { waiting_on: Some("doctor".into()), ..any() }, &["JKK-2"]);
    check(WorklistFilter { assignee: Some(AssigneeFilter::Unassigned), ..any() }, &["JKM-1", "JKM-3"]);
    check(WorklistFilter { assignee: Some(AssigneeFilter::Account(account.id)), ..any() }, &["JKK-2"]);
    let account_id = account.id;
    let turn = |party: &str, and_nobodys| Concern::Turn { party: party.into(), account: account_id, and_nobodys };
    let late = |now| Concern::LateOrStill { account: Some(account_id), now };
    let party = first.row.waiting_on.clone().unwrap();
    for (concerns, expected) in [
        (vec![turn(&party, true)], ["JKM-1"].as_slice()),
        (vec![turn(&party, false)], &[]),
        (vec![turn("doctor", false)], &["JKK-2"]),
        (vec![Concern::WaitingOn(party.clone())], &["JKM-1"]),
        (vec![late(after_hours(1))], &[]),
        (vec![late(after_hours(2)), turn("doctor", true)], &["JKK-2"]),
        (vec![late(after_hours(2)), turn(&party, true)], &["JKK-2", "JKM-1"]),
    ] {
        let filter = WorklistFilter { concerns, ended: Some(false), ..any() };
        let counted = desk.store.read_now(|db| queries::count_all(db, &filter)).unwrap();
        assert_eq!(usize::try_from(counted).unwrap(), expected.len(), "{filter:?}");
        check(filter, expected);
    }
    check(WorklistFilter { overdue: Some((true, after_hours(2))), ..any() }, &["JKK-2"]);
    check(WorklistFilter { office: Some(desk.office), ended: Some(false), ..any() }, &["JKK-2", "JKM-1"]);
    check(WorklistFilter { office: Some(Uuid::nil()), ..any() }, &[]);
    check(WorklistFilter { text: Some("jkm-".into()), ..any() }, &["JKM-1", "JKM-3"]);
    check(WorklistFilter { text: Some("dedi  bambang".into()), ..any() }, &["JKK-2", "JKM-1", "JKM-3"]);
    check(WorklistFilter { text: Some("JKM_1".into()), ..any() }, &[]);
    check(WorklistFilter { ended: Some(true), ..any() }, &["JKM-3"]);
    let listed = desk.store.read_now(|db| queries::worklist(db, &any(), None, 1)).unwrap();
    assert_eq!(
        (listed[0].participant_name.as_str(), listed[0].assignee_id),
        ("Dedi Bambang Effendi", Some(account.id))
    );
}

async fn pages_follow_without_gap_or_repeat(database: TestDatabase) {
    let desk = Desk::new(&database);
    for index in 0..7 {
        let mut change = desk.opening(&format!("JKM-{index}"));
        // Several claims of one moment, and some without any deadline.
        change.row.next_deadline = if index < 5 { after_hours(index % 2) } else { NO_DEADLINE };
        desk.store.append_now(&change).unwrap();
    }
    let whole = numbers(&desk, &WorklistFilter::default());
    assert_eq!(whole.len(), 7);
    let (mut paged, mut after) = (Vec::new(), None);
    loop {
        let filter = WorklistFilter::default();
        let page = desk.store.read_now(|db| queries::worklist(db, &filter, after, 2)).unwrap();
        let Some(last) = page.last() else { break };
        after = Some((last.next_deadline, last.id));
        paged.extend(page.into_iter().map(|claim| claim.number));
    }
    assert_eq!(paged, whole);
    let page = |after| desk.store.read_now(|db| queries::claims_without_deadline(db, after, 1)).unwrap();
    let first = page(None);
    let second = page(Some(first[0].id));
    assert_eq!([&first[0].number, &second[0].number], [&whole[5], &whole[6]]);
    assert_eq!(page(Some(second[0].id)), []);
}
