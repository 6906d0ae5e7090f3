//! What stands beside the path of a claim: an objection, papers that the insurer wants, a refusal, a withdrawal. A
//! refusal always says why, by which article, what would change it, and where to complain.

use crate::claim::{ActionTaken, Event, OutcomeChange, PersonId, Reason, Recorded};
use crate::desk::Case;
use crate::words::{Words, shown};
use crate::workflow::{Outcome, Role, StateName};

use super::super::paths::{Banner, path_of};
use super::plain::article;

/// A banner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BannerView {
    /// The class of its mark.
    pub(super) class: &'static str,
    /// What happened.
    pub(super) title: String,
    /// Why, by which article, what would change it.
    pub(super) lines: Vec<String>,
    /// Whether where to complain is said.
    pub(super) complaint: bool,
}

/// The banner of a claim that is beside its path.
pub(super) fn banner(case: &Case, story: &[Recorded], own: PersonId, words: Words) -> Option<BannerView> {
    let claim = &case.claim;
    match claim.outcome {
        Some(Outcome::Rejected) => return Some(refused(case, story, words)),
        Some(Outcome::Withdrawn) => return Some(withdrawn(story, words)),
        Some(Outcome::Lapsed) => return Some(lapsed(story, words)),
        Some(Outcome::Reclassified) => return Some(goes_on(case, words)),
        Some(Outcome::Paid) | None => {}
    }
    match path_of(&claim.workflow)?.banners.get(&claim.state)? {
        Banner::Objection => Some(disputed(case, story, own, words)),
        Banner::MoreWanted => Some(returned(case, story, words)),
        Banner::Explained => Some(explained(case, story, words)),
    }
}

/// The claim goes on as another one: what kind, and under which number once it has one.
fn goes_on(case: &Case, words: Words) -> BannerView {
    let next = case.links.iter().rev().find(|link| !link.is_origin);
    let kind = next.map(|next| words.of_text(&next.title)).unwrap_or_default();
    let number = next.and_then(|next| next.number.clone());
    let about = number.map_or_else(
        || words.t("fam-banner-reclassified-about"),
        |number| words.t1("fam-banner-reclassified-number", "number", number),
    );
    let title = words.t1("fam-banner-reclassified", "kind", kind);
    BannerView { class: "else", title, lines: vec![about], complaint: false }
}

/// What the procedure itself says of the state, after the reason of the step into it.
fn explained(case: &Case, story: &[Recorded], words: Words) -> BannerView {
    let state = case.procedure.state(&case.claim.state);
    let reason = into(story, &case.claim.state).and_then(|(taken, _)| words_of(taken, "reason"));
    let reason = reason.map(|why| words.t1("fam-banner-because", "why", shown::sentence(&why)));
    let explain = state.map(|state| words.of_text(&state.explain));
    BannerView {
        class: "soon",
        title: state.map(|state| words.of_text(&state.title)).unwrap_or_default(),
        lines: reason.into_iter().chain(explain).collect(),
        complaint: false,
    }
}

/// The last step into an outcome, or into a state.
fn step(story: &[Recorded], wanted: impl Fn(&ActionTaken) -> bool) -> Option<(&ActionTaken, &Recorded)> {
    story.iter().rev().find_map(|recorded| match &recorded.event {
        Event::ActionTaken(taken) if wanted(taken) => Some((taken, recorded)),
        _ => None,
    })
}

fn into<'a>(story: &'a [Recorded], state: &StateName) -> Option<(&'a ActionTaken, &'a Recorded)> {
    step(story, |taken| taken.to == *state)
}

fn to(story: &[Recorded], outcome: Outcome) -> Option<(&ActionTaken, &Recorded)> {
    step(story, |taken| taken.outcome == Some(OutcomeChange::Set(outcome)))
}

