use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Confidence, Month, Nik, NikError, Rupiah, Sex, Share, ShareError};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn rupiah_reads_as_letters_write_it() {
    let check = |amount, expect: &str| assert_eq!(Rupiah(amount).to_string(), expect);
    check(0, "Rp0");
    check(999, "Rp999");
    check(6_800, "Rp6.800");
    check(42_000_000, "Rp42.000.000");
    check(-201_600, "-Rp201.600");
    check(i64::MIN, "-Rp9.223.372.036.854.775.808");
}

#[test]
fn rupiah_never_overflows() {
    assert_eq!(Rupiah(20).checked_add(Rupiah(22)), Some(Rupiah(42)));
    assert_eq!(Rupiah(i64::MAX).checked_add(Rupiah(1)), None);
    assert_eq!(Rupiah(i64::MIN).checked_sub(Rupiah(1)), None);
    assert_eq!(Rupiah(i64::MAX).checked_mul(2), None);
    assert_eq!(Rupiah::checked_sum([Rupiah(20), Rupiah(12), Rupiah(10)]), Some(Rupiah(42)));
}

#[test]
fn a_nik_is_sixteen_digits() {
    let error = |text: &str| text.parse::<Nik>().unwrap_err();
    assert_eq!(error(" "), NikError::Empty);
    assert_eq!(error("157102160886905"), NikError::Length(15));
    assert_eq!(error("15710216088690581"), NikError::Length(17));
    assert_eq!(error("1,57E+15"), NikError::Spreadsheet);
    assert_eq!(error("1.57102160886906e+15"), NikError::Spreadsheet);
    assert_eq!(error("15710216O8869058"), NikError::NotDigits);
    assert_eq!(error("1571 0216 0886 9058"), NikError::NotDigits);
    assert_eq!(error("1571020008869058"), NikError::BirthDate(0, 8));
    assert_eq!(error("1571023208869058"), NikError::BirthDate(32, 8));
    assert_eq!(error("1571024008869058"), NikError::BirthDate(40, 8));
    assert_eq!(error("1571027208869058"), NikError::BirthDate(72, 8));
    assert_eq!(error("1571021613869058"), NikError::BirthDate(16, 13));
    assert_eq!(error("1571021600869058"), NikError::BirthDate(16, 0));
    assert_eq!(error("1571021608860000"), NikError::Serial);
    assert_eq!(" 3271021608869058 ".parse::<Nik>().unwrap().as_str(), "3271021608869058");
}

#[test]
fn a_nik_error_says_what_to_do() {
    let text = "157102160886905".parse::<Nik>().unwrap_err().text();
    assert!(text.id.starts_with("NIK harus 16 angka; baru 15"), "{}", text.id);
    assert!(text.en.contains("16 digits"), "{}", text.en);
    assert!(NikError::Length(17).text().id.contains("ini 17"));
}

#[test]
fn a_nik_holds_birth_date_and_sex() {
    let check = |nik: &str, year, birth: Option<&str>, sex| {
        let nik: Nik = nik.parse().unwrap();
        assert_eq!((nik.birth_date(year), nik.sex()), (birth.map(date), sex), "{nik:?}");
    };
    check("1571021608869058", 2026, Some("1986-08-16"), Sex::Male);
    check("1571025608869058", 2026, Some("1986-08-16"), Sex::Female);
    check("1571027108860001", 2026, Some("1986-08-31"), Sex::Female);
    check("1571020101260001", 2026, Some("2026-01-01"), Sex::Male);
    check("1571020101270001", 2026, Some("1927-01-01"), Sex::Male);
    check("1571022902000001", 2026, Some("2000-02-29"), Sex::Male);
    check("1571023002860001", 2026, None, Sex::Male);
}

#[test]
fn a_mismatch_warns_and_never_refuses() {
    let nik: Nik = "1571025608869058".parse().unwrap();
    let count = |birth: &str, sex| nik.warnings(Some(date(birth)), Some(sex)).len();
    assert_eq!(count("1986-08-16", Sex::Female), 0);
    assert_eq!(count("1986-08-17", Sex::Female), 1);
    assert_eq!(count("1986-08-16", Sex::Male), 1);
    assert_eq!(count("1987-08-16", Sex::Male), 2);
    assert!(nik.warnings(None, None).is_empty());
    let impossible: Nik = "1571023002860001".parse().unwrap();
    assert_eq!(impossible.warnings(Some(date("1986-03-02")), None).len(), 1);
}

