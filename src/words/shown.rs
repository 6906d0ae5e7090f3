//! How things are shown to people: dates, moments, money, and numbers that not everybody may read whole.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Timelike as _, Utc};

use crate::law::Language;
use crate::law::clock::{self, end_of_jakarta_day, jakarta_date};

/// Jambi's offset from UTC, in seconds; Indonesia has no summer time.
const JAKARTA_SECONDS: i32 = 7 * 3600;

/// `Jumat, 4 Desember 2026`; `Friday 4 December 2026`.
pub fn long_date(date: NaiveDate, language: Language) -> String {
    clock::long_date(date).get(language).to_owned()
}

/// `4 Des 2026`; `4 Dec 2026`.
pub fn short_date(date: NaiveDate, language: Language) -> String {
    clock::short_date(date).get(language).to_owned()
}

/// `14.05 WIB`; `14:05 WIB`.
pub fn time(time: NaiveTime, language: Language) -> String {
    let mark = match language {
        Language::Id => '.',
        Language::En => ':',
    };
    format!("{:02}{mark}{:02} WIB", time.hour(), time.minute())
}

/// `4 Des 2026 14.05 WIB`.
pub fn moment(at: DateTime<Utc>, language: Language) -> String {
    format!("{} {}", short_date(jakarta_date(at), language), time(jakarta_time(at), language))
}

/// `Jumat, 4 Desember 2026, 14.05 WIB`.
pub fn long_moment(at: DateTime<Utc>, language: Language) -> String {
    format!("{}, {}", long_date(jakarta_date(at), language), time(jakarta_time(at), language))
}

/// Until when something is wanted: the day alone where the moment ends that day in Jakarta, as statutory clocks do, and
/// the time too where it does not.
pub fn deadline(at: DateTime<Utc>, language: Language) -> String {
    let date = jakarta_date(at);
    if at >= end_of_jakarta_day(date) { long_date(date, language) } else { long_moment(at, language) }
}

/// The time of the clock on the wall in Jakarta.
pub fn jakarta_time(at: DateTime<Utc>) -> NaiveTime {
    FixedOffset::east_opt(JAKARTA_SECONDS).map_or_else(|| at.time(), |offset| at.with_timezone(&offset).time())
}

/// The day of a payment: the insurer gives a date or a moment.
pub fn paid_on(at: &str, language: Language) -> String {
    let moment = at.parse().map(jakarta_date);
    let date = moment.or_else(|_| at.get(..10).unwrap_or(at).parse());
    date.map_or_else(|_| at.to_owned(), |date| long_date(date, language))
}

/// A NIK or card number of which only the ends are shown: `1571********0003`.
pub fn masked_nik(nik: &str) -> String {
    let ends = nik.len() == 16 && nik.is_ascii();
    if ends { format!("{}********{}", &nik[..4], &nik[12..]) } else { "********".to_owned() }
}

/// An account of which only the end is shown: `****1234`.
pub fn masked_account(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    let end: String = digits.iter().skip(digits.len().saturating_sub(4)).collect();
    format!("****{end}")
}

/// A telephone as people write it: `0812-3456-7890` of `+6281234567890`; what is no Indonesian number stays as it is.
pub fn phone(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let national = match digits.strip_prefix("62") {
        Some(rest) if phone.trim_start().starts_with('+') => format!("0{rest}"),
        _ => digits,
    };
    if !national.starts_with("08") || !(10..=13).contains(&national.len()) {
        return phone.to_owned();
    }
    format!("{}-{}-{}", &national[..4], &national[4..8], &national[8..])
}

