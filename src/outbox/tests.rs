//! The schedule, `Retry-After`, and private addresses, as tables.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::Url;
use uuid::Uuid;

use super::address::{is_private, private_literal};
use super::retry::{ATTEMPTS_MAX, MAIL_ATTEMPTS_MAX, mail_wait, retry_after, wait, wait_for_ever};

#[test]
fn the_waits_follow_the_schedule_within_a_tenth_and_differ_between_deliveries() {
    let schedule = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    for (attempts, seconds) in (1..).zip(schedule) {
        let waits: Vec<i64> = (0..200_u128)
            .map(|n| wait(Uuid::from_u128(n << 64 | (n * 77)), attempts).unwrap().num_milliseconds())
            .collect();
        let (least, most) = (waits.iter().min().unwrap(), waits.iter().max().unwrap());
        assert!(*least >= seconds * 900 && *most <= seconds * 1_100, "attempt {attempts}: {least} to {most}");
        assert!(*least < seconds * 930 && *most > seconds * 1_070, "attempt {attempts} is hardly spread");
        let id = Uuid::from_u128(7);
        assert_eq!(wait(id, attempts), wait(id, attempts), "the same delivery waits the same");
        assert_eq!(wait(id, attempts), Some(wait_for_ever(id, attempts)));
    }
    assert_eq!(wait(Uuid::from_u128(7), ATTEMPTS_MAX), None, "nine waits, ten attempts");
    assert!(wait_for_ever(Uuid::from_u128(7), 1_000) >= TimeDelta::seconds(77_760));
}

#[test]
fn a_letter_is_tried_for_about_four_days() {
    let schedule = [60, 300, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 57_600, 86_400, 86_400];
    for (attempts, seconds) in (1..).zip(schedule) {
        let waits: Vec<i64> = (0..200_u128)
            .map(|n| mail_wait(Uuid::from_u128(n << 64 | (n * 77)), attempts).unwrap().num_milliseconds())
            .collect();
        let (least, most) = (waits.iter().min().unwrap(), waits.iter().max().unwrap());
        assert!(*least >= seconds * 900 && *most <= seconds * 1_100, "attempt {attempts}: {least} to {most}");
        assert!(*least < seconds * 930 && *most > seconds * 1_070, "attempt {attempts} is hardly spread");
        let id = Uuid::from_u128(7);
        assert_eq!(mail_wait(id, attempts), mail_wait(id, attempts), "the same letter waits the same");
    }
    assert_eq!(mail_wait(Uuid::from_u128(7), MAIL_ATTEMPTS_MAX), None, "twelve waits, thirteen attempts");
    let hours = schedule.iter().sum::<i64>() / 3_600;
    assert!((84..120).contains(&hours), "{hours} hours");
}

#[test]
fn retry_after_is_seconds_or_a_date_and_at_most_a_day() {
    let now: DateTime<Utc> = "2026-03-02T03:00:00Z".parse().unwrap();
    let check = |value: &str, seconds: Option<i64>| {
        assert_eq!(retry_after(value, now), seconds.map(TimeDelta::seconds), "{value}");
    };
    check("120", Some(120));
    check(" 0 ", Some(0));
    check("86401", Some(86_400));
    check("99999999999999999999", Some(86_400));
    check("Mon, 02 Mar 2026 03:10:00 GMT", Some(600));
    check("Fri, 06 Mar 2026 03:10:00 GMT", Some(86_400));
    check("Mon, 02 Mar 2026 02:59:59 GMT", None);
    check("-5", None);
    check("soon", None);
    check("", None);
}

#[test]
fn private_addresses_are_known() {
    let private = [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "192.0.0.8",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
    ];
    for address in private {
        assert!(is_private(address.parse().unwrap()), "{address}");
    }
    for address in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2001:4860:4860::8888", "::ffff:8.8.8.8"] {
        assert!(!is_private(address.parse().unwrap()), "{address}");
    }
}

#[test]
fn a_private_address_in_digits_is_seen_in_every_spelling() {
    let check = |url: &str, private: bool| {
        assert_eq!(private_literal(&Url::parse(url).unwrap()).is_some(), private, "{url}");
    };
    check("https://127.0.0.1/x", true);
    check("https://2130706433/x", true);
    check("https://0x7f.1/x", true);
    check("https://[::1]:8443/x", true);
    check("https://[::ffff:192.168.0.1]/x", true);
    check("https://8.8.8.8/x", false);
    // A name is looked at when it is resolved.
    check("https://insurer.example/x", false);
}