#[test]
fn a_nik_is_masked_where_it_could_be_logged() {
    let nik: Nik = "1571021608860003".parse().unwrap();
    assert_eq!(nik.masked(), "1571********0003");
    assert_eq!(format!("{nik:?}"), "Nik(1571********0003)");
    assert_eq!(serde_json::to_string(&nik).unwrap(), "\"1571021608860003\"");
    assert!(serde_json::from_str::<Nik>("\"157\"").is_err());
}

#[test]
fn months_are_counted_and_written() {
    let month = |text: &str| text.parse::<Month>().unwrap();
    assert_eq!(Month::of(date("2025-08-20")), month("2025-08"));
    assert_eq!(month("2025-05").months_until(month("2025-08")), 3);
    assert_eq!(month("2026-01").months_until(month("2025-12")), -1);
    assert_eq!(month("2025-11").plus(3).to_string(), "2026-02");
    assert_eq!(month("2025-01").plus(-1).to_string(), "2024-12");
    assert_eq!((month("2025-12").year(), month("2025-12").number()), (2025, 12));
    assert_eq!(serde_json::to_string(&month("2025-05")).unwrap(), "\"2025-05\"");
    for wrong in ["2025-13", "2025-00", "2025", "25-05", "2025-5", "2025-05-01", "", "+025-05", "0025-05"] {
        assert!(wrong.parse::<Month>().is_err(), "{wrong}");
    }
}

#[test]
fn shares_are_exact() {
    let share = |text: &str| text.parse::<Share>().unwrap();
    assert_eq!(share("2/6").to_string(), "1/3");
    assert_eq!(share("3/3"), Share::WHOLE);
    assert_eq!(share("1").to_string(), "1");
    assert_eq!(Share::sum([share("1/2"), share("1/3"), share("1/6")]), Ok(Share::WHOLE));
    assert_eq!(Share::sum([share("2/3"), share("2/3")]), Err(ShareError::MoreThanWhole));
    assert_eq!("4/3".parse::<Share>(), Err(ShareError::MoreThanWhole));
    assert_eq!("1/0".parse::<Share>(), Err(ShareError::ZeroDenominator));
    for wrong in ["", "a", "1/", "/3", "-1/3", "0.5", "1/3/5"] {
        assert!(matches!(wrong.parse::<Share>(), Err(ShareError::Malformed(_))), "{wrong}");
    }
    assert_eq!(share("1/3").of(Rupiah(42_000_001)), Some(Rupiah(14_000_000)));
    assert_eq!(share("1/3").of(Rupiah(-1)), None);
    assert_eq!(Share::divide(Rupiah(10), &[share("1/3"); 3]), Some(vec![Rupiah(4), Rupiah(3), Rupiah(3)]));
    assert_eq!(Share::divide(Rupiah(10), &[share("1/3"); 2]), None);
}

#[test]
fn confidence_is_ordered_from_sure_to_open() {
    assert!(Confidence::High < Confidence::Medium && Confidence::Low < Confidence::Open);
    assert_eq!(serde_json::to_string(&Confidence::Open).unwrap(), "\"open\"");
}

#[test]
fn sex_is_read_as_registers_write_it() {
    assert_eq!(serde_json::from_str::<Sex>("\"P\"").unwrap(), Sex::Female);
    assert_eq!(serde_json::to_string(&Sex::Male).unwrap(), "\"male\"");
}

proptest! {
    #[test]
    fn dividing_loses_no_rupiah(amount in 0_i64..1_000_000_000_000, parts in 1_u32..40) {
        let shares = vec![Share::new(1, parts).unwrap(); parts as usize];
        let divided = Share::divide(Rupiah(amount), &shares).unwrap();
        prop_assert_eq!(Rupiah::checked_sum(divided.iter().copied()), Some(Rupiah(amount)));
        let spread = divided.iter().max().unwrap().0 - divided.iter().min().unwrap().0;
        prop_assert!(spread <= 1);
    }

    #[test]
    fn month_arithmetic_is_consistent(year in 1950_i32..2500, month in 1_u32..=12, step in -500_i32..500) {
        let start: Month = format!("{year:04}-{month:02}").parse().unwrap();
        prop_assert_eq!(start.months_until(start.plus(step)), step);
    }

    #[test]
    fn any_text_is_a_nik_or_an_error(text in ".{0,20}") {
        if let Ok(nik) = text.parse::<Nik>() {
            prop_assert_eq!(nik.as_str().len(), 16);
            prop_assert!(nik.warnings(nik.birth_date(2026), Some(nik.sex())).is_empty());
        }
    }
}
