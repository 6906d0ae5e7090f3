//! Importing the register and finding people in it.

use santun::ids::{Ids as _, SeededIds};
use santun::law::clock::jakarta_date;
use santun::store::queries::{self, Imported, Office, Registered};
use std::fmt::Write as _;
use uuid::Uuid;

use super::fixture::{Desk, Read, now, person};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(
    an_import_counts_what_it_did,
    people_of_another_office_are_left_alone,
    people_are_found_by_name_and_nik,
    a_whole_city_is_imported,
);

fn import(desk: &Desk, office: Uuid, people: &[Registered]) -> Imported {
    desk.store
        .write_now(|db| {
            queries::import_participants(db, office, people, &desk.ids, now(), jakarta_date(now()), &|_| ())
        })
        .unwrap()
}

async fn an_import_counts_what_it_did(database: TestDatabase) {
    let desk = Desk::new(&database);
    let mut people = vec![person("1571000000000001", "Siti  Aminah"), person("1571000000000002", "Budi")];
    let counts = import(&desk, desk.office, &people);
    assert_eq!((counts.added, counts.changed, counts.unchanged), (2, 0, 0));
    people[1].paid_through = "2027-01".into();
    people[1].phone = None;
    people.push(person("1571000000000003", "Cut Nyak"));
    let counts = import(&desk, desk.office, &people);
    assert_eq!((counts.added, counts.changed, counts.unchanged), (1, 1, 1));
    let budi = desk.store.read_now(|db| queries::participant_by_nik(db, "1571000000000002")).unwrap().unwrap();
    assert_eq!((budi.paid_through.as_str(), budi.phone), ("2027-01", None));
    assert_eq!(desk.store.read_now(|db| queries::participant_by_id(db, budi.id)).unwrap().unwrap().name, "Budi");
}

async fn people_of_another_office_are_left_alone(database: TestDatabase) {
    let desk = Desk::new(&database);
    let other = Office { id: desk.id(), name: "Bungo".into(), created_at: now() };
    desk.store.write_now(|db| queries::add_office(db, &other)).unwrap();
    import(&desk, desk.office, &[person("1571000000000001", "Siti")]);
    let counts = import(&desk, other.id, &[person("1571000000000001", "Somebody Else")]);
    assert_eq!(counts, Imported { elsewhere: vec!["1571000000000001".into()], ..Imported::default() });
    let siti = desk.store.read_now(|db| queries::participant_by_nik(db, "1571000000000001")).unwrap().unwrap();
    assert_eq!((siti.name.as_str(), siti.office_id), ("Siti", desk.office));
}

async fn people_are_found_by_name_and_nik(database: TestDatabase) {
    let desk = Desk::new(&database);
    let people: Vec<_> = ["Zainab", "Ali 100%", "ali bin Abu", "Alia"]
        .iter()
        .enumerate()
        .map(|(index, name)| person(&format!("157200000000000{index}"), name))
        .collect();
    import(&desk, desk.office, &people);
    let find = |office: Option<Uuid>, text: &str| -> Vec<String> {
        let found = desk.store.read_now(|db| queries::search_participants(db, office, text, None, 10)).unwrap();
        found.into_iter().map(|found| found.name).collect()
    };
    assert_eq!(find(None, "ali"), ["Ali 100%", "ali bin Abu", "Alia"]);
    assert_eq!(find(None, "ALI  BIN"), ["ali bin Abu"]);
    assert_eq!(find(None, "0%"), ["Ali 100%"]);
    assert_eq!(find(None, "15720"), ["Ali 100%", "ali bin Abu", "Alia", "Zainab"]);
    assert_eq!(find(Some(Uuid::nil()), "ali"), Vec::<String>::new());
    desk.store
        .read_now(|db| -> Read<()> {
            let (mut names, mut after) = (String::new(), None);
            loop {
                let page = queries::search_participants(db, None, "", after.clone(), 2)?;
                let Some(last) = page.last() else { break };
                after = Some((last.search_name.clone(), last.id));
                for one in page {
                    write!(names, "{};", one.name).unwrap();
                }
            }
            assert_eq!(names, "Ali 100%;ali bin Abu;Alia;Dedi Bambang Effendi;Zainab;");
            Ok(())
        })
        .unwrap();
}

async fn a_whole_city_is_imported(database: TestDatabase) {
    let desk = Desk::new(&database);
    let ids = SeededIds::new(2);
    let people: Vec<_> =
        (0..5_966).map(|index| person(&format!("16{index:014}"), &format!("Peserta {}", ids.next(now())))).collect();
    assert_eq!(import(&desk, desk.office, &people).added, 5_966);
    assert_eq!(import(&desk, desk.office, &people).unchanged, 5_966);
    assert_eq!(desk.store.read_now(queries::participants_count).unwrap(), 5_967);
}
