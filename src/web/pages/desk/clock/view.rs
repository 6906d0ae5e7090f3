//! The clock in the reader's words.

use chrono::{DateTime, Utc};

use crate::desk::{ClockDeeds, ClockReading, RungView};
use crate::law::Rupiah;
use crate::law::clock::RungKind;
use crate::words::{Words, shown};

use super::super::super::problems::law_words;
use super::super::clock_words;

/// The clock of a claim's state.
pub(super) struct ClockView {
    /// Until when, or that it stands still.
    pub(super) due: String,
    /// How near that is, as a class.
    pub(super) class: &'static str,
    /// The state, who is waited for, since when, the law: as pairs.
    pub(super) about: Vec<(String, String)>,
    /// How it was counted.
    pub(super) sentences: Vec<String>,
    /// That it stands still now.
    pub(super) still: Option<Still>,
    /// What the late one owes.
    pub(super) penalty: Option<Penalty>,
    /// When it stood still.
    pub(super) stops: Vec<Stop>,
    /// What time was added.
    pub(super) grants: Vec<Grant>,
    /// Who is told when.
    pub(super) rungs: Vec<Step>,
}

/// That a clock stands still: since when and by whom, why, and when that is looked at again.
pub(super) struct Still {
    pub(super) since: String,
    pub(super) reason: String,
    pub(super) review: Option<String>,
}

/// What is owed for a delay, in words, and whether it is owed already.
pub(super) struct Penalty {
    pub(super) words: String,
    pub(super) runs: bool,
}

/// A time in which the clock stood still.
pub(super) struct Stop {
    pub(super) from: String,
    pub(super) until: String,
    pub(super) reason: String,
    pub(super) by: String,
    pub(super) remark: Option<String>,
}

/// Time that was added.
pub(super) struct Grant {
    pub(super) at: String,
    pub(super) span: String,
    pub(super) reason: String,
    pub(super) by: String,
}

/// What somebody is told, and when.
pub(super) struct Step {
    pub(super) what: String,
    pub(super) at: String,
    pub(super) class: &'static str,
    pub(super) standing: String,
}

/// The clock of a state of this title, at a moment.
pub(super) fn clock_view(
    reading: &ClockReading,
    deeds: &ClockDeeds,
    state: &str,
    now: DateTime<Utc>,
    words: Words,
) -> ClockView {
    let language = words.language();
    let due_at = reading.reading.due_at;
    let (due, class) = match due_at {
        None => (words.t("clock-stands-still"), "soon"),
        Some(at) if at < now => (words.t1("clock-was-due", "at", shown::deadline(at, language)), "late"),
        Some(at) => (words.t1("clock-due", "at", shown::deadline(at, language)), "else"),
    };
    let party = words.t(&format!("waiting-{}", reading.waiting_on));
    ClockView {
        due,
        class,
        about: vec![
            (words.t("clock-state"), state.to_owned()),
            (words.t("clock-waits-for"), party),
            (words.t("clock-since"), shown::long_moment(reading.reading.started_at, language)),
            (words.t("clock-law"), law_words(&reading.law, words)),
        ],
        sentences: reading.explanation.iter().map(|sentence| shown::sentence(&words.of_text(sentence))).collect(),
        still: still(deeds, words),
        penalty: penalty(reading, words),
        stops: stops(deeds, words),
        grants: grants(deeds, words),
        rungs: reading.rungs.iter().map(|rung| step(rung, &reading.rungs, now, words)).collect(),
    }
}

fn still(deeds: &ClockDeeds, words: Words) -> Option<Still> {
    let stop = deeds.stops.last().filter(|stop| stop.until.is_none())?;
    let from = shown::long_moment(stop.from, words.language());
    let by = stop.by.as_deref().unwrap_or("Santun");
    let review = |day| words.t1("clock-still-review", "on", shown::long_date(day, words.language()));
    Some(Still {
        since: words.with("clock-still-since", &[("at", &from), ("by", by)]),
        reason: stop.reason.clone(),
        review: stop.review_on.map(review),
    })
}

/// What the insurer owes by now; before that, what it would owe.
fn penalty(reading: &ClockReading, words: Words) -> Option<Penalty> {
    let per_day = reading.penalty_per_day?.to_string();
    let owed = reading.penalty.filter(|sum| *sum > Rupiah(0));
    let runs = owed.is_some();
    let sum = owed.map(|sum| sum.to_string()).unwrap_or_default();
    let key = if runs { "clock-penalty-runs" } else { "clock-penalty-would" };
    Some(Penalty { words: words.with(key, &[("sum", &sum), ("day", &per_day)]), runs })
}

fn stops(deeds: &ClockDeeds, words: Words) -> Vec<Stop> {
    let moment = |at| shown::moment(at, words.language());
    let view = |stop: &crate::desk::ClockStop| {
        let names: Vec<&str> = stop.by.as_deref().into_iter().chain(stop.resumed_by.as_deref()).collect();
        Stop {
            from: moment(stop.from),
            until: stop.until.map_or_else(|| words.t("clock-until-now"), moment),
            reason: stop.reason.clone(),
            // Who stopped it is mostly who lets it go on.
            by: match names.as_slice() {
                [one, other] if one == other => (*one).to_owned(),
                names => names.join(", "),
            },
            remark: stop.note.clone(),
        }
    };
    deeds.stops.iter().map(view).collect()
}

fn grants(deeds: &ClockDeeds, words: Words) -> Vec<Grant> {
    let view = |grant: &crate::desk::ClockGrant| Grant {
        at: shown::moment(grant.at, words.language()),
        span: clock_words::span(grant.span, words),
        reason: grant.reason.clone(),
        by: grant.by.clone().unwrap_or_default(),
    };
    deeds.grants.iter().map(view).collect()
}

/// The words for what a rung is.
pub(super) fn rung_words(kind: RungKind, words: Words) -> String {
    let key = match kind {
        RungKind::Reminder => "rung-reminder",
        RungKind::Overdue => "rung-overdue",
        RungKind::OverdueReminder => "rung-overdue-reminder",
        RungKind::Escalation => "rung-escalation",
    };
    words.t(key)
}

fn step(rung: &RungView, all: &[RungView], now: DateTime<Utc>, words: Words) -> Step {
    let moment = |at| shown::moment(at, words.language());
    let later = rung.collapsed_into.as_ref().and_then(|name| all.iter().find(|other| other.name == *name));
    let (class, standing) = match (rung.fired_at, later) {
        (Some(_), Some(later)) => {
            let values = [("what", &*rung_words(later.kind, words)), ("at", &*moment(later.at))];
            ("idle", words.with("rung-told-by", &values))
        }
        (Some(at), None) => ("done", words.t1("rung-told", "at", moment(at))),
        // Its moment has come; it is told while the office works.
        (None, _) if rung.at <= now => ("soon", words.t("rung-waits")),
        (None, _) => ("else", words.t("rung-planned")),
    };
    Step { what: rung_words(rung.kind, words), at: moment(rung.at), class, standing }
}