fn words_of(taken: &ActionTaken, input: &str) -> Option<String> {
    let (_, value) = taken.inputs.iter().find(|(name, _)| name.as_str() == input)?;
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The insurer's reasons, each in its own words.
fn reasons_of(taken: &ActionTaken) -> Vec<String> {
    let given = taken.inputs.iter().find(|(name, _)| name.as_str() == "reasons").map(|(_, value)| value.clone());
    let reasons: Vec<Reason> = given.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default();
    reasons.into_iter().map(|reason| shown::sentence(&reason.text)).collect()
}

fn refused(case: &Case, story: &[Recorded], words: Words) -> BannerView {
    let taken = to(story, Outcome::Rejected).map(|(taken, _)| taken);
    let mut why: Vec<String> = taken.map(reasons_of).unwrap_or_default();
    why.extend(taken.and_then(|taken| words_of(taken, "reason")).map(|reason| shown::sentence(&reason)));
    let rule = taken.and_then(|taken| words_of(taken, "rule"));
    let mut lines: Vec<String> = why.into_iter().map(|why| words.t1("fam-banner-because", "why", why)).collect();
    lines.extend(rule.map(|rule| words.t1("fam-banner-article", "law", article(&rule, words))));
    // What the law itself would want is known where it was the law that said no.
    let remedy = case.estimate.as_ref().err().map(|refusal| shown::sentence(&words.of_text(&refusal.remedy)));
    let remedy = remedy.unwrap_or_else(|| words.t("fam-banner-new-proof"));
    lines.push(words.t1("fam-banner-remedy", "remedy", remedy));
    BannerView { class: "late", title: words.t("fam-banner-refused"), lines, complaint: true }
}

fn withdrawn(story: &[Recorded], words: Words) -> BannerView {
    let by_family = to(story, Outcome::Withdrawn).is_some_and(|(_, recorded)| is_family(recorded));
    let about = if by_family { "fam-banner-withdrawn-family" } else { "fam-banner-withdrawn-about" };
    BannerView {
        class: "idle",
        title: words.t("fam-banner-withdrawn"),
        lines: vec![words.t(about), words.t("fam-banner-withdrawn-how")],
        complaint: false,
    }
}

fn lapsed(story: &[Recorded], words: Words) -> BannerView {
    let taken = to(story, Outcome::Lapsed).map(|(taken, _)| taken);
    let reason = taken.and_then(|taken| words_of(taken, "reason")).map(|why| shown::sentence(&why));
    let rule = taken.and_then(|taken| words_of(taken, "rule"));
    let mut lines: Vec<String> = reason.map(|why| words.t1("fam-banner-because", "why", why)).into_iter().collect();
    lines.extend(rule.map(|rule| words.t1("fam-banner-article", "law", article(&rule, words))));
    lines.push(words.t("fam-banner-lapsed-how"));
    BannerView { class: "late", title: words.t("fam-banner-lapsed"), lines, complaint: true }
}

/// Who objected and why is told to nobody but themselves.
fn disputed(case: &Case, story: &[Recorded], own: PersonId, words: Words) -> BannerView {
    let step = into(story, &case.claim.state);
    let mine = step.is_some_and(|(_, recorded)| recorded.actor.0 == format!("{}:{own}", Role::Heir));
    let reason = step.filter(|_| mine).and_then(|(taken, _)| words_of(taken, "reason"));
    let mut lines = vec![words.t("fam-banner-disputed-about")];
    lines.extend(reason.map(|why| words.t1("fam-banner-disputed-own", "why", why)));
    lines.push(words.t("fam-banner-disputed-how"));
    BannerView { class: "soon", title: words.t("fam-banner-disputed"), lines, complaint: false }
}

fn returned(case: &Case, story: &[Recorded], words: Words) -> BannerView {
    let reasons = into(story, &case.claim.state).map(|(taken, _)| reasons_of(taken)).unwrap_or_default();
    let mut lines: Vec<String> = reasons;
    lines.push(words.t("fam-banner-returned-how"));
    BannerView { class: "soon", title: words.t("fam-banner-returned"), lines, complaint: false }
}

fn is_family(recorded: &Recorded) -> bool {
    recorded.actor.0.starts_with(Role::Heir.as_str())
}
