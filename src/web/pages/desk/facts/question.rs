//! A question as it stands in the form: one field, or a table of them.

use chrono::NaiveDate;

use crate::desk::Case;
use crate::law::scholarship::SchoolYear;
use crate::words::Words;
use crate::workflow::{FactKind, FactName, FactSpec};

use super::super::super::field::{FieldView, yes_or_no};
use super::super::super::form::Sent;
use super::super::super::problems::Problems;
use super::table::{TableView, table};

/// Answers longer than this are typed in several lines.
const LINE_MAX: u32 = 120;
/// School years before the present one that a form offers: arrears reach back three, and a late report further.
const SCHOOL_YEARS_BACK: u32 = 5;

/// What a form is made from.
pub(super) struct Asking<'a> {
    /// The claim.
    pub(super) case: &'a Case,
    /// What was typed, or what is known.
    pub(super) sent: &'a Sent,
    /// The reader's words.
    pub(super) words: Words,
    /// What is wrong with it.
    pub(super) problems: &'a Problems,
    /// The day, for the school years.
    pub(super) today: NaiveDate,
}

/// A question of the form.
pub(super) enum QuestionView {
    /// One field.
    Field(FieldView),
    /// Rows of fields.
    Table(TableView),
}

impl QuestionView {
    /// Its name.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Field(field) => &field.name,
            Self::Table(table) => &table.name,
        }
    }

    /// Whether an answer is expected where the claim is now.
    pub(super) fn is_required(&self) -> bool {
        match self {
            Self::Field(field) => field.required,
            Self::Table(table) => table.required,
        }
    }

    /// Where what is wrong may point.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name())
    }

    /// The field, for the template.
    pub(super) fn as_field(&self) -> Option<&FieldView> {
        match self {
            Self::Field(field) => Some(field),
            Self::Table(_) => None,
        }
    }

    /// The table, for the template.
    pub(super) fn as_table(&self) -> Option<&TableView> {
        match self {
            Self::Field(_) => None,
            Self::Table(table) => Some(table),
        }
    }
}

/// A question with what was typed, else with the answer that is known.
pub(super) fn question(asking: &Asking<'_>, name: &FactName, spec: &FactSpec) -> QuestionView {
    let words = asking.words;
    if let FactKind::Table { columns, rows } = &spec.kind {
        return QuestionView::Table(table(asking, name, spec, columns, *rows));
    }
    let field = cell(asking, name.as_str(), words.of_text(&spec.title), &spec.kind, false);
    let field = match &spec.help {
        Some(help) => field.help(words.of_text(help)),
        None => field,
    };
    let required = spec.required_in.contains(&asking.case.claim.state);
    QuestionView::Field(field.required_if(required).told(asking.problems, words))
}

/// The field of one answer. In a row of a table few options are folded too, so that a row stays short.
pub(super) fn cell(asking: &Asking<'_>, name: &str, label: String, kind: &FactKind, in_row: bool) -> FieldView {
    let (words, typed) = (asking.words, asking.sent.get(name).unwrap_or_default());
    let few = |options: Vec<(String, String)>, label: String| {
        let options = std::iter::once((String::new(), words.t("fact-open"))).chain(options);
        if in_row {
            FieldView::select(name, label, options, typed)
        } else {
            FieldView::choice(name, label, options, typed)
        }
    };
    match kind {
        FactKind::Boolean => few(yes_or_no(words), label),
        FactKind::Choice(options) => {
            few(options.iter().map(|(word, label)| (word.clone(), words.of_text(label))).collect(), label)
        }
        FactKind::Integer { .. } | FactKind::Money => FieldView::digits(name, label, typed),
        FactKind::Date => FieldView::date(name, label, asking.sent),
        FactKind::Text { max } if *max > LINE_MAX => FieldView::area(name, label, typed, *max),
        FactKind::Text { max } => FieldView::line(name, label, typed).at_most(*max),
        FactKind::DisabilityCode => listed(asking, name, label, disability_options(asking)),
        FactKind::SchoolYear => listed(asking, name, label, school_years(asking.today)),
        // A table within a table is no procedure; what is there is shown as it stands.
        FactKind::Table { .. } => FieldView::line(name, label, typed),
    }
}

/// One of many. What is recorded is kept although the list does not have it; without a list it is typed.
fn listed(asking: &Asking<'_>, name: &str, label: String, options: Vec<(String, String)>) -> FieldView {
    let typed = asking.sent.get(name).unwrap_or_default();
    if options.is_empty() {
        return FieldView::line(name, label, typed);
    }
    let kept = (!typed.is_empty() && options.iter().all(|(value, _)| value != typed))
        .then(|| (typed.to_owned(), typed.to_owned()));
    let first = std::iter::once((String::new(), asking.words.t("fact-choose")));
    FieldView::select(name, label, first.chain(kept).chain(options), typed)
}

/// The codes of the law's table of disabilities in force on the day of the event, each with what it says.
fn disability_options(asking: &Asking<'_>) -> Vec<(String, String)> {
    let codes = asking.case.disabilities.iter();
    codes.map(|(code, title)| (code.clone(), asking.words.of_text(title))).collect()
}

/// The present school year and those before it, newest first.
fn school_years(today: NaiveDate) -> Vec<(String, String)> {
    let back = |years: u32| today.checked_sub_months(chrono::Months::new(12 * years));
    let years = (0..=SCHOOL_YEARS_BACK).filter_map(back).map(|day| SchoolYear::of(day).to_string());
    years.map(|year| (year.clone(), year)).collect()
}
