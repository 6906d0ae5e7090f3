//! The answer: every amount with formula, article and doubt; what is not given, by which rule, and what would help.

use crate::law::benefit::ScholarshipChild;
use crate::law::{Estimate, Rupiah};
use crate::words::Words;

use super::super::super::family::plain::{article, waits_for_the_insurer};
use super::super::note::{LineView, NoteView};

/// The answer to a question.
pub(super) struct ResultView {
    /// The sum; none where nothing is given or can be computed.
    pub(super) total: Option<String>,
    /// The other sum, where the law is open.
    pub(super) alternative: Option<String>,
    /// The sum with all years of school.
    pub(super) with_school: Option<String>,
    /// Line by line.
    pub(super) lines: Vec<LineView>,
    /// What the membership still needs.
    pub(super) notes: Vec<NoteView>,
    /// The scholarships.
    pub(super) school: Option<ScholarshipView>,
    /// What is not given.
    pub(super) refusals: Vec<NoteView>,
}

/// All scholarships.
pub(super) struct ScholarshipView {
    /// Of all children.
    pub(super) total: String,
    /// Child by child: who, how much, and level by level.
    pub(super) children: Vec<(String, String, Vec<String>)>,
    /// The article.
    pub(super) law: String,
    /// Whether only the insurer's word makes it certain.
    pub(super) doubt: bool,
}

/// An estimate as it is shown.
pub(super) fn view(estimate: &Estimate, words: Words) -> ResultView {
    let school = estimate.scholarship.as_ref();
    let both = school.and_then(|school| estimate.total.checked_add(school.total));
    let amount = |amount: Rupiah| amount.to_string();
    let conditions = estimate.coverage.conditions.iter().filter(|_| estimate.covered);
    ResultView {
        total: (!estimate.lines.is_empty()).then(|| amount(estimate.total)),
        alternative: estimate.alternative_total.map(amount),
        with_school: both.map(amount),
        lines: estimate.lines.iter().map(|line| LineView::of(line, words)).collect(),
        notes: conditions.map(|condition| NoteView::of_condition(condition, words)).collect(),
        school: school.map(|school| ScholarshipView {
            total: school.total.to_string(),
            children: school.children.iter().map(|child| child_view(child, words)).collect(),
            law: article(&school.law, words),
            doubt: waits_for_the_insurer(school.confidence, &school.law),
        }),
        refusals: estimate.refusals.iter().map(|refusal| NoteView::of_refusal(refusal, words)).collect(),
    }
}

fn child_view(child: &ScholarshipChild, words: Words) -> (String, String, Vec<String>) {
    let level = |of: &crate::law::benefit::ScholarshipYears| {
        let (level, years, each) = (words.of_text(&of.level.words()), of.years.to_string(), of.per_year.to_string());
        words.with("calc-school-level", &[("level", &level), ("years", &years), ("each", &each)])
    };
    (child.name.clone().unwrap_or_default(), child.total.to_string(), child.years.iter().map(level).collect())
}
