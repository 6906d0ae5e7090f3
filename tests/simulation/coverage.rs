//! A year in which nothing happens breaks nothing. What all the years together must contain, so that what holds was put to
//! the test.

use std::collections::BTreeSet;

use santun::letters::LetterKind;

use crate::probe::Probe;
use crate::template::template;

/// So many years that chance leaves nothing out.
const ENOUGH_YEARS: usize = 20;

/// States that nobody lives in here, as procedure and state: money for incapacity in parts, and the scholarship of a school
/// year, need papers and facts that these families do not have. The procedures' own scenarios go there.
const UNLIVED: &[&str] = &[
    "beasiswa approval",
    "beasiswa approved",
    "beasiswa assessment",
    "beasiswa handed_over",
    "jkk instalment",
    "jkk instalment_approved",
    "jkk instalment_handed_over",
];

/// Kinds of letter that nobody causes here: links and codes are asked for at the door, invitations by an administrator, and
/// the holidays of the year after are known.
const UNWRITTEN: &[LetterKind] =
    &[LetterKind::LoginLink, LetterKind::Code, LetterKind::Invitation, LetterKind::CalendarMissing];

/// What is counted at the end of a year: what it is, how much of it fifty years have at least, and the question.
const COUNTED: &[(&str, i64, &str)] = &[
    ("claims", 750, "SELECT count(*) AS count FROM claims"),
    ("letters that were taken", 10_000, "SELECT count(DISTINCT id) AS count FROM accepted"),
    ("letters that were taken twice", 25, "SELECT count(*) - count(DISTINCT id) AS count FROM accepted"),
    ("letters that were given up", 100, "SELECT count(*) AS count FROM outbox WHERE kind = 'mail' AND state = 'dead'"),
    ("calls that were made", 500, "SELECT count(*) AS count FROM call_tasks WHERE done_at IS NOT NULL"),
    ("calls that nobody made in time", 100, "SELECT count(*) AS count FROM alerts WHERE kind = 'call_overdue'"),
    ("rungs that fired", 2500, "SELECT count(*) AS count FROM deadline_rungs WHERE collapsed_into IS NULL"),
    (
        "rungs that another told of",
        100,
        "SELECT count(*) AS count FROM deadline_rungs WHERE collapsed_into IS NOT NULL",
    ),
    ("hand-overs", 200, "SELECT count(*) AS count FROM taken"),
    ("hand-overs that were called off", 3, "SELECT count(*) AS count FROM events WHERE type = 'hand_over_cancelled'"),
    ("hand-overs that were given up", 3, "SELECT count(*) AS count FROM alerts WHERE kind = 'hand_over_dead'"),
    ("payments", 200, "SELECT count(*) AS count FROM insurer_paid WHERE amount > 0"),
    ("clocks that were stopped", 150, "SELECT count(*) AS count FROM events WHERE type = 'clock_suspended'"),
    ("clocks that went on", 100, "SELECT count(*) AS count FROM events WHERE type = 'clock_resumed'"),
    ("deadlines that got more time", 100, "SELECT count(*) AS count FROM events WHERE type = 'deadline_extended'"),
    (
        "papers that heirs sent",
        250,
        "SELECT count(*) AS count FROM events WHERE type = 'document_received' AND actor LIKE 'heir:%'",
    ),
    (
        "heirs who said whether the list is right",
        25,
        "SELECT count(*) AS count FROM events WHERE type = 'consent_recorded' AND actor LIKE 'heir:%'",
    ),
    (
        "heirs who objected or withdrew",
        10,
        "SELECT count(*) AS count FROM events WHERE type = 'action_taken' AND actor LIKE 'heir:%'",
    ),
    ("links that were opened", 100, "SELECT count(*) AS count FROM events WHERE type = 'family_link_opened'"),
];

/// What a year contained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lived {
    /// Of each thing that is counted, how much, in their order.
    counts: Vec<i64>,
    /// States that claims came into, as procedure and state.
    states: BTreeSet<String>,
    /// Kinds of letter that were written.
    kinds: BTreeSet<String>,
}

impl Lived {
    /// What stands in a database.
    pub(crate) fn of(probe: &mut Probe) -> Self {
        let states = "SELECT DISTINCT c.workflow || ' ' ||
                coalesce(json_extract(CAST(e.body AS TEXT), '$.data.to'), json_extract(CAST(e.body AS TEXT), '$.data.state')) AS text
            FROM events e JOIN claims c ON c.id = e.claim_id WHERE e.type IN ('claim_opened', 'action_taken')";
        Self {
            counts: COUNTED.iter().map(|(_, _, question)| probe.count(question)).collect(),
            states: probe.texts(states).into_iter().collect(),
            kinds: probe.texts("SELECT DISTINCT kind AS text FROM letters").into_iter().collect(),
        }
    }
}

/// All years together, line by line.
pub(crate) fn told(years: &[&Lived]) -> String {
    let counted = COUNTED.iter().enumerate().map(|(at, (what, _, _))| format!("{} {what}", total(years, at)));
    format!("{} years: {}", years.len(), counted.collect::<Vec<_>>().join(", "))
}

fn total(years: &[&Lived], at: usize) -> i64 {
    years.iter().filter_map(|year| year.counts.get(at)).sum()
}

/// What is missing in all the years together. Of a few years nothing is expected.
pub(crate) fn missing(years: &[&Lived]) -> Vec<String> {
    if years.len() < ENOUGH_YEARS {
        return Vec::new();
    }
    let mut missing = Vec::new();
    let count = i64::try_from(years.len()).unwrap_or(1);
    for (at, (what, least, _)) in COUNTED.iter().enumerate() {
        let (has, wants) = (total(years, at), least * count / 50);
        if has < wants {
            missing.push(format!("{what}: {has}, not {wants}"));
        }
    }
    let lived = |state: &String| years.iter().any(|year| year.states.contains(state));
    for procedure in template().catalogue.procedures() {
        let states = procedure.states.keys().map(|state| format!("{} {state}", procedure.name));
        let (unlived, lived): (Vec<String>, Vec<String>) = states.partition(|state| !lived(state));
        missing.extend(
            unlived.iter().filter(|it| !UNLIVED.contains(&it.as_str())).map(|it| format!("nobody was in {it}")),
        );
        missing
            .extend(lived.iter().filter(|it| UNLIVED.contains(&it.as_str())).map(|it| format!("somebody was in {it}")));
    }
    for kind in LetterKind::ALL {
        let written = years.iter().any(|year| year.kinds.contains(kind.as_str()));
        if written == UNWRITTEN.contains(&kind) {
            missing.push(format!("letters of the kind {}: {written}", kind.as_str()));
        }
    }
    missing
}
