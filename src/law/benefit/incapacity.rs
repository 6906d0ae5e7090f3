//! The line of temporary incapacity (santunan sementara tidak mampu bekerja).

use super::jkk_rules::IncapacityRule;
use super::wage::FormulaWage;
use super::{Line, LineCode};
use crate::law::disability::Rate;
use crate::law::{Rupiah, Text};

/// The wage of the days, in full for the first months and in part ever after, less what was paid in instalments.
pub(super) fn temporary_incapacity(rule: &IncapacityRule, days: u32, paid: Rupiah, wage: &FormulaWage) -> Option<Line> {
    let full_days = days.min(rule.full_months.checked_mul(rule.days_per_month)?);
    let later_days = days - full_days;
    let parts = i64::from(full_days) * i64::from(rule.full_basis_points)
        + i64::from(later_days) * i64::from(rule.later_basis_points);
    let due = wage.amount.checked_part(parts, i64::from(rule.days_per_month) * 10_000)?;
    let month = rule.days_per_month;
    let step = |days: u32, basis_points: u32| {
        let rate = Rate::of_basis_points(basis_points).words();
        let days = format!("{days}/{month}");
        (format!("{days} × {} × {}", rate.id, wage.words.id), format!("{days} × {} × {}", rate.en, wage.words.en))
    };
    let (mut id, mut en) = step(full_days, rule.full_basis_points);
    if later_days > 0 {
        let (later_id, later_en) = step(later_days, rule.later_basis_points);
        id = format!("{id} + {later_id}");
        en = format!("{en} + {later_en}");
    }
    if paid > Rupiah::ZERO {
        id = format!("{id} − {paid} yang sudah dibayar");
        en = format!("{en} − {paid} already paid");
    }
    Some(Line {
        code: LineCode::TemporaryIncapacity,
        amount: due.checked_sub(paid)?.max(Rupiah::ZERO),
        formula: Text::new(id, en),
        law: rule.law.clone(),
        confidence: rule.confidence.max(wage.confidence),
    })
}
