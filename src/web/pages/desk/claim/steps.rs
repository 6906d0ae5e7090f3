//! The next steps: each with why not, by which rule, and what would help. What is not allowed stays visible.

use crate::claim::{ActionOption, Refusal};
use crate::desk::Case;
use crate::words::{Words, shown};
use crate::workflow::{Consequence, Role, StateName, happy_path};

use super::super::super::problems::law_words;

/// The input of a step that is taken for a reason only.
const REASON: &str = "reason";

/// A step out of the claim's state.
pub(super) struct StepView {
    /// What its button says.
    pub(super) title: String,
    /// The page on which it is taken.
    pub(super) href: String,
    /// Where it leads.
    pub(super) to: String,
    /// Whether it may be taken.
    pub(super) allowed: bool,
    /// Whether it leads on; the others lead aside or back.
    pub(super) leads_on: bool,
    /// Whether it is taken for a reason that is told: back, aside or to an early end.
    wants_reason: bool,
    /// Why not.
    pub(super) refusals: Vec<RefusalView>,
}

/// A rule that says no.
pub(in super::super) struct RefusalView {
    /// Why.
    pub(in super::super) message: String,
    /// By which article.
    pub(in super::super) law: String,
    /// What would help.
    pub(in super::super) remedy: String,
}

/// The steps for a reader: those that lead on first, and of them what may be taken now.
pub(super) fn step_views(case: &Case, words: Words, role: Role) -> Vec<StepView> {
    let path = happy_path(&case.procedure);
    let mut views: Vec<StepView> = case.options.iter().map(|option| step_view(case, option, &path, words)).collect();
    // A step that wants a reason is the exception, where another one leads on without.
    let plain = |view: &StepView| view.leads_on && !view.wants_reason;
    if views.iter().any(plain) {
        for view in &mut views {
            view.leads_on = plain(view);
        }
    }
    // An auditor takes no step; the rules are still worth reading.
    if !role.is_staff() {
        for view in &mut views {
            view.allowed = false;
        }
    }
    views.sort_by_key(|view| (!view.leads_on, !view.allowed));
    views
}

fn step_view(case: &Case, option: &ActionOption, path: &[&StateName], words: Words) -> StepView {
    let place = |state: &StateName| path.iter().position(|name| *name == state);
    let leads_on = match (place(&case.claim.state), place(&option.to)) {
        (Some(here), Some(there)) => there > here,
        (None, there) => there.is_some(),
        (Some(_), None) => false,
    };
    let to = case.procedure.state(&option.to);
    let action = case.procedure.state(&case.claim.state).and_then(|state| state.actions.get(&option.action));
    let hands_over = action.is_some_and(|action| action.then.contains(&Consequence::HandOver));
    StepView {
        title: words.of_text(&option.title),
        href: format!("/desk/claims/{}/do/{}", case.claim.number, option.action),
        to: to.map(|state| words.of_text(&state.title)).unwrap_or_default(),
        allowed: option.allowed,
        leads_on: leads_on || hands_over,
        wants_reason: option.inputs.keys().any(|input| input.as_str() == REASON),
        refusals: refusal_views(&option.refusals, words),
    }
}

/// Rules that say no, in the reader's words.
pub(in super::super) fn refusal_views(refusals: &[Refusal], words: Words) -> Vec<RefusalView> {
    let view = |refusal: &Refusal| RefusalView {
        message: shown::sentence(&words.of_text(&refusal.message)),
        law: law_words(&refusal.law, words),
        remedy: shown::sentence(&words.of_text(&refusal.remedy)),
    };
    refusals.iter().map(view).collect()
}
