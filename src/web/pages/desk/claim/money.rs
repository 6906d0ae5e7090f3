//! The money: line by line, each with its formula and its article; an estimate until it is approved.

use crate::claim::Benefit;
use crate::desk::Case;
use crate::law::{Confidence, Line};

use super::super::super::words::Words;
use super::steps::{RefusalView, refusal_views};

/// The money of a claim.
pub(in super::super) struct MoneyView {
    /// Whether it is what was worked out, or an estimate by today's knowledge.
    pub(in super::super) assessed: bool,
    /// Line by line.
    pub(in super::super) lines: Vec<MoneyLine>,
    /// The sum.
    pub(in super::super) total: Option<String>,
    /// The other sum, where the law is open.
    pub(in super::super) alternative: Option<String>,
    /// Whether something it rests on has changed since.
    pub(in super::super) stale: bool,
    /// Why nothing can be worked out.
    pub(in super::super) refusals: Vec<RefusalView>,
    /// What it would be had it been a work accident.
    pub(in super::super) if_work_accident: Option<String>,
    /// What the insurer paid.
    pub(in super::super) payments: Vec<PaymentView>,
}

/// A line of the money.
pub(in super::super) struct MoneyLine {
    /// What for.
    pub(in super::super) title: String,
    /// How much.
    pub(in super::super) amount: String,
    /// How it comes about.
    pub(in super::super) formula: String,
    /// By which article.
    pub(in super::super) law: String,
    /// That somebody should confirm it, where the source is not certain.
    pub(in super::super) doubt: Option<String>,
}

/// A payment.
pub(in super::super) struct PaymentView {
    /// To whom.
    pub(in super::super) name: String,
    /// How much.
    pub(in super::super) amount: String,
    /// When, and the reference.
    pub(in super::super) about: String,
}

/// The money of a claim.
pub(in super::super) fn money_view(case: &Case, words: Words) -> MoneyView {
    let claim = &case.claim;
    let known: Option<&Benefit> = claim.benefit.as_ref().or(case.estimate.as_ref().ok());
    let refusals = case.estimate.as_ref().err().map(|refusal| std::slice::from_ref(refusal.as_ref()));
    let payment = |payment: &crate::claim::Payment| PaymentView {
        name: claim.person(payment.person).map(|person| person.details.name.clone()).unwrap_or_default(),
        amount: payment.amount.to_string(),
        about: format!("{}, {}", payment.paid_at, payment.reference),
    };
    MoneyView {
        assessed: claim.benefit.is_some(),
        lines: known
            .map(|benefit| benefit.lines.iter().map(|line| line_view(line, words)).collect())
            .unwrap_or_default(),
        total: known.map(|benefit| benefit.total.to_string()),
        alternative: known.and_then(|benefit| benefit.alternative_total).map(|sum| sum.to_string()),
        stale: claim.benefit_stale,
        refusals: refusals.filter(|_| claim.benefit.is_none()).map(|one| refusal_views(one, words)).unwrap_or_default(),
        if_work_accident: case.if_work_accident.filter(|_| claim.benefit.is_none()).map(|sum| sum.to_string()),
        payments: claim.payments.iter().map(payment).collect(),
    }
}

fn line_view(line: &Line, words: Words) -> MoneyLine {
    let code = serde_json::to_value(line.code).ok().and_then(|code| code.as_str().map(|code| code.replace('_', "-")));
    let doubt = match line.confidence {
        Confidence::High => None,
        Confidence::Medium | Confidence::Low => Some(words.t("money-doubt")),
        Confidence::Open => Some(words.t("money-open")),
    };
    MoneyLine {
        title: words.t(&format!("money-{}", code.unwrap_or_default())),
        amount: line.amount.to_string(),
        formula: words.of_text(&line.formula),
        law: line.law.clone(),
        doubt,
    }
}
