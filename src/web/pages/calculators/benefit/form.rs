//! The fields of the form: only those that fit what happened.

use chrono::NaiveDate;

use crate::law::benefit::ExpenseKind;
use crate::law::disability::{DisabilityRow, DisabilityShare, MeasureUnit, Rate};
use crate::law::{LawBook, SchoolLevel};
use crate::words::Words;

use super::super::super::field::FieldView;
use super::super::super::form::Sent;
use super::super::group::Group;
use super::ask::{CHILDREN, COSTS, LOSSES, SEGMENTS, given};
use super::what::What;

/// Ways a child may work, with the words of the request.
const WORK: [&str; 5] = ["none", "bpu", "pu_up_to_six_months", "pu", "intern"];

/// The groups of the form for what happened, with what was typed. The table of disabilities is that of the day.
pub(super) fn groups(book: &LawBook, today: NaiveDate, sent: &Sent, what: What, words: Words) -> Vec<Group> {
    let mut groups = vec![Group::new("g-event", words.t("calc-group-event"), event(sent, what, words))];
    if what.asks_losses() {
        let day = sent.date("event_date").ok().flatten().unwrap_or(today);
        let options = losses_of(book, day, today, words);
        groups.extend((1..=LOSSES).map(|row| loss(sent, row, what, &options, words)));
        let hand = FieldView::tick("left_handed", words.t("calc-left-handed"), sent.get("left_handed") == Some("true"));
        groups.push(Group::new("g-hand", words.t("calc-group-hand"), vec![hand]));
    }
    if what.asks_days() {
        let days = number(sent, "incapacity_days", "calc-days", words).required_if(what == What::Temporary);
        groups.push(Group::new("g-days", words.t("calc-group-days"), vec![days.help(words.t("calc-days-help"))]));
    }
    if what.asks_children() {
        groups.extend((1..=CHILDREN).map(|row| child(sent, row, words)));
    }
    if what.asks_costs() {
        groups.extend((1..=COSTS).map(|row| cost(sent, row, what, words)));
        let elsewhere = FieldView::digits("paid_elsewhere", words.t("calc-elsewhere"), typed(sent, "paid_elsewhere"));
        let open = sent.filled("paid_elsewhere").is_some();
        groups.push(
            Group::new(
                "g-elsewhere",
                words.t("calc-group-elsewhere"),
                vec![elsewhere.help(words.t("calc-elsewhere-help"))],
            )
            .folded(open),
        );
    }
    groups
}

fn typed<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.get(name).unwrap_or_default()
}

fn number(sent: &Sent, name: &str, key: &str, words: Words) -> FieldView {
    FieldView::digits(name, words.t(key), typed(sent, name)).at_most(9)
}

fn chosen_first(words: Words) -> (String, String) {
    (String::new(), words.t("calc-choose"))
}

fn event(sent: &Sent, what: What, words: Words) -> Vec<FieldView> {
    let segments = SEGMENTS.map(|(_, word)| (word.to_owned(), words.t(&format!("calc-segment-{word}"))));
    let segment = sent.filled("segment").unwrap_or(SEGMENTS[0].1);
    let mut fields = vec![
        FieldView::date(
            "event_date",
            words.t(if what.outcome() == crate::law::Outcome::Death {
                "calc-date-death"
            } else {
                "calc-date-accident"
            }),
            sent,
        )
        .required(),
        FieldView::choice("segment", words.t("calc-segment"), segments, segment).required(),
        FieldView::month("membership.from", words.t("calc-from"), sent).required(),
        FieldView::month("membership.paid_through", words.t("calc-through"), sent)
            .required()
            .help(words.t("calc-through-help")),
    ];
    if what.asks_income() {
        let wage = FieldView::digits("monthly_wage", words.t("calc-wage"), typed(sent, "monthly_wage"));
        fields.push(wage.required().help(words.t("calc-wage-help")));
    }
    fields
}

