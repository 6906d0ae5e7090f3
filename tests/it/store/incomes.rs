//! Incomes with the day from which they hold.

use std::fs;

use santun::law::clock::jakarta_date;
use santun::store::queries::{self, Registered};

use super::fixture::{Desk, after_hours, now, person};
use crate::support::database::{TestDatabase, on_each_database};

on_each_database!(incomes_are_kept_with_their_days, people_without_an_income_get_one);

/// Imports the one person of the register as they are `hours` later.
fn import(desk: &Desk, person: &Registered, hours: i64) {
    let (now, people) = (after_hours(hours), [person.clone()]);
    let write =
        |db: &mut _| queries::import_participants(db, desk.office, &people, &desk.ids, now, jakarta_date(now), &|_| ());
    desk.store.write_now(write).unwrap();
}

/// All incomes as they stand in the table.
fn kept(database: &TestDatabase) -> Vec<String> {
    database.texts(
        "SELECT valid_from || ' ' || declared_income AS text FROM participant_incomes ORDER BY participant_id, valid_from",
    )
}

async fn incomes_are_kept_with_their_days(database: TestDatabase) {
    let desk = Desk::new(&database);
    assert_eq!(kept(&database), ["2025-05-01 1000000"]);
    let dedi = person("1571021608869058", "Dedi Bambang Effendi");
    let earning = |declared_income| Registered { declared_income, ..dedi.clone() };
    import(&desk, &earning(2_000_000), 0);
    assert_eq!(kept(&database), ["2025-05-01 1000000", "2026-03-02 2000000"]);
    import(&desk, &earning(3_000_000), 1);
    assert_eq!(kept(&database), ["2025-05-01 1000000", "2026-03-02 3000000"]);
    // Only something else changes: the income holds as long as it has.
    import(&desk, &Registered { occupation: "nelayan".into(), ..earning(3_000_000) }, 24);
    assert_eq!(kept(&database), ["2025-05-01 1000000", "2026-03-02 3000000"]);
    import(&desk, &earning(4_000_000), 48);
    assert_eq!(kept(&database), ["2025-05-01 1000000", "2026-03-02 3000000", "2026-03-04 4000000"]);
    import(&desk, &Registered { income_from: Some("2025-10-17".into()), ..earning(4_000_000) }, 72);
    assert_eq!(kept(&database), ["2025-05-01 1000000", "2025-10-17 4000000"]);
    let incomes = desk.store.read_now(|db| queries::incomes_of_one(db, desk.participant)).unwrap();
    assert_eq!(incomes.on("2025-10-16".parse().unwrap()).unwrap().declared_income, 1_000_000);
    assert_eq!(incomes.on(jakarta_date(now())).unwrap().valid_from, "2025-10-17");
    // Of many at once, each has its own.
    let other = person("1571000000000002", "Budi");
    import(&desk, &Registered { income_from: Some("2025-12-01".into()), ..other }, 73);
    let budi = desk.store.read_now(|db| queries::participant_by_nik(db, "1571000000000002")).unwrap().unwrap().id;
    let all = desk.store.read_now(|db| queries::incomes_of(db, &[desk.participant, budi])).unwrap();
    assert_eq!(all[&desk.participant], incomes);
    assert_eq!(all[&budi].on(jakarta_date(now())).unwrap().valid_from, "2025-12-01");
}

/// A program of before may have added somebody while this one migrated.
async fn people_without_an_income_get_one(database: TestDatabase) {
    let desk = Desk::new(&database);
    database.execute("DELETE FROM participant_incomes");
    import(&desk, &person("1571021608869058", "Dedi Bambang Effendi"), 24);
    assert_eq!(kept(&database), ["2025-05-01 1000000"]);
}

/// Takes a database through the migrations by hand, with somebody in the register before the one of incomes.
fn migrates_with_somebody_in_it(database: &TestDatabase, folder: &str, id: &str, moment: &str) {
    drop(database.store());
    let folder = format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    for name in names {
        if name == "0009_incomes" {
            database.execute(&format!("INSERT INTO offices (id, name, created_at) VALUES ({id}, 'Jambi', {moment})"));
            database.execute(&format!(
                "INSERT INTO participants (id, nik, name, search_name, birth_date, sex, rt, kelurahan, kecamatan, \
                 occupation, segment, kpj, declared_income, paid_from, paid_through, office_id, updated_at) VALUES \
                 ({id}, '1571021608869058', 'Dedi', 'DEDI', '1986-08-16', 'L', '', '', '', '', 'pekerja_rentan', '', \
                 1250000, '2025-05', '2026-12', {id}, {moment})"
            ));
        }
        let sql = format!("{folder}/{}/up.sql", name.to_str().unwrap());
        database.execute(&fs::read_to_string(sql).unwrap());
    }
    assert_eq!(kept(database), ["2025-05-01 1250000"]);
    assert_eq!(database.texts("SELECT '[' || gaps || ']' AS text FROM participants"), ["[]"]);
    let found = database.store().read_now(|db| queries::participant_by_nik(db, "1571021608869058")).unwrap().unwrap();
    let incomes = database.store().read_now(|db| queries::incomes_of_one(db, found.id)).unwrap();
    assert_eq!(incomes.on(jakarta_date(now())).unwrap().declared_income, 1_250_000);
}

#[test]
fn sqlite_fills_the_incomes_of_who_is_there() {
    let id = "X'00000000000000000000000000000001'";
    migrates_with_somebody_in_it(&TestDatabase::empty_sqlite(), "sqlite", id, "0");
}

#[test]
fn postgres_fills_the_incomes_of_who_is_there() {
    let Some(database) = TestDatabase::empty_postgres("postgres_fills_the_incomes_of_who_is_there") else { return };
    let id = "'00000000-0000-0000-0000-000000000001'";
    migrates_with_somebody_in_it(&database, "postgres", id, "'2026-01-01T00:00:00Z'");
}
