//! What a reviewer reads off a paper: the boxes of the form, what was typed into them, and how it compares.

use std::collections::BTreeMap;

use crate::claim::{Comparison, Severity};
use crate::law::{FieldError, Text};
use crate::words::{Words, shown};
use crate::workflow::{DocumentSpec, ReadField, ReadKind};

use super::super::super::field::FieldView;
use super::super::super::form::Sent;
use super::super::super::problems::Problems;

/// A box of the form with how its content compares, once it was compared.
pub(super) struct ReadingView {
    /// The box.
    pub(super) field: FieldView,
    /// The comparison.
    pub(super) compared: Option<ComparedView>,
}

/// How what was typed compares.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ComparedView {
    /// Class of the tag: `done`, `soon`, `late`, `idle`.
    pub(super) class: &'static str,
    /// `Sama`, `Beda 1 huruf`.
    pub(super) tag: String,
    /// Both values, where they differ.
    pub(super) detail: Option<String>,
}

/// What is read off this kind of paper: the names first, then numbers, dates and the rest.
pub(super) fn boxes(spec: &DocumentSpec) -> Vec<(&String, &ReadField)> {
    let mut fields: Vec<_> = spec.read.iter().collect();
    fields.sort_by_key(|(name, field)| (order(field.kind), *name));
    fields
}

fn order(kind: ReadKind) -> u8 {
    match kind {
        ReadKind::Name => 0,
        ReadKind::Nik => 1,
        ReadKind::BirthDate => 2,
        ReadKind::EventDate => 3,
        ReadKind::AccountNumber => 4,
        ReadKind::AccountHolder => 5,
        ReadKind::Text => 6,
        ReadKind::Date => 7,
    }
}

fn is_date(kind: ReadKind) -> bool {
    matches!(kind, ReadKind::BirthDate | ReadKind::EventDate | ReadKind::Date)
}

/// The name of a box in the form; the core calls what is wrong with it the same.
pub(super) fn box_name(field: &str) -> String {
    format!("read.{field}")
}

/// What was typed; what stayed empty could not be read.
///
/// # Errors
/// The boxes that hold no date.
pub(super) fn typed(spec: &DocumentSpec, sent: &Sent) -> Result<BTreeMap<String, String>, Problems> {
    let (mut read, mut problems) = (BTreeMap::new(), Problems::default());
    for (name, field) in boxes(spec) {
        let at = box_name(name);
        if !is_date(field.kind) {
            read.extend(sent.filled(&at).map(|text| (name.clone(), text.to_owned())));
            continue;
        }
        match sent.date(&at) {
            Ok(date) => read.extend(date.map(|date| (name.clone(), date.to_string()))),
            Err(_) => problems.fields.push(FieldError::new(at, "wrong_value", no_date())),
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(problems) }
}

fn no_date() -> Text {
    Text::new(
        "Isi tanggal, bulan dan tahun dengan angka, misalnya 4 12 2026. Tidak terbaca? Kosongkan.",
        "Give day, month and year in digits, as 4 12 2026. Cannot be read? Leave it empty.",
    )
}

/// The boxes with what was typed, and with the comparison where there is one. Before the reviewer has typed, nothing
/// that is known is shown.
pub(super) fn views(
    spec: &DocumentSpec,
    sent: &Sent,
    compared: Option<&[Comparison]>,
    problems: &Problems,
    words: Words,
) -> Vec<ReadingView> {
    let view = |(name, field): (&String, &ReadField)| {
        let (at, label) = (box_name(name), words.of_text(&field.title));
        let value = sent.get(&at).unwrap_or_default();
        let view = match field.kind {
            kind if is_date(kind) => FieldView::date(&at, label, sent),
            ReadKind::Nik | ReadKind::AccountNumber => FieldView::digits(&at, label, value),
            _ => FieldView::line(&at, label, value),
        };
        let found = compared.map(|all| all.iter().find(|one| one.field == *name));
        ReadingView {
            // Nothing has to be filled in, and saying so at every box would only be noise.
            field: view.required().told(problems, words),
            compared: found.map(|one| one.map_or_else(|| not_read(words), |one| comparison(one, words))),
        }
    };
    boxes(spec).into_iter().map(view).collect()
}

fn not_read(words: Words) -> ComparedView {
    ComparedView { class: "idle", tag: words.t("paper-not-read"), detail: None }
}

fn comparison(one: &Comparison, words: Words) -> ComparedView {
    let Some(known) = &one.known else {
        return ComparedView { class: "idle", tag: words.t("paper-nothing-known"), detail: None };
    };
    let Some(difference) = one.difference else {
        return ComparedView { class: "done", tag: words.t("paper-same"), detail: None };
    };
    let class = match difference.severity {
        Severity::Info => "soon",
        Severity::Warning | Severity::Blocking => "late",
    };
    let numbers = matches!(one.kind, ReadKind::Nik | ReadKind::AccountNumber);
    let tag = match difference.letters {
        Some(apart) if numbers => words.t1("paper-digits-apart", "n", apart),
        Some(apart) => words.t1("paper-letters-apart", "n", apart),
        None => words.t("paper-differs"),
    };
    let known = match one.kind {
        // Whoever reviews has the number of the paper before them; the register's is not opened for that.
        ReadKind::Nik => format!("{}{}", shown::masked_nik(known), places(known, &one.read, words)),
        ReadKind::AccountNumber => shown::masked_account(known),
        kind if is_date(kind) => date_words(known, words),
        _ => known.clone(),
    };
    let read = if is_date(one.kind) { date_words(&one.read, words) } else { one.read.clone() };
    ComparedView { class, tag, detail: Some(words.with("paper-both", &[("read", &read), ("known", &known)])) }
}

fn date_words(text: &str, words: Words) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |date| shown::long_date(date, words.language()))
}