fn child(sent: &Sent, row: usize, words: Words) -> Group {
    let at = |part: &str| format!("child{row}.{part}");
    let words_of = |level: SchoolLevel| {
        let code =
            serde_json::to_value(level).ok().and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default();
        (code, words.of_text(&level.words()))
    };
    let levels = [SchoolLevel::None].into_iter().chain(SchoolLevel::TAUGHT).map(words_of);
    let levels = [chosen_first(words)].into_iter().chain(levels);
    let facts = ["studying", "married"].map(|fact| (fact.to_owned(), words.t(&format!("calc-child-{fact}"))));
    let work = WORK.map(|work| (work.to_owned(), words.t(&format!("calc-work-{}", work.replace('_', "-")))));
    let fields = vec![
        FieldView::date(&at("birth_date"), words.t("calc-child-born"), sent).required(),
        FieldView::select(&at("level"), words.t("calc-child-level"), levels, typed(sent, &at("level"))).required(),
        number(sent, &at("grade"), "calc-child-grade", words).help(words.t("calc-child-grade-help")),
        FieldView::ticks(&at("facts"), words.t("calc-child-facts"), facts, sent),
        FieldView::select(&at("work"), words.t("calc-child-work"), work, sent.filled(&at("work")).unwrap_or(WORK[0]))
            .required(),
    ];
    let title = words.t1("calc-child-group", "n", row.to_string());
    Group::new(format!("child{row}"), title, fields).folded(given(sent, "child").contains(&row))
}

fn loss(sent: &Sent, row: usize, what: What, options: &[(String, String)], words: Words) -> Group {
    let at = |part: &str| format!("loss{row}.{part}");
    let options = [chosen_first(words)].into_iter().chain(options.iter().cloned());
    let mut fields =
        vec![FieldView::select(&at("code"), words.t("calc-loss-code"), options, typed(sent, &at("code"))).required()];
    if what == What::PartialFunctional {
        let function = number(sent, &at("function_loss_percent"), "calc-loss-function", words);
        fields.push(function.help(words.t("calc-loss-function-help")));
    }
    fields.push(number(sent, &at("percent"), "calc-loss-percent", words).help(words.t("calc-loss-percent-help")));
    fields.push(number(sent, &at("measured"), "calc-loss-measured", words).help(words.t("calc-loss-measured-help")));
    let title = words.t1("calc-loss-group", "n", row.to_string());
    Group::new(format!("loss{row}"), title, fields).folded(row == 1 || given(sent, "loss").contains(&row))
}

fn cost(sent: &Sent, row: usize, what: What, words: Words) -> Group {
    let at = |part: &str| format!("cost{row}.{part}");
    let kind_of = |kind: ExpenseKind| {
        let code =
            serde_json::to_value(kind).ok().and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default();
        (code, words.of_text(&kind.words()))
    };
    let kinds = [chosen_first(words)].into_iter().chain(ExpenseKind::ALL.map(kind_of));
    let amount = FieldView::digits(&at("amount"), words.t("calc-cost-amount"), typed(sent, &at("amount"))).required();
    let fields = vec![
        FieldView::select(&at("kind"), words.t("calc-cost-kind"), kinds, typed(sent, &at("kind"))).required(),
        amount.help(words.t("calc-cost-amount-help")),
        number(sent, &at("days"), "calc-cost-days", words).help(words.t("calc-cost-days-help")),
    ];
    let title = words.t1("calc-cost-group", "n", row.to_string());
    let open = (what == What::Medical && row == 1) || given(sent, "cost").contains(&row);
    Group::new(format!("cost{row}"), title, fields).folded(open)
}

/// The rows of the table in force on that day; where that day has none, of today's.
fn losses_of(book: &LawBook, day: NaiveDate, today: NaiveDate, words: Words) -> Vec<(String, String)> {
    let table = book.disability.in_force(day).or_else(|| book.disability.in_force(today));
    let option =
        |row: &DisabilityRow| (row.code.clone(), format!("{} ({})", words.of_text(&row.title), part(row, words)));
    table.map(|table| table.rules.rows.iter().map(option).collect()).unwrap_or_default()
}

/// What part of the whole a row is, or what has to be filled in for it.
fn part(row: &DisabilityRow, words: Words) -> String {
    let unit = |unit: MeasureUnit| match unit {
        MeasureUnit::Decibel => words.t("calc-unit-decibel"),
        MeasureUnit::Percent => words.t("calc-unit-percent"),
        MeasureUnit::Millimetre => words.t("calc-unit-millimetre"),
    };
    match &row.share {
        DisabilityShare::Fixed(basis_points) => words.of_text(&Rate::of_basis_points(*basis_points).words()),
        DisabilityShare::Range { from, to } => {
            words.with("calc-loss-range", &[("from", &from.to_string()), ("to", &to.to_string())])
        }
        DisabilityShare::PerStep { unit: of, .. } | DisabilityShare::Bands { unit: of, .. } => {
            words.t1("calc-loss-unit", "unit", unit(*of))
        }
    }
}
