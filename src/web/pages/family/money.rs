//! The money: an estimate until it is approved, then the sum; why so much, and what only the insurer's word makes
//! certain.

use crate::claim::{Account, Benefit, Claim, Payment, PersonId};
use crate::desk::Case;
use crate::law::benefit::Line;
use crate::law::{ConditionCode, CoverageCondition, LawRefusal};
use crate::words::{Words, shown};
use crate::workflow::{FactValue, Outcome};

use super::super::answers::answer_words;
use super::super::paths::path_of;
use super::super::school_words;
use super::plain::{article, waits_for_the_insurer};

/// The money of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MoneyView {
    /// `Estimate`, or what it is once it was approved.
    pub(super) title: String,
    /// The sum; none where the law gives none.
    pub(super) total: Option<String>,
    /// What limits it or may change it, to be seen at once.
    pub(super) notes: Vec<String>,
    /// What it is made of.
    pub(super) lines: Vec<LineView>,
    /// What is not given, and by which rule.
    pub(super) refused: Vec<String>,
    /// The answers that it rests on.
    pub(super) rests_on: Vec<(String, Vec<String>)>,
    /// What was paid in parts.
    pub(super) parts: Vec<String>,
    /// What was paid.
    pub(super) payments: Vec<String>,
}

/// One amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineView {
    /// What it is for.
    pub(super) label: String,
    /// How much.
    pub(super) amount: String,
    /// How it was computed, and by which article.
    pub(super) how: String,
    /// Whether only the insurer's word makes it certain.
    pub(super) waits: bool,
}

/// The money of a claim as its family sees it.
pub(super) fn money(case: &Case, words: Words) -> MoneyView {
    if case.claim.outcome.is_some_and(|outcome| outcome != Outcome::Paid) && case.claim.parts_paid.is_empty() {
        return nothing(words);
    }
    let approved = approved(&case.claim).then_some(case.claim.benefit.as_ref()).flatten();
    let (title, benefit) = match (approved, &case.estimate) {
        (Some(benefit), _) => ("fam-money-approved", Ok(benefit)),
        (None, Ok(benefit)) => ("fam-money-estimate", Ok(benefit)),
        (None, Err(refusal)) => ("fam-money-estimate", Err(refusal)),
    };
    let mut notes = Vec::new();
    match benefit {
        Ok(benefit) => notes.extend(limits(case, benefit, approved.is_some(), words)),
        Err(refusal) => {
            notes.push(shown::sentence(&words.of_text(&refusal.message)));
            notes.push(shown::sentence(&words.of_text(&refusal.remedy)));
            notes.push(article(&refusal.law, words));
        }
    }
    if approved.is_none() {
        notes.extend(at_work(case, words));
    }
    MoneyView {
        title: words.t(title),
        total: benefit.ok().map(|benefit| benefit.total.to_string()),
        lines: benefit.map(|benefit| benefit.lines.iter().map(|it| line(it, words)).collect()).unwrap_or_default(),
        notes,
        refused: benefit.map(|benefit| refused(benefit, words)).unwrap_or_default(),
        rests_on: rests_on(case, words),
        parts: case.claim.parts_paid.iter().map(|part| school_words::part(part, words)).collect(),
        payments: payments(case, words),
    }
}

/// A claim that ended, or is about to, without a payment: an estimate would only raise hopes.
fn nothing(words: Words) -> MoneyView {
    let notes = vec![words.t("fam-money-nothing")];
    MoneyView { notes, ..MoneyView::default() }
}

/// What is not given beside what is, each with the rule and what would change it.
fn refused(benefit: &Benefit, words: Words) -> Vec<String> {
    let one = |refusal: &LawRefusal| {
        let said = |text| shown::sentence(&words.of_text(text));
        format!("{} ({}) {}", said(&refusal.message), article(&refusal.law, words), said(&refusal.remedy))
    };
    benefit.refused.iter().map(one).collect()
}

/// The answers that the sum is worked out from, as they are recorded.
fn rests_on(case: &Case, words: Words) -> Vec<(String, Vec<String>)> {
    let facts = case.procedure.facts.iter().filter(|(_, spec)| spec.affects_benefit);
    let known = facts.filter_map(|(name, spec)| {
        let answer = answer_words(case, spec, case.claim.facts.get(name)?, words);
        (!answer.is_empty()).then(|| (words.of_text(&spec.title), answer))
    });
    known.collect()
}

