//! The money: line by line, each with its formula and its article; an estimate until it is approved.

use crate::claim::Benefit;
use crate::desk::Case;
use crate::law::{Confidence, LawRefusal, Line, Rupiah};
use crate::words::{Words, shown};

use super::super::super::problems::law_words;
use super::super::super::school_words;
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
    /// What is not given, and by which rule.
    pub(in super::super) refused: Vec<RefusalView>,
    /// What it would be had it been a work accident, and how much more that is.
    pub(in super::super) if_work_accident: Option<String>,
    /// What was paid in parts already.
    pub(in super::super) parts: Vec<String>,
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
    /// What is said of it by whose account it went into, and how that looks.
    pub(in super::super) arrived: Option<(&'static str, String)>,
}

/// The money of a claim.
pub(in super::super) fn money_view(case: &Case, words: Words) -> MoneyView {
    let claim = &case.claim;
    let known: Option<&Benefit> = claim.benefit.as_ref().or(case.estimate.as_ref().ok());
    let refusals = case.estimate.as_ref().err().map(|refusal| std::slice::from_ref(refusal.as_ref()));
    let payment = |payment: &crate::claim::Payment| PaymentView {
        name: claim.person(payment.person).map(|person| person.details.name.clone()).unwrap_or_default(),
        amount: payment.amount.to_string(),
        about: format!("{}, {}", shown::paid_on(&payment.paid_at, words.language()), payment.reference),
        arrived: claim.receipt(claim.account_holder(payment)).map(|said| match said.arrived {
            true => ("done", words.t("person-receipt-yes")),
            false => ("late", words.t("person-receipt-no")),
        }),
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
        refused: known.map(|benefit| refused(benefit, words)).unwrap_or_default(),
        if_work_accident: at_work(case, known, words),
        parts: claim.parts_paid.iter().map(|part| school_words::part(part, words)).collect(),
        payments: claim.payments.iter().map(payment).collect(),
    }
}

/// What is not given, each with its rule and what would change it.
fn refused(benefit: &Benefit, words: Words) -> Vec<RefusalView> {
    let view = |refusal: &LawRefusal| RefusalView {
        message: shown::sentence(&words.of_text(&refusal.message)),
        law: law_words(&refusal.law, words),
        remedy: shown::sentence(&words.of_text(&refusal.remedy)),
    };
    benefit.refused.iter().map(view).collect()
}

/// What a death would earn had it been a work accident: whether it was one is asked until it is settled.
fn at_work(case: &Case, known: Option<&Benefit>, words: Words) -> Option<String> {
    let total = case.if_work_accident.filter(|_| !case.claim.ended && case.claim.outcome.is_none())?;
    let more = known.map_or(total.0, |benefit| total.0.saturating_sub(benefit.total.0));
    let (total, more) = (total.to_string(), Rupiah(more).to_string());
    Some(words.with("money-if-work", &[("total", &total), ("more", &more)]))
}

fn line_view(line: &Line, words: Words) -> MoneyLine {
    let code = serde_json::to_value(line.code).ok().and_then(|code| code.as_str().map(|code| code.replace('_', "-")));
    let doubt = (line.confidence != Confidence::High).then(|| words.t("money-doubt"));
    MoneyLine {
        title: words.t(&format!("money-{}", code.unwrap_or_default())),
        amount: line.amount.to_string(),
        formula: words.of_text(&line.formula),
        law: line.law.clone(),
        doubt,
    }
}