/// A phrase of a table as a sentence: a capital before it, a full stop behind it.
pub fn sentence(phrase: &str) -> String {
    let phrase = phrase.trim();
    let mut letters = phrase.chars();
    let Some(first) = letters.next() else { return String::new() };
    let end = if phrase.ends_with(['.', '?', ':']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}

/// Where a telephone is called: `tel:+62…` of `08…` and `+62…`.
pub fn phone_link(phone: &str) -> String {
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    match digits.strip_prefix('0') {
        Some(rest) => format!("tel:+62{rest}"),
        None => format!("tel:{digits}"),
    }
}

/// What a machine said, without the mail addresses in it: they are somebody's own.
pub fn without_addresses(said: &str) -> String {
    let plain = |word: &str| {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
        if inner.contains('@') { word.replacen(inner, "***", 1) } else { word.to_owned() }
    };
    said.split_whitespace().map(plain).collect::<Vec<_>>().join(" ")
}

/// A size of a file: `312 kB`, `1,4 MB`.
pub fn size(bytes: u64, language: Language) -> String {
    const KB: u64 = 1000;
    const MB: u64 = 1_000_000;
    let mark = match language {
        Language::Id => ',',
        Language::En => '.',
    };
    match bytes {
        0..KB => format!("{bytes} B"),
        KB..MB => format!("{} kB", bytes / KB),
        _ => format!("{}{mark}{} MB", bytes / MB, bytes % MB / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        deadline, long_date, long_moment, masked_account, masked_nik, moment, phone, phone_link, sentence, short_date,
        size, without_addresses,
    };
    use crate::law::Language::{En, Id};

    #[test]
    fn dates_and_moments_read_as_each_language_writes_them() {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 12, 4).unwrap_or_default();
        assert_eq!(long_date(date, Id), "Jumat, 4 Desember 2026");
        assert_eq!(long_date(date, En), "Friday 4 December 2026");
        assert_eq!(short_date(date, Id), "4 Des 2026");
        assert_eq!(short_date(date, En), "4 Dec 2026");
        let at = "2026-12-03T18:05:59Z".parse().unwrap_or_default();
        assert_eq!(moment(at, Id), "4 Des 2026 01.05 WIB");
        assert_eq!(long_moment(at, En), "Friday 4 December 2026, 01:05 WIB");
        assert_eq!(deadline(at, En), "Friday 4 December 2026, 01:05 WIB");
        let end = "2026-12-04T16:59:59.999999Z".parse().unwrap_or_default();
        assert_eq!(deadline(end, Id), "Jumat, 4 Desember 2026");
    }

    #[test]
    fn numbers_are_masked_and_phones_are_links() {
        assert_eq!(masked_nik("1571040412800003"), "1571********0003");
        assert_eq!(masked_nik("x"), "********");
        assert_eq!(masked_account("00987651234"), "****1234");
        assert_eq!(masked_account("12"), "****12");
        assert_eq!(phone_link("0812-3456-7890"), "tel:+6281234567890");
        assert_eq!(phone_link("+62 741 1234"), "tel:+627411234");
        assert_eq!(phone("+6283895630568"), "0838-9563-0568");
        assert_eq!(phone("0812 345 6789"), "0812-3456-789");
        assert_eq!(phone("(0741) 1234"), "(0741) 1234");
        assert_eq!(sentence("iuran é"), "Iuran é.");
        assert_eq!(sentence("Selesai."), "Selesai.");
        assert_eq!(sentence(" "), "");
    }

    #[test]
    fn what_a_machine_said_names_nobody() {
        let said = "550 5.1.1 <siti.aminah+a@gmail.example>: Recipient address rejected (siti@x), see log@y.";
        assert_eq!(without_addresses(said), "550 5.1.1 <***>: Recipient address rejected (***), see ***.");
        assert_eq!(without_addresses("connection refused"), "connection refused");
    }

    #[test]
    fn sizes_are_round() {
        assert_eq!(size(999, Id), "999 B");
        assert_eq!(size(312_400, Id), "312 kB");
        assert_eq!(size(1_449_000, Id), "1,4 MB");
        assert_eq!(size(1_449_000, En), "1.4 MB");
    }
}
