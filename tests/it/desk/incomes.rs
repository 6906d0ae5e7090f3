//! The wage of a claim is the income on the day of the event, whatever the register says later.

use std::sync::Arc;

use chrono::TimeDelta;
use santun::claim::Claim;
use santun::desk::register::parse_register;
use santun::desk::{ImportPlan, ImportReport, ParticipantItem, WorkList};
use santun::law::{LawBook, Rupiah, Segment, benefit};
use serde_json::{Value, json};

use crate::support::database::{TestDatabase, on_each_database};
use crate::support::walk::{BENEFIT, Walk, nik, open};

on_each_database!(
    a_later_import_leaves_the_wage_of_a_claim,
    a_correction_into_the_past_changes_the_estimate,
    the_register_knows_gaps_and_segment,
);

const HEADER: &str = "nik,nama,tanggal_lahir,jenis_kelamin,rt,kelurahan,kecamatan,pekerjaan,segmen,kpj,upah,iuran_dari,iuran_sampai,no_hp,email";
const FIRST: &str = "Dedi Bambang Effendi,1986-08-16,L,031,Pakuan Baru,Jambi Selatan,buruh angkut,";

/// Imports the first of the register with this group and income, and perhaps cells of more columns.
async fn import(walk: &Walk, group: &str, income: i64, more: &[(&str, &str)]) -> ImportReport {
    let row = format!("{},{FIRST}{group},25000000000,{income},2025-05,2026-12,089651425802,", nik(0));
    let (mut columns, mut cells) = (vec![HEADER], vec![row.as_str()]);
    for (column, cell) in more {
        columns.push(column);
        cells.push(cell);
    }
    let table = format!("{}\n{}\n", columns.join(","), cells.join(","));
    let register = parse_register("register.csv", table.as_bytes()).unwrap();
    assert_eq!(register.refused, []);
    let plan = ImportPlan { office: "Jambi".into(), ..ImportPlan::default() };
    walk.desk.import(&register, &plan, Arc::new(|_| ())).await.unwrap()
}

async fn shown(walk: &Walk, claim: &Claim) -> Value {
    walk.desk.claim(claim.number.as_str(), &walk.caseworker).await.unwrap().1
}

/// What is owed for a work accident on the day of the event, which hangs on the wage.
fn owed(income: i64, segment: Segment) -> Value {
    let law = LawBook::embedded().unwrap();
    json!(benefit::jkk_death_total(&law, Rupiah(income), segment, "2025-11-03".parse().unwrap()).unwrap())
}

#[track_caller]
fn counts(claim: &Value, income: i64, since: &str) {
    assert_eq!(
        (&claim["participant"]["declared_income"], &claim["participant"]["income_since"]),
        (&json!(income), &json!(since))
    );
    assert_eq!(claim["estimate"]["if_work_accident"], owed(income, Segment::Bpu));
}

async fn listed(walk: &Walk) -> ParticipantItem {
    let page = walk.desk.participants(&walk.caseworker, &nik(0), None, 10).await.unwrap();
    assert_eq!(page.items.len(), 1);
    let item = page.items.into_iter().next().unwrap();
    assert_eq!(walk.desk.participant(&walk.caseworker, item.id).await.unwrap(), item);
    item
}

async fn a_later_import_leaves_the_wage_of_a_claim(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    assert_ne!(owed(1_000_000, Segment::Bpu), owed(3_000_000, Segment::Bpu));
    let claim = open(&walk.desk, &walk.caseworker, 0, None).await.unwrap();
    counts(&shown(&walk, &claim).await, 1_000_000, "2025-05-01");

    // The day after the event another income is imported; in Jambi it is a day later than in Greenwich by then.
    walk.pass(TimeDelta::hours(15));
    assert_eq!(import(&walk, "pekerja_rentan", 3_000_000, &[]).await.changed, 1);
    assert_eq!(import(&walk, "pekerja_rentan", 3_000_000, &[]).await.unchanged, 1);
    let now = listed(&walk).await;
    assert_eq!((now.declared_income, now.income_since.as_str()), (3_000_000, "2025-11-05"));
    counts(&shown(&walk, &claim).await, 1_000_000, "2025-05-01");
    let case = walk.desk.case(claim.number.as_str(), &walk.caseworker).await.unwrap();
    assert_eq!((case.participant.declared_income, case.participant.income_since.as_str()), (1_000_000, "2025-05-01"));
    let wanted = WorkList { limit: 10, ..WorkList::default() };
    assert_eq!(walk.desk.work(&walk.caseworker, &wanted).await.unwrap().items.len(), 1);
    // And what is decided now rests on it.
    let stepped = walk.step(claim.number.as_str(), "accept", &json!({})).await;
    counts(&shown(&walk, &stepped).await, 1_000_000, "2025-05-01");

    // Taken back on the same day, it never was.
    assert_eq!(import(&walk, "pekerja_rentan", 2_000_000, &[]).await.changed, 1);
    assert_eq!(listed(&walk).await.income_since, "2025-11-05");
    assert_eq!(import(&walk, "pekerja_rentan", 1_000_000, &[]).await.changed, 1);
    let now = listed(&walk).await;
    assert_eq!((now.declared_income, now.income_since.as_str()), (1_000_000, "2025-05-01"));
}

