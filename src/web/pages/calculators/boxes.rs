//! Reading the boxes of a form into what the law is asked. Every fault is collected, under the name of its box.

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use crate::law::{FieldError, Month, Rupiah, Text};

use super::super::form::Sent;

/// More than any of these forms holds; what comes after it was not sent by one.
const PAIRS_MAX: usize = 600;
/// More than any box holds; nothing here is a story.
const LETTERS_MAX: usize = 40;
/// No count on these pages has more digits.
const DIGITS_MAX: usize = 9;
/// No amount has more; the law's own limit is lower.
const AMOUNT_DIGITS_MAX: usize = 15;

/// What an address asks, cut to what a form of these pages can hold.
pub(super) fn sent(query: &[(String, String)]) -> Sent {
    let cut = |value: &str| value.chars().take(LETTERS_MAX).collect();
    Sent::new(query.iter().take(PAIRS_MAX).map(|(name, value)| (cut(name), cut(value))).collect())
}

/// The same without the boxes that were left empty; `None` when there are none. An address without them can be shared.
pub(super) fn without_empty(sent: &Sent) -> Option<Vec<(String, String)>> {
    let filled: Vec<_> = sent.pairs().iter().filter(|(_, value)| !value.trim().is_empty()).cloned().collect();
    (filled.len() < sent.pairs().len()).then_some(filled)
}

/// The rows of a list in which something is filled in or chosen, counted from 1.
pub(super) fn rows(sent: &Sent, list: &str, most: usize, parts: &[&str]) -> Vec<usize> {
    let given = |row: &usize| parts.iter().any(|part| sent.filled(&format!("{list}{row}.{part}")).is_some());
    (1..=most).filter(given).collect()
}

/// The boxes of a form, and what is wrong with them.
pub(super) struct Boxes<'a> {
    sent: &'a Sent,
    errors: Vec<FieldError>,
}

impl<'a> Boxes<'a> {
    /// The boxes of what was sent.
    pub(super) fn new(sent: &'a Sent) -> Self {
        Self { sent, errors: Vec::new() }
    }

    /// Notes what is wrong with a box.
    pub(super) fn wrong(&mut self, name: &str, code: &str, message: Text) {
        self.errors.push(FieldError::new(name, code, message));
    }

    /// What was wrong, if anything.
    ///
    /// # Errors
    /// Everything that was wrong.
    pub(super) fn done(self) -> Result<(), Vec<FieldError>> {
        if self.errors.is_empty() { Ok(()) } else { Err(self.errors) }
    }

    /// What must be there, and is asked for when it is not. A box with a fault of its own is not asked for twice.
    pub(super) fn needed<T>(&mut self, name: &str, value: Option<T>, ask: &Text) -> Option<T> {
        if value.is_none() && !self.errors.iter().any(|error| error.field == name) {
            self.wrong(name, "required", ask.clone());
        }
        value
    }

    /// Whether one of several boxes is ticked.
    pub(super) fn ticked(&self, name: &str, value: &str) -> bool {
        self.sent.pairs().iter().any(|(key, ticked)| key == name && ticked == value)
    }

    /// A date.
    pub(super) fn date(&mut self, name: &str) -> Option<NaiveDate> {
        let Ok(date) = self.sent.date(name) else {
            let text = Text::new(
                "Tanggal ini tidak ada. Isi tanggal, bulan, dan tahun dengan angka, misalnya 4 12 2026.",
                "There is no such date. Fill in day, month and year as numbers, such as 4 12 2026.",
            );
            self.wrong(name, "date_wrong", text);
            return None;
        };
        date
    }

    /// A month of a year.
    pub(super) fn month(&mut self, name: &str) -> Option<Month> {
        let boxes = self.sent.date_boxes(name);
        if boxes.month.is_empty() && boxes.year.is_empty() {
            return None;
        }
        let month = format!("{}-{:0>2}", boxes.year, boxes.month).parse().ok();
        if month.is_none() {
            let text = Text::new(
                "Bulan ini tidak ada. Isi bulan dan tahun dengan angka, misalnya 5 2025.",
                "There is no such month. Fill in month and year as numbers, such as 5 2025.",
            );
            self.wrong(name, "month_wrong", text);
        }
        month
    }

    /// A count.
    pub(super) fn number(&mut self, name: &str) -> Option<u32> {
        let typed = self.sent.filled(name)?;
        let number = digits(typed, DIGITS_MAX).and_then(|digits| digits.parse().ok());
        if number.is_none() {
            self.wrong(name, "number_wrong", Text::new("Isi dengan angka saja.", "Fill in digits only."));
        }
        number
    }

    /// Money, as `1000000`, `1.000.000` or `Rp1.000.000`.
    pub(super) fn amount(&mut self, name: &str) -> Option<Rupiah> {
        let typed = self.sent.filled(name)?;
        let plain = typed.strip_prefix("Rp").or_else(|| typed.strip_prefix("rp")).unwrap_or(typed);
        let plain: String = plain.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
        let amount = digits(&plain, AMOUNT_DIGITS_MAX).and_then(|digits| digits.parse().ok()).map(Rupiah);
        if amount.is_none() {
            let text = Text::new(
                "Isi dengan angka rupiah bulat, misalnya 1.000.000.",
                "Fill in whole rupiah, such as 1.000.000.",
            );
            self.wrong(name, "amount_wrong", text);
        }
        amount
    }