/// Which digits differ, where both numbers are of one length.
fn places(known: &str, read: &str, words: Words) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<Vec<_>>();
    let (known, read) = (digits(known), digits(read));
    if known.len() != read.len() {
        return String::new();
    }
    let pairs = (1..).zip(known.iter().zip(&read));
    let places: Vec<String> = pairs.filter(|(_, (a, b))| a != b).map(|(place, _)| place.to_string()).collect();
    let places = places.join(", ");
    format!(" ({})", words.t1("paper-places", "places", places))
}

/// The mark of a reading, by which a page knows that what it compared is what is saved.
pub(super) fn mark(read: &BTreeMap<String, String>) -> String {
    let pairs: Vec<(&str, &str)> = read.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    super::super::changing::mark(&pairs)
}

/// What an earlier review had read, as lines of label and value.
pub(super) fn read_before(
    spec: Option<&DocumentSpec>,
    read: &BTreeMap<String, String>,
    words: Words,
) -> Vec<(String, String)> {
    let line = |(name, field): (&String, &ReadField)| {
        let text = read.get(name)?;
        let shown = match field.kind {
            ReadKind::Nik => shown::masked_nik(text),
            ReadKind::AccountNumber => shown::masked_account(text),
            kind if is_date(kind) => date_words(text, words),
            _ => text.clone(),
        };
        Some((words.of_text(&field.title), shown))
    };
    spec.map(boxes).unwrap_or_default().into_iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{ComparedView, comparison};
    use crate::claim::{Comparison, Difference, Severity};
    use crate::law::Language;
    use crate::words::Words;
    use crate::workflow::ReadKind;

    fn said(kind: ReadKind, read: &str, known: Option<&str>, difference: Option<Difference>) -> ComparedView {
        let one = Comparison {
            field: "x".to_owned(),
            kind,
            read: read.to_owned(),
            known: known.map(str::to_owned),
            difference,
        };
        comparison(&one, Words::of(Language::Id))
    }

    #[test]
    fn a_comparison_says_both_values_and_masks_what_is_not_for_everybody() {
        let apart = |severity, letters| Some(Difference { severity, letters });
        let name = said(ReadKind::Name, "Sutrisno", Some("Soetrisno"), apart(Severity::Info, Some(1)));
        assert_eq!((name.class, name.tag.as_str()), ("soon", "Beda 1 huruf"));
        assert_eq!(name.detail.as_deref(), Some("Di surat: Sutrisno. Tercatat: Soetrisno."));
        let nik = said(ReadKind::Nik, "1571021608869059", Some("1571021608869058"), apart(Severity::Blocking, Some(1)));
        assert_eq!((nik.class, nik.tag.as_str()), ("late", "Beda 1 angka"));
        assert_eq!(
            nik.detail.as_deref(),
            Some("Di surat: 1571021608869059. Tercatat: 1571********9058 (angka ke-16).")
        );
        let date = said(ReadKind::EventDate, "2026-02-26", Some("2026-02-27"), apart(Severity::Blocking, None));
        assert_eq!(
            date.detail.as_deref(),
            Some("Di surat: Kamis, 26 Februari 2026. Tercatat: Jumat, 27 Februari 2026.")
        );
        assert_eq!(said(ReadKind::Name, "A", Some("a"), None).class, "done");
        assert_eq!(said(ReadKind::Text, "A", None, None).class, "idle");
    }
}
