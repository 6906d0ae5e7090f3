use super::{SchoolYear, first_school_day};

fn year(text: &str) -> SchoolYear {
    text.parse().unwrap()
}

#[test]
fn a_school_year_begins_on_1_july() {
    let of = |date: &str| SchoolYear::of(date.parse().unwrap()).to_string();
    assert_eq!(of("2026-06-30"), "2025/2026");
    assert_eq!(of("2026-07-01"), "2026/2027");
    assert_eq!(of("2027-01-01"), "2026/2027");
    assert_eq!(year("2026/2027").first_day().to_string(), "2026-07-01");
    assert_eq!(year("2026/2027").next(), year("2027/2028"));
    assert_eq!(serde_json::to_string(&year("2026/2027")).unwrap(), "\"2026/2027\"");
    assert_eq!(serde_json::from_str::<SchoolYear>("\"2026/2027\"").unwrap(), year("2026/2027"));
    for wrong in ["", "2026", "2026/2028", "2026-2027", "2026/27", "2027/2026", "+026/0027", "1899/1900", " 2026/2027"]
    {
        assert!(wrong.parse::<SchoolYear>().unwrap_err().text().id.contains(wrong), "{wrong}");
    }
}

#[test]
fn school_begins_with_the_july_after_the_fourth_birthday() {
    let check = |birth: &str, after: &str, expect: &str| {
        let found = first_school_day(birth.parse().unwrap(), after.parse().unwrap()).to_string();
        assert_eq!(found, expect, "{birth} after {after}");
    };
    check("2021-06-30", "2024-01-10", "2025-07-01");
    check("2021-07-01", "2024-01-10", "2025-07-01");
    check("2021-07-02", "2024-01-10", "2026-07-01");
    check("2010-03-01", "2025-06-30", "2025-07-01");
    check("2010-03-01", "2025-07-01", "2026-07-01");
    check("2020-02-29", "2020-03-01", "2024-07-01");
}