async fn a_correction_into_the_past_changes_the_estimate(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    let claim = open(&walk.desk, &walk.caseworker, 0, None).await.unwrap();
    import(&walk, "pekerja_rentan", 3_000_000, &[]).await;
    counts(&shown(&walk, &claim).await, 1_000_000, "2025-05-01");
    let corrected = [("upah_mulai", "2025-10-17")];
    assert_eq!(import(&walk, "pekerja_rentan", 3_000_000, &corrected).await.changed, 1);
    assert_eq!(import(&walk, "pekerja_rentan", 3_000_000, &corrected).await.unchanged, 1);
    counts(&shown(&walk, &claim).await, 3_000_000, "2025-10-17");
    assert_eq!(listed(&walk).await.income_since, "2025-10-17");
    // Known before the first month that was paid, it still holds on the day.
    import(&walk, "pekerja_rentan", 2_000_000, &[("upah_mulai", "2025-01")]).await;
    counts(&shown(&walk, &claim).await, 2_000_000, "2025-01-01");
    assert_eq!(walk.claim(&claim).version, claim.version, "the history tells of no import");
}

async fn the_register_knows_gaps_and_segment(database: TestDatabase) {
    let walk = Walk::new(&database).await;
    let claim = open(&walk.desk, &walk.caseworker, 0, None).await.unwrap();
    let before = shown(&walk, &claim).await;
    assert_eq!(
        (&before["participant"]["segment"], &before["participant"]["gaps"]),
        (&json!("pekerja_rentan"), &json!([]))
    );
    // The formula of a wage earner takes the wage itself, that of everybody else the base of its band.
    let earned = 1_250_000;
    assert_ne!(owed(earned, Segment::Bpu), owed(earned, Segment::Pu));
    for (group, segment) in [("pekerja_rentan", Segment::Bpu), ("penerima_upah", Segment::Pu), ("PU", Segment::Pu)] {
        import(&walk, group, earned, &[("upah_mulai", "2025-05-01"), ("bulan_kosong", "2025-08;2025-07")]).await;
        let after = shown(&walk, &claim).await;
        assert_eq!(after["participant"]["segment"], json!(group.to_lowercase()));
        assert_eq!(after["participant"]["gaps"], json!(["2025-07", "2025-08"]));
        assert_eq!(after["estimate"]["if_work_accident"], owed(earned, segment), "{group}");
    }
    // Five months less leave two that count on the day, which is too short for all but the funeral.
    assert_eq!(before["estimate"]["total"], json!(BENEFIT));
    let unpaid = [("bulan_kosong", "2025-06 2025-07 2025-08 2025-09 2025-10")];
    import(&walk, "pekerja_rentan", earned, &unpaid).await;
    assert_eq!(shown(&walk, &claim).await["estimate"]["total"], json!(10_000_000));
    import(&walk, "pekerja_rentan", earned, &[("bulan_kosong", "2025-07;2025-08")]).await;
    // A file without the column leaves what is known; an empty cell says that all months were paid.
    import(&walk, "pekerja_rentan", earned, &[]).await;
    assert_eq!(listed(&walk).await.gaps, ["2025-07".parse().unwrap(), "2025-08".parse().unwrap()]);
    assert_eq!(import(&walk, "pekerja_rentan", earned, &[("bulan_kosong", "")]).await.changed, 1);
    assert_eq!(listed(&walk).await.gaps, []);
}
