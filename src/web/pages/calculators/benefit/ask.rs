//! From the boxes of the form to the question that the law answers.

use crate::law::benefit::{ChildInput, DisabilityInput, ExpenseInput};
use crate::law::{EstimateRequest, FieldError, Membership, Rupiah, SchoolLevel, Segment, Text, Work};
use crate::words::Words;

use super::super::super::form::Sent;
use super::super::boxes::{Boxes, named, rows};
use super::what::What;

/// Children that a form has room for.
pub(super) const CHILDREN: usize = 4;
/// Losses that a form has room for.
pub(super) const LOSSES: usize = 5;
/// Costs that a form has room for.
pub(super) const COSTS: usize = 5;

/// A question, and from which rows of the form its lists came.
#[derive(Debug)]
pub(super) struct Question {
    /// The question.
    pub(super) request: EstimateRequest,
    children: Vec<usize>,
    losses: Vec<usize>,
    costs: Vec<usize>,
}

impl Question {
    /// The faults that the law found, under the names of the boxes.
    pub(super) fn named(&self, errors: Vec<FieldError>) -> Vec<FieldError> {
        let lists: [(&str, &str, &[usize]); 3] = [
            ("children", "child", &self.children),
            ("disabilities", "loss", &self.losses),
            ("expenses", "cost", &self.costs),
        ];
        let first_box = |error: FieldError| match error.field.as_str() {
            "loss1" => FieldError { field: "loss1.code".to_owned(), ..error },
            _ => error,
        };
        named(errors, &lists).into_iter().map(first_box).collect()
    }
}

/// Which rows of a list say something.
pub(super) fn given(sent: &Sent, list: &str) -> Vec<usize> {
    match list {
        "child" => rows(
            sent,
            list,
            CHILDREN,
            &["birth_date.d", "birth_date.m", "birth_date.y", "level", "grade", "facts", "work"],
        ),
        "loss" => rows(sent, list, LOSSES, &["code", "function_loss_percent", "percent", "measured"]),
        _ => rows(sent, list, COSTS, &["kind", "amount", "days"]),
    }
}

/// The question of a form.
///
/// # Errors
/// Everything that is wrong with the boxes.
pub(super) fn question(sent: &Sent, what: What, words: Words) -> Result<Question, Vec<FieldError>> {
    let mut boxes = Boxes::new(sent);
    let segment = boxes.word("segment");
    let segment =
        boxes.needed("segment", segment, &Text::new("Pilih cara terdaftarnya.", "Choose how the worker was insured."));
    let date = boxes.date("event_date");
    let date = boxes.needed("event_date", date, &Text::new("Isi tanggal kejadian.", "Fill in the date it happened."));
    let wage = if what.asks_income() { boxes.amount("monthly_wage") } else { Some(Rupiah::ZERO) };
    let wage =
        boxes.needed("monthly_wage", wage, &Text::new("Isi penghasilan sebulan.", "Fill in the income of a month."));
    let membership = membership(&mut boxes);
    let in_form = |list: &str, asked: bool| if asked { given(sent, list) } else { Vec::new() };
    let child_rows = in_form("child", what.asks_children());
    let loss_rows = in_form("loss", what.asks_losses());
    let cost_rows = in_form("cost", what.asks_costs());
    let children: Option<Vec<_>> = child_rows.iter().map(|row| child(&mut boxes, *row, words)).collect();
    let losses: Option<Vec<_>> = loss_rows.iter().map(|row| loss(&mut boxes, *row, what)).collect();
    let costs: Option<Vec<_>> = cost_rows.iter().map(|row| cost(&mut boxes, *row)).collect();
    let days = if what.asks_days() { boxes.number("incapacity_days") } else { None };
    let elsewhere = if what.asks_costs() { boxes.amount("paid_elsewhere") } else { None };
    let left_handed = what.asks_losses() && boxes.ticked("left_handed", "true");
    boxes.done()?;
    let request = (|| {
        Some(EstimateRequest {
            program: what.program(),
            outcome: what.outcome(),
            segment: segment?,
            event_date: date?,
            monthly_wage: wage?,
            membership: membership?,
            children: children?,
            disabilities: losses?,
            incapacity_days: days,
            expenses: costs?,
            left_handed,
            incapacity_paid: Rupiah::ZERO,
            paid_elsewhere: elsewhere.unwrap_or_default(),
        })
    })();
    // A value that is missing has been told above; without one nothing is asked.
    let request = request.ok_or_else(Vec::new)?;
    Ok(Question { request, children: child_rows, losses: loss_rows, costs: cost_rows })
}

