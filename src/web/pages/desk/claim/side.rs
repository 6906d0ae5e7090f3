//! What stands beside the steps: the participant and their membership, the answers, who works on it, and findings.

use crate::claim::{Alert, Severity};
use crate::desk::{Case, ParticipantItem};
use crate::law::{Rupiah, Segment};
use crate::words::{Words, shown};
use crate::workflow::{FactName, FactSpec};

use super::super::super::answers::answer_words;

/// What stands beside the steps.
pub(super) struct SideView {
    /// The insured person, as pairs of label and value.
    pub(super) participant: Vec<(String, String)>,
    /// Whether they were covered, in words.
    pub(super) covered: bool,
    /// What must be met or known about it.
    pub(super) conditions: Vec<String>,
    /// The article.
    pub(super) coverage_law: String,
    /// What happened, and who said so.
    pub(super) event: Vec<(String, String)>,
    /// The telephone of whoever reported, and the same as a link.
    pub(super) reporter_phone: Option<(String, String)>,
    /// Questions and answers.
    pub(super) facts: Vec<FactView>,
    /// Who works on it.
    pub(super) assignee: Option<String>,
    /// The office.
    pub(super) office: String,
}

/// A question with its answer.
pub(super) struct FactView {
    /// The question.
    pub(super) question: String,
    /// The answer, row by row; empty while there is none.
    pub(super) answer: Vec<String>,
    /// Whether this state needs it.
    pub(super) needed: bool,
}

/// A finding.
pub(super) struct AlertView {
    /// Where it is settled.
    pub(super) href: String,
    /// What was found.
    pub(super) title: String,
    /// Whether it stops steps.
    pub(super) blocking: bool,
    /// When.
    pub(super) at: String,
    /// How it was settled, by whom.
    pub(super) settled: Option<String>,
}

/// What stands beside the steps of a claim.
pub(super) fn side_view(case: &Case, words: Words) -> SideView {
    let (claim, language, person) = (&case.claim, words.language(), &case.participant);
    let pair = |key: &str, value: String| (words.t(key), value);
    let mut event = vec![pair("event-date", shown::long_date(claim.event.date, language))];
    event.extend(claim.event.time.map(|time| pair("event-time", shown::time(time, language))));
    event.extend(claim.event.place.clone().map(|place| pair("event-place", place)));
    event.extend(claim.event.description.clone().map(|story| pair("event-story", story)));
    let reporter = &claim.reporter;
    let relation = reporter.relation.as_ref().map(|relation| format!(" ({relation})")).unwrap_or_default();
    event.push(pair("event-reporter", format!("{}{relation}", reporter.name)));
    event.push(pair("event-reported", shown::moment(claim.opened_at, language)));
    SideView {
        participant: participant(person, words),
        covered: case.coverage.covered,
        conditions: case
            .coverage
            .conditions
            .iter()
            .map(|condition| {
                let said = |text| shown::sentence(&words.of_text(text));
                format!("{} {}", said(&condition.message), said(&condition.remedy))
            })
            .collect(),
        coverage_law: case.coverage.law.clone(),
        event,
        reporter_phone: reporter.phone.as_ref().map(|phone| (shown::phone(phone), shown::phone_link(phone))),
        facts: case.procedure.facts.iter().map(|(name, spec)| fact_view(case, name, spec, words)).collect(),
        assignee: claim.assignee.and_then(|account| case.names.get(&account.0)).cloned(),
        office: case.office.clone(),
    }
}

/// The insured person, with what the law counts on the day of the event.
fn participant(person: &ParticipantItem, words: Words) -> Vec<(String, String)> {
    let pair = |key: &str, value: String| (words.t(key), value);
    let born = person.birth_date.parse().map(|date| shown::long_date(date, words.language())).unwrap_or_default();
    let since = person.income_since.parse().map(|day| shown::short_date(day, words.language())).unwrap_or_default();
    let income = Rupiah(person.declared_income).to_string();
    let gaps: Vec<String> = person.gaps.iter().map(|month| words.of_text(&month.words())).collect();
    let segment = match person.law_segment() {
        Segment::Bpu => "segment-bpu",
        Segment::Pu => "segment-pu",
    };
    let mut pairs = vec![
        pair("person-name", person.name.clone()),
        pair("person-nik", shown::masked_nik(&person.nik)),
        pair("person-born", born),
        pair("person-occupation", person.occupation.clone()),
        pair("person-segment", words.t(segment)),
        pair("person-place", format!("{}, {}", person.kelurahan, person.kecamatan)),
        pair("person-income", words.with("person-income-since", &[("income", &income), ("day", &since)])),
        pair("person-paid", format!("{} - {}", month(&person.paid_from, words), month(&person.paid_through, words))),
    ];
    if !gaps.is_empty() {
        pairs.push(pair("person-gaps", gaps.join(", ")));
    }
    pairs
}

/// A month of contributions as people say it.
fn month(text: &str, words: Words) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |month: crate::law::Month| words.of_text(&month.words()))
}

fn fact_view(case: &Case, name: &FactName, spec: &FactSpec, words: Words) -> FactView {
    FactView {
        question: words.of_text(&spec.title),
        answer: case.claim.facts.get(name).map(|value| answer_words(case, spec, value, words)).unwrap_or_default(),
        needed: spec.required_in.contains(&case.claim.state),
    }
}

/// The findings, open ones first.
pub(super) fn alert_views(case: &Case, words: Words) -> Vec<AlertView> {
    let view = |alert: &Alert| AlertView {
        href: format!("/desk/claims/{}/alerts/{}", case.claim.number, alert.id),
        title: words.t(&format!("alert-{}", alert.kind)),
        blocking: alert.severity == Severity::Blocking,
        at: shown::moment(alert.raised_at, words.language()),
        settled: alert.settled.as_ref().map(|settled| {
            let by = case.name_of(&settled.by).unwrap_or("Santun");
            format!("{by}: {}", settled.note)
        }),
    };
    let (open, settled): (Vec<_>, Vec<_>) = case.claim.alerts.iter().partition(|alert| alert.settled.is_none());
    open.into_iter().chain(settled).map(view).collect()
}
