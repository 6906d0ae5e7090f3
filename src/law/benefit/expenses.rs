//! The lines of costs: one for each kind.

use std::collections::BTreeMap;

use super::jkk_rules::ExpenseRule;
use super::{ExpenseInput, ExpenseKind, Line, LineCode, words};
use crate::law::disability::Rate;
use crate::law::{Confidence, LawRefusal, Rupiah, Text};

/// The lines of all costs, and the costs that the law does not pay back. What somebody else paid first is taken off the
/// medical lines in order.
pub(super) fn expenses(
    rules: &BTreeMap<ExpenseKind, ExpenseRule>,
    paid: &[ExpenseInput],
    paid_elsewhere: Rupiah,
) -> Option<(Vec<Line>, Vec<LawRefusal>)> {
    let (mut lines, mut refusals) = (Vec::new(), Vec::new());
    let mut elsewhere = paid_elsewhere;
    for (kind, rule) in rules {
        let of_kind = || paid.iter().filter(|expense| expense.kind == *kind);
        if of_kind().next().is_none() {
            continue;
        }
        let days: u64 = of_kind().filter_map(|expense| expense.days).map(u64::from).sum();
        if let Some(most) = rule.days_at_most.filter(|most| days > u64::from(*most)) {
            refusals.push(words::too_many_days(*kind, days, most, &rule.law));
            continue;
        }
        let cost = Rupiah::checked_sum(of_kind().map(|expense| expense.amount))?;
        let line = line(*kind, rule, cost)?;
        if line.code == LineCode::Medical && elsewhere > Rupiah::ZERO {
            let taken = elsewhere.min(line.amount);
            elsewhere = elsewhere.checked_sub(taken)?;
            lines.push(less(line, taken)?);
        } else {
            lines.push(line);
        }
    }
    Some((lines, refusals))
}

fn line(kind: ExpenseKind, rule: &ExpenseRule, cost: Rupiah) -> Option<Line> {
    let name = kind.words();
    let (mut id, mut en) = (vec![format!("{} {cost}", name.id)], vec![format!("{} {cost}", name.en)]);
    let mut amount = cost;
    if rule.plus_basis_points > 0 {
        amount = cost.checked_part(10_000 + i64::from(rule.plus_basis_points), 10_000)?;
        let plus = Rate::of_basis_points(rule.plus_basis_points).words();
        id.push(format!(" + {}", plus.id));
        en.push(format!(" + {}", plus.en));
    }
    if let Some(most) = rule.at_most {
        amount = amount.min(most);
        id.push(format!(", paling banyak {most}"));
        en.push(format!(", at most {most}"));
    }
    if let Some(days) = rule.days_at_most {
        id.push(format!(" dan {days} hari"));
        en.push(format!(" and {days} days"));
    }
    let formula = Text::new(id.concat(), en.concat());
    Some(Line { code: rule.line, amount, formula, law: rule.law.clone(), confidence: rule.confidence })
}

/// The line less what a first payer paid. Who pays first is known from practice.
fn less(line: Line, taken: Rupiah) -> Option<Line> {
    let Text { id, en } = line.formula;
    Some(Line {
        amount: line.amount.checked_sub(taken)?,
        formula: Text::new(
            format!("{id} − {taken} yang dibayar penjamin pertama"),
            format!("{en} − {taken} that the first payer paid"),
        ),
        confidence: line.confidence.max(Confidence::Medium),
        ..line
    })
}