fn membership(boxes: &mut Boxes<'_>) -> Option<Membership> {
    let from = boxes.month("membership.from");
    let from = boxes.needed(
        "membership.from",
        from,
        &Text::new("Isi bulan iuran pertama.", "Fill in the first month that was paid."),
    );
    let through = boxes.month("membership.paid_through");
    let ask = Text::new("Isi bulan iuran terakhir.", "Fill in the last month that was paid.");
    let through = boxes.needed("membership.paid_through", through, &ask);
    Some(Membership::without_gaps(from?, through?))
}

fn child(boxes: &mut Boxes<'_>, row: usize, words: Words) -> Option<ChildInput> {
    let at = |part: &str| format!("child{row}.{part}");
    let born = boxes.date(&at("birth_date"));
    let born =
        boxes.needed(&at("birth_date"), born, &Text::new("Isi tanggal lahir anak.", "Fill in the child's birth date."));
    let level: Option<SchoolLevel> = boxes.word(&at("level"));
    let level = boxes.needed(
        &at("level"),
        level,
        &Text::new("Pilih jenjang sekolah anak.", "Choose the child's level of school."),
    );
    let grade = boxes.number(&at("grade")).or_else(|| (level == Some(SchoolLevel::None)).then_some(0));
    let ask = Text::new("Isi kelas atau tahun anak di jenjang itu.", "Fill in the child's year of that level.");
    let grade = boxes.needed(&at("grade"), grade, &ask);
    let work: Option<Work> = boxes.word(&at("work"));
    let fact = |fact: &str| boxes.ticked(&at("facts"), fact);
    let (studying, married) = (fact("studying"), fact("married"));
    Some(ChildInput {
        name: Some(words.t1("calc-child", "n", row.to_string())),
        birth_date: born?,
        level: level?,
        grade: grade?,
        studying,
        married,
        employed: !matches!(work, None | Some(Work::None)),
        work,
    })
}

fn loss(boxes: &mut Boxes<'_>, row: usize, what: What) -> Option<DisabilityInput> {
    let at = |part: &str| format!("loss{row}.{part}");
    let code: Option<String> = boxes.word(&at("code"));
    let code = boxes.needed(&at("code"), code, &Text::new("Pilih bagian tubuh.", "Choose the part of the body."));
    let function = (what == What::PartialFunctional).then(|| boxes.number(&at("function_loss_percent"))).flatten();
    let (percent, measured) = (boxes.number(&at("percent")), boxes.number(&at("measured")));
    Some(DisabilityInput { code: code?, function_loss_percent: function, percent, measured })
}

fn cost(boxes: &mut Boxes<'_>, row: usize) -> Option<ExpenseInput> {
    let at = |part: &str| format!("cost{row}.{part}");
    let kind = boxes.word(&at("kind"));
    let kind =
        boxes.needed(&at("kind"), kind, &Text::new("Pilih untuk apa biayanya.", "Choose what the cost was for."));
    let amount = boxes.amount(&at("amount"));
    let amount = boxes.needed(&at("amount"), amount, &Text::new("Isi jumlah biayanya.", "Fill in how much it was."));
    let days = boxes.number(&at("days"));
    Some(ExpenseInput { kind: kind?, amount: amount?, days })
}

/// How a worker may be insured, with the word of the request.
pub(super) const SEGMENTS: [(Segment, &str); 2] = [(Segment::Bpu, "bpu"), (Segment::Pu, "pu")];