    /// One of the words that the law's own requests know.
    pub(super) fn word<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let typed = self.sent.filled(name)?;
        let value = serde_json::from_value(serde_json::Value::from(typed)).ok();
        if value.is_none() {
            self.wrong(name, "choice_unknown", Text::new("Pilih salah satu.", "Choose one of them."));
        }
        value
    }
}

fn digits(text: &str, most: usize) -> Option<&str> {
    (!text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// The faults that the law found, under the names of the boxes: `children[0].grade` is `child2.grade` when the first row
/// was left empty. A fault of a whole list is told at its first row.
pub(super) fn named(errors: Vec<FieldError>, lists: &[(&str, &str, &[usize])]) -> Vec<FieldError> {
    let name = |field: &str| {
        let (in_request, in_form, rows) = lists.iter().find(|(list, ..)| field.starts_with(list))?;
        let rest = field.strip_prefix(in_request)?;
        if rest.is_empty() {
            return Some(format!("{in_form}1"));
        }
        let (index, part) = rest.strip_prefix('[')?.split_once(']')?;
        let row = rows.get(index.parse::<usize>().ok()?)?;
        Some(format!("{in_form}{row}{part}"))
    };
    let renamed = |error: FieldError| match name(&error.field) {
        Some(field) => FieldError { field, ..error },
        None => error,
    };
    errors.into_iter().map(renamed).collect()
}

#[cfg(test)]
mod tests {
    use super::{Boxes, named, rows, sent, without_empty};
    use crate::law::{FieldError, Rupiah, Text};

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let check = |typed: &str, expected: Option<i64>| {
            let sent = sent(&pairs(&[("a", typed)]));
            let mut boxes = Boxes::new(&sent);
            assert_eq!(boxes.amount("a"), expected.map(Rupiah), "{typed}");
            assert_eq!(boxes.done().is_err(), expected.is_none() && !typed.trim().is_empty(), "{typed}");
        };
        check("1000000", Some(1_000_000));
        check(" Rp1.000.000 ", Some(1_000_000));
        check("1 000 000", Some(1_000_000));
        check("0", Some(0));
        check("-1", None);
        check("1,5", None);
        check("1e9", None);
        check("Rp", None);
        check("1234567890123456", None);
        check(" ", None);
    }

    #[test]
    fn months_and_counts_are_read_or_told() {
        let check = |m: &str, y: &str, expected: Option<&str>, wrong: bool| {
            let sent = sent(&pairs(&[("on.m", m), ("on.y", y)]));
            let mut boxes = Boxes::new(&sent);
            assert_eq!(boxes.month("on").map(|month| month.to_string()).as_deref(), expected, "{m} {y}");
            assert_eq!(boxes.done().is_err(), wrong, "{m} {y}");
        };
        check("5", "2025", Some("2025-05"), false);
        check("05", "2025", Some("2025-05"), false);
        check("", "", None, false);
        check("13", "2025", None, true);
        check("5", "25", None, true);
        check("", "2025", None, true);
        let sent = sent(&pairs(&[("n", "12"), ("x", "1x"), ("long", "1234567890")]));
        let mut boxes = Boxes::new(&sent);
        assert_eq!(
            (boxes.number("n"), boxes.number("x"), boxes.number("long"), boxes.number("none")),
            (Some(12), None, None, None)
        );
        assert_eq!(boxes.done().map_err(|errors| errors.len()), Err(2));
    }

    #[test]
    fn a_box_with_a_fault_is_not_asked_for_as_well() {
        let sent = sent(&pairs(&[("n", "x")]));
        let mut boxes = Boxes::new(&sent);
        let number = boxes.number("n");
        boxes.needed("n", number, &Text::new("isi", "fill in"));
        boxes.needed("m", None::<u32>, &Text::new("isi", "fill in"));
        let codes: Vec<String> = boxes.done().unwrap_err().into_iter().map(|error| error.code).collect();
        assert_eq!(codes, ["number_wrong", "required"]);
    }

    #[test]
    fn faults_stand_under_the_row_that_was_filled_in() {
        let check = |field: &str, expected: &str| {
            let error = FieldError::new(field, "x", Text::default());
            let told = named(vec![error], &[("children", "child", &[2, 4]), ("disabilities", "loss", &[1])]);
            assert_eq!(told[0].field, expected, "{field}");
        };
        check("children[0].grade", "child2.grade");
        check("children[1].birth_date", "child4.birth_date");
        check("children[9].grade", "children[9].grade");
        check("disabilities", "loss1");
        check("event_date", "event_date");
    }

    #[test]
    fn an_address_is_cut_to_what_a_form_holds() {
        let long = "9".repeat(5000);
        let many: Vec<_> = (0..5000).map(|n| (format!("a{n}"), long.clone())).collect();
        let sent = sent(&many);
        assert_eq!(sent.pairs().len(), super::PAIRS_MAX);
        assert_eq!(sent.get("a0").map(str::len), Some(super::LETTERS_MAX));
    }

    #[test]
    fn empty_boxes_do_not_stay_in_the_address() {
        let given = sent(&pairs(&[("child1.level", ""), ("child2.grade", "1"), ("what", "death")]));
        assert_eq!(rows(&given, "child", 4, &["level", "grade"]), [2]);
        let filled = without_empty(&given);
        assert_eq!(filled, Some(pairs(&[("child2.grade", "1"), ("what", "death")])));
        assert_eq!(without_empty(&sent(&filled.unwrap_or_default())), None);
    }
}