/// Whether the sum is approved and stands: with the insurer, on its way there, or paid.
fn approved(claim: &Claim) -> bool {
    claim.hand_over.with_insurer || claim.hand_over.queued.is_some() || claim.outcome == Some(Outcome::Paid)
}

fn line(line: &Line, words: Words) -> LineView {
    let code = serde_json::to_value(line.code).ok();
    let code = code.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
    LineView {
        label: words.t(&format!("fam-money-line-{code}")),
        amount: line.amount.to_string(),
        how: format!("{} ({})", words.of_text(&line.formula), article(&line.law, words)),
        waits: waits_for_the_insurer(line.confidence, &line.law),
    }
}

/// Why it is not more, what would change it, and what it may become.
fn limits(case: &Case, benefit: &Benefit, approved: bool, words: Words) -> Vec<String> {
    let mut notes = Vec::new();
    if !approved {
        for condition in &case.coverage.conditions {
            notes.extend(condition_words(condition, words));
        }
        notes.push(words.t("fam-money-no-promise"));
    }
    if let Some(other) = benefit.alternative_total {
        notes.push(words.t1("fam-money-alternative", "total", other.to_string()));
    }
    notes
}

fn condition_words(condition: &CoverageCondition, words: Words) -> Vec<String> {
    let months = condition.months.unwrap_or_default().to_string();
    let (what, how) = match condition.code {
        ConditionCode::MembershipShort => ("fam-money-short", "fam-money-short-how"),
        ConditionCode::ArrearsDue => ("fam-money-arrears", "fam-money-arrears-how"),
        ConditionCode::ConfirmWithInsurer => ("fam-money-open", "fam-money-open-how"),
        ConditionCode::GraceOver
        | ConditionCode::BeforeMembership
        | ConditionCode::NeverPaid
        | ConditionCode::LawTableMissing => {
            return vec![
                shown::sentence(&words.of_text(&condition.message)),
                shown::sentence(&words.of_text(&condition.remedy)),
            ];
        }
    };
    let law = article(&condition.law, words);
    vec![format!("{} ({law})", words.t1(what, "months", months)), words.t(how)]
}

/// A death by work is owed more; whether it was one is asked until it is answered.
fn at_work(case: &Case, words: Words) -> Option<String> {
    let asked = path_of(&case.claim.workflow).and_then(|path| path.work_related.as_ref());
    let answer = asked.and_then(|asked| Some((case.claim.facts.get(&asked.fact)?, asked)));
    let settled = answer.is_some_and(|(answer, asked)| *answer == FactValue::Text(asked.no.clone()));
    let total = case.if_work_accident.filter(|_| !settled && !case.claim.ended)?;
    Some(words.t1("fam-money-at-work", "total", total.to_string()))
}

/// What was paid, to whom, into which account.
fn payments(case: &Case, words: Words) -> Vec<String> {
    case.claim.payments.iter().map(|payment| payment_words(case, payment, words)).collect()
}

/// The same of what went into one person's account.
pub(super) fn payments_to(case: &Case, holder: PersonId, words: Words) -> Vec<String> {
    let own = case.claim.payments.iter().filter(|payment| case.claim.account_holder(payment) == holder);
    own.map(|payment| payment_words(case, payment, words)).collect()
}

fn payment_words(case: &Case, payment: &Payment, words: Words) -> String {
    let claim = &case.claim;
    let holder = claim.person(claim.account_holder(payment));
    let account = holder.and_then(|person| person.details.account.as_ref()).map(masked).unwrap_or_default();
    let name = claim.person(payment.person).map(|person| person.details.name.clone()).unwrap_or_default();
    let amount = payment.amount.to_string();
    let at = shown::paid_on(&payment.paid_at, words.language());
    words.with("fam-money-paid", &[("amount", &amount), ("name", &name), ("account", &account), ("at", &at)])
}

/// An account of which only bank and end are told.
pub(super) fn masked(account: &Account) -> String {
    format!("{} {}", account.bank, shown::masked_account(&account.number))
}
