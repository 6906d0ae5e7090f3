//! Deciding coverage.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::rules::{ArrearsRule, CoverageRules};
use super::{Membership, words};
use crate::law::{Confidence, LawBook, Month, Program, Segment, Text};

/// The answer: covered or not, by which rule, and under which conditions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Whether the event is insured. A condition may still have to be met.
    pub covered: bool,
    /// What has to be done or known. When not covered, the reason stands here too.
    pub conditions: Vec<CoverageCondition>,
    /// First paid month.
    pub since: Month,
    /// Last paid month.
    pub paid_through: Month,
    /// The rule that decided: `paid_month`, `grace_period`, `grace_over`, `before_membership`, `never_paid` or
    /// `law_table_missing`.
    pub rule: String,
    /// The article of that rule.
    pub law: String,
}

/// One condition of coverage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageCondition {
    /// What kind.
    pub code: ConditionCode,
    /// Months it is about: unpaid months for arrears, paid months for the length of membership.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub months: Option<u32>,
    /// What it means for this case.
    pub message: Text,
    /// What to do.
    pub remedy: Text,
    /// The article.
    pub law: String,
    /// How sure the rule is.
    pub confidence: Confidence,
}

/// Kinds of conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionCode {
    /// Unpaid months (tunggakan) inside the grace period have to be paid first.
    ArrearsDue,
    /// The membership is too short for the full death benefit.
    MembershipShort,
    /// The law leaves it open: ask the insurer.
    ConfirmWithInsurer,
    /// Not covered: the unpaid months are more than the grace period.
    GraceOver,
    /// Not covered: the event came before the first paid month.
    BeforeMembership,
    /// Not covered: no month was ever paid.
    NeverPaid,
    /// Not decided: the law of that time is not among our tables.
    LawTableMissing,
}

/// How much of the death benefit a JKM membership earns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::law) enum JkmScope {
    /// All of it.
    Full,
    /// The funeral cost only.
    FuneralOnly(Confidence),
    /// Open: the funeral cost for now, all of it if the insurer agrees.
    Open,
}

/// Whether an event is covered.
///
/// For `bpu`: covered when the event's month is at most the months of grace after `paid_through`, inside them with
/// `arrears_due`. A month in a gap counts the months since the last paid one before it in the same way. For `pu` the same months are assumed, and the insurer is always to be asked, because the employer
/// answers for arrears. JKM from 2025-02-24 counts the paid months of a `bpu` up to the event's month.
pub fn check(
    book: &LawBook,
    program: Program,
    segment: Segment,
    membership: &Membership,
    event_date: NaiveDate,
) -> Coverage {
    assess(book, program, segment, membership, event_date).0
}

/// As [`check`], and how much of a JKM benefit the membership earns.
pub(in crate::law) fn assess(
    book: &LawBook,
    program: Program,
    segment: Segment,
    membership: &Membership,
    event_date: NaiveDate,
) -> (Coverage, JkmScope) {
    let event = Month::of(event_date);
    let Membership { from, paid_through, .. } = *membership;
    let not_covered = |rule: &str, condition: CoverageCondition| {
        let law = condition.law.clone();
        let coverage =
            Coverage { covered: false, conditions: vec![condition], since: from, paid_through, rule: rule.into(), law };
        (coverage, JkmScope::Full)
    };
    let Some(table) = book.coverage.in_force(event_date) else {
        return not_covered(
            "law_table_missing",
            words::law_table_missing(book.coverage.first_date(), book.coverage.law_before()),
        );
    };
    let arrears = table.rules.arrears(segment);
    if paid_through < from {
        return not_covered("never_paid", words::never_paid(&table.law));
    }
    if event < from {
        return not_covered("before_membership", words::before_membership(from, &table.law));
    }
    let Some(last_paid) = membership.last_paid(event) else {
        return not_covered("never_paid", words::never_paid(&table.law));
    };
    let unpaid = u32::try_from(last_paid.months_until(event)).unwrap_or(0);
    if unpaid > arrears.grace_months {
        return not_covered("grace_over", words::grace_over(unpaid, last_paid, arrears));
    }
    let mut conditions = arrears_conditions(unpaid, segment, arrears);
    let paid_months = membership.paid_months(event);
    let scope = match program {
        Program::Jkm => jkm_scope(&table.rules, segment, paid_months, &mut conditions),
        Program::Jkk => JkmScope::Full,
    };
    let (rule, law) = if unpaid > 0 { ("grace_period", &arrears.law) } else { ("paid_month", &table.law) };
    let coverage =
        Coverage { covered: true, conditions, since: from, paid_through, rule: rule.to_owned(), law: law.clone() };
    (coverage, scope)
}

fn arrears_conditions(unpaid: u32, segment: Segment, rule: &ArrearsRule) -> Vec<CoverageCondition> {
    match (unpaid, segment) {
        (0, _) => Vec::new(),
        (_, Segment::Bpu) => vec![words::arrears_due(unpaid, rule)],
        (_, Segment::Pu) => vec![words::arrears_due(unpaid, rule), words::employer_arrears(unpaid, rule)],
    }
}

fn jkm_scope(
    rules: &CoverageRules,
    segment: Segment,
    paid_months: u32,
    conditions: &mut Vec<CoverageCondition>,
) -> JkmScope {
    let Some(rule) = rules.jkm_membership.as_ref().filter(|rule| rule.segments.contains(&segment)) else {
        return JkmScope::Full;
    };
    if paid_months >= rule.full_from_months {
        JkmScope::Full
    } else if paid_months <= rule.funeral_only_up_to_months {
        conditions.push(words::membership_short(paid_months, rule));
        JkmScope::FuneralOnly(rule.confidence)
    } else {
        conditions.push(words::membership_open(paid_months, rule));
        JkmScope::Open
    }
}
